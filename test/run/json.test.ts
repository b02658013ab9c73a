import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findJsonError, findValue } from "../../src/run/json.ts";

describe("the place where a text stops being JSON", () => {
  test.each([
    ["", 0],
    ["{", 1],
    ["{a: 1}", 1],
    ["{'a': 1}", 1],
    ['{"a": 1,}', 8],
    ["[1, 2,]", 6],
    ["[1 2]", 3],
    ['{"a" 1}', 5],
    ["[tru]", 1],
    ["01", 1],
    ['"a', 0],
    ["{} x", 3],
    ["// no\n{}", 0],
  ])("of %j is %d", (text, offset) => {
    expect(findJsonError(text)).toBe(offset);
  });

  test("is the end of each JSON text", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(findJsonError(text)).toBe(text.length);
      }),
    );
  });
});

test.each([
  ['{ "a": 1 }', 7],
  ['{ "b": { "a": 1 }, "c": "a", "\\u0061" : [1] }', 40],
  ['{ "b": [{ "a": 1 }] }', 0],
])("the value of a in %s is at %d", (text, offset) => {
  expect(findValue(text, "a")).toBe(offset);
});
