import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
  start,
} from "../support/describeTemplate.ts";

const day = 24 * 60 * 60 * 1000;

/** This many days before the login, in ISO 8601. */
const ago = (days: number, milliseconds = 0): string =>
  new Date(Date.parse(start) - days * day - milliseconds).toISOString();

/** A user whose password was reset when the account was two years old, or never. */
const aUserOf = (lastPasswordReset?: unknown): ReturnType<typeof aUser> =>
  aUser({ created_at: ago(730), last_password_reset: lastPasswordReset });

const allowed = { result: "allowed", console: [], idToken: nothing, appMetadata: nothing };
const denied = {
  result: "denied",
  reason: "Your password has expired. Reset it on the login page, then log in again.",
  console: [],
};

describeTemplate("check-last-password-reset", ({ login }) => {
  describe("with the age that is taken for granted", () => {
    const settings = [{}, { PASSWORD_MAX_AGE_DAYS: "" }, { PASSWORD_MAX_AGE_DAYS: "30" }];

    test.each([
      ["just now", ago(0)],
      ["17 days ago", ago(17)],
      ["30 days ago", ago(30)],
    ])("lets in a user who reset the password %s", async (_when, reset) => {
      for (const configuration of settings) {
        const outcome = await login({ user: aUserOf(reset), configuration });
        expect(outcome).toMatchObject(allowed);
      }
    });

    test.each([
      ["a millisecond more than 30 days ago", ago(30, 1)],
      ["59 days ago", ago(59)],
    ])("denies a user who reset the password %s", async (_when, reset) => {
      for (const configuration of settings) {
        const outcome = await login({ user: aUserOf(reset), configuration });
        expect(outcome).toMatchObject(denied);
      }
    });
  });

  test.each([
    ["1", ago(1), ago(1, 1)],
    ["90", ago(90), ago(90, 1)],
    ["9999", ago(9999), ago(9999, 1)],
  ])("with a limit of %s days, lets in up to it and denies after it", async (days, young, old) => {
    const configuration = { PASSWORD_MAX_AGE_DAYS: days };
    expect(await login({ user: aUserOf(young), configuration })).toMatchObject(allowed);
    expect(await login({ user: aUserOf(old), configuration })).toMatchObject(denied);
  });

  describe("a password that was never reset", () => {
    test("counts from when the account was made", async () => {
      for (const lastPasswordReset of [undefined, null]) {
        const young = aUser({ created_at: ago(30), last_password_reset: lastPasswordReset });
        expect(await login({ user: young })).toMatchObject(allowed);
        const old = aUser({ created_at: ago(30, 1), last_password_reset: lastPasswordReset });
        expect(await login({ user: old })).toMatchObject(denied);
      }
    });

    test("counts from the reset, once there is one", async () => {
      const tenant = aTenant();
      expect(await login({ tenant, user: aUserOf() })).toMatchObject(denied);
      const user = aUserOf(ago(0));
      expect(await login({ tenant, user, ...aSilentLogin() })).toMatchObject(allowed);
    });
  });

  test.each([
    ["the date is text that is none", aUser({ created_at: ago(1), last_password_reset: "lately" })],
    ["the date is empty", aUser({ created_at: ago(1), last_password_reset: "" })],
    ["the date is an object", aUser({ created_at: ago(1), last_password_reset: {} })],
    ["the account's date is none", aUser({ created_at: "yesterday" })],
    ["there is no date", aUser({ created_at: undefined })],
  ])("denies a user if %s", async (_what, user) => {
    expect(await login({ user })).toMatchObject(denied);
  });

  test("does not look at what users can write themselves", async () => {
    const user = { ...aUserOf(), user_metadata: { last_password_reset: ago(0) } };
    expect(await login({ user })).toMatchObject(denied);
  });

  test.each(["google-oauth2", "samlp", "waad", "ad", "sms", "email"])(
    "lets in a user who has no password with the connection %s, whatever the settings",
    async (strategy) => {
      const user = aUser({ created_at: ago(730) });
      for (const configuration of [{}, { PASSWORD_MAX_AGE_DAYS: "unusable" }]) {
        const outcome = await login({ user, connection: { strategy }, configuration });
        expect(outcome).toMatchObject(allowed);
      }
    },
  );

  test("denies a user with an old password if nothing is known of the connection", async () => {
    const outcome = await login({ user: aUserOf(ago(31)), connection: { strategy: null } });
    expect(outcome).toMatchObject(denied);
  });

  test.each([
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
    ["a SAML login", { protocol: "samlp" }],
    ["a login without a request", { request: null }],
    ["a login without methods of authentication", { authentication: null }],
  ])("denies %s, too, and lets it in with a fresh password", async (_what, circumstances) => {
    expect(await login({ user: aUserOf(ago(31)), ...circumstances })).toMatchObject(denied);
    expect(await login({ user: aUserOf(ago(1)), ...circumstances })).toMatchObject(allowed);
  });

  test.each(["abc", "-1", "Infinity", "0x1E", "1e3", "days: 30", "\u0663\u0660"])(
    "lets nobody in with an old password because the setting is %j",
    async (days) => {
      const configuration = { PASSWORD_MAX_AGE_DAYS: days };
      expect(await login({ user: aUserOf(ago(31)), configuration })).toMatchObject(denied);
    },
  );

  describe("with chosen APIs", () => {
    const user = aUserOf(ago(31));
    const configuration = { PASSWORD_MAX_AGE_AUDIENCES: "urn:api-1 , urn:api-2" };

    test.each([
      ["for a listed API", { query: { audience: "urn:api-1" } }],
      ["for the other one", { query: { audience: "urn:api-2" } }],
      ["by a form", { body: { audience: "urn:api-2" } }],
      ["that names no API", {}],
      ["that names an empty one", { query: { audience: "" } }],
      ["that names a list of APIs", { query: { audience: ["urn:api-3"] } }],
      ["without a request", null],
    ])("denies an old password at a login %s", async (_which, request) => {
      expect(await login({ user, configuration, request })).toMatchObject(denied);
      const fresh = aUserOf(ago(1));
      expect(await login({ user: fresh, configuration, request })).toMatchObject(allowed);
    });

    test("denies an old password when a token is refreshed", async () => {
      const outcome = await login({ user, configuration, ...aRefreshTokenLogin() });
      expect(outcome).toMatchObject(denied);
    });

    test.each(["urn:api-3", "urn:api", "URN:API-1"])(
      "lets in an old password for the API %s",
      async (audience) => {
        const outcome = await login({ user, configuration, request: { query: { audience } } });
        expect(outcome).toMatchObject(allowed);
      },
    );

    test.each(["", "urn:api-1,", "urn:api 1", "urn:api-1\nurn:api-2"])(
      "denies an old password for every API if the list is %j",
      async (list) => {
        const settings = { PASSWORD_MAX_AGE_AUDIENCES: list };
        const request = { query: { audience: "urn:api-3" } };
        const outcome = await login({ user, configuration: settings, request });
        expect(outcome).toMatchObject(denied);
      },
    );
  });
});
