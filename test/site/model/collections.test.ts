import { describe, expect, test } from "vitest";

import {
  collections,
  collectionsOf,
  isRedirecting,
  mainCollectionOf,
} from "../../../src/site/model/collections.ts";
import { categories } from "../../../src/template/vocabulary.ts";

const aTemplate = (category: string, code = "", actionCode?: string) => ({
  categories: [category],
  code,
  ...(actionCode !== undefined && {
    action: { trigger: "post-login" as const, code: actionCode, dependencies: [], secrets: [] },
  }),
});

describe("a template", () => {
  test.each([
    [aTemplate("webhook"), ["tell-other-tools"]],
    [aTemplate("saml"), ["saml"]],
    [
      aTemplate("access control", "", 'api.idToken.setCustomClaim("a", 1);'),
      ["let-in-keep-out", "tokens-and-claims"],
    ],
    [
      aTemplate("webhook", 'context.redirect = { url: "" };'),
      ["tell-other-tools", "redirects-and-forms"],
    ],
    [aTemplate("billing"), ["billing"]],
  ])("is in the collections of its categories and its code: %j", (template, names) => {
    expect(collectionsOf(template)).toEqual(names);
    expect(mainCollectionOf(template)).toBe(names[0]);
  });

  test.each([
    ["api.redirect.sendUserTo(url)", true],
    ["api.prompt.render(id)", true],
    ["context.redirect = { url }", true],
    ["if (context.redirect) return;", false],
  ])("redirects by its code: %s", (code, redirects) => {
    expect(isRedirecting(aTemplate("webhook", code))).toBe(redirects);
  });
});

test("each category of our own gallery is in a collection", () => {
  const held = collections.flatMap((collection) => collection.categories);
  expect(categories.map(({ name }) => name).filter((name) => !held.includes(name))).toEqual([]);
});
