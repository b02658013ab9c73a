import { describe, expect, test } from "vitest";

import { problemsOf } from "./forms.ts";

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

  test("may not be run as a program of the shell", () => {
    const action = "#!/usr/bin/env node\nexports.onExecutePostLogin = async () => {};";
    expect(problemsOf({ action })).toEqual(["action-syntax"]);
  });

  test("may not be an ES module", () => {
    expect(problemsOf({ action: "export const onExecutePostLogin = async () => {};" })).toEqual([
      "action-syntax",
    ]);
  });
});
