import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  describeTemplate,
  start,
  type TestLogin,
} from "../support/describeTemplate.ts";

const stepUp = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";
const multifactor = { provider: "any", allowRememberBrowser: false };

/** A login that asks for a step-up, in a session that passed a factor this many minutes ago. */
function aStepUp(minutes?: number, acrValues = stepUp): TestLogin {
  const time = new Date(Date.parse(start) - (minutes ?? 0) * 60_000).toISOString();
  const methods = [
    { name: "pwd", timestamp: start },
    ...(minutes === undefined ? [] : [{ name: "mfa", timestamp: time }]),
  ];
  return { request: { query: { acr_values: acrValues } }, authentication: { methods } };
}

describeTemplate("guardian-multifactor-stepup-authentication", ({ login }) => {
  describe("asks", () => {
    test.each([
      ["in a session without a factor", aStepUp()],
      ["after a factor that was passed too long ago", aStepUp(15.1)],
      ["where other values come first", aStepUp(undefined, `urn:a ${stepUp} urn:b`)],
      ["without methods of authentication", { ...aStepUp(), authentication: null }],
      ["where the request is a form", { request: { body: { acr_values: stepUp } } }],
    ])("%s", async (_when, circumstances) => {
      expect(await login(circumstances)).toMatchObject({ result: "allowed", multifactor });
    });

    test("at a silent login, which therefore fails", async () => {
      const request = { query: { acr_values: stepUp, prompt: "none" } };
      await expect(login({ request })).rejects.toThrow("Multifactor authentication required");
    });
  });

  describe("asks nobody", () => {
    test.each([
      ["at a usual login", {}],
      ["where something else is asked for", aStepUp(undefined, `${stepUp}/x urn:a`)],
      ["right after a factor", aStepUp(0)],
      ["14.9 minutes after a factor", aStepUp(14.9)],
      ["at a login without a request", { request: null }],
      ["at a login without a query", { request: { query: null } }],
      ["when a token is refreshed", aRefreshTokenLogin(aStepUp())],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login(circumstances);
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.multifactor).toBeUndefined();
    });
  });

  test.each([
    ["5", 4.9, undefined],
    ["5", 5.1, multifactor],
    ["60", 59, undefined],
    ["", 14, undefined],
    ["", 16, multifactor],
    ["0", 0.1, multifactor],
    ["abc", 0.1, multifactor],
  ])("with a limit of %j, %d minutes after a factor, asks %j", async (limit, minutes, expected) => {
    const configuration = { STEP_UP_MAX_AGE_MINUTES: limit };
    const outcome = await login({ ...aStepUp(minutes), configuration });
    expect(outcome.multifactor).toEqual(expected);
  });
});
