import { describe, expect, test } from "vitest";

import type { RiskAssessment } from "../../src/emulator/actions/types/request-types.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const unavailable = "assessment_not_available";

/** A login that Auth0 rates like this, with the confidence and the code of each check. */
function rated(confidence: string, checks: Record<string, [string, string?]> = {}): TestLogin {
  const assessments: RiskAssessment["assessments"] = {};
  for (const [name, [level, code = "match"]] of Object.entries(checks)) {
    assessments[name] = { confidence: level, code };
  }
  return {
    authentication: { methods: [], riskAssessment: { confidence, version: "1", assessments } },
  };
}

const allowed = { result: "allowed", console: [] };
const denied = { result: "denied", reason: "Access denied.", console: [] };
const line = { level: "log", text: "Risky logins: Auth0 could not assess this login" };

describeTemplate("deny-risky-logins", ({ login }) => {
  test.each([
    ["low", "", denied],
    ["medium", "", allowed],
    ["high", "", allowed],
    ["neutral", "", allowed],
    ["unheard-of", "", denied],
    ["low", "medium", denied],
    ["medium", "medium", denied],
    ["high", "medium", allowed],
    ["neutral", "medium", allowed],
  ])("handles overall confidence %j with RISK_CONFIDENCE %j", async (level, setting, expected) => {
    const outcome = await login({ ...rated(level), configuration: { RISK_CONFIDENCE: setting } });
    expect(outcome).toMatchObject(expected);
  });

  test("leaves the weighing of the checks to Auth0", async () => {
    const checks = rated("high", { NewDevice: ["low"], UntrustedIP: ["high"] });
    expect(await login(checks)).toMatchObject(allowed);
  });

  describe("with one assessment", () => {
    const configuration = { RISK_ASSESSMENT: "ImpossibleTravel" };

    test("denies when that one is low, whatever the others say", async () => {
      const checks = rated("high", { ImpossibleTravel: ["low"], NewDevice: ["high"] });
      expect(await login({ ...checks, configuration })).toMatchObject(denied);
    });

    test("ignores the others", async () => {
      const checks = rated("low", { ImpossibleTravel: ["high"], NewDevice: ["low"] });
      expect(await login({ ...checks, configuration })).toMatchObject(allowed);
    });

    test("counts a login without it as unknown", async () => {
      const checks = rated("high", { NewDevice: ["high"] });
      const outcome = await login({ ...checks, configuration });
      expect(outcome).toMatchObject({ result: "denied", console: [line] });
    });

    test.each(["constructor", "toString"])("finds nothing under the name %s", async (name) => {
      const outcome = await login({ ...rated("high"), configuration: { RISK_ASSESSMENT: name } });
      expect(outcome).toMatchObject({ result: "denied", console: [line] });
    });
  });

  describe("when a check of Auth0 has failed", () => {
    const failed = rated("low", { NewDevice: ["low", unavailable], UntrustedIP: ["high"] });

    test.each([
      ["", "denied"],
      ["deny", "denied"],
      ["unheard-of", "denied"],
      ["allow", "allowed"],
    ])("does what RISK_UNKNOWN %j says, and logs it", async (riskUnknown, result) => {
      const outcome = await login({ ...failed, configuration: { RISK_UNKNOWN: riskUnknown } });
      expect(outcome).toMatchObject({ result, console: [line] });
    });

    test("denies if another check has found a risk", async () => {
      const checks = rated("low", { NewDevice: ["low", unavailable], UntrustedIP: ["low"] });
      const outcome = await login({ ...checks, configuration: { RISK_UNKNOWN: "allow" } });
      expect(outcome).toMatchObject(denied);
    });

    test("does the same if it is the one that is looked at", async () => {
      const configuration = { RISK_ASSESSMENT: "NewDevice", RISK_UNKNOWN: "allow" };
      const outcome = await login({ ...failed, configuration });
      expect(outcome).toMatchObject({ result: "allowed", console: [line] });
    });
  });

  describe("without a rating", () => {
    test.each([
      ["a usual login", {}],
      ["a login without methods", { authentication: null }],
      ["a silent login", aSilentLogin()],
      ["a password grant", { protocol: "oauth2-password" }],
    ])("denies %s unless RISK_UNKNOWN is allow", async (_what, circumstances) => {
      expect(await login(circumstances)).toMatchObject({ result: "denied", console: [line] });
      const configuration = { RISK_UNKNOWN: "allow" };
      expect(await login({ ...circumstances, configuration })).toMatchObject({
        result: "allowed",
        console: [line],
      });
    });

    test("lets a refreshed token go on", async () => {
      expect(await login(aRefreshTokenLogin())).toMatchObject(allowed);
    });
  });

  test("denies a risky silent login, whose session an earlier denial has left behind", async () => {
    expect(await login({ ...rated("low"), ...aSilentLogin() })).toMatchObject(denied);
  });
});
