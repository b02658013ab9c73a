import { describe, expect, test } from "vitest";
import { createTenant } from "../../../src/emulator/tenant.ts";
import type { LoginOptions } from "../../../src/emulator/tenant.ts";
import { aUser } from "../../support/describeTemplate.ts";
import { actionOf, textOf } from "../forms.ts";

const user = aUser({
  user_id: "auth0|1",
  enrolledFactors: [{ type: "otp" }, { type: "push-notification" }],
});
const look = actionOf(
  "console.log(event.authentication.methods.map(({ name, type }) => type ?? name));",
);

function login(body: string, options: LoginOptions = {}) {
  return createTenant({ users: [user] }).login({ ...options, actions: [actionOf(body), look] });
}

describe("a challenge", () => {
  test.each([
    ['challengeWith({ type: "otp" })', ["otp"]],
    [
      'challengeWith({ type: "otp" }, { additionalFactors: [{ type: "push" }, { type: "phone" }] })',
      ["otp", "push-notification"],
    ],
    ['challengeWithAny([{ type: "phone" }, { type: "email" }])', ["email"]],
  ])(
    "by %s is passed with an enrolled factor before the next action (A-43)",
    async (call, factors) => {
      const outcome = await login(`console.log(api.authentication.${call});`);
      expect(outcome).toMatchObject({
        result: "allowed",
        challenges: [{ kind: "challenge", factors }],
      });
      expect(textOf(outcome)).toEqual(["undefined", JSON.stringify(["pwd", factors[0]])]);
    },
  );

  test.each([
    ["not enrolled", 'api.authentication.challengeWith({ type: "phone" });', {}],
    ["not enabled", 'api.authentication.challengeWith({ type: "otp" });', { factors: ["phone"] }],
    [
      "not possible in a password grant",
      'api.authentication.challengeWith({ type: "otp" });',
      { protocol: "oauth2-password" },
    ],
    ["nothing", "api.authentication.challengeWithAny([]);", {}],
    ["no object", 'api.authentication.challengeWith("otp");', {}],
  ])("fails the login when the factor is %s (A-43)", async (_what, body, options) => {
    expect(await login(body, options)).toMatchObject({ result: "failed", console: [] });
  });

  test.each([
    'api.authentication.challengeWith({ type: "otp" });',
    'api.multifactor.enable("any");',
    'api.multifactor.enable("any", { allowRememberBrowser: false });',
  ])("fails a silent login, in which nobody can be asked: %s (R-130)", async (body) => {
    expect(await login(body, { prompt: "none" })).toMatchObject({
      result: "failed",
      error: { name: "login_required" },
    });
  });

  test("is not repeated in the same transaction (A-43)", async () => {
    const ask = actionOf('api.authentication.challengeWith({ type: "otp" });');
    const outcome = await createTenant({ users: [user] }).login({ actions: [ask, ask] });
    expect(outcome.challenges).toHaveLength(1);
  });

  test("that is not passed ends the login (A-43)", async () => {
    const outcome = await login('api.authentication.challengeWith({ type: "otp" });', {
      challenge: "fails",
    });
    expect(outcome).toMatchObject({ result: "denied", console: [] });
  });
});

describe("an enrolment", () => {
  test.each([
    'enrollWith({ type: "phone" })',
    'enrollWithAny([{ type: "otp" }, { type: "phone" }])',
  ])("by %s adds a factor that the user can be challenged with (A-44)", async (call) => {
    const tenant = createTenant({ users: [user] });
    const outcome = await tenant.login({
      actions: [actionOf(`api.authentication.${call};`), look],
    });
    expect(outcome.challenges).toEqual([{ kind: "enrollment", factors: ["phone"] }]);
    const challenge = actionOf('api.authentication.challengeWith({ type: "phone" });');
    expect((await tenant.login({ actions: [challenge] })).result).toBe("allowed");
  });

  test.each([
    ["enrolled already", "otp", {}],
    ["not enabled", "phone", { factors: ["otp"] }],
  ])("of a factor that is %s fails the login (A-44)", async (_what, type, options) => {
    const outcome = await login(`api.authentication.enrollWith({ type: "${type}" });`, options);
    expect(outcome).toMatchObject({ result: "failed", console: [] });
  });
});

test("api.multifactor.enable asks after all actions, with the account at Duo (A-48)", async () => {
  const outcome = await login(
    'api.multifactor.enable("duo", { allowRememberBrowser: true, providerOptions: { host: "h", ikey: "i", skey: "s" } });',
  );
  expect(outcome.multifactor).toEqual({
    provider: "duo",
    allowRememberBrowser: true,
    providerOptions: { host: "h", ikey: "i", skey: "s" },
  });
  expect(textOf(outcome)).toEqual(['["pwd"]']);
});
