import { describe, expect, test } from "vitest";

import type { RiskAssessment } from "../../src/emulator/actions/types/request-types.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const unavailable = "assessment_not_available";
const mfa = { name: "mfa", timestamp: "2026-01-15T11:00:00.000Z" };

/** A login that Auth0 rates like this, with the confidence and the code of each check. */
function rated(confidence: string, checks: Record<string, [string, string?]> = {}): TestLogin {
  const assessments: RiskAssessment["assessments"] = {};
  for (const [name, [level, code = "match"]] of Object.entries(checks)) {
    assessments[name] = { confidence: level, code };
  }
  const riskAssessment = { confidence, version: "1", assessments };
  return { user: enrolled(), authentication: { methods: [], riskAssessment } };
}

function enrolled(): ReturnType<typeof aUser> {
  return aUser({ multifactor: ["google-authenticator"] });
}

const asked = {
  result: "allowed",
  multifactor: { provider: "any", allowRememberBrowser: false },
  console: [],
};
const notAsked = { result: "allowed", console: [] };
const reason = "This login needs a second factor, and you have none.";
const line = { level: "log", text: "Adaptive MFA: Auth0 could not assess this login" };

describeTemplate("adaptive-mfa", ({ login }) => {
  test.each([
    ["low", "", true],
    ["medium", "", false],
    ["high", "", false],
    ["neutral", "", false],
    ["unheard-of", "", true],
    ["low", "medium", true],
    ["medium", "medium", true],
    ["high", "medium", false],
  ])("with confidence %j and RISK_CONFIDENCE %j, asks: %s", async (level, setting, isAsked) => {
    const outcome = await login({ ...rated(level), configuration: { RISK_CONFIDENCE: setting } });
    expect(outcome).toMatchObject(isAsked ? asked : notAsked);
    expect(outcome.multifactor !== undefined).toBe(isAsked);
  });

  describe("with one assessment", () => {
    const configuration = { RISK_ASSESSMENT: "NewDevice" };

    test("asks when that one is low", async () => {
      const outcome = await login({ ...rated("high", { NewDevice: ["low"] }), configuration });
      expect(outcome).toMatchObject(asked);
    });

    test("ignores the others", async () => {
      const checks = rated("low", { NewDevice: ["high"], UntrustedIP: ["low"] });
      expect((await login({ ...checks, configuration })).multifactor).toBeUndefined();
    });
  });

  describe("a risky login of a user", () => {
    test.each([
      ["without a word on factors", {}],
      ["with an empty list", { multifactor: [], enrolledFactors: [] }],
    ])("%s is denied, for anybody could enroll", async (_what, factors) => {
      const outcome = await login({ ...rated("low"), user: aUser(factors) });
      expect(outcome).toMatchObject({ result: "denied", reason });
      expect(outcome.multifactor).toBeUndefined();
    });

    test("without a factor is denied at a silent login, too", async () => {
      const outcome = await login({ ...rated("low"), user: aUser(), ...aSilentLogin() });
      expect(outcome).toMatchObject({ result: "denied", reason });
    });

    test("with email as the factor is asked", async () => {
      const user = aUser({ enrolledFactors: [{ method: "email" }] });
      const outcome = await login({ ...rated("low"), user });
      expect(outcome).toMatchObject(asked);
    });
  });

  test("lets a user without a factor in when there is no risk", async () => {
    const outcome = await login({ ...rated("high"), user: aUser() });
    expect(outcome).toMatchObject(notAsked);
    expect(outcome.multifactor).toBeUndefined();
  });

  describe("when a check of Auth0 has failed", () => {
    const failed = rated("low", { NewDevice: ["low", unavailable], UntrustedIP: ["high"] });

    test.each(["", "ask", "unheard-of"])("asks with RISK_UNKNOWN %j", async (riskUnknown) => {
      const outcome = await login({ ...failed, configuration: { RISK_UNKNOWN: riskUnknown } });
      expect(outcome).toMatchObject({ ...asked, console: [line] });
    });

    test("goes on if RISK_UNKNOWN is allow", async () => {
      const outcome = await login({ ...failed, configuration: { RISK_UNKNOWN: "allow" } });
      expect(outcome).toMatchObject({ result: "allowed", console: [line] });
      expect(outcome.multifactor).toBeUndefined();
    });

    test("asks anyway if another check has found a risk", async () => {
      const checks = rated("low", { NewDevice: ["low", unavailable], UntrustedIP: ["low"] });
      const outcome = await login({ ...checks, configuration: { RISK_UNKNOWN: "allow" } });
      expect(outcome).toMatchObject(asked);
    });
  });

  test("asks where there is no rating", async () => {
    const outcome = await login({ user: enrolled(), authentication: null });
    expect(outcome).toMatchObject({ ...asked, console: [line] });
  });

  describe("at a silent login", () => {
    test("fails without a factor in the session", async () => {
      const outcome = login({ ...rated("low"), ...aSilentLogin() });
      await expect(outcome).rejects.toThrow("login_required");
    });

    test("goes on if the session has passed a factor", async () => {
      const authentication = { ...rated("low").authentication, methods: [mfa] };
      const outcome = await login({ user: enrolled(), authentication, ...aSilentLogin() });
      expect(outcome).toMatchObject(notAsked);
    });
  });

  test("asks again at an interactive login in a session that has passed a factor", async () => {
    const authentication = { ...rated("low").authentication, methods: [mfa] };
    expect(await login({ user: enrolled(), authentication })).toMatchObject(asked);
  });

  test("lets a refreshed token go on", async () => {
    const outcome = await login({ user: aUser(), ...aRefreshTokenLogin() });
    expect(outcome).toMatchObject(notAsked);
  });
});
