import { describe, expect, test } from "vitest";

import { readGallery } from "../../../../src/site/model/read-gallery.ts";
import { createSearch } from "../../../../src/site/gallery/search/search.ts";
import { aGallery, aSearch } from "../../samples.ts";
import { readOwnGallery } from "../../support/galleries.ts";

const gallery = aGallery(
  { id: "mail", title: "Send a welcome mail", service: { name: "Mailgun", url: "" } },
  { id: "block", title: "Block countries", overview: "Denies logins from abroad." },
  {
    id: "track",
    title: "Count logins",
    configuration: [{ key: "ACME_TOKEN", description: "A token.", required: true, secret: true }],
  },
  { id: "sign", description: "<p>Signs a <b>nonce</b> of the application.</p>" },
  { id: "lead", code: "function lead(user, context, callback) { createSalesLead(user); }" },
);
const search = aSearch(gallery);
const find = (query: string) => search.find(query).map(({ id }) => id);

describe("a search", () => {
  test.each([
    ["title", "welcome", "mail"],
    ["service", "mailgun", "mail"],
    ["overview", "abroad", "block"],
    ["key of a setting", "ACME_TOKEN", "track"],
    ["description", "nonce", "sign"],
    ["code", "createSalesLead", "lead"],
    ["part of a name in the code", "sales", "lead"],
    ["id", "track", "track"],
    ["beginning of a word", "welc", "mail"],
    ["capitals and accents", "WÉLCOME", "mail"],
    ["a letter too many", "welcomme", "mail"],
    ["two letters exchanged", "mialgun", "mail"],
    ["a word beside one that has just been begun", "mailgun z", "mail"],
  ])("finds by %s", (_, query, id) => {
    expect(find(query)[0]).toBe(id);
  });

  test.each([
    ["exchanged", "blcok"],
    ["wrong", "biock"],
  ])("finds a short word with letters %s", (_, query) => {
    expect(find(query)).toEqual(["block"]);
  });

  test.each(["brute", "Länder", "kubernetes", "invoice"])(
    "finds nothing in the gallery that has nothing to do with %j",
    (query) => {
      const own = readGallery(JSON.parse(readOwnGallery()));
      expect(own && aSearch(own).find(query)).toEqual([]);
    },
  );

  test.each(["welcome countries", "xyzzy", "<p>"])("finds nothing for %j", (query) => {
    expect(find(query)).toEqual([]);
  });

  test("ranks a title above a description, and both above code", () => {
    const ranked = aGallery(
      { id: "in-code", code: "function rank() { quokka(); }" },
      { id: "in-description", description: "<p>About a quokka.</p>" },
      { id: "in-title", title: "Feed the quokka" },
    );
    const hits = aSearch(ranked).find("quokka");
    expect(hits.map(({ id }) => id)).toEqual(["in-title", "in-description", "in-code"]);
  });

  test("finds names in code as a whole, and what other texts have also by its beginning", () => {
    const ranked = aGallery(
      { id: "names-it", code: "function a() { context.redirect = page; }" },
      { id: "compares", code: 'function b() { return protocol === "redirect-callback"; }' },
      { id: "differs", code: "function c() { redirected(); }" },
      { id: "says-it", description: "<p>Users are redirected.</p>" },
    );
    const hits = aSearch(ranked).find("redirect");
    expect(hits.map(({ id }) => id).sort()).toEqual(["names-it", "says-it"]);
  });

  test.each(["mfa", "2fa", "2FA", "multifactor", "multi-factor", "two-factor", "two factor"])(
    "finds by %s what any of its names stands for",
    (query) => {
      const ranked = aGallery(
        { id: "short", title: "Ask for MFA" },
        { id: "long", title: "Multifactor at each login" },
        { id: "other", title: "Two accounts" },
      );
      const hits = aSearch(ranked).find(query);
      expect(hits.map(({ id }) => id).sort()).toEqual(["long", "short"]);
    },
  );

  test("does not find a template of the gallery by what much code has in common", () => {
    const own = readGallery(JSON.parse(readOwnGallery()));
    const all = createSearch(own?.templates ?? []);
    all.readFor(Infinity);
    const ids = all.find("redirect").map(({ id }) => id);
    expect(ids[0]).toMatch(/^redirect-to-/);
    // Much code tells a return from a redirect by "redirect-callback", which is another name.
    const others = ids
      .map((id) => own?.templates.find((template) => template.id === id))
      .filter((template) => !/redirect/i.test(`${template?.title} ${template?.overview}`))
      .filter((template) => !/redirect/i.test(template?.description ?? ""))
      .filter(
        (template) => !/\bredirect\b(?!-)/.test(`${template?.code}${template?.action?.code}`),
      );
    expect(others.map((template) => template?.id)).toEqual([]);
  });

  test("leaves out what much code has, unless nothing else is found", () => {
    const common = aGallery(
      { id: "titled", title: "Feed the quokka" },
      ...Array.from({ length: 8 }, (_, index) => ({
        id: `coded-${index}`,
        code: `function f${index}() { quokka(); wombat(); }`,
      })),
    );
    const found = aSearch(common);
    expect(found.find("quokka").map(({ id }) => id)).toEqual(["titled"]);
    expect(found.find("wombat")).toHaveLength(8);
  });

  test("puts what is deprecated last", () => {
    const ranked = aGallery(
      { id: "old", title: "Quokka", deprecated: { reason: "Gone." } },
      { id: "new", title: "Feed a quokka every day" },
    );
    expect(
      aSearch(ranked)
        .find("quokka")
        .map(({ id }) => id),
    ).toEqual(["new", "old"]);
  });

  test("says which words it found, and where", () => {
    const [hit] = search.find("sales");
    expect(hit).toEqual({ id: "lead", words: new Set(["sales"]), fields: new Set(["code"]) });
  });

  test("suggests what is spelled alike", () => {
    expect(search.suggest("welcmoe")).toContain("welcome");
  });

  test.each([
    ["mailgun xyzzy", ["mailgun"]],
    ["welcome mail xyzzy", ["welcome mail"]],
    ["welcome countries", ["welcome", "countries"]],
    ["xyzzy quux", []],
  ])("suggests for %j the words that find something", (query, suggestions) => {
    expect(search.suggest(query)).toEqual(suggestions);
  });

  test("finds by category, and nothing in code that is only somewhat alike", () => {
    const own = aGallery(
      { id: "debug", categories: ["debugging"] },
      {
        id: "other",
        categories: ["webhook"],
        code: "function other() { try { a(); } catch { b(); } }",
      },
    );
    expect(
      aSearch(own)
        .find("debug")
        .map(({ id }) => id),
    ).toEqual(["debug"]);
    expect(aSearch(own).find("captcha")).toEqual([]);
  });

  test("puts a template whose whole title is typed before one whose title goes on", () => {
    const own = aGallery(
      { id: "longer", title: "Feed the quokka daily", overview: "Feed the quokka." },
      { id: "whole", title: "Feed the quokka" },
    );
    const idsOf = (query: string) =>
      aSearch(own)
        .find(query)
        .map(({ id }) => id);
    expect(idsOf("feed the quokka")).toEqual(["whole", "longer"]);
    expect(idsOf("feed the quokka daily")).toEqual(["longer"]);
  });

  test("finds each template of the gallery by its own title", () => {
    const own = readGallery(JSON.parse(readOwnGallery()));
    const all = createSearch(own?.templates ?? []);
    all.readFor(Infinity);
    const first = own?.templates.map(({ title }) => all.find(title)[0]?.id);
    expect(first).toEqual(own?.templates.map(({ id }) => id));
  });

  test("can be asked before all has been read", () => {
    const half = createSearch(gallery.templates);
    expect(half.find("welcome")).toEqual([]);
    half.readFor(0);
    expect({ found: half.find("welcome").length, complete: half.complete }).toEqual({
      found: 1,
      complete: false,
    });
  });

  test("reads texts without end only so far", () => {
    const long = aGallery({ description: `${"a ".repeat(1_000_000)}quokka` });
    expect(aSearch(long).find("quokka")).toEqual([]);
  });
});
