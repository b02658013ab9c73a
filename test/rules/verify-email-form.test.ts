import { describe, expect, test } from "vitest";

import type { Tenant } from "../../src/emulator/tenant.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

const id = "ap_0a1b2c3d4e5f6a7b8c9d0e";
const configuration = { VERIFY_FORM_ID: id };
const day = "2026-01-15";

function unverified(verifyEmail?: unknown): ReturnType<typeof aUser> {
  return aUser({
    email_verified: false,
    app_metadata: { plan: "gold", verify_email: verifyEmail },
  });
}

/** What the link in the email does. */
async function clickLink(tenant: Tenant): Promise<void> {
  const request = new Request(`https://example.auth0.com/api/v2/users/${aUser().user_id}`, {
    method: "PATCH",
    headers: { authorization: "Bearer token-1", "content-type": "application/json" },
    body: JSON.stringify({ email_verified: true }),
  });
  expect((await tenant.answer(request))?.status).toBe(200);
}

describeTemplate("verify-email-form", ({ login }) => {
  const aTenantWith = (user: ReturnType<typeof aUser>): Tenant =>
    aTenant({ users: [user], tokens: [{ token: "token-1", scopes: "update:users" }] });

  test("lets in a user with a verified address, and stores nothing", async () => {
    const outcome = await login({ configuration });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
  });

  test.each([false, null, "true", 1])(
    "shows the form where email_verified is %j, and counts that",
    async (emailVerified) => {
      const user = { ...unverified(), email_verified: emailVerified } as unknown as ReturnType<
        typeof aUser
      >;
      const outcome = await login({ configuration, user });
      expect(outcome).toMatchObject({ result: "redirected", prompt: { id }, warnings: [] });
      expect(outcome.appMetadata).toEqual({ plan: "gold", verify_email: { day, count: 1 } });
    },
  );

  describe("when the user comes back from the form", () => {
    test("lets in one who has clicked the link", async () => {
      const tenant = aTenantWith(unverified());
      await login({ tenant, configuration });
      await clickLink(tenant);
      expect(await tenant.resume({ prompt: {} })).toMatchObject({ result: "allowed" });
    });

    test.each([
      ["nothing", {}],
      ["a field that says so", { prompt: { fields: { email_verified: true, verified: "yes" } } }],
      ["a variable that says so", { prompt: { vars: { email_verified: true } } }],
      ["a query that says so", { query: { email_verified: "true", success: "true" } }],
    ])("denies one who has not, with %s", async (_what, back) => {
      const tenant = aTenantWith(unverified());
      await login({ tenant, configuration });
      expect(await tenant.resume(back)).toMatchObject({
        result: "denied",
        reason: "Verify your email address, then log in again.",
      });
    });

    test("lets the next login in", async () => {
      const tenant = aTenantWith(unverified());
      await login({ tenant, configuration });
      await tenant.resume();
      await clickLink(tenant);
      expect((await login({ tenant, configuration })).result).toBe("allowed");
    });
  });

  describe("counts the forms of a day", () => {
    test.each([
      [undefined, 5],
      ["", 5],
      ["5", 5],
      ["3", 3],
      ["0", 5],
      ["abc", 5],
      ["100", 5],
      ["-1", 5],
    ])("and shows with VERIFY_FORMS_PER_DAY %j no more than %s", async (perDay, limit) => {
      const tenant = aTenantWith(unverified());
      const settings = {
        ...configuration,
        ...(perDay !== undefined && { VERIFY_FORMS_PER_DAY: perDay }),
      };
      for (let count = 1; count <= limit; count++) {
        expect((await login({ tenant, configuration: settings })).result).toBe("redirected");
      }
      const last = await login({ tenant, configuration: settings });
      expect(last).toMatchObject({
        result: "denied",
        reason: "Verify your email address, or try again tomorrow.",
      });
      expect(last.appMetadata["verify_email"]).toEqual({ day, count: limit });
    });

    test.each([
      ["the day before", { day: "2026-01-14", count: 5 }],
      ["no day", { count: 5 }],
      ["no number", { day, count: "5" }],
      ["a text", "2026-01-15"],
    ])("from one, after %s", async (_what, before) => {
      const outcome = await login({ configuration, user: unverified(before) });
      expect(outcome.appMetadata["verify_email"]).toEqual({ day, count: 1 });
    });
  });

  describe("denies, and stores nothing,", () => {
    test.each([
      ["at a silent login", aSilentLogin()],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a password grant", { protocol: "oauth2-password" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ configuration, user: unverified(), ...circumstances });
      expect(outcome).toMatchObject({
        result: "denied",
        reason: "Verify your email address to log in.",
      });
      expect(outcome.appMetadata).toEqual({ plan: "gold" });
    });

    test.each([false, true])(
      "a user without an address, whose email_verified is %j",
      async (emailVerified) => {
        const user = aUser({ email: undefined, email_verified: emailVerified });
        const outcome = await login({ configuration, user });
        expect(outcome).toMatchObject({ result: "denied", appMetadata: nothing });
      },
    );
  });

  test.each([{}, { VERIFY_FORM_ID: "" }, { VERIFY_FORM_ID: "x".repeat(49) }])(
    "denies unverified users only, and names the setting, with %j",
    async (settings) => {
      expect(await login({ configuration: settings, user: unverified() })).toMatchObject({
        result: "denied",
        console: [{ text: "Verify email: denied, check VERIFY_FORM_ID" }],
      });
      expect((await login({ configuration: settings })).result).toBe("allowed");
    },
  );
});
