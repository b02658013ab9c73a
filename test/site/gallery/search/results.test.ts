import { describe, expect, test } from "vitest";

import { facets, type FacetName } from "../../../../src/site/model/facets.ts";
import {
  clear,
  countChosen,
  noFilter,
  toggle,
  type Filter,
} from "../../../../src/site/model/filter.ts";
import { findResults, loosen } from "../../../../src/site/gallery/search/results.ts";
import { aGallery, aSearch } from "../../samples.ts";

const action = { trigger: "post-login" as const, code: "x", dependencies: [], secrets: [] };
const setting = { key: "KEY", description: "A key.", secret: true };

const gallery = aGallery(
  {
    id: "mail",
    title: "Send mail",
    categories: ["webhook"],
    service: { name: "Mailgun", url: "" },
    outage: "allow",
    action,
    configuration: [{ ...setting, required: true }],
  },
  {
    id: "block",
    title: "Block fraud",
    categories: ["access control", "webhook"],
    service: { name: "MaxMind", url: "" },
    outage: "deny",
    action,
    configuration: [{ ...setting, required: false }],
  },
  { id: "old", title: "Send claims", categories: ["saml"], deprecated: { reason: "Old." } },
  { id: "claims", title: "Add claims", categories: ["saml"] },
);
const search = aSearch(gallery);

function find(chosen: Filter["chosen"], query = "") {
  const { results, counts } = findResults(gallery, search, { query, chosen });
  return { ids: results.map(({ template }) => template.id), counts };
}

describe("the list", () => {
  test("shows the gallery by title without a filter, what is deprecated last", () => {
    expect(find({}).ids).toEqual(["claims", "block", "mail", "old"]);
  });

  const cases: [FacetName, string, string[]][] = [
    ["collection", "tell-other-tools", ["block", "mail"]],
    ["collection", "let-in-keep-out", ["block"]],
    ["category", "webhook", ["block", "mail"]],
    ["category", "saml", ["claims", "old"]],
    ["forms", "both", ["block", "mail"]],
    ["forms", "rule", ["claims", "old"]],
    ["settings", "required", ["mail"]],
    ["settings", "none", ["claims", "block", "old"]],
    ["calls", "yes", ["block", "mail"]],
    ["calls", "no", ["claims", "old"]],
    ["outage", "allow", ["mail"]],
    ["outage", "deny", ["block"]],
    ["service", "MaxMind", ["block"]],
  ];

  test.each(cases)("is narrowed by %s %s", (name, value, ids) => {
    expect(find({ [name]: [value] }).ids).toEqual(ids);
  });

  test("has a case here for each facet", () => {
    expect(new Set(cases.map(([name]) => name))).toEqual(new Set(facets.map(({ name }) => name)));
  });

  test("takes any of the values of a facet, and all facets and words together", () => {
    expect(find({ category: ["webhook", "saml"], calls: ["no"] }).ids).toEqual(["claims", "old"]);
    expect(find({ category: ["webhook", "saml"] }, "send").ids).toEqual(["mail", "old"]);
  });
});

describe("the counts", () => {
  test("are of what the words and the other facets leave", () => {
    const { counts } = find({ category: ["webhook"], outage: ["deny"] });
    expect(Object.fromEntries(counts.category)).toEqual({ webhook: 1, "access control": 1 });
    expect(Object.fromEntries(counts.outage)).toEqual({ allow: 1, deny: 1 });
    expect(Object.fromEntries(counts.service)).toEqual({ MaxMind: 1 });
  });

  test("say how many templates the list has once a value is chosen", () => {
    const { counts } = find({}, "send");
    for (const { name } of facets) {
      for (const [value, count] of counts[name]) {
        expect(find({ [name]: [value] }, "send").ids, `${name} ${value}`).toHaveLength(count);
      }
    }
  });
});

describe("a filter without results", () => {
  const ways = (query: string, chosen: Filter["chosen"]) =>
    loosen(gallery, search, { query, chosen }).map(({ without, count }) => [without, count]);

  test("is loosened by giving up its filters", () => {
    expect(ways("", { category: ["saml"], calls: ["yes"] })).toEqual([["filters", 4]]);
  });

  test("is loosened by its words", () => {
    expect(ways("xyzzy", { category: ["saml"] })).toEqual([["query", 2]]);
  });

  test("is loosened by the words that find something", () => {
    const found = loosen(gallery, search, { query: "frauudd zzz", chosen: {} });
    expect(found.map(({ without, count }) => [without, count])).toEqual([
      ["query", 4],
      ["spelling", 1],
    ]);
    expect(found[1]?.filter.query).toBe("frauudd");
  });

  test("is given up if nothing less helps", () => {
    expect(ways("xyzzy", { category: ["no such"] })).toEqual([["all", 4]]);
  });
});

describe("the collections", () => {
  test("say how many templates there are in each, and in all, whichever is chosen", () => {
    const chosen = { collection: ["saml"], calls: ["yes"] };
    const { counts, all } = findResults(gallery, search, { query: "", chosen });
    expect(Object.fromEntries(counts.collection)).toEqual({
      "tell-other-tools": 2,
      "let-in-keep-out": 1,
    });
    expect(all).toBe(2);
  });
});

describe("a filter", () => {
  test("takes a value and gives it back", () => {
    const once = toggle(noFilter, "category", "saml");
    const twice = toggle(once, "category", "webhook");
    expect(twice).toEqual({ query: "", chosen: { category: ["saml", "webhook"] } });
    expect(countChosen(twice)).toBe(2);
    expect(toggle(toggle(twice, "category", "saml"), "category", "webhook")).toEqual(noFilter);
  });

  test("loses all values of a facet", () => {
    const filter = { query: "a", chosen: { category: ["saml", "webhook"], calls: ["no"] } };
    expect(clear(filter, "category")).toEqual({ query: "a", chosen: { calls: ["no"] } });
  });
});
