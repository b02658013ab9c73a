import fc from "fast-check";
import { describe, expect, test } from "vitest";

import rulesSchema from "../../rules.schema.json" with { type: "json" };
import { emulatorProperties, describeLogin } from "../../src/run/login-input.ts";
import { compileTemplate } from "../../src/template/compile.ts";
import type { Example } from "../../src/template/examples/example.ts";
import { aRule } from "./code/forms.ts";
import { aTemplate, sampleHead, type Parts } from "./samples.ts";

const settings = `configuration:
  - key: NAME
    description: Whom to greet.
  - key: REGION
    description: Where to greet.
    required: false
    values: [us, eu]
  - key: DAYS
    description: For how long.
    required: false
    pattern: "[1-9]\\\\d*"
`;
const withSettings: Parts = {
  head: sampleHead + settings,
  rule: aRule("console.log(configuration.NAME, configuration.REGION, configuration.DAYS);"),
};

function compile(examples: readonly unknown[], parts: Parts = {}) {
  const texts = examples.map((example) =>
    typeof example === "string" ? example : JSON.stringify(example),
  );
  return compileTemplate("rules/hello.md", Buffer.from(aTemplate({ ...parts, examples: texts })));
}

function examplesOf(...args: Parameters<typeof compile>): readonly Example[] {
  const result = compile(...args);
  if (Array.isArray(result)) {
    throw new Error(JSON.stringify(result));
  }
  return result.examples;
}

/** Each problem with what is at its place. */
function problemsOf(example: unknown, parts: Parts = {}): string[] {
  const result = compile([example], parts);
  const text = typeof example === "string" ? example : JSON.stringify(example);
  const lines = aTemplate({ ...parts, examples: [text] }).split("\n");
  return (Array.isArray(result) ? result : []).map(({ code, line, column, endColumn }) => {
    return `${code} ${(lines[line - 1] ?? "").slice(column - 1, (endColumn ?? 0) - 1)}`;
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const any = { title: "A login", login: {} };

describe("an example", () => {
  test("has neither settings nor answers unless it says so", () => {
    expect(examplesOf([any])).toEqual([{ ...any, configuration: {}, answers: [] }]);
  });

  test("is as written, with its parts in one order", () => {
    const back = { query: { ok: "1" }, token: { secret: "NAME", payload: { a: [1] } } };
    const answers = [
      { method: "POST", url: "https://api.example.com/*", status: 201, body: { id: null } },
      { url: "https://api.example.com:8443/a?b=%20", error: "ECONNREFUSED" },
    ];
    const configuration = { NAME: "world", REGION: "eu", DAYS: "" };
    const login = { user: { email: "jo@example.com" }, prompt: "none" };
    const [example] = examplesOf(
      [{ back, answers, configuration, login, title: "A" }],
      withSettings,
    );
    expect(JSON.stringify(example)).toBe(
      JSON.stringify({ title: "A", login, configuration, answers, back }),
    );
  });

  test("is no part of the description, wherever it is", () => {
    const text = aTemplate({ examples: [JSON.stringify(any)] });
    const [before = "", after = ""] = text.split("```js\n");
    const moved = `${before}\`\`\`json example\n{ "title": "B", "login": {} }\n\`\`\`\n\n\`\`\`js\n${after}`;
    expect(compileTemplate("rules/hello.md", Buffer.from(moved))).toMatchObject({
      description: "<p>Says hello.</p>",
      examples: [{ title: "B" }, { title: "A login" }],
    });
  });

  test("may be long without making the description long", () => {
    const login = { user: { name: "n".repeat(20_000) } };
    expect(examplesOf([{ title: "A", login }])).toHaveLength(1);
  });

  test("is another block than JSON that belongs to the prose", () => {
    expect(examplesOf([any], { prose: "Sends:\n\n```json\n{ not: JSON }\n```" })).toHaveLength(1);
  });
});

describe("what is not JSON is refused where it begins:", () => {
  test.each([
    ["a comma after the last item", '{ "title": "A", "login": {}, }', "}"],
    ["a comment", '{ "title": "A", // why\n"login": {} }', "// why"],
    ["a word without quotes", "{ title: 1 }", "title"],
    ["single quotes", "{ 'title': 1 }", "'title'"],
    ["text after the end", "{} {}", "{"],
    ["nothing", "", ""],
    ["no end", '{ "title": "A"', ""],
    ["a tab in a text", '{ "title": "A\tB" }', '"A\tB"'],
  ])("%s", (_what, text, place) => {
    expect(problemsOf(text)).toEqual([`example-syntax ${place}`]);
  });

  test("and whatever JSON.parse takes is taken", () => {
    const piece = fc.constantFrom(
      ..."{}[]:,\"\\ \n\t01.-+eE'/*xnu".split(""),
      "true",
      "null",
      '"k"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        const isRead = !problemsOf(text).some((problem) => problem.startsWith("example-syntax"));
        expect(isRead, text).toBe(isJson(text));
      }),
      { numRuns: 500 },
    );
  });

  test("a key that appears twice, at the second one", () => {
    const text = '{ "title": "A", "login": { "a": 1, "\\u0061": 2 } }';
    expect(problemsOf(text)).toEqual(['example-syntax "\\u0061"']);
  });

  test.each(["[".repeat(20_000), `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`])(
    "what is nested too deeply to read: %#",
    (text) => {
      expect(problemsOf(text).map((problem) => problem.split(" ")[0])).toEqual(["example-syntax"]);
    },
  );

  test.each(["\\u202e", "\\u200b", "\\ud800"])("%s, which hides what follows", (escape) => {
    expect(problemsOf(`{ "title": "A${escape}", "login": {} }`)).toEqual([
      `character-hidden "A${escape}"`,
    ]);
  });
});

describe("the shape of an example", () => {
  const answer = (fields: object) => ({
    ...any,
    answers: [{ url: "https://a.example", ...fields }],
  });

  test.each<[string, unknown, string]>([
    ["is that of an object", [any], `field-type ${JSON.stringify([any])}`],
    ["has a title", { login: {} }, 'field-missing {"login":{}}'],
    ["has a login", { title: "A" }, 'field-missing {"title":"A"}'],
    ["has a title of words", { ...any, title: "!" }, 'field-value "!"'],
    ["has a short title", { ...any, title: "a".repeat(81) }, `field-value "${"a".repeat(81)}"`],
    ["has no other field", { ...any, setings: {} }, 'field-unknown "setings"'],
    ["has known parts of a login", { ...any, login: { usr: {} } }, 'field-unknown "usr"'],
    ["has a user that is an object", { ...any, login: { user: 1 } }, "field-type 1"],
    ["has settings that are texts", { ...any, configuration: { NAME: 1 } }, "field-type 1"],
    ["has a list of answers", { ...any, answers: {} }, "field-type {}"],
    ["has no other field in an answer", answer({ code: 200 }), 'field-unknown "code"'],
    ["has a method in capitals", answer({ method: "post" }), 'field-value "post"'],
    ["has a status that a service can give", answer({ status: 100 }), "field-value 100"],
    ["has no other field in a return", { ...any, back: { q: {} } }, 'field-unknown "q"'],
    ["has a key for a token", { ...any, back: { token: {} } }, "field-missing {}"],
  ])("%s", (_what, example, problem) => {
    expect(problemsOf(example)).toEqual([problem]);
  });

  test.each([
    "http://a.example",
    "https://",
    "https://localhost/a",
    "https://user@a.example",
    "https://A.example",
    "https://a.example/ b",
    "https://a.example/../b",
    "*",
    "/a",
  ])("has answers of https: addresses, unlike %s", (url) => {
    expect(problemsOf(answer({ url }))).toEqual([`field-value ${JSON.stringify(url)}`]);
  });

  test("names the parts of a login that the emulator knows, and no others", () => {
    const { user, ...parts } = rulesSchema.$defs.login.properties;
    expect(user).toBeDefined();
    const names = Object.keys(parts);
    const login = describeLogin(Object.fromEntries(names.map((name) => [name, {}])));
    expect(Object.keys(login).sort()).toEqual(names.sort());
    expect(names).toEqual(expect.arrayContaining([...emulatorProperties]));
  });
});

describe("the settings of an example", () => {
  const configured = (configuration: object, more: object = {}) =>
    problemsOf({ ...any, configuration, ...more }, withSettings);

  test("may leave out what is not required", () => {
    expect(configured({ NAME: "world" })).toEqual([]);
  });

  test.each([
    ["a key that the head does not list", { NAME: "a", NAMES: "b" }, '"NAMES"'],
    ["a name that every object has", { NAME: "a", toString: "b" }, '"toString"'],
    ["a value that is not listed", { NAME: "a", REGION: "mars" }, '"mars"'],
    ["a value that does not match the pattern", { NAME: "a", DAYS: "0" }, '"0"'],
    ["a value that matches only in part", { NAME: "a", DAYS: "7 days" }, '"7 days"'],
    ["no value for a required one", {}, "{}"],
    ["an empty value for a required one", { NAME: "" }, '{"NAME":""}'],
  ])("may not have %s", (_what, configuration, place) => {
    expect(configured(configuration)).toEqual([`example-configuration ${place}`]);
  });

  test("have the key that signs a token", () => {
    const back = (secret: string) => ({ back: { token: { secret } } });
    expect(configured({ NAME: "a" }, back("NAME"))).toEqual([]);
    expect(configured({ NAME: "a" }, back("REGION"))).toEqual(['example-configuration "REGION"']);
  });

  test("are not looked at where those of the head have mistakes", () => {
    const head = `${sampleHead}configuration: { key: NAME }\n`;
    const result = compile([{ ...any, configuration: { OTHER: "a" } }], { head });
    expect(Array.isArray(result) && result.map(({ code }) => code)).toEqual(["field-type"]);
  });
});

describe("a template without an example", () => {
  test("is refused at its title", () => {
    expect(compile([])).toMatchObject([{ code: "example-missing", line: 7, column: 1 }]);
  });

  test.each(["json Example", "example", "json example 1", "js example"])(
    "is pointed at the block that is meant: %s",
    (info) => {
      const prose = `Says hello.\n\n\`\`\`${info}\n${JSON.stringify(any)}\n\`\`\``;
      expect(compile([], { prose })).toMatchObject([{ code: "example-missing", line: 11 }]);
    },
  );

  test("is not told so where one cannot be read", () => {
    expect(problemsOf("{").map((problem) => problem.split(" ")[0])).toEqual(["example-syntax"]);
  });
});

test("two examples of one template have different titles", () => {
  const result = compile([any, { ...any, title: "a LOGIN" }]);
  expect(result).toMatchObject([{ code: "example-duplicate", line: 26, column: 10 }]);
});
