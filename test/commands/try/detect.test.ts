import { expect, test } from "vitest";

import { detectForm } from "../../../src/commands/try/detect.ts";

test.each([
  "exports.onExecutePostLogin = async (event, api) => {};",
  "const a = 1;\nmodule.exports.onExecutePostLogin = handler;",
  "module.exports = { onExecutePostLogin: async () => {} };",
  "module.exports = { a, onContinuePostLogin };",
])("%s is an action", (code) => {
  expect(detectForm(code)).toBe("action");
});

test.each([
  "function (user, context, callback) {}",
  "// exports.onExecutePostLogin = \nfunction (user, context, callback) {}",
  'function (user, context, callback) { callback("exports.onExecutePostLogin = ") }',
  "function (user, context, callback",
])("%s is a rule", (code) => {
  expect(detectForm(code)).toBe("rule");
});
