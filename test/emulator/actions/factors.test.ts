import { describe, expect, test } from "vitest";
import { createTenant } from "../../../src/emulator/tenant.ts";
import type { LoginOptions } from "../../../src/emulator/login/pipeline-login.ts";
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
    ["not in a list", "api.authentication.challengeWithAny({ type: 'otp' });", {}],
    ["no object", 'api.authentication.challengeWith("otp");', {}],
    ["not known", 'api.authentication.challengeWith({ type: "sms" });', {}],
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

describe("what is ignored among factors", () => {
  test.each([
    ['challengeWithAny([{ type: "sms" }, null, { type: "otp" }])', ["sms", "what is not { type }"]],
    ['challengeWith({ type: "otp" }, { otpFallback: false })', ["otpFallback"]],
    ['enrollWithAny([{ type: "email" }, { type: "phone" }])', ["email"]],
  ])("by %s is told of (A-95)", async (call, names) => {
    const outcome = await login(`api.authentication.${call};`);
    expect(outcome.result).toBe("allowed");
    expect(outcome.warnings).toEqual(
      names.map((name) => expect.stringMatching(new RegExp(`^${name} is ignored`)) as unknown),
    );
  });
});

describe("options of a factor", () => {
  test("are told with it (A-94)", async () => {
    const outcome = await login(
      `api.authentication.enrollWith({ type: "phone", options: { preferredMethod: "both" } },
        { additionalFactors: [{ type: "otp", options: { ignored: true } }] });`,
    );
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    expect(outcome.challenges).toEqual([
      { kind: "enrollment", factors: ["phone"], options: { phone: { preferredMethod: "both" } } },
    ]);
  });

  test.each([
    ['{ type: "phone", options: { preferredMethod: "email" } }', "enrollWith"],
    ['{ type: "phone", options: { otpFallback: true } }', "enrollWith"],
    ['{ type: "push", options: { otpFallback: "no" } }', "challengeWith"],
  ])("%s of which one is not known are a warning (A-94)", async (factor, method) => {
    const outcome = await login(`api.authentication.${method}(${factor});`);
    expect(outcome.warnings).toEqual([expect.stringContaining("is not an option of p")]);
  });

  test("that JSON cannot hold fail the login (A-94)", async () => {
    const body = 'api.authentication.challengeWith({ type: "otp", options: { a: 1n } });';
    expect(await login(body)).toMatchObject({ result: "failed", console: [] });
  });
});

describe("a custom token exchange", () => {
  const exchange = (type?: string): LoginOptions => ({
    protocol: "oauth2-token-exchange",
    ...(type !== undefined && { transaction: { subject_token_type: type } }),
  });

  test.each([
    'challengeWith({ type: "otp" })',
    'challengeWithAny([{ type: "otp" }])',
    'enrollWith({ type: "phone" })',
    'enrollWithAny([{ type: "phone" }])',
  ])("fails for good by api.authentication.%s (A-92)", async (call) => {
    const body = `api.authentication.${call};`;
    for (const options of [exchange(), exchange("http://acme.example/token")]) {
      expect(await login(body, options)).toMatchObject({
        result: "failed",
        error: { name: "Error" },
        console: [],
      });
    }
  });

  test("is told from a native social login by the type of its token (A-92, A-93)", async () => {
    const type = "http://auth0.com/oauth/token-type/apple-authz-code";
    const body = 'api.authentication.challengeWith({ type: "otp" });';
    expect((await login(body, exchange(type))).result).toBe("allowed");
  });

  test("hands its transaction metadata on (A-93)", async () => {
    const outcome = await login(
      "console.log(event.transaction.metadata, event.transaction.subject_token_type);",
      {
        ...exchange(),
        transaction: { metadata: { from: "exchange" }, subject_token_type: "urn:x" },
      },
    );
    expect(textOf(outcome)[0]).toBe('{"from":"exchange"} urn:x');
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

test('api.multifactor.enable("none") takes back what was asked for before (A-96)', async () => {
  const outcome = await login('api.multifactor.enable("any").multifactor.enable("none");', {
    prompt: "none",
  });
  expect(outcome.result).toBe("allowed");
  expect(outcome.multifactor).toEqual({ provider: "none", allowRememberBrowser: false });
});

test("api.multifactor.enable with another provider is a warning, and without one it does nothing (A-96)", async () => {
  const other = await login('api.multifactor.enable("sms");');
  expect(other.warnings).toEqual(['"sms" is not a provider of multifactor authentication']);
  expect((await login("api.multifactor.enable();")).multifactor).toBeUndefined();
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
