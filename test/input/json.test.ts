import { describe, expect, test } from "vitest";

import { parseJson, parseJsonObject } from "../../src/input/json.ts";
import { InputError } from "../../src/input/input-error.ts";

describe("a file of JSON", () => {
  const problemsOf = (text: string, parse: typeof parseJson = parseJson) => {
    try {
      parse({ shown: "a.json", text });
    } catch (error) {
      if (error instanceof InputError) {
        return error.problems;
      }
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

  test.each(["", " \n"])("that is empty, as %j, is said to be so", (text) => {
    expect(problemsOf(text)).toEqual([{ message: "a.json is empty" }]);
  });

  test("that is nested too deep is a problem where it is", () => {
    expect(problemsOf(`{"a":\n${"[".repeat(10_000)}`)).toMatchObject([
      {
        file: "a.json",
        line: 2,
        column: 500,
        message: "the file is nested deeper than 500 levels",
      },
    ]);
  });

  test("that is no object is a problem where one is needed", () => {
    expect(problemsOf("[]", parseJsonObject)).toMatchObject([{ file: "a.json", line: 1 }]);
  });
});
