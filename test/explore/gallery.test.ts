import { expect, test } from "vitest";

import { readTemplates } from "../support/templates.ts";
import { aText, exploreHere } from "./in-process.ts";

const logins = 50;

test(`the rule and the action of each template do the same on ${logins} logins`, async () => {
  const found: unknown[] = [];
  let pairs = 0;
  for (const { id, rule, action } of readTemplates()) {
    if (!rule || !action) continue;
    pairs++;
    const texts = [aText("rule", rule.code), aText("action", action.code)];
    const { difference, notes, reached, ...search } = await exploreHere(texts, { logins });
    // A difference that is not there again is noted only. A template that decides nothing has no branches.
    if (difference || notes.length > 0 || search.logins < logins)
      found.push({ id, difference, notes, reached });
  }
  expect(found).toEqual([]);
  expect(pairs).toBeGreaterThanOrEqual(25);
});
