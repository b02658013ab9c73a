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
])("finds that %s evaluates text", (code) => {
  expect(findEvaluation(code)).toHaveLength(1);
});

test.each([
  "'eval(text) and new Function(text)'",
  "// eval(text)",
  "/new Function/.test(text)",
  "Function.prototype.toString.call(value)",
  "value instanceof Function",
])("finds nothing in %s", (code) => {
  expect(findEvaluation(code)).toEqual([]);
});

test("says where, and by which name", () => {
  expect(findEvaluation("run();\n  eval(text);")).toEqual(["2:3 eval"]);
});
