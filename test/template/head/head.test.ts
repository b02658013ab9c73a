import { describe, expect, test } from "vitest";

import rulesSchema from "../../../rules.schema.json" with { type: "json" };
import { webAddress } from "../../../src/text/address.ts";
import { compileTemplate } from "../../../src/template/compile.ts";
import type { Problem } from "../../../src/template/problem.ts";
import templateSchema from "../../../template.schema.json" with { type: "json" };
import { aTemplate, sampleHead } from "../samples.ts";

/** The problems of a template with this head. */
function compile(head: string, wrap = (text: string): string => text): Problem[] {
  const result = compileTemplate("rules/hello.md", Buffer.from(wrap(aTemplate({ head }))));
  return Array.isArray(result) ? result : [];
}

function problemsOf(...args: Parameters<typeof compile>): string[] {
  return compile(...args).map(({ line, column, code }) => `${line}:${column} ${code}`);
}

function hintOf(head: string): string | undefined {
  return compile(head)[0]?.hint;
}

describe("a head is YAML 1.2", () => {
  test.each([
    ["a value that is not closed", 'overview: "Says hello\n', "2:11 head-yaml"],
    ["a tab for indentation", `${sampleHead}service:\n\tname: x\n`, "6:1 head-yaml"],
    ["a tag of JavaScript", "overview: !!js/function x\n", "2:11 head-yaml"],
    ["a known tag", "overview: !!str x\n", "2:11 head-yaml"],
    ["two documents", `${sampleHead}...\noverview: x\n`, "5:1 head-yaml"],
    ["the end of a document", `${sampleHead}... # end\n`, "5:1 head-yaml"],
    ["a directive", `%YAML 1.1\n${sampleHead}`, "2:1 head-yaml"],
    ["an alias of nothing", "overview: *nowhere\n", "2:11 head-alias"],
    ["an anchor", "overview: &a Says hello.\n", "2:11 head-alias"],
    ["an alias as a key", `outage: &o overview\n*o : x\n`, "2:9 head-alias"],
    ["an alias in brackets", "categories: [x, *a]\n", "2:17 head-alias"],
    ["an alias without end", "a: &a [*a]\n", "2:4 head-alias"],
    ["a list as a key", `${sampleHead}? [a, b]\n: c\n`, "5:3 head-yaml"],
    ["a mapping as a key", `${sampleHead}? a: b\n: c\n`, "5:4 head-yaml"],
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

  test.each([
    ["a text", `overview: Says hello. # 42\n`, "2:23"],
    ["a text of two lines", `overview: Says\n  hello. # 42\n`, "3:10"],
    ["an item of a list", "categories:\n  - webhook # or not\n", "3:13"],
    ["a value in braces", "service: { name: a, url: b # c\n }\n", "2:28"],
  ])("where a comment may not cut %s", (_what, head, place) => {
    expect(problemsOf(head)).toEqual([`${place} head-comment`]);
  });

  test("that may have comments elsewhere", () => {
    const head = [
      "# A head.",
      'overview: "Says hello." # in quotes',
      "categories: # a list",
      "  # of one",
      "  - 'debugging' # that is quoted",
      "dependencies: [] # none",
      "# That is all.",
      "",
    ];
    expect(problemsOf(head.join("\n"))).toEqual([]);
  });

  test.each(["\\u202E", "\\0", "\\e", "\\x85", "\\u2066", "\\u200b"])(
    "whose values may not hold what nobody sees: %s",
    (escape) => {
      const head = `categories: [debugging]\noverview: "Says ${escape}hello."\n`;
      expect(problemsOf(head)).toEqual(["3:11 character-hidden"]);
    },
  );

  test.each(["[", "{a: ", "- ", "? ", "- ? "])(
    "that may not be nested by %j without end",
    (open) => {
      const messageOf = (times: number): string | undefined => {
        const head = `overview:\n  ${open.repeat(times)}\n`;
        return compile(head)[0]?.message;
      };
      const tooDeep = "lists and mappings are nested more than 20 times here";
      expect(messageOf(9)).not.toBe(tooDeep);
      expect([messageOf(21), messageOf(2400)]).toEqual([tooDeep, tooDeep]);
    },
  );

  test("that has to be a mapping", () => {
    expect(problemsOf("- overview\n")).toEqual(["2:1 field-type"]);
  });
});

describe("the fields of a head", () => {
  test.each([
    ["1", "5:1"],
    ["null", "5:1"],
    ['""', "5:1"],
    ["'two words'", "5:1"],
    ["__proto__", "5:1"],
    ["constructor", "5:1"],
    ["toString", "5:1"],
    ["hasOwnProperty", "5:1"],
  ])("do not include %s", (key, place) => {
    expect(problemsOf(`${sampleHead}${key}: { a: 1 }\n`)).toEqual([`${place} field-unknown`]);
  });

  test("do not include such a key of a setting", () => {
    const setting = "configuration:\n  - key: A\n    description: b\n    __proto__: {}\n";
    expect(problemsOf(sampleHead + setting)).toEqual([
      "8:5 field-unknown",
      "6:10 configuration-unused",
    ]);
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
      "a default is not one of the values",
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
    ...[
      'https://example.com"><script>',
      "https://[bad",
      "https://user:pass@example.com",
      "https://user@example.com",
      "https://example.com\\\\@example.net",
      "https://example.com/`a`",
      "https://example.com/'a'",
      "https://",
      "https:///path",
      "https://a b.example",
      "https://example.com:port",
      "javascript:alert(1)",
    ].map((url): [string, string, string] => [
      `a service has the address ${url}`,
      `${sampleHead}service:\n  name: a\n  url: |-\n    ${url}\n`,
      "7:8 field-value",
    ]),
    ["outage is another word", `${sampleHead}outage: ignore\n`, "5:9 field-value"],
    [
      "a replacement has no reason",
      `${sampleHead}deprecated:\n  replacement: a\n`,
      "6:3 field-missing",
    ],
  ])("are wrong when %s", (_what, head, problem) => {
    expect(problemsOf(head)).toContain(problem);
  });

  test.each([
    "https://example.com",
    "https://example.com:8443/a/b?c=d&e=%22#f",
    "https://example.com?a",
    "https://example.com/@a",
    "https://docs.xyz-1.example/a.b/..c?d=../e#(f)",
  ])("may have a service at %s", (url) => {
    expect(problemsOf(`${sampleHead}service:\n  name: a\n  url: "${url}"\n`)).toEqual([]);
  });

  test.each([
    ["heads", templateSchema.properties.service.properties.url.pattern],
    ["the gallery", rulesSchema.$defs.template.properties.service.properties.url.pattern],
  ])("have addresses of the form that the schema of %s gives", (_whose, pattern) => {
    expect(new RegExp(pattern)).toEqual(webAddress);
  });

  test("count an emoji as one character", () => {
    const overview = (length: number): string =>
      `overview: A${"😀".repeat(length - 1)}\ncategories: [debugging]\n`;
    expect(problemsOf(overview(140))).toEqual([]);
    expect(hintOf(overview(141))).toBe("use at most 140 characters, not 141");
  });

  test.each([
    ["service:\n  name: a\n  url: 1\n", "url is not of type string"],
    ["configuration:\n  - description: b\n", "item 1 of configuration has no key"],
    [
      "configuration:\n  - key: A\n    description: b\n    values: [us, 1]\n",
      "item 2 of values is not of type string",
    ],
    [
      "configuration:\n  - key: A\n    description: b\n    secrets: true\n",
      'item 1 of configuration has no field "secrets"',
    ],
  ])("are called by their names, without the path to them: %j", (field, message) => {
    expect(compile(`${sampleHead}${field}`)[0]?.message).toBe(message);
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

describe("a mistake in a field", () => {
  const parts = {
    rule: "function hello(user, context, callback) { configuration.A; fetch(''); callback(null, user, context); }",
    action: 'require("left-pad"); exports.onExecutePostLogin = async (event, api) => {};',
  };
  const all = ["configuration-undeclared", "dependency-missing", "outage-missing"];
  const setting = "configuration:\n  - key: A\n    description: b\n";
  const overview = "overview: Says hello.\n";

  test.each([
    ["a wrong category", `${overview}categories: [debuging]\n`, ["category-unknown", ...all]],
    ["a missing field", "categories: [debugging]\n", ["field-missing", ...all]],
    ["an unknown field", `${sampleHead}color: red\n`, ["field-unknown", ...all]],
    ["a wrong outage", `${sampleHead}outage: maybe\n`, ["field-value", ...all.slice(0, 2)]],
    ["a misspelt outage", `${sampleHead}outtage: deny\n`, ["field-unknown", ...all.slice(0, 2)]],
    [
      "a setting without a key",
      `${sampleHead}configuration:\n  - description: b\n`,
      ["field-missing", ...all.slice(1)],
    ],
    [
      "a setting with a wrong detail",
      `${sampleHead}${setting}    values: a\n    default: b\n    required: false\n`,
      ["field-type", ...all.slice(1)],
    ],
    [
      "a dependency with a wrong version",
      `${sampleHead}${setting}dependencies:\n  - { name: left-pad, version: "1" }\n`,
      ["field-value", "outage-missing"],
    ],
    [
      "a dependency with a wrong name",
      `${sampleHead}${setting}dependencies:\n  - { name: Left pad, version: 1.2.3 }\n`,
      ["field-value"],
    ],
  ])("such as %s hides nothing but what it leaves open", (_, head, codes) => {
    const result = compileTemplate("rules/hello.md", Buffer.from(aTemplate({ ...parts, head })));
    const found = Array.isArray(result) ? result.map(({ code }) => code) : [];
    expect(found.toSorted()).toEqual(codes.toSorted());
  });
});
