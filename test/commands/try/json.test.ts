import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findJsonError, parseJson, parseJsonObject } from "../../../src/commands/try/json.ts";
import { InputError } from "../../../src/commands/try/input-error.ts";

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

describe("a file of JSON", () => {
  const problemsOf = (text: string, parse: typeof parseJson = parseJson) => {
    try {
      parse({ shown: "a.json", text });
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
    return [];
  };

  test("gives its value", () => {
    expect(parseJson({ shown: "a.json", text: ' {"a": [1]} ' })).toEqual({ a: [1] });
  });

  test("that is not JSON is a problem at its line and column", () => {
    expect(problemsOf('{\n  "a": 1,\n}')).toMatchObject([{ file: "a.json", line: 3, column: 1 }]);
  });

  test("that is no object is a problem where one is needed", () => {
    expect(problemsOf("[]", parseJsonObject)).toMatchObject([{ file: "a.json", line: 1 }]);
  });
});
