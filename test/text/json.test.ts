import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findJsonError, findValue, readJson } from "../../src/text/json.ts";

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
    [`${"[".repeat(9000)}1 2`, 500],
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

describe("a text that is nested", () => {
  const nested = (levels: number, open = "[", close = "]") =>
    open.repeat(levels) + close.repeat(levels);

  test("500 levels deep is read", () => {
    expect(readJson(nested(500))).toHaveProperty("value");
    expect(readJson(`"${"[".repeat(501)}"`)).toHaveProperty("value");
    expect(readJson(`"\\"${"[".repeat(501)}"`)).toHaveProperty("value");
  });

  test.each([
    ["lists", nested(10_000)],
    ["objects", nested(10_000, '{"a":', "}").replace("}", "1}")],
    ["lists without an end", "[".repeat(10_000)],
  ])("deeper is not: %s", (_what, text) => {
    const column = text.startsWith("[") ? 501 : 500 * 5 + 1;
    expect(readJson(text)).toEqual({ end: { line: 1, column }, isTooDeep: true });
  });
});
