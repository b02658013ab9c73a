import { expect, test } from "vitest";

import { readAnswer } from "../../../../src/site/playground/search/read-answer.ts";
import { anOutcome } from "../../../run/anOutcome.ts";

const result = { outcome: anOutcome(), ran: [], requests: [], unused: [] };
const played = {
  ...{ result, legs: [], begins: [0], reached: [1], marks: [0], isEnded: false },
  seen: [[0, "a", null]],
  read: [["user", "name"]],
};
const answer = { number: 1, played, notes: ["a note"] };

test("an answer is read as it is", () => {
  expect(readAnswer(JSON.stringify(answer))).toEqual(answer);
});

test("so is why a script cannot be loaded", () => {
  const problem = { file: "rule.js", line: 1, column: 2, message: "no" };
  const unloadable = { number: 1, played: { problem }, notes: [] };
  expect(readAnswer(JSON.stringify(unloadable))).toEqual(unloadable);
});

test.each<[string, unknown]>([
  ["no number", { ...answer, number: "1" }],
  ["no outcome", { ...answer, played: { ...played, result: {} } }],
  ["a branch that is not a number", { ...answer, played: { ...played, reached: [{}] } }],
  ["a place that is not a list of names", { ...answer, played: { ...played, read: ["user"] } }],
  ["a login that ended itself", { ...answer, played: { ...played, isEnded: true } }],
  ["a note that is not a text", { ...answer, notes: [1] }],
  ["nothing", null],
])("an answer with %s is none", (_, value) => {
  expect(readAnswer(JSON.stringify(value))).toBeUndefined();
});

test("what is not JSON is no answer", () => {
  expect(readAnswer("{")).toBeUndefined();
});
