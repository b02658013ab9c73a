import { describe, expect, test } from "vitest";

import { checkForm } from "../../src/input/detect.ts";
import { detectForm } from "../../src/script/form/detect.ts";

test.each([
  "exports.onExecutePostLogin = async (event, api) => {};",
  "const a = 1;\nmodule.exports.onExecutePostLogin = handler;",
  "module.exports = { onExecutePostLogin: async () => {} };",
  "const a = @@A@@;\nconst b = ##B##;\nexports.onExecutePostLogin = async () => {};",
  "module.exports = { a, onContinuePostLogin };",
  "exports.onExecutePreUserRegistration = async () => {};",
  "module.exports = { onExecuteCredentialsExchange };",
  "export const onExecutePostLogin = async (event, api) => {};",
  "export async function onExecutePostLogin(event, api) {}",
  "export { a, onExecutePostLogin };",
])("%s is an action (R-140, A-75)", (code) => {
  expect(detectForm(code)).toBe("action");
});

test.each([
  "function (user, context, callback) {}",
  "// exports.onExecutePostLogin = \nfunction (user, context, callback) {}",
  'function (user, context, callback) { callback("exports.onExecutePostLogin = ") }',
  "function (user, context, callback",
  "export default function (user, context, callback) {}",
])("%s is a rule", (code) => {
  expect(detectForm(code)).toBe("rule");
});

describe("a script that is to run as the other form is told so:", () => {
  const action = "exports.onExecutePostLogin = async (event, api) => {};";
  const rule = "function hello(user, context, callback) {}";

  test.each([
    ["an action as a rule", action, "rule", "a.js is an action, not a rule"],
    ["a rule as an action", rule, "action", "a.js is one function, as a rule is"],
  ] as const)("%s", (_, text, form, message) => {
    expect(() => {
      checkForm({ shown: "a.js", text }, form);
    }).toThrow(message);
  });

  test.each([
    ["an action", action, "action"],
    ["a rule", rule, "rule"],
    ["what is neither, as an action", "const a = 1;", "action"],
    ["what is no JavaScript, as an action", "function (", "action"],
  ] as const)("not %s", (_, text, form) => {
    expect(() => {
      checkForm({ shown: "a.js", text }, form);
    }).not.toThrow();
  });
});
