import { describe, expect, test } from "vitest";

import { compileTemplate } from "../../../src/template/compile.ts";
import { aTemplate } from "../samples.ts";
import { aRule, anAction, problemsOf } from "./forms.ts";

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
    "// nothing",
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
    "const x = 1;\nfunction (user, context, callback) {}",
    "function hello(user, context, callback) {}\nfunction help() {}",
    "function hello(user, context, callback) {};",
    "function hello(user, context, callback) {} // end",
    "function hello(user, context, callback) {}}",
    "class hello {}",
    "function (user, user, callback) {}",
    "function hello(a, a, a) {}",
  ])("may not be %j", (rule) => {
    expect(problemsOf({ rule })).toEqual(["rule-form"]);
  });

  test.each([
    "function hello(user, context, callback) {",
    "function hello(user, context, callback) { await x; }",
    "function hello(user, context, callback) { import x from 'y'; }",
    "#!/usr/bin/env node\nfunction hello(user, context, callback) {}",
    "function hello(user, context, callback) { const a = 1; const a = 2; }",
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

  test.each(["eval('1')", "new Function('1')", "with (user) { user }"])(
    "may not run code that cannot be read: %s",
    (body) => {
      expect(problemsOf({ rule: aRule(body) })).toEqual(["code-dynamic"]);
    },
  );

  test("may have a function of its own that is called eval", () => {
    expect(problemsOf({ rule: aRule("const evaluate = { eval: 1 }; evaluate.eval;") })).toEqual([]);
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

describe("a template whose code has a syntax error", () => {
  test("is not told that its settings are unused", () => {
    expect(problemsOf({ rule: "function (" }, ["A"])).toEqual(["rule-syntax"]);
  });
});
