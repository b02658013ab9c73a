import { expect, test } from "vitest";

import { emptyTrial } from "../../../../src/explore/trial.ts";
import { emptyDraft } from "../../../../src/site/playground/draft/draft.ts";
import type { Found, SearchState } from "../../../../src/site/playground/search/found.ts";
import {
  isStale,
  marksOf,
  nameOfSearch,
  tellSearch,
} from "../../../../src/site/playground/search/tell-search.ts";

const draft = { ...emptyDraft(new Date(0)), forms: "action" as const };

function found(changes: Partial<Found> = {}): SearchState {
  const nothing = { missed: [], paths: [], notes: [], marks: { logins: [], files: [] } };
  const codes = { action: draft.action };
  return {
    kind: "found",
    found: { codes, logins: 5, seed: 1, seconds: 1, branches: 2, ...nothing, ...changes },
  };
}

test("lines are marked as reached, reached in part, and missed", () => {
  const branch = { kind: "true" as const, file: "action.js", line: 2, start: 0, end: 1 };
  const lines = [
    { line: 1, logins: [0] },
    { line: 2, logins: [0] },
    { line: 3, logins: [] },
  ];
  const files = [{ file: "action.js", lines, branches: [{ ...branch, logins: [] }] }];
  const marks = { logins: [{ ...emptyTrial, user: { name: "a" } }], files };
  expect([...(marksOf(found({ marks }), draft).action ?? [])]).toEqual([
    [1, { kind: "reached", title: 'Reached on: user.name = "a"' }],
    [2, { kind: "part", title: 'Not reached here: never true. Reached on: user.name = "a"' }],
    [3, { kind: "missed", title: "No login reached this line" }],
  ]);
});

test("another code than the one that was searched has no marks, and the search is stale", () => {
  const other = { ...draft, action: "exports.onExecutePostLogin = async () => {};" };
  expect(marksOf(found(), other)).toEqual({});
  expect(isStale(found(), other)).toBe(true);
  expect(isStale(found(), draft)).toBe(false);
});

test("so it is when another form is to run", () => {
  expect(isStale(found(), { ...draft, forms: "both" })).toBe(true);
});

test.each<[SearchState, string, string]>([
  [{ kind: "searching", progress: undefined }, "Search", "Searching…"],
  [{ kind: "broken", message: "no" }, "Search", "Cannot search."],
  [found(), "Paths 0", "0 paths."],
  [found({ codes: { action: "a", rule: "b" } }), "Difference", "Same."],
])("a search is told in a word: %j", (state, name, sentence) => {
  expect(nameOfSearch(state)).toBe(name);
  expect(tellSearch(state)).toBe(sentence);
});
