import { describe, expect, test } from "vitest";

import { checkRuleForm, NoRuleError } from "../../../src/script/form/rule-form.ts";
import { FormError } from "../../../src/script/form/form-error.ts";

function errorOf(script: string): unknown {
  try {
    return checkRuleForm(script);
  } catch (error) {
    return error;
  }
}

const named = "function hello(user, context, callback) {}";
const unnamed = "function (user, context, callback) {}";

describe("a script that is no rule is told so, and not that it is no JavaScript:", () => {
  test.each([
    ["a statement before it", `\nconst x = 1;\n${named}`, 2],
    ["a statement before a function without a name", `const x = 1;\n${unnamed}`, 1],
    ["an assignment to exports", `module.exports = ${unnamed};`, 1],
    ["a class", "class Hello {}", 1],
  ])("%s", (_, script, line) => {
    const error = errorOf(script);
    expect(error).toBeInstanceOf(NoRuleError);
    expect(error).toMatchObject({ line, column: 1, message: /^a rule is one function expression/ });
  });

  test("a second function", () => {
    const error = errorOf(`${named}\n${named}`);
    expect(error).toBeInstanceOf(NoRuleError);
    expect(error).toMatchObject({ line: 2, column: 1 });
  });

  test.each(["", " \n", "// nothing\n"])("%j", (script) => {
    const error = errorOf(script);
    expect(error).toBeInstanceOf(NoRuleError);
    expect(error).toMatchObject({ message: "the rule is empty" });
  });
});

test.each([
  ["function hello(user, context, callback) {\n  if (user {\n}", 2, 12],
  ["function (}", 1, 11],
  ["function hello(user context, callback) {}", 1, 21],
  ["\n  #!", 2, 4],
])("%j is no JavaScript from a place on", (script, line, column) => {
  const error = errorOf(script);
  expect(error).toBeInstanceOf(FormError);
  expect(error).not.toBeInstanceOf(NoRuleError);
  expect(error).toMatchObject({ line, column });
});
