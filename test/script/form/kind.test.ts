import { describe, expect, test } from "vitest";

import { runRule } from "../../../src/emulator/tenant.ts";
import { loadAction, loadRule } from "../../../src/node/load.ts";

const rule = "function inner(user, context, callback) { callback(null, user, context); }";

describe("an expression that is not one function", () => {
  test.each([
    `(function () { return ${rule}; })()`,
    `(() => { const limit = 5; return ${rule}; })();`,
    `function () {}() || ${rule}`,
    `configuration.A === "1" ? ${rule} : ${rule}`,
    `configuration.A && ${rule} || ${rule}`,
    `(0, ${rule})`,
    `named = ${rule}`,
    `[${rule}][0]`,
    `({ rule: ${rule} }).rule`,
    `(${rule}).bind(null)`,
    `new Function("user", "context", "callback", "callback(null, user, context)")`,
  ])("is taken as a rule if it gives a function, with a warning: %s (R-132)", async (script) => {
    const outcome = await runRule(loadRule(script));
    expect(outcome.result).toBe("allowed");
    expect(outcome.warnings).toContain(
      "an expression that gives a function works as a rule, but is not documented",
    );
  });

  test("is evaluated anew in each login, with its settings (R-132)", async () => {
    const loaded = loadRule(
      `configuration.CLOSED === "yes" ? (u, c, callback) => callback(new UnauthorizedError("closed")) : ${rule}`,
    );
    expect((await runRule(loaded)).result).toBe("allowed");
    const closed = await runRule(loaded, { configuration: { CLOSED: "yes" } });
    expect(closed).toMatchObject({ result: "denied", reason: "closed" });
  });

  test.each([
    ["(() => 42)()", "a number"],
    ['(function () { return "text"; })()', "a string"],
    ["(function () {})()", "undefined"],
    ["(async () => function () {})()", "a promise"],
    ["configuration.A ? {} : []", "a list"],
    ["configuration.A && `text`", "a string"],
    ["({ rule: function () {} })", "an object"],
    ["/a/", "an object"],
    ["null", "null"],
    ["1 + 1", "a value"],
  ])("is refused if it can give no function: %s (R-132)", (script, found) => {
    expect(() => loadRule(script)).toThrow(
      expect.objectContaining({
        line: 1,
        message: expect.stringContaining(`gives ${found}`) as unknown,
      }),
    );
  });

  test.each([
    ["(function () { return configuration.A; })()", "undefined"],
    ["global.rule", "undefined"],
    ["JSON.parse('{}')", "a value of the type object"],
    ["configuration.A && (function () {})", "undefined"],
  ])("fails the login if it gives none there: %s (R-132)", async (script, found) => {
    expect(await runRule(loadRule(script))).toMatchObject({
      result: "failed",
      error: {
        name: "TypeError",
        message: expect.stringContaining(`this one gave ${found}`) as unknown,
      },
    });
  });

  test("fails the login with what it throws (R-132)", async () => {
    const outcome = await runRule(loadRule('(() => { throw new Error("here"); })() || (() => 1)'));
    expect(outcome).toMatchObject({ result: "failed", error: { message: "here" } });
  });
});

describe("a script of another kind is told what it is", () => {
  const esModule = "this is an ES module";
  const modules: readonly string[] = [
    `export default ${rule}`,
    `import x from "y";\n${rule}`,
    "export const onExecutePostLogin = async (event, api) => {};",
    'import x from "y";\nexports.onExecutePostLogin = async () => {};',
    'export * from "y";',
  ];

  test.each(modules)("an ES module, as a rule: %s (R-140)", (script) => {
    expect(() => loadRule(script)).toThrow(esModule);
  });

  test.each(modules)("an ES module, as an action: %s (A-75)", (script) => {
    expect(() => loadAction(script)).toThrow(esModule);
  });

  const triggers = [
    ["PreUserRegistration", "pre-user-registration"],
    ["PostUserRegistration", "post-user-registration"],
    ["CredentialsExchange", "credentials-exchange"],
    ["PostChangePassword", "post-change-password"],
    ["SendPhoneMessage", "send-phone-message"],
    ["PostChallenge", "password-reset-post-challenge"],
    ["CustomTokenExchange", "custom-token-exchange"],
  ] as const;

  test.each(triggers)("onExecute%s, as a rule (R-140)", (name, trigger) => {
    expect(() => loadRule(`exports.onExecute${name} = async (event, api) => {};`)).toThrow(
      `this is an action of the trigger ${trigger}`,
    );
  });

  test.each(triggers)("onExecute%s, as an action (A-75)", (name, trigger) => {
    for (const script of [
      `exports.onExecute${name} = async () => {};`,
      `const a = 1;\nmodule.exports.onExecute${name} = async () => {};`,
      `module.exports = { onExecute${name}: async () => {} };`,
    ]) {
      expect(() => loadAction(script)).toThrow(`this is an action of the trigger ${trigger}`);
    }
  });

  test("a post-login action, as a rule (R-140)", () => {
    const script = 'const a = require("a");\nexports.onExecutePostLogin = async () => {};';
    expect(() => loadRule(script)).toThrow("this is an action, which exports onExecutePostLogin");
  });

  test("but not an action that exports handlers of both (A-75)", () => {
    const both = `exports.onExecutePreUserRegistration = async () => {};
      exports.onExecutePostLogin = async () => {};`;
    expect(() => loadAction(both)).not.toThrow();
  });
});
