import { describe, expect, test } from "vitest";

import { compileTemplate } from "../../../src/template/compile.ts";
import { aTemplate, sampleHead } from "../samples.ts";

/** The problems of a template with these forms, `configuration` listing some keys. */
function problemsOf(
  { rule, action }: { rule?: string; action?: string },
  keys: readonly string[] = [],
  more = "",
): string[] {
  const settings = keys.map((key) => `  - { key: ${key}, description: x }\n`).join("");
  const head = sampleHead + (keys.length > 0 ? `configuration:\n${settings}` : "") + more;
  const text = aTemplate({ head, ...(rule && { rule }), ...(action && { action }) });
  const result = compileTemplate("rules/hello.md", Buffer.from(text));
  return Array.isArray(result) ? result.map(({ code }) => code) : [];
}

/** A rule with this body. */
function aRule(body: string): string {
  return `async function hello(user, context, callback) {\n${body}\ncallback(null);\n}`;
}

/** An action whose handler has this body. */
function anAction(body: string, parameter = "event"): string {
  return `exports.onExecutePostLogin = async (${parameter}, api) => {\n${body}\n};`;
}

describe("a rule", () => {
  test.each([
    "function (user, context, callback) {}",
    "function named(user, context, callback) {}",
    "async function named(user, context, cb) {}",
    "// first\n/* second */\nfunction (user, context, callback) {}",
    "\n\nfunction (user, context, callback) {}\n\n",
  ])("may be %j", (rule) => {
    expect(problemsOf({ rule })).toEqual([]);
  });

  test.each([
    " ",
    "// nothing\n1",
    "(user, context, callback) => {}",
    "function* (user, context, callback) {}",
    "function (user, context) {}",
    "function (user, context, callback, more) {}",
    "function ({ email }, context, callback) {}",
    "function (user, context, callback = x) {}",
    "function (user, context, ...callback) {}",
    "(function (user, context, callback) {})()",
    "module.exports = function (user, context, callback) {}",
    "const x = 1;\nfunction hello(user, context, callback) {}",
    "function hello(user, context, callback) {}\nfunction help() {}",
    "function hello(user, context, callback) {};",
    "function hello(user, context, callback) {} // end",
    "function hello(user, context, callback) {}}",
    "class hello {}",
  ])("may not be %j", (rule) => {
    expect(problemsOf({ rule })).toEqual(["rule-form"]);
  });

  test.each([
    "function hello(user, context, callback) {",
    "function hello(user, context, callback) { await x; }",
    "function hello(user, context, callback) { import x from 'y'; }",
    "function hello(user, context, callback) { const a = 1; const a = 2; }",
    `function hello(user, context, callback) { ${"(".repeat(50_000)} }`,
  ])("has to be JavaScript (%#)", (rule) => {
    expect(problemsOf({ rule })).toEqual(["rule-syntax"]);
  });

  test("that ends too early is told so", () => {
    const result = compileTemplate(
      "rules/hello.md",
      Buffer.from(aTemplate({ rule: "function hello(" })),
    );
    expect(result).toMatchObject([
      { code: "rule-syntax", message: "the rule ends before it is complete" },
    ]);
  });

  test("has its syntax error at the line and column of the file", () => {
    const text = aTemplate({ rule: "function hello(user, context, callback) {\n  if (user {\n}" });
    const result = compileTemplate("rules/hello.md", Buffer.from(`\uFEFF${text}`));
    expect(result).toMatchObject([{ code: "rule-syntax", line: 13, column: 12 }]);
  });

  test.each(["eval('1')", "new Function('1')", "with (user) { email }"])(
    "may not run code that cannot be read: %s",
    (body) => {
      expect(problemsOf({ rule: aRule(body) })).toEqual(["code-dynamic"]);
    },
  );

  test("may have a function of its own that is called eval", () => {
    expect(problemsOf({ rule: aRule("const evaluate = { eval: 1 }; evaluate.eval;") })).toEqual([]);
  });
});

describe("an action", () => {
  test.each([
    "exports.onExecutePostLogin = async (event, api) => {};",
    "exports.onExecutePostLogin = async function (event, api) {};",
    "module.exports.onExecutePostLogin = async () => {};",
    "module.exports = { onExecutePostLogin: async () => {} };",
    "module.exports = { async onExecutePostLogin() {} };",
    "async function onExecutePostLogin() {}\nmodule.exports = { onExecutePostLogin };",
    "const handler = async () => {};\nexports.onExecutePostLogin = handler;",
    "exports.onExecutePostLogin = async () => {};\nexports.onContinuePostLogin = async () => {};",
  ])("may be %j", (action) => {
    expect(problemsOf({ action })).toEqual([]);
  });

  test.each([
    " ",
    "exports.onExecutePostLogin = () => {};",
    "exports.onExecutePostLogin = async function* () {};",
    "exports.onExecutePostLogin = handler;",
    "let handler = async () => {}; exports.onExecutePostLogin = handler;",
    "const exports = {}; exports.onExecutePostLogin = async () => {};",
    "exports.onContinuePostLogin = async () => {};",
    "exports.onExecutePostLogin = async () => {}; exports.onContinuePostLogin = () => {};",
  ])("may not be %j", (action) => {
    expect(problemsOf({ action })).toEqual(["action-form"]);
  });

  test("may not be an ES module", () => {
    expect(problemsOf({ action: "export const onExecutePostLogin = async () => {};" })).toEqual([
      "action-syntax",
    ]);
  });
});

describe("a form that uses what only the other one is given", () => {
  test.each(["event.user;", "api.access.deny('x');", "exports.x = 1;"])("as a rule: %s", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual(["name-foreign"]);
  });

  test.each([
    "configuration.A;",
    "context.clientID;",
    "callback(null);",
    "new UnauthorizedError('x');",
  ])("as an action: %s", (body) => {
    expect(problemsOf({ action: anAction(body) })).toEqual(["name-foreign"]);
  });

  test("may have a name of its own that is the same", () => {
    expect(problemsOf({ action: anAction("const { user } = event; user.email;") })).toEqual([]);
    expect(problemsOf({ rule: aRule("const event = user; event.email;") })).toEqual([]);
  });
});

describe("the settings that a rule reads", () => {
  test.each([
    "configuration.A; configuration.B;",
    'configuration["A"]; configuration[`B`];',
    "configuration?.A; configuration?.['B'];",
    "const { A, B } = configuration;",
    "const { A: a, B: b = 'x' } = configuration;",
    "let { 'A': a, B } = configuration;",
    "let a, B; ({ A: a, B } = configuration);",
    "const c = configuration; c.A; c.B;",
    "const c = configuration; const d = c; const { A } = d; (() => d.B)();",
    "const { A } = configuration; for (const x of A) configuration.B;",
    "const f = (x = configuration.A) => configuration.B;",
    "class K { [configuration.A] = configuration.B; }",
    "`${configuration.A}`; label: for (;;) break label; configuration.B;",
    "if (A) { var A = configuration.A; } configuration.B;",
  ])("are found in %j", (body) => {
    expect(problemsOf({ rule: aRule(body) }, ["A", "B"])).toEqual([]);
    expect(problemsOf({ rule: aRule(body) }, ["A"])).toEqual(["configuration-undeclared"]);
    expect(problemsOf({ rule: aRule(body) }, ["A", "B", "C"])).toEqual(["configuration-unused"]);
  });

  test.each([
    "configuration[user.name];",
    "configuration['A' + user.name];",
    "configuration[`A${user.name}`];",
    "send(configuration);",
    "return configuration;",
    "JSON.stringify(configuration);",
    "const { A, ...rest } = configuration;",
    "const { [user.name]: a } = configuration;",
    "let c = configuration;",
    "const x = { ...configuration };",
    "const x = configuration || {};",
    "for (const key in configuration) {}",
    "configuration.A = 'x';",
    "delete configuration.A;",
    "configuration.A++;",
    "if (typeof configuration === 'undefined') {}",
    "const c = configuration; send(c);",
    "const [c] = [configuration];",
    "user.c = configuration;",
    "const f = (c = configuration) => c.A;",
  ])("are hidden by %j", (body) => {
    const problems = problemsOf({ rule: aRule(body) }, ["A"]);
    expect(new Set(problems)).toEqual(new Set(["configuration-unreadable"]));
  });

  test.each([
    "const configuration = { A: 1 }; configuration.A;",
    "function f(configuration) { return configuration.A; }",
    "user.configuration.A;",
    "const x = { configuration: 1 }; x.configuration;",
    "try { x(); } catch (configuration) { configuration.A; }",
    "class configuration {} new configuration();",
  ])("do not include those of another configuration: %j", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual([]);
  });

  test("are those of the platform where a block has a configuration of its own", () => {
    const body = "{ const configuration = {}; configuration.A; } configuration.B;";
    expect(problemsOf({ rule: aRule(body) }, ["B"])).toEqual([]);
  });
});

describe("the settings that an action reads", () => {
  test.each([
    ["event", "event.secrets.A; event.secrets['B'];"],
    ["event", "event?.secrets?.A; event['secrets'].B;"],
    ["event", "const { secrets } = event; secrets.A; secrets.B;"],
    ["event", "const { secrets: { A, B: b = '' } } = event;"],
    ["event", "const { A, B } = event.secrets;"],
    ["event", "const s = event.secrets; s.A; const { B } = s;"],
    ["event", "const e = event; e.secrets.A; e.secrets.B;"],
    ["event", "const later = () => event.secrets.A; event.secrets.B;"],
    ["{ secrets, user }", "secrets.A; secrets.B;"],
    ["{ secrets: { A, B } }", "A; B;"],
    ["{ secrets: { A, B } = {} } = {}", "A; B;"],
  ])("are found with (%s) in %j", (parameter, body) => {
    const action = anAction(body, parameter);
    expect(problemsOf({ action }, ["A", "B"])).toEqual([]);
    expect(problemsOf({ action }, ["A"])).toEqual(["configuration-undeclared"]);
  });

  test.each([
    ["event", "event.secrets[event.user.name];"],
    ["event", "event[event.user.name];"],
    ["event", "send(event.secrets);"],
    ["event", "send(event);"],
    ["event", "JSON.stringify(event);"],
    ["event", "api.x = event;"],
    ["event", "const { user, ...rest } = event;"],
    ["event", "const { secrets: { ...all } } = event;"],
    ["event", "let e = event; e.secrets.A;"],
    ["event", "event = {};"],
    ["event", "const x = { ...event };"],
    ["{ secrets, ...rest }", "secrets.A;"],
    ["[event]", ""],
  ])("are hidden with (%s) by %j", (parameter, body) => {
    expect(problemsOf({ action: anAction(body, parameter) }, ["A"])).toContain(
      "configuration-unreadable",
    );
  });

  test("are hidden by a function of its own that reads the secrets of the event", () => {
    const help = "function help(e) { return e.secrets.A; }\n";
    expect(problemsOf({ action: help + anAction("help(event);") }, ["A"])).toContain(
      "configuration-unreadable",
    );
    const destructured = "const help = ({ secrets }) => secrets.A;\n";
    expect(problemsOf({ action: destructured + anAction("help(event);") }, ["A"])).toContain(
      "configuration-unreadable",
    );
  });

  test("are hidden by such a function behind another one", () => {
    const help = "function a(e) { b(e); }\nfunction b(e) { a(e); return e.secrets.A; }\n";
    expect(problemsOf({ action: help + anAction("a(event);") }, ["A"])).toContain(
      "configuration-unreadable",
    );
  });

  test("are not hidden by a function that reads other parts of the event", () => {
    const help = "function a(x, e) { b(e); return e.user; }\nfunction b(e) { a(1, e); }\n";
    expect(problemsOf({ action: help + anAction("a(1, event); event.secrets.A;") }, ["A"])).toEqual(
      [],
    );
  });

  test("are hidden by arguments", () => {
    const action = "exports.onExecutePostLogin = async function () { arguments[0].secrets.A; };";
    expect(problemsOf({ action }, ["A"])).toContain("configuration-unreadable");
  });

  test("include those that only onContinuePostLogin reads", () => {
    const action = `${anAction("")}\nexports.onContinuePostLogin = async ({ secrets }) => secrets.A;`;
    expect(problemsOf({ action }, ["A"])).toEqual([]);
  });

  test("do not include those of anything else that is called secrets", () => {
    expect(problemsOf({ action: anAction("const x = { secrets: {} }; x.secrets.A;") })).toEqual([]);
  });
});

describe("a template whose code has a syntax error", () => {
  test("is not told that its settings are unused", () => {
    expect(problemsOf({ rule: "function (" }, ["A"])).toEqual(["rule-syntax"]);
  });
});

describe("modules", () => {
  const uuid = "dependencies:\n  - { name: uuid, version: 11.0.0, network: false }\n";

  test.each([
    'require("crypto");',
    'require("node:crypto");',
    'require("fs/promises");',
    "require(`x`.length ? 'crypto' : 'fs');",
  ])("of Node may be required by name: %s", (body) => {
    const dynamic = body.includes("?") ? ["module-dynamic"] : [];
    expect(problemsOf({ rule: aRule(body) })).toEqual(dynamic);
    expect(problemsOf({ action: body + anAction("") })).toEqual(dynamic);
  });

  test.each(["uuid@11.0.0", "@scope/name@1.2.3-rc.1"])("of a rule may be pinned: %s", (name) => {
    const rule = aRule(`require("${name}");`);
    expect(problemsOf({ rule }, [], "outage: allow\n")).toEqual([]);
  });

  test.each(["uuid", "uuid@11", "uuid@^11.0.0", "uuid@latest", "./local", "node:nothing"])(
    "of a rule have to be pinned: %s",
    (name) => {
      const rule = aRule(`require("${name}");`);
      expect(problemsOf({ rule }, [], "outage: allow\n")).toEqual(["module-unpinned"]);
    },
  );

  test("of an action are listed under dependencies", () => {
    expect(problemsOf({ action: `require("uuid");${anAction("")}` }, [], uuid)).toEqual([]);
    expect(
      problemsOf(
        { action: `require("uuid/v4");require("x");${anAction("")}` },
        [],
        `${uuid}outage: allow\n`,
      ),
    ).toEqual(["dependency-missing"]);
  });

  test.each([
    "require(name);",
    "require(`a${b}`);",
    "const r = require;",
    "import('fs');",
    "require();",
  ])("are named where they are loaded: %s", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual(["module-dynamic"]);
  });

  test("are not what a function of the code's own loads", () => {
    expect(problemsOf({ rule: aRule("const require = (x) => x; require(user);") })).toEqual([]);
  });
});

describe("outage", () => {
  test.each([
    'await fetch("https://example.com");',
    'require("https");',
    'require("node:net");',
    'require("axios@1.0.0");',
    "const f = fetch;",
  ])("is needed with %s", (body) => {
    const action = anAction("");
    expect(problemsOf({ rule: aRule(body), action })).toEqual(["outage-missing"]);
    expect(problemsOf({ rule: aRule(body), action }, [], "outage: deny\n")).toEqual([]);
  });

  test.each([
    "const fetch = () => {}; fetch();",
    'require("crypto");',
    "user.fetch();",
    "await auth0.users.updateAppMetadata(user.user_id, {});",
  ])("is not needed with %s", (body) => {
    expect(problemsOf({ rule: aRule(body) })).toEqual([]);
    expect(problemsOf({ rule: aRule(body) }, [], "outage: deny\n")).toEqual(["outage-unneeded"]);
  });

  test("is not needed with a package that makes no requests", () => {
    const head = "dependencies:\n  - { name: uuid, version: 11.0.0, network: false }\n";
    expect(problemsOf({ rule: aRule('require("uuid@11.0.0");') }, [], head)).toEqual([]);
  });

  test("is needed when only the action makes requests", () => {
    expect(problemsOf({ action: anAction("await fetch('https://example.com');") })).toEqual([
      "outage-missing",
    ]);
  });
});
