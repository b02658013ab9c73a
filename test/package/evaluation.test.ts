import { expect, test } from "vitest";

import { findEvaluation } from "./evaluation.ts";

test.each([
  "eval(text)",
  "new Function(text)",
  "Function(text)",
  "(0, eval)(text)",
  "globalThis.eval(text)",
  "new globalThis.Function(text)",
  "const run = eval",
  "run(Function)",
  "Function.call(null, text)",
  "globalThis['eval'](text)",
  "const { eval: run } = globalThis",
  "new Worker(text, { eval: true })",
  "vm.compileFunction(text)",
  "new vm.Script(text).runInThisContext()",
  "(a + b) / eval(text) / 2",
  "/[/]/.test(a) / eval(text) / 2",
  "run(`${eval(text)} /`)",
  "const f = function () {} / eval(text) / 2",
  "const o = {} / eval(text) / 2",
  "a++ / eval(text) / 2",
  "Symbol.for(key) / eval(text) / 2",
  "a?.with(0, b) / eval(text) / 2",
  "o.if(a)/eval(text)/2",
  "o.function(a)/eval(text)/2",
  "({ for(a) {} }) / eval(text) / 2",
])("finds that %s evaluates text", (code) => {
  expect(findEvaluation(code)).toHaveLength(1);
});

test.each([
  "'eval(text) and new Function(text)'",
  "// eval(text)",
  "/new Function/.test(text)",
  "if (a) /eval(text)/.test(a)",
  "while (a) {} /eval(text)/.test(a)",
  "run(() => {}, /[/]eval(text)/)",
  "`eval(text) ${`eval(text)`}`",
  "Function.prototype.toString.call(value)",
  "value instanceof Function",
])("finds nothing in %s", (code) => {
  expect(findEvaluation(code)).toEqual([]);
});

test("says where, and by which name", () => {
  expect(findEvaluation("run();\n  eval(text);")).toEqual(["2:3 eval"]);
});
