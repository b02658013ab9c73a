import { describe, expect, test } from "vitest";
import { errorResponse } from "../../../src/emulator/outcome/respond.ts";
import { createTenant } from "../../../src/emulator/tenant.ts";
import { aUser } from "../../support/describeTemplate.ts";
import { actionOf, done, loginAsRule, ruleOf, textOf } from "../forms.ts";
import { nothing } from "../../support/describeTemplate.ts";

describe("context.multifactor", () => {
  test.each([
    ['{ provider: "any" }', { provider: "any", allowRememberBrowser: true }],
    [
      '{ provider: "guardian", allowRememberBrowser: false }',
      { provider: "guardian", allowRememberBrowser: false },
    ],
    ['{ provider: "any", ignoreCookie: true }', { provider: "any", allowRememberBrowser: false }],
    [
      '{ provider: "duo", ikey: "i", skey: "s", host: "h" }',
      {
        provider: "duo",
        allowRememberBrowser: true,
        providerOptions: { host: "h", ikey: "i", skey: "s" },
      },
    ],
  ])("as %s is asked for after all rules (R-55, R-56, R-57, R-58)", async (value, multifactor) => {
    const outcome = await loginAsRule(`context.multifactor = ${value}; ${done}`);
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    expect(outcome.multifactor).toEqual(multifactor);
  });

  test("can be taken back by a later rule (R-58)", async () => {
    const rules = [
      ruleOf(`context.multifactor = { provider: "any" }; ${done}`),
      ruleOf(`delete context.multifactor; ${done}`),
    ];
    expect((await createTenant().login({ rules })).multifactor).toBeUndefined();
  });

  test("with an unknown provider is a warning (R-55)", async () => {
    const outcome = await loginAsRule(`context.multifactor = { provider: "push" }; ${done}`);
    expect(outcome.warnings).toEqual(['"push" is not a provider of multifactor authentication']);
  });

  test.each(["oauth2-password", "oauth2-refresh-token"])(
    "in a grant without a browser is a warning: %s (R-58)",
    async (protocol) => {
      const outcome = await loginAsRule(`context.multifactor = { provider: "any" }; ${done}`, {
        protocol,
      });
      expect(outcome.warnings).toEqual([expect.stringContaining("mfa_required")]);
    },
  );

  test("in a silent login leaves no token, and says why (R-130)", async () => {
    const body = `context.multifactor = { provider: "any", allowRememberBrowser: false };
      context.idToken = { a: 1 }; ${done}`;
    const outcome = await loginAsRule(body, { prompt: "none" });
    expect(outcome).toMatchObject({
      result: "failed",
      error: { name: "login_required", message: "Multifactor authentication required" },
      idToken: nothing,
    });
    expect(errorResponse(outcome, "rule")).toEqual({
      error: "login_required",
      error_description: "Multifactor authentication required",
    });
  });

  test("in a silent login is a warning where the browser may be remembered (R-130)", async () => {
    const body = `context.multifactor = { provider: "any" }; ${done}`;
    const outcome = await loginAsRule(body, { prompt: "none" });
    expect(outcome).toMatchObject({ result: "allowed", multifactor: { provider: "any" } });
    expect(outcome.warnings).toEqual([expect.stringContaining("login_required")]);
  });

  test.each([{ prompt: "none" }, { protocol: "oauth2-password" }])(
    "of no provider is asked for nowhere: %j (R-55)",
    async (circumstances) => {
      const body = `context.multifactor = { provider: "none" }; ${done}`;
      const outcome = await loginAsRule(body, circumstances);
      expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    },
  );
});

describe("the tokens", () => {
  test.each([
    ['["openid", "read:x"]', ["openid", "read:x"]],
    ['"openid read:x"', ["openid", "read:x"]],
    ["[]", []],
    ['["", "openid read:x"]', ["openid", "read:x"]],
  ])("have the scopes %s (R-63)", async (value, scope) => {
    const outcome = await loginAsRule(`context.accessToken.scope = ${value}; ${done}`);
    expect(outcome).toMatchObject({ scope, accessToken: nothing });
  });

  test("have nothing of the user that no rule put into a claim (R-93)", async () => {
    const outcome = await loginAsRule(
      `user.plan = "gold"; context.idToken.plan = user.plan; ${done}`,
    );
    expect(outcome).toMatchObject({ idToken: { plan: "gold" }, accessToken: nothing });
  });
});

describe("the SAML response", () => {
  const saml = (body: string, user = aUser({ user_metadata: { color: "stored" } })) =>
    loginAsRule(`${body} ${done}`, { protocol: "samlp", user }).then((outcome) => outcome.saml);

  test("reads mappings from the user as the rules leave it (R-59, R-96)", async () => {
    expect(
      await saml(
        `user.mail = "new@x"; context.samlConfiguration.mappings = { "urn:m": "mail", "urn:c": "user_metadata.color" };`,
      ),
    ).toEqual({ attributes: { "urn:m": "new@x", "urn:c": "stored" } });
  });

  test("prefers metadata that are claims of the ID token (R-60)", async () => {
    expect(
      await saml(`context.idToken.user_metadata = { color: "claim" };
        context.samlConfiguration.mappings = { c: "user_metadata.color" };`),
    ).toEqual({ attributes: { c: "claim" } });
  });

  test("has the other settings as they are (R-61)", async () => {
    expect(
      await saml(
        `Object.assign(context.samlConfiguration, { audience: "a", signResponse: true, logout: { callback: "c" } });`,
      ),
    ).toEqual({ audience: "a", signResponse: true, logout: { callback: "c" } });
  });
});

describe("account linking", () => {
  const primary = aUser({ user_id: "auth0|1" });
  const secondary = aUser({
    user_id: "google-oauth2|2",
    identities: [
      { provider: "google-oauth2", user_id: "2", connection: "google-oauth2", isSocial: true },
    ],
  });
  const rules = [ruleOf(`context.primaryUser = "auth0|1"; ${done}`)];

  test("fails when the identity does not belong to the primary user (R-40, A-47)", async () => {
    const tenant = createTenant({ users: [primary, secondary] });
    const outcome = await tenant.login({ userId: "google-oauth2|2", rules });
    expect(outcome).toMatchObject({ result: "failed" });
  });

  test("does not change the user of the rules to come (R-122)", async () => {
    const tenant = createTenant({ users: [primary, secondary] });
    const look = ruleOf(`console.log(user.user_id); ${done}`);
    const outcome = await tenant.login({ userId: "google-oauth2|2", rules: [...rules, look] });
    expect(textOf(outcome)).toEqual(["google-oauth2|2"]);
  });

  test("of a user with itself is refused (R-40)", () => {
    const tenant = createTenant({ users: [primary] });
    expect(() => tenant.link("auth0|1", "auth0|1")).toThrow("cannot be linked to itself");
    expect(tenant.user("auth0|1")).toEqual(primary);
  });

  test("during a redirect has an action write to the primary user (A-58)", async () => {
    const tenant = createTenant({ users: [primary, secondary] });
    const actions = [
      actionOf(
        'api.redirect.sendUserTo("https://x.example/");',
        'api.user.setAppMetadata("a", 1);',
      ),
    ];
    await tenant.login({ userId: "google-oauth2|2", actions });
    tenant.link("auth0|1", "google-oauth2|2");
    expect(await tenant.resume()).toMatchObject({ appMetadata: { a: 1 }, warnings: [] });
    expect(tenant.user("auth0|1")?.app_metadata).toEqual({ a: 1 });
  });

  test("goes on as the primary user when it does (R-40)", async () => {
    const tenant = createTenant({ users: [primary, secondary] });
    tenant.link("auth0|1", "google-oauth2|2");
    const outcome = await tenant.login({ userId: "google-oauth2|2", rules });
    expect(outcome).toMatchObject({ result: "allowed", primaryUser: "auth0|1" });
    expect(tenant.user("google-oauth2|2")).toBeUndefined();
    expect(tenant.user("auth0|1")?.identities).toMatchObject([
      { provider: "auth0" },
      { provider: "google-oauth2", profileData: { email: "jane.doe@example.com" } },
    ]);
  });
});

test("rules and actions of one login have one outcome, where the action's word counts (R-91)", async () => {
  const rules = [
    ruleOf(`context.idToken.a = 1; context.idToken.b = 1; context.multifactor = { provider: "any" };
      context.accessToken.scope = ["openid"]; user.note = "memory"; ${done}`),
  ];
  const actions = [
    actionOf(
      'api.idToken.setCustomClaim("b", 2); api.accessToken.addScope("read:x"); console.log(event.user.note);',
    ),
  ];
  const outcome = await createTenant().login({ rules, actions });
  expect(outcome).toMatchObject({
    idToken: { a: 1, b: 2 },
    scope: ["openid", "read:x"],
    multifactor: { provider: "any" },
  });
  expect(textOf(outcome)).toEqual(["undefined"]);
});
