import { describe, expect, test } from "vitest";

import { aRule, anAction, problemsOf } from "../template/code/forms.ts";

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
    "const x = { a: configuration.A, b: [configuration.B] };",
    "({ a: user.a } = configuration.A); for (const x of configuration.B) {}",
    "function f(x = configuration.A) { var configuration; } configuration.B;",
    "class K { static { var configuration; } } configuration.A; configuration.B;",
    "{ function configuration() {} } configuration.A; configuration.B;",
  ])("are found in %j", (body) => {
    expect(problemsOf({ rule: aRule(body) }, ["A", "B"])).toEqual([]);
    expect(problemsOf({ rule: aRule(body) }, ["A"])).toEqual(["configuration-undeclared"]);
    expect(problemsOf({ rule: aRule(body) }, ["A", "B", "C"])).toEqual(["configuration-unused"]);
  });

  test.each([
    "configuration[user.name];",
    "configuration['A' + user.name];",
    "configuration[`A${user.name}`];",
    "String(configuration);",
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
    "const c = configuration; String(c);",
    "const [c] = [configuration];",
    "user.c = configuration;",
    "const f = (c = configuration) => c.A;",
    "[configuration.A] = [1];",
    "[...configuration.A] = [1];",
    "[configuration.A = 1] = [];",
    "({ a: configuration.A } = user);",
    "({ a: configuration.A = 1 } = user);",
    "({ ...configuration.A } = user);",
    "for (configuration.A of [1]) {}",
    "for (configuration.A in user) {}",
    "delete configuration?.A;",
    "configuration.A ??= 1;",
  ])("are hidden by %j", (body) => {
    const problems = problemsOf({ rule: aRule(body) }, ["A"]);
    expect(new Set(problems)).toEqual(new Set(["configuration-unreadable"]));
  });

  test.each([
    "const configuration = { A: 1 }; configuration.A;",
    "function f(configuration) { return configuration.A; }",
    "user.configuration.A;",
    "const x = { configuration: 1 }; x.configuration;",
    "try { user.x(); } catch (configuration) { configuration.A; }",
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
    ["event", "const { A } = event?.secrets; const { B } = event?.['secrets'] ;"],
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
    ["event", "String(event.secrets);"],
    ["event", "String(event);"],
    ["event", "JSON.stringify(event);"],
    ["event", "api.x = event;"],
    ["event", "const { user, ...rest } = event;"],
    ["event", "const { secrets: { ...all } } = event;"],
    ["event", "let e = event; e.secrets.A;"],
    ["event", "event = {};"],
    ["event", "const x = { ...event };"],
    ["{ secrets, ...rest }", "secrets.A;"],
    ["[event]", ""],
    ["event", "({ secrets } = event); secrets.A;"],
    ["event", "var secrets; var { secrets } = event; secrets.A;"],
    ["event", "{ function event() {} } event.secrets.A;"],
    ["event", "var event; event.secrets.A;"],
    ["event", "[event.secrets.A] = [1];"],
    ["event", "({ a: event.secrets.A } = api);"],
    ["event", "for (event.secrets.A of []) {}"],
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

  const reading = "function h(a, b) { return b && b.secrets && b.secrets.A; }";

  test.each([
    [reading, "h(event, 1); h(1, event);"],
    [reading, "h(event, event);"],
    [reading, "h(...[], 1, event);"],
    [reading, "h(...[1, event]);"],
    [reading, "h(1, 2, event);"],
    ["function h(...all) { return all[1].secrets.A; }", "h(1, event);"],
    ["function h(a) { return h.arguments[0].secrets.A; }", "h(event);"],
    ["function h() { return arguments[0].secrets.A; } var arguments;", "h(event);"],
    ["function h(a) {}\nh = (e) => e.secrets.A;", "h(event);"],
    ["function h(a) {}\n[h] = [(e) => e.secrets.A];", "h(event);"],
    ["function h(a) {}\nfor (h of [(e) => e.secrets.A]);", "h(event);"],
    ["function h(a) {}\nfunction h(e) { return e.secrets.A; }", "h(event);"],
    ["function h(a) {}\nvar h = (e) => e.secrets.A;", "h(event);"],
    ["function h(a) {}\n{ function h(e) { return e.secrets.A; } }", "h(event);"],
    ["const { h = (e) => e.secrets.A } = () => {};", "h(event);"],
    ["function h(h, e) { return h(e); }", "h((e) => e.secrets.A, event);"],
    ["function h(e) { var e; return e.secrets.A; }", "h(event);"],
    ["function h(a, b = a.secrets.A) {}", "h(event);"],
    ["const h = (f) => f;", "h(event).secrets.A;"],
    ["", "event(1).secrets;"],
  ])("are hidden with %j by %j", (help, body) => {
    expect(problemsOf({ action: `${help}\n${anAction(body)}` }, ["A"])).toContain(
      "configuration-unreadable",
    );
  });

  test.each([
    ["function h(a, b) { return a.user && b; }", "h(event, ...api.more);"],
    ["const h = ({ user }) => user;", "h(event); h(event);"],
    ["const h = (a) => a.client;", "h?.(event); [].map(h);"],
    ["function h(a = {}, b) { return h(a, b.user); }", "h(event, event);"],
  ])("are not hidden with %j by %j", (help, body) => {
    expect(problemsOf({ action: `${help}\n${anAction(body)}` })).toEqual([]);
  });

  test("are found in a handler that another one calls", () => {
    const run = "async function run(event, api) { event.secrets.A; await run(event, api); }";
    const action = `${run}\nexports.onContinuePostLogin = run;\n${anAction("await run(event, api);")}`;
    expect(problemsOf({ action }, ["A"])).toEqual([]);
    expect(problemsOf({ action })).toEqual(["configuration-undeclared"]);
  });

  test("are hidden however often they are taken", () => {
    const action = anAction("var { secrets } = event; ({ secrets } = event);".repeat(1500));
    expect(new Set(problemsOf({ action }, ["A"]))).toEqual(new Set(["configuration-unreadable"]));
  });

  test("are found behind any number of names", () => {
    const names = Array.from({ length: 5000 }, (_, i) => `const e${i + 1} = e${i};`).join("");
    const action = anAction(`${names} e5000.secrets.A;`, "e0");
    expect(problemsOf({ action }, ["A"])).toEqual([]);
    const calls = Array.from({ length: 3000 }, (_, i) => `function f${i}(e) { f${i + 1}(e); }`);
    const help = `${calls.join("\n")}\nfunction f3000(e) { e.secrets.A; }\n`;
    expect(problemsOf({ action: help + anAction("f0(event);") }, ["A"])).toContain(
      "configuration-unreadable",
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
