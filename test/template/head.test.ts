import { describe, expect, test } from "vitest";

import { compileTemplate } from "../../src/template/compile.ts";
import { aTemplate, sampleHead } from "./samples.ts";

/** The problems of a template with this head, each with its place. */
function problemsOf(head: string, wrap = (text: string): string => text): string[] {
  const result = compileTemplate("rules/hello.md", Buffer.from(wrap(aTemplate({ head }))));
  if (!Array.isArray(result)) return [];
  return result.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

function hintOf(head: string): string | undefined {
  const result = compileTemplate("rules/hello.md", Buffer.from(aTemplate({ head })));
  return Array.isArray(result) ? result[0]?.hint : undefined;
}

describe("a head is YAML 1.2", () => {
  test.each([
    ["a value that is not closed", 'overview: "Says hello\n', "2:22 head-yaml"],
    ["a tab for indentation", `${sampleHead}service:\n\tname: x\n`, "6:1 head-yaml"],
    ["a tag of JavaScript", "overview: !!js/function x\n", "2:11 head-yaml"],
    ["two documents", `${sampleHead}...\noverview: x\n`, "6:1 head-yaml"],
    ["an alias of nothing", "overview: *nowhere\n", "2:11 head-yaml"],
    ["a key that stands twice", `${sampleHead}overview: Again.\n`, "5:1 head-duplicate-key"],
  ])("so %s is a problem", (_what, head, problem) => {
    expect(problemsOf(head)).toContain(problem);
  });

  test("so yes is a string and no boolean", () => {
    expect(problemsOf(`${sampleHead}gallery: yes\n`)).toEqual(["5:10 field-type"]);
  });

  test("so the merge key is a key like any other", () => {
    expect(problemsOf(`${sampleHead}<<: { outage: allow }\n`)).toEqual(["5:1 field-unknown"]);
  });

  test("that may use an alias", () => {
    const head = "overview: &text Says hello.\ncategories: [debugging]\n";
    const setting = "configuration:\n  - key: A\n    description: *text\n";
    expect(problemsOf(head + setting)).toEqual(["5:10 configuration-unused"]);
  });

  test.each([
    [
      "more and more",
      "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n",
    ],
    ["for ever", "a: &a [*a]\n"],
  ])("whose aliases may not expand %s", (_how, head) => {
    expect(problemsOf(head)).toEqual(["2:1 head-alias"]);
  });

  test("that may not be nested without end", () => {
    expect(problemsOf(`overview: ${"[".repeat(4000)}\n`)).toEqual([
      expect.stringMatching(/^2:\d+ head-yaml$/),
    ]);
  });

  test("that has to be a mapping", () => {
    expect(problemsOf("- overview\n")).toEqual(["2:1 field-type"]);
  });
});

describe("the fields of a head", () => {
  test.each([
    ["__proto__", "5:1"],
    ["constructor", "5:1"],
    ["toString", "5:1"],
    ["hasOwnProperty", "5:1"],
  ])("do not include %s", (key, place) => {
    expect(problemsOf(`${sampleHead}${key}: { a: 1 }\n`)).toEqual([`${place} field-unknown`]);
  });

  test("do not include such a key of a setting", () => {
    const setting = "configuration:\n  - key: A\n    description: b\n    __proto__: {}\n";
    expect(problemsOf(sampleHead + setting)).toEqual(["8:5 field-unknown"]);
  });

  test.each([
    ["overview is missing", "categories: [debugging]\n", "2:1 field-missing"],
    ["categories are missing", "overview: Says hello.\n", "2:1 field-missing"],
    [
      "an overview is too long",
      `overview: ${"a".repeat(141)}\ncategories: [debugging]\n`,
      "2:11 field-value",
    ],
    [
      "an overview has two lines",
      'overview: "a\\nb"\ncategories: [debugging]\n',
      "2:11 field-value",
    ],
    ["there is no category", "overview: a\ncategories: []\n", "3:13 field-value"],
    [
      "a category stands twice",
      "overview: a\ncategories: [debugging, debugging]\n",
      "3:13 field-value",
    ],
    ["a category is a number", "overview: a\ncategories: [1]\n", "3:14 category-unknown"],
    [
      "a default is a number",
      `${sampleHead}configuration:\n  - key: A\n    description: b\n    required: false\n    default: 20\n`,
      "9:14 field-type",
    ],
    [
      "a default belongs to a required key",
      `${sampleHead}configuration:\n  - key: A\n    description: b\n    required: true\n    default: "20"\n`,
      "9:5 configuration-default",
    ],
    [
      "a default is none of the values",
      `${sampleHead}configuration:\n  - key: A\n    description: b\n    required: false\n    default: eu\n    values: [us]\n`,
      "9:14 configuration-default",
    ],
    [
      "a key is no name",
      `${sampleHead}configuration:\n  - key: A-B\n    description: b\n`,
      "6:10 field-value",
    ],
    [
      "a version is a range",
      `${sampleHead}dependencies:\n  - name: a\n    version: ^1.0.0\n`,
      "7:14 field-value",
    ],
    [
      "a service has no https address",
      `${sampleHead}service:\n  name: a\n  url: http://example.com\n`,
      "7:8 field-value",
    ],
    ["outage is another word", `${sampleHead}outage: ignore\n`, "5:9 field-value"],
    [
      "a replacement has no reason",
      `${sampleHead}deprecated:\n  replacement: a\n`,
      "6:3 field-missing",
    ],
  ])("are wrong when %s", (_what, head, problem) => {
    expect(problemsOf(head)).toContain(problem);
  });

  test("have the nearest category as the hint for an unknown one", () => {
    expect(hintOf("overview: a\ncategories: [Enrich-Profile]\n")).toBe(
      'did you mean "enrich profile"?',
    );
  });

  test("have all categories as the hint for one that is near to none", () => {
    expect(hintOf("overview: a\ncategories: [zzzzzzzzzz]\n")).toMatch(/^the categories are access/);
  });

  test("have the nearest field as the hint for an unknown one", () => {
    expect(hintOf(`${sampleHead}titel: Hello\nservices: {}\n`)).toBeDefined();
    expect(hintOf(`${sampleHead}services: {}\n`)).toBe("did you mean service?");
  });

  test("keep their places with CRLF and a byte order mark", () => {
    const head = `${sampleHead}outage: ignore\n`;
    const wrap = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    expect(problemsOf(head, wrap)).toEqual(["5:9 field-value"]);
  });
});
