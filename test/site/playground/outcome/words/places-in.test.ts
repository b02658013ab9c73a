import { expect, test } from "vitest";

import { placesIn } from "../../../../../src/site/playground/outcome/words/places-in.ts";

test.each([
  [
    "Chromium",
    "TypeError: no\n    at read (rule.js:3:7)\n    at async rule (rule.js:9:11)\n    at rule.js:1:5\n    at eval (rule.js:2:1)",
  ],
  ["Firefox", "read@rule.js:3:7\nasync*rule@rule.js:9:11\n@rule.js:1:5\n@rule.js:2:1"],
])("the places of a stack of %s are read", (_, stack) => {
  expect(placesIn(stack, "rule.js")).toMatchObject([
    { name: "read", line: 3, column: 7 },
    { name: "rule", line: 9, column: 11 },
    { name: "", line: 1, column: 5 },
    { name: "", line: 2, column: 1 },
  ]);
});

test("other files are no places, and a name is no pattern", () => {
  expect(placesIn("at a (action.js:1:1)\nat b (ruleXjs:1:1)", "rule.js")).toEqual([]);
});

test("of a very deep stack the first calls are places", () => {
  const stack = "    at a (rule.js:1:1)\n".repeat(1000);
  expect(placesIn(stack, "rule.js")).toHaveLength(10);
});
