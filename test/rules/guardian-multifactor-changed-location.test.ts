import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  start,
  type TestLogin,
} from "../support/describeTemplate.ts";

const askedAt = "2026-01-15T11:00:00.000Z";

const asked = {
  result: "allowed",
  multifactor: { provider: "any", allowRememberBrowser: false },
  console: [],
};

/** A user of whom this is stored, among other things. */
function stored(mfaCountry: unknown): ReturnType<typeof aUser> {
  return aUser({ app_metadata: { plan: "gold", mfa_country: mfaCountry } });
}

/** A login from a country, in a session that has passed a factor at this time, if any. */
function from(countryCode: string | null, timestamp?: string): TestLogin {
  const methods = [{ name: "pwd", timestamp: start }];
  if (timestamp !== undefined) {
    methods.unshift({ name: "mfa", timestamp });
  }
  return { request: { geoip: { countryCode } }, authentication: { methods } };
}

describeTemplate("guardian-multifactor-changed-location", ({ login }) => {
  test("asks nothing and stores nothing in the known country", async () => {
    const mfaCountry = { known: "DE" };
    const outcome = await login({ user: stored(mfaCountry), ...from("DE") });
    expect(outcome.multifactor).toBeUndefined();
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: { mfa_country: mfaCountry } });
  });

  test("asks at the first login, and keeps its country as pending", async () => {
    const outcome = await login(from("DE"));
    expect(outcome).toMatchObject(asked);
    expect(outcome.appMetadata).toEqual({ mfa_country: { pending: "DE", asked_at: start } });
  });

  test("asks in another country, and keeps it as pending beside the known one", async () => {
    const outcome = await login({ user: stored({ known: "DE" }), ...from("FR") });
    expect(outcome).toMatchObject(asked);
    expect(outcome.appMetadata).toEqual({
      plan: "gold",
      mfa_country: { known: "DE", pending: "FR", asked_at: start },
    });
  });

  describe("in a country that is pending", () => {
    const pending = { known: "DE", pending: "FR", asked_at: askedAt };

    test.each([
      ["no factor", undefined],
      ["a factor from before it was asked for", "2026-01-15T10:59:59.000Z"],
      ["a factor at no time", "soon"],
    ])("asks again after %s, and stores nothing", async (_what, timestamp) => {
      const outcome = await login({ user: stored(pending), ...from("FR", timestamp) });
      expect(outcome).toMatchObject({ ...asked, appMetadata: { mfa_country: pending } });
    });

    test.each([askedAt, "2026-01-15T11:30:00.000Z"])(
      "knows it from now on after a factor at %s",
      async (timestamp) => {
        const outcome = await login({ user: stored(pending), ...from("FR", timestamp) });
        expect(outcome.multifactor).toBeUndefined();
        expect(outcome.appMetadata).toEqual({ plan: "gold", mfa_country: { known: "FR" } });
      },
    );

    test("lets a silent login in after the factor, and stores nothing", async () => {
      const silent = { ...from("FR", askedAt), prompt: "none" };
      const outcome = await login({ user: stored(pending), ...silent });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: { mfa_country: pending } });
    });

    test("still knows the old country", async () => {
      const outcome = await login({ user: stored(pending), ...from("DE") });
      expect(outcome.multifactor).toBeUndefined();
      expect(outcome).toMatchObject({ appMetadata: { mfa_country: pending } });
    });

    test("asks in a third one, whatever factor there was", async () => {
      const outcome = await login({ user: stored(pending), ...from("US", askedAt) });
      expect(outcome).toMatchObject(asked);
      expect(outcome.appMetadata["mfa_country"]).toEqual({
        known: "DE",
        pending: "US",
        asked_at: start,
      });
    });

    test.each([undefined, "never", null])("asks if it is pending since %j", async (since) => {
      const broken = { ...pending, asked_at: since };
      const outcome = await login({ user: stored(broken), ...from("FR", start) });
      expect(outcome).toMatchObject(asked);
    });
  });

  test("asks someone who failed the factor at each attempt", async () => {
    const tenant = aTenant({ users: [stored({ known: "DE" })] });
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect(await login({ tenant, ...from("FR") })).toMatchObject(asked);
    }
  });

  describe("where the country is not known", () => {
    test.each([
      ["there is no geoip", { request: { geoip: null } }],
      ["there is no request", { request: null }],
      ["geoip has no country", from(null)],
    ])("asks: %s", async (_what, circumstances) => {
      const user = stored({ known: "DE" });
      expect(await login({ user, ...circumstances })).toMatchObject(asked);
    });

    test("never takes that for a known country", async () => {
      const user = stored({ known: "unknown", pending: "unknown", asked_at: askedAt });
      expect(await login({ user, ...from(null) })).toMatchObject(asked);
      const passed = await login({ user, ...from(null, askedAt) });
      expect(passed.multifactor).toBeUndefined();
      expect(passed.appMetadata["mfa_country"]).toMatchObject({ pending: "unknown" });
    });
  });

  test.each([null, "DE", 7, ["DE"], { known: ["DE"] }])(
    "asks where %j is stored",
    async (mfaCountry) => {
      expect(await login({ user: stored(mfaCountry), ...from("DE") })).toMatchObject(asked);
    },
  );

  test("does not believe what users can change", async () => {
    const user = aUser({ user_metadata: { mfa_country: { known: "DE" } } });
    expect(await login({ user, ...from("DE") })).toMatchObject(asked);
  });

  test("fails a silent login that would have to ask", async () => {
    const outcome = login({ user: stored({ known: "DE" }), ...from("FR"), ...aSilentLogin() });
    await expect(outcome).rejects.toThrow("login_required");
  });

  test("never asks when a token is refreshed", async () => {
    const user = stored({ known: "DE" });
    const outcome = await login({ user, ...from("FR"), ...aRefreshTokenLogin() });
    expect(outcome.multifactor).toBeUndefined();
    expect(outcome.appMetadata["mfa_country"]).toEqual({ known: "DE" });
  });

  test("asks when the country cannot be stored", async () => {
    const outcome = await login({ user: stored({ known: "DE" }), ...from("FR"), management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", multifactor: { provider: "any" } });
    expect(outcome.appMetadata["mfa_country"]).toEqual({ known: "DE" });
  });
});
