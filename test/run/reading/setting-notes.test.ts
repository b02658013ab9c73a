import { describe, expect, test } from "vitest";

import type { Form } from "../../../src/script/form/form.ts";
import { readScript } from "../../../src/run/reading/read-script.ts";
import { noteSettings } from "../../../src/run/reading/setting-notes.ts";

type Own = Record<string, string>;

function note(codes: readonly [Form, string, Own?][], given: Own, described?: string[]) {
  const scripts = codes.flatMap(
    ([form, code, secrets], index) =>
      readScript({
        form,
        file: `${index + 1}.js`,
        line: 1,
        code,
        enabled: true,
        ...(secrets && { secrets }),
      }) ?? [],
  );
  const { missing, unread } = noteSettings(scripts, given, described);
  return { missing: missing.map(({ sentence }) => sentence), unread };
}

const rule = (body: string): [Form, string] => [
  "rule",
  `function (user, context, callback) {\n${body}\n}`,
];
const action = (body: string, own?: Own): [Form, string, Own?] => {
  const code = `exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`;
  return own ? ["action", code, own] : ["action", code];
};

describe("a setting that is read and has no value is named", () => {
  test.each([
    "configuration.KEY;",
    'configuration["KEY"];',
    "configuration?.KEY;",
    "const { KEY } = configuration;",
    "const { KEY: other = 1 } = configuration;",
    "var all = configuration; all.KEY;",
    "let all = configuration; all.KEY;",
    "(configuration || {}).KEY;",
    "configuration && configuration.KEY;",
    "const read = (all) => all.KEY; read(configuration);",
    "function read({ KEY }) { return KEY; } read(configuration);",
  ])("in a rule: %s", (body) => {
    expect(note([rule(body)], {})).toEqual({
      missing: [expect.stringMatching(/^1\.js:2.* reads configuration\.KEY, which has no value$/)],
      unread: [],
    });
    expect(note([rule(body)], { KEY: "1" })).toEqual({ missing: [], unread: [] });
  });

  test.each([
    "event.secrets.KEY;",
    'event["secrets"]["KEY"];',
    "const { secrets } = event; secrets.KEY;",
    "const { secrets: { KEY } } = event;",
    "var e = event; e.secrets.KEY;",
    "const send = async (e) => e.secrets.KEY; await send(event);",
    "function send(secrets) { return secrets.KEY; } send(event.secrets);",
    "(event.secrets || {}).KEY;",
  ])("in an action: %s", (body) => {
    expect(note([action(body)], {})).toEqual({
      missing: [expect.stringMatching(/^1\.js:2.* reads event\.secrets\.KEY, which has no value$/)],
      unread: [],
    });
    expect(note([action(body)], { KEY: "1" })).toEqual({ missing: [], unread: [] });
  });

  test("once, with all its lines and what may be meant", () => {
    const reads = rule("configuration.API_KEY;\nconfiguration.API_KEY;");
    expect(note([reads], { APIKEY: "1" })).toEqual({
      missing: [
        "1.js:2 (also line 3) reads configuration.API_KEY, which has no value, did you mean APIKEY?",
      ],
      unread: ["no script reads the setting APIKEY"],
    });
  });

  test("unless somebody has described it", () => {
    expect(note([rule("configuration.KEY;")], {}, ["KEY"]).missing).toEqual([]);
  });
});

describe("a setting that nothing reads is named", () => {
  test("over all scripts", () => {
    const scripts = [rule("configuration.A;"), action("event.secrets.B;")];
    expect(note(scripts, { A: "1", B: "1" }).unread).toEqual([]);
    expect(note(scripts, { A: "1", B: "1", C: "1", D: "1" }).unread).toEqual([
      "no script reads the settings C, D",
    ]);
  });

  test.each([
    rule("Object.keys(configuration);"),
    rule("configuration[name];"),
    rule("const { ...all } = configuration;"),
    rule("send(configuration);"),
    action("console.log(event.secrets);"),
    action("JSON.stringify(event);"),
    action("const { [name]: value } = event.secrets;"),
    ["action", "exports.onExecutePostLogin = handlers.login;"] as [Form, string],
  ])("unless a script may read any: %s", (...script) => {
    expect(note([script as [Form, string]], { A: "1" }).unread).toEqual([]);
  });

  test("unless a script cannot be read", () => {
    expect(noteSettings([undefined], { A: "1" })).toEqual({ missing: [], unread: [] });
  });

  test("unless somebody has described it", () => {
    expect(note([rule("")], { A: "1" }, ["A"]).unread).toEqual([]);
  });
});

test("an action with secrets of its own is compared with these and with what is given", () => {
  const scripts = [
    action("event.secrets.A; event.secrets.D;", { B: "1" }),
    action("event.secrets.C; event.secrets.B;"),
  ];
  expect(note(scripts, { A: "1", C: "1", F: "1" })).toEqual({
    missing: [
      expect.stringMatching(/^1\.js:2.* reads event\.secrets\.D, which has no value/),
      expect.stringMatching(/^2\.js:2.* reads event\.secrets\.B, which has no value/),
    ],
    unread: ["no script reads the setting F", "1.js does not read its secret B"],
  });
});
