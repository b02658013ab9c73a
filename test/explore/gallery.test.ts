import { describe, expect, test } from "vitest";

import { prepare } from "../../src/explore/prepare.ts";
import { readTemplates } from "../support/templates.ts";
import { aText, exploreHere } from "./in-process.ts";
import { nameBranch, unreached } from "./unreached.ts";

const logins = 500;
/** One with which the search gets far in the longest templates. */
const seed = 5;

const templates = readTemplates().map(({ id, rule, action }) => ({
  id,
  texts: [
    ...(rule ? [aText("rule", rule.code)] : []),
    ...(action ? [aText("action", action.code)] : []),
  ],
}));

describe(`on ${logins} logins of seed ${seed}`, () => {
  test.each(templates)(
    "the forms of $id do the same, and reach each branch that is not listed with a reason",
    async ({ id, texts }) => {
      const { difference, notes, reached } = await exploreHere(texts, { logins, seed });
      expect(difference).toBeUndefined();
      // A difference that is not there again is noted only, and so is a script that hangs.
      expect(
        notes.filter((note) => !/because of the platform|outcomes are shown/.test(note)),
      ).toEqual([]);
      const taken = new Set(reached);
      const { branches } = prepare(texts.map((text) => [text]));
      const missed = branches.filter((_branch, index) => !taken.has(index));
      const listed = Object.keys(unreached[id] ?? {});
      expect([...new Set(missed.map((branch) => nameBranch(branch, texts)))].sort()).toEqual(
        listed.sort(),
      );
    },
  );
});

test("only branches of templates are listed", () => {
  const ids = new Set(templates.map(({ id }) => id));
  expect(Object.keys(unreached).filter((id) => !ids.has(id))).toEqual([]);
});
