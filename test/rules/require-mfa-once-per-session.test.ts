import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  describeTemplate,
  loginAs,
  nothing,
  readTemplate,
  start,
  type TestLogin,
} from "../support/describeTemplate.ts";

const hour = 60 * 60 * 1000;

/** This many hours before the login, in ISO 8601. */
const ago = (hours: number, milliseconds = 0): string =>
  new Date(Date.parse(start) - hours * hour - milliseconds).toISOString();

/** A login of a session in which these methods were passed, the first one by default a day ago. */
const after = (...methods: { name: string; timestamp?: string }[]): TestLogin => ({
  authentication: {
    methods: methods.map((method) => ({ timestamp: ago(24), ...method })),
  },
});

const asked = {
  result: "allowed",
  multifactor: { provider: "any", allowRememberBrowser: false },
  console: [],
  appMetadata: nothing,
};

const notAsked = { result: "allowed", console: [], appMetadata: nothing };

describeTemplate("require-mfa-once-per-session", ({ login, example }) => {
  describe("asks for the factor", () => {
    const occasions: [string, TestLogin][] = [
      ["after a password", example],
      ["after a social login", after({ name: "federated" })],
      ["after a passkey", after({ name: "passkey" })],
      ["after a method of the tenant's own", after({ name: "https://example.com/mfa" })],
      ["after a method that is named in capitals", after({ name: "MFA" })],
      ["when there are no methods", after()],
      ["when nothing is known of the methods", { authentication: null }],
      ["without a request", { request: null }],
      ["at a password grant", { protocol: "oauth2-password" }],
      [
        "at a password grant without methods",
        { protocol: "oauth2-password", authentication: null },
      ],
      [
        "at a password grant that says it is silent",
        { protocol: "oauth2-password", ...aSilentLogin() },
      ],
      ["at the older password grant", { protocol: "oauth2-resource-owner" }],
      ["at a SAML login", { protocol: "samlp" }],
      ["in a device flow", { protocol: "oauth2-device-code" }],
    ];

    test.each(occasions)("%s", async (_when, circumstances) => {
      expect(await login(circumstances)).toMatchObject(asked);
    });

    test.each([
      ["in which it was not passed", aSilentLogin()],
      ["of which nothing is known", aSilentLogin({ authentication: null })],
    ])("at a silent login %s, which gets no token", async (_which, silent) => {
      await expect(login(silent)).rejects.toThrow("login_required");
    });

    test("and lets the application know in a password grant", async () => {
      const outcome = await login({ protocol: "oauth2-password" });
      expect(outcome.warnings).toEqual([expect.stringContaining("mfa_required")]);
    });
  });

  describe("does not ask again", () => {
    test.each([
      ["in the same session", after({ name: "pwd" }, { name: "mfa" })],
      ["in a session that began long ago", after({ name: "mfa", timestamp: ago(24 * 365) })],
      ["in a session that began at an unknown time", after({ name: "mfa", timestamp: "lately" })],
      ["at a silent login in the same session", aSilentLogin(after({ name: "mfa" }))],
      ["when a token is refreshed", aRefreshTokenLogin()],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login(circumstances);
      expect(outcome).toMatchObject(notAsked);
      expect(outcome.multifactor).toBeUndefined();
    });

    test("in a session of which it asked before", async () => {
      const tenant = aTenant();
      expect(await login({ tenant })).toMatchObject(asked);
      const second = await login({ tenant, ...after({ name: "mfa", timestamp: ago(0) }) });
      expect(second.multifactor).toBeUndefined();
    });
  });

  describe("with a greatest age", () => {
    const configuration = { MFA_MAX_AGE_HOURS: "8" };

    test.each([
      ["up to it", [ago(8)]],
      ["if one of several is young enough", [ago(24), ago(1), ago(48)]],
    ])("does not ask again %s", async (_when, timestamps) => {
      const methods = timestamps.map((timestamp) => ({ name: "mfa", timestamp }));
      for (const circumstances of [after(...methods), aSilentLogin(after(...methods))]) {
        const outcome = await login({ ...circumstances, configuration });
        expect(outcome).toMatchObject(notAsked);
        expect(outcome.multifactor).toBeUndefined();
      }
    });

    test.each([
      ["after it", { name: "mfa", timestamp: ago(8, 1) }],
      ["if the time cannot be read", { name: "mfa", timestamp: "lately" }],
      ["if another method is young", { name: "pwd", timestamp: ago(1) }],
    ])("asks again %s", async (_when, method) => {
      expect(await login({ ...after(method), configuration })).toMatchObject(asked);
      const silent = { ...aSilentLogin(after(method)), configuration };
      await expect(login(silent)).rejects.toThrow("login_required");
    });

    test("does not ask when a token is refreshed", async () => {
      const outcome = await login({ ...aRefreshTokenLogin(), configuration });
      expect(outcome.multifactor).toBeUndefined();
    });

    test.each(["abc", "0", "-1", " ", "Infinity", "1e999"])(
      "asks at each login, rather than never, if it is %j",
      async (hours) => {
        const configuration = { MFA_MAX_AGE_HOURS: hours };
        const outcome = await login({
          ...after({ name: "mfa", timestamp: ago(2) }),
          configuration,
        });
        expect(outcome).toMatchObject(asked);
      },
    );
  });
});

describe("what only rules meet", () => {
  const { rule } = readTemplate("require-mfa-once-per-session");

  test("the factor is asked for when the login comes back from a redirect", async () => {
    const outcome = await loginAs("rule", rule, { protocol: "redirect-callback" });
    expect(outcome).toMatchObject(asked);
  });

  test.each([
    ["does not ask", ago(1), undefined],
    ["asks", ago(9), asked.multifactor],
  ])("a time in seconds is understood: it %s", async (_what, time, multifactor) => {
    const code = `function inSeconds(user, context, callback) {
      for (const method of context.authentication.methods) method.timestamp /= 1000;
      (${rule.code})(user, context, callback);
    }`;
    const outcome = await loginAs(
      "rule",
      { code },
      { ...after({ name: "mfa", timestamp: time }), configuration: { MFA_MAX_AGE_HOURS: "8" } },
    );
    expect(outcome.result).toBe("allowed");
    expect(outcome.multifactor).toEqual(multifactor);
  });
});
