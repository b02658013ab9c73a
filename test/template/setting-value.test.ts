import { describe, expect, test } from "vitest";

import { compileTemplate } from "../../src/template/compile.ts";
import { compilePattern, findWrongValue } from "../../src/template/setting-value.ts";
import { aRule } from "./code/forms.ts";
import { aTemplate, sampleHead } from "./samples.ts";

describe("a value of a setting", () => {
  test.each([
    [{}, "anything"],
    [{ values: ["us", "eu"] }, "eu"],
    [{ pattern: "[a-z]+" }, "eu"],
    [{ pattern: "a|b" }, "b"],
    [{ pattern: String.raw`[\w.\-]+/?` }, "a-b.c/"],
    [{ values: ["us"], pattern: "x" }, ""],
  ])("with %j may be %j", (limits, value) => {
    expect(findWrongValue(limits, value)).toBeUndefined();
  });

  test.each([
    [{ values: ["us", "eu"] }, "EU", "use one of us, eu"],
    [{ pattern: "[a-z]+" }, "eu ", "write a value that [a-z]+ matches as a whole"],
    [{ pattern: "a|b" }, "ab", "write a value that a|b matches as a whole"],
    [{ pattern: "[a-z]+", example: "eu" }, "eu\n", "write a value such as eu"],
    [{ pattern: "." }, "\n", "write a value that . matches as a whole"],
  ])("with %j may not be %j", (limits, value, hint) => {
    expect(findWrongValue(limits, value)?.hint).toBe(hint);
  });

  test("is not repeated where it is wrong: it may be a secret", () => {
    const wrong = findWrongValue({ pattern: "[a-z]+", example: "eu" }, "S3CRET");
    expect(JSON.stringify(wrong)).not.toContain("S3CRET");
  });
});

test.each(["[a-z", ")(", "a{2,1}", "[a-]", "[(]", "\\-", "(?<n>a)\\k<m>"])(
  "%s is not a pattern, as in a form",
  (pattern) => {
    expect(compilePattern(pattern)).toBeUndefined();
  },
);

describe("in a head", () => {
  /** The problems of a setting with these fields. */
  function problemsOf(fields: string): string[] {
    const setting = `configuration:\n  - key: A\n    description: b\n    required: false\n`;
    const head = `${sampleHead}${setting}${fields}`;
    const text = aTemplate({ head, rule: aRule("configuration.A;") });
    const result = compileTemplate("rules/hello.md", Buffer.from(text));
    return (Array.isArray(result) ? result : []).map(
      ({ line, column, code }) => `${line}:${column} ${code}`,
    );
  }

  test.each([
    [
      "an example outside the values",
      "    values: [us]\n    example: eu\n",
      "10:14 configuration-example",
    ],
    [
      "an example that does not match",
      "    pattern: a\n    example: b\n",
      "10:14 configuration-example",
    ],
    [
      "a default that does not match",
      "    pattern: a\n    default: b\n",
      "10:14 configuration-default",
    ],
    [
      "a value that does not match",
      "    values: [a, b]\n    pattern: a\n",
      "9:17 configuration-pattern",
    ],
    ["a pattern that is none", '    pattern: "["\n', "9:14 configuration-pattern"],
    ["an empty pattern", '    pattern: ""\n', "9:14 field-value"],
    ["a pattern that is a list", "    pattern: [a]\n", "9:14 field-type"],
    ["an example that is a number", "    example: 1\n", "9:14 field-type"],
  ])("there may not be %s", (_what, fields, problem) => {
    expect(problemsOf(fields)).toEqual([problem]);
  });

  test("an example and a pattern may go together", () => {
    expect(problemsOf('    pattern: "[a-z]+"\n    example: eu\n    default: us\n')).toEqual([]);
  });
});
