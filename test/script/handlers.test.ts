import { describe, expect, test } from "vitest";

import { compileForms, problemsOf } from "../template/code/forms.ts";

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
    "module.exports = { onExecutePostLogin: async () => {}, 'onContinuePostLogin': async () => {} };",
    "exports['onExecutePostLogin'] = async () => {};",
    "async function run(event) { await run(event); }\nexports.onExecutePostLogin = run;",
    "const run = async () => {};\nexports.onExecutePostLogin = run;\nexports.onContinuePostLogin = run;",
  ])("may be %j", (action) => {
    expect(problemsOf({ action })).toEqual([]);
  });

  test.each([
    " ",
    "exports.onExecutePostLogin = () => {};",
    "exports.onExecutePostLogin = async function* () {};",
    "exports.onExecutePostLogin = JSON.parse;",
    "let handler = async () => {}; exports.onExecutePostLogin = handler;",
    "const exports = {}; exports.onExecutePostLogin = async () => {};",
    "exports.onContinuePostLogin = async () => {};",
    "exports.onExecutePostLogin = async () => {}; exports.onContinuePostLogin = () => {};",
  ])("may not be %j", (action) => {
    expect(problemsOf({ action })).toEqual(["action-form"]);
  });

  const good = "exports.onExecutePostLogin = async () => {};";

  test.each([
    `${good} ${good}`,
    `${good} exports[process.version] = async () => {};`,
    `${good} exports["onExecute" + process.version] = async () => {};`,
    `${good} const e = exports; e.onContinuePostLogin = async () => {};`,
    `${good} Object.assign(exports, { onContinuePostLogin: async () => {} });`,
    `${good} Object.defineProperty(module, "exports", { value: {} });`,
    `${good} delete exports.onExecutePostLogin;`,
    `${good} exports.onContinuePostLogin ??= async () => {};`,
    `${good} ({ onContinuePostLogin: exports.onContinuePostLogin } = JSON);`,
    `${good} module.exports = {};`,
    `${good} module.exports = { onContinuePostLogin: async () => {} };`,
    `${good} module["exports"].onExecutePostLogin = async () => {};`,
    `${good} exports = {};`,
    `${good} if (exports.onExecutePostLogin) {}`,
    "function install() { exports.onExecutePostLogin = async () => {}; }",
    "if (process.version) { exports.onExecutePostLogin = async () => {}; }",
    "const run = (exports.onExecutePostLogin = async () => {});",
    "const q = {}; module.exports = { onExecutePostLogin: async () => {}, ...q };",
    "module.exports = { get onExecutePostLogin() { return async () => {}; } };",
    "module.exports = { ['onExecute' + process.version]: async () => {} };",
    "module.exports = JSON;",
    "module.exports = exports = { onExecutePostLogin: async () => {} };",
    "async function run() {}\nrun = () => {};\nexports.onExecutePostLogin = run;",
    "async function run() {}\nvar run = () => {};\nexports.onExecutePostLogin = run;",
    "async function run() {}\n{ function run() {} }\nexports.onExecutePostLogin = run;",
    "const { run = async () => {} } = JSON;\nexports.onExecutePostLogin = run;",
    `var exports; ${good}`,
    `var require; ${good}`,
    `function module() {} ${good}`,
  ])("that may export other handlers than those that are read may not be %j", (action) => {
    expect(new Set(problemsOf({ action }))).toEqual(new Set(["action-form"]));
  });

  test("may not take handlers from what lies below its exports", () => {
    const action = "module.exports = { __proto__: JSON, onExecutePostLogin: async () => {} };";
    expect(problemsOf({ action }).sort()).toEqual(["action-form", "code-dynamic"]);
  });

  test("may not be run as a program of the shell", () => {
    expect(problemsOf({ action: `#!/usr/bin/env node\n${good}` })).toEqual(["action-syntax"]);
  });

  test.each([
    ["exports.onExecutePostLogin = () => {};", "onExecutePostLogin is not an async function"],
    [
      "let run = async () => {}; exports.onExecutePostLogin = run;",
      "onExecutePostLogin cannot be seen to be an async function",
    ],
    [
      "exports.onExecutePostLogin = structuredClone(async () => {});",
      "onExecutePostLogin cannot be seen to be an async function",
    ],
    [
      `${good} exports.onContinuePostLogin = () => {};`,
      "onContinuePostLogin is not an async function",
    ],
  ])("is told what is known of its handler: %j", (action, message) => {
    const name = message.split(" ")[0] ?? "";
    const hint = `write exports.${name} = async (event, api) => { … };`;
    expect(compileForms({ action })).toMatchObject([{ code: "action-form", message, hint }]);
  });

  test("is told the name of the handler that it may mean", () => {
    const action = `${good} exports.onContinuePostlogin = async () => {};`;
    expect(compileForms({ action })).toMatchObject([
      { code: "action-form", hint: "did you mean onContinuePostLogin?" },
    ]);
  });

  test("may not be an ES module", () => {
    expect(problemsOf({ action: "export const onExecutePostLogin = async () => {};" })).toEqual([
      "action-syntax",
    ]);
  });
});
