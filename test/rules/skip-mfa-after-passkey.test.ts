import { expect, test } from "vitest";

import { aSilentLogin, describeTemplate, nothing } from "../support/describeTemplate.ts";

const timestamp = "2026-01-15T12:00:00.000Z";

/** An action that asks everyone. */
const asking = {
  rule: "",
  action: `exports.onExecutePostLogin = async (event, api) => {
    api.multifactor.enable("any", { allowRememberBrowser: false });
  };`,
};

describeTemplate("skip-mfa-after-passkey", ({ login, example }) => {
  test("asks for nothing after a passkey", async () => {
    expect(await login(example)).toMatchObject({
      result: "allowed",
      multifactor: { provider: "none" },
      appMetadata: nothing,
      console: [],
    });
  });

  test("takes back what an earlier Action has asked for", async () => {
    const outcome = await login({ ...example, before: asking });
    expect(outcome.multifactor).toMatchObject({ provider: "none" });
  });

  test("lets a silent login in after a passkey, though an Action asks", async () => {
    const outcome = await login({ ...example, ...aSilentLogin(), before: asking });
    expect(outcome.result).toBe("allowed");
  });

  test.each([
    ["a password", [{ name: "pwd", timestamp }]],
    ["a password and a factor", [{ name: "mfa", timestamp, type: "webauthn-platform" }]],
    ["a method that only sounds like it", [{ name: "https://example.com/passkey", timestamp }]],
    ["nothing", []],
  ])("leaves a login with %s to the others", async (_what, methods) => {
    const authentication = { methods };
    expect((await login({ authentication })).multifactor).toBeUndefined();
    const outcome = await login({ authentication, before: asking });
    expect(outcome.multifactor).toMatchObject({ provider: "any" });
  });

  test("leaves a login without methods to the others", async () => {
    const outcome = await login({ authentication: null, before: asking });
    expect(outcome.multifactor).toMatchObject({ provider: "any" });
  });
});
