import { expect, test } from "vitest";

import { passedOverSentence } from "../../src/emulator/outcome/differences.ts";
import { compareRuns } from "../../src/run/compare.ts";
import { anOutcome } from "./anOutcome.ts";

const said = (text: string, script: string) => ({
  ...anOutcome(),
  console: [{ level: "log", text, script }],
});

test("the same line of another script is no difference", () => {
  expect(compareRuns(said("hello", "hello"), said("hello", "hello.js"))).toEqual([]);
});

test("another line is one", () => {
  const [difference, ...others] = compareRuns(said("hello", "hello"), said("bye", "hello")) ?? [];
  expect(difference).toMatch(/^console\.0\.text: .*"hello".*"bye"$/);
  expect(others).toEqual([]);
});

test("an action that did not run is compared with nothing", () => {
  const [rule, action] = [said("hello", "a"), said("bye", "b")];
  expect(compareRuns(rule, { ...action, warnings: [passedOverSentence] })).toBeUndefined();
});
