import { describe, expect, test } from "vitest";

import { readTemplates } from "../support/templates.ts";
import { aText, exploreHere } from "./in-process.ts";

const logins = 50;

const pairs = readTemplates().flatMap(({ id, rule, action }) =>
  rule && action ? [{ id, rule, action }] : [],
);

describe(`the rule and the action of a template do the same on ${logins} logins`, () => {
  test.each(pairs)("$id", async ({ rule, action }) => {
    const texts = [aText("rule", rule.code), aText("action", action.code)];
    const { difference, notes, ...search } = await exploreHere(texts, { logins });
    // A difference that is not there again is noted only.
    expect({ difference, notes, logins: search.logins }).toEqual({
      difference: undefined,
      notes: [],
      logins,
    });
  });
});
