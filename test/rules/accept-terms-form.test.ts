import { describe, expect, test } from "vitest";

import type { Return } from "../../src/emulator/login/transaction.ts";
import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
  start,
} from "../support/describeTemplate.ts";

const id = "ap_0a1b2c3d4e5f6a7b8c9d0e";
const configuration = { TERMS_FORM_ID: id, TERMS_VERSION: "2026-01" };
const notAccepted = {
  result: "denied",
  reason: "You have to accept the current terms to log in.",
};
const accepts = { prompt: { fields: { accept_terms: true } } };

function withAccepted(version: unknown): ReturnType<typeof aUser> {
  return aUser({ app_metadata: { plan: "gold", accepted_terms: { version } } });
}

describeTemplate("accept-terms-form", ({ login }) => {
  /** A login of a user who comes back from the form. */
  async function answer(back: Return): Promise<Outcome> {
    const tenant = aTenant({ users: [withAccepted("2025-12")] });
    expect(await login({ tenant, configuration })).toMatchObject({ result: "redirected" });
    return tenant.resume(back);
  }

  describe("shows the form, and tells it the version,", () => {
    test.each([
      ["to a user who has accepted nothing", undefined],
      ["to one who has accepted an earlier version", { version: "2025-12" }],
      ["where the version is in a list", { version: ["2026-01"] }],
      ["where the version is a text", "2026-01"],
    ])("%s", async (_who, acceptedTerms) => {
      const user = aUser({ app_metadata: { accepted_terms: acceptedTerms } });
      expect(await login({ configuration, user })).toMatchObject({
        result: "redirected",
        prompt: { id, vars: { terms_version: "2026-01" } },
        console: [],
        warnings: [],
      });
    });

    test("where the user says so", async () => {
      const user = aUser({ user_metadata: { accepted_terms: { version: "2026-01" } } });
      expect((await login({ configuration, user })).result).toBe("redirected");
    });

    test.each(["samlp", "wsfed", "oauth2-device-code", "oidc-hybrid-profile"])(
      "in a login by %s",
      async (protocol) => {
        expect((await login({ configuration, protocol })).result).toBe("redirected");
      },
    );
  });

  test.each([true, "true"])("stores version and time when the field is %j", async (accept) => {
    const outcome = await answer({ prompt: { fields: { accept_terms: accept } } });
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, warnings: [] });
    expect(outcome.appMetadata).toEqual({
      plan: "gold",
      accepted_terms: { version: "2026-01", accepted_at: start },
    });
  });

  test("does not ask twice", async () => {
    const tenant = aTenant();
    await login({ tenant, configuration });
    await tenant.resume(accepts);
    expect((await login({ tenant, configuration })).result).toBe("allowed");
    const next = { ...configuration, TERMS_VERSION: "2026-02" };
    expect((await login({ tenant, configuration: next })).result).toBe("redirected");
  });

  describe("denies, and stores nothing of, a user who comes back", () => {
    test.each<[string, Return]>([
      ["without an answer", {}],
      ["without the field", { prompt: { fields: {} } }],
      ["with no", { prompt: { fields: { accept_terms: false } } }],
      ["with another word", { prompt: { fields: { accept_terms: "yes" } } }],
      ["with a list", { prompt: { fields: { accept_terms: [true] } } }],
      ["with another version", { prompt: { ...accepts.prompt, vars: { terms_version: "2025" } } }],
      ["without a version", { prompt: { ...accepts.prompt, vars: {} } }],
      ["with a body that only looks like the form", { body: { accept_terms: "true" } }],
    ])("%s", async (_how, back) => {
      const outcome = await answer(back);
      expect(outcome).toMatchObject(notAccepted);
      expect(outcome.appMetadata).toEqual({ plan: "gold", accepted_terms: { version: "2025-12" } });
    });

    test("from another form", async () => {
      const prompt = { ...accepts.prompt, id: "ap_other" };
      expect(await answer({ prompt })).toMatchObject(notAccepted);
    });
  });

  describe.each([
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
  ])("at %s", (_what, circumstances) => {
    test("denies a user who has not accepted", async () => {
      expect(await login({ configuration, ...circumstances })).toMatchObject({
        result: "denied",
        reason: "Log in with a browser to accept the current terms.",
      });
    });

    test("lets in one who has", async () => {
      const user = withAccepted("2026-01");
      expect((await login({ configuration, user, ...circumstances })).result).toBe("allowed");
    });
  });

  describe("without a setting", () => {
    test.each([
      {},
      { TERMS_FORM_ID: id },
      { TERMS_VERSION: "2026-01" },
      { ...configuration, TERMS_FORM_ID: "x".repeat(49) },
    ])("denies and names the settings with %j", async (settings) => {
      expect(await login({ configuration: settings })).toMatchObject({
        result: "denied",
        reason: "Access denied.",
        console: [{ text: "Terms: denied, check TERMS_FORM_ID and TERMS_VERSION" }],
      });
    });

    test("denies where nothing is stored as the version", async () => {
      const user = withAccepted(undefined);
      expect((await login({ configuration: { TERMS_FORM_ID: id }, user })).result).toBe("denied");
    });

    test("lets in a user who has accepted, without the form's ID", async () => {
      const settings = { TERMS_VERSION: "2026-01" };
      const outcome = await login({ configuration: settings, user: withAccepted("2026-01") });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });
});
