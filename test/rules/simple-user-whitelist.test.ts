import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

const configuration = { ALLOWED_EMAILS: "jane.doe@example.com, john@example.org" };

const allowed = { result: "allowed", console: [], idToken: nothing, appMetadata: nothing };
const denied = {
  result: "denied",
  reason: "Your account is not allowed to log in here.",
  console: [],
  appMetadata: nothing,
};

describeTemplate("simple-user-whitelist", ({ login }) => {
  describe("lets in", () => {
    test.each(["jane.doe@example.com", "john@example.org"])("%s, who is listed", async (email) => {
      expect(await login({ user: aUser({ email }), configuration })).toMatchObject(allowed);
    });

    test.each([
      ["in the profile", "Jane.Doe@Example.COM", "jane.doe@example.com"],
      ["in the list", "jane.doe@example.com", "JANE.DOE@EXAMPLE.COM"],
    ])("a listed user whatever capitals are %s", async (_where, email, list) => {
      const outcome = await login({
        user: aUser({ email }),
        configuration: { ALLOWED_EMAILS: list },
      });
      expect(outcome).toMatchObject(allowed);
    });

    test.each([
      "jane.doe@example.com,",
      " john@example.org ,, jane.doe@example.com ",
      "john@example.org\njane.doe@example.com\n",
    ])("a user of a list that is written as %j", async (list) => {
      expect(await login({ configuration: { ALLOWED_EMAILS: list } })).toMatchObject(allowed);
    });

    test("a user whose address is international, as it is written", async () => {
      const user = aUser({ email: "jürgen@bücher.example" });
      const outcome = await login({
        user,
        configuration: { ALLOWED_EMAILS: "jürgen@bücher.example" },
      });
      expect(outcome).toMatchObject(allowed);
    });
  });

  describe("denies", () => {
    test.each([
      ["another address", "mary@example.com"],
      ["another domain", "jane.doe@example.net"],
      ["a subdomain", "jane.doe@mail.example.com"],
      ["an address that begins like a listed one", "jane.doe@example.com.evil.example"],
      ["an address that ends like a listed one", "evil.jane.doe@example.com"],
      ["an alias of a listed one", "jane.doe+test@example.com"],
      ["two listed ones in one", "jane.doe@example.com, john@example.org"],
      ["a blank behind it", "jane.doe@example.com "],
      ["a listed one in quotes", '"jane.doe@example.com"@evil.example'],
      ["a letter whose lower case is a listed one", "\u212Aate@example.com"],
      ["a domain with such a letter", "kate@\u212Aorp.example"],
      ["an address that is none", "constructor"],
      ["an empty address", ""],
    ])("%s", async (_what, email) => {
      const outcome = await login({
        user: aUser({ email }),
        configuration: {
          ALLOWED_EMAILS: `${configuration.ALLOWED_EMAILS},kate@example.com,kate@korp.example`,
        },
      });
      expect(outcome).toMatchObject(denied);
    });

    test("a user without an address", async () => {
      const user = aUser({ email: undefined, email_verified: undefined });
      expect(await login({ user, configuration })).toMatchObject(denied);
    });

    test("a user with a list in the place of the address", async () => {
      const user = Object.assign(aUser(), { email: ["jane.doe@example.com"] });
      expect(await login({ user, configuration })).toMatchObject(denied);
    });

    test("a user who has a listed address in a linked account only", async () => {
      const user = aUser({
        email: "mary@example.com",
        identities: [
          { connection: "Username-Password-Authentication", provider: "auth0", user_id: "1" },
          {
            connection: "google-oauth2",
            provider: "google-oauth2",
            user_id: "2",
            profileData: { email: "jane.doe@example.com", email_verified: true },
          },
        ],
        user_metadata: { email: "jane.doe@example.com", email_verified: true },
      });
      expect(await login({ user, configuration })).toMatchObject({
        ...denied,
        appMetadata: nothing,
      });
    });

    test.each([
      ["not verified", false],
      ["not said to be verified", undefined],
      ["verified in words only", "true"],
    ])("a listed address that is %s", async (_how, emailVerified) => {
      const user = Object.assign(aUser(), { email_verified: emailVerified });
      expect(await login({ user, configuration })).toMatchObject({
        result: "denied",
        reason: "Please verify your email address, then log in again.",
      });
    });

    test("an address that is not verified in the same words if it is not listed", async () => {
      const user = aUser({ email: "mary@example.com", email_verified: false });
      expect(await login({ user, configuration })).toMatchObject({
        result: "denied",
        reason: "Please verify your email address, then log in again.",
      });
    });

    test.each([
      ["a silent login", aSilentLogin()],
      ["a refreshed token", aRefreshTokenLogin()],
      ["a password grant", { protocol: "oauth2-password" }],
      ["a SAML login", { protocol: "samlp" }],
      ["a login without a request", { request: null }],
    ])(
      "%s like any other, and lets it in when the user is listed",
      async (_what, circumstances) => {
        const user = aUser({ email: "mary@example.com" });
        expect(await login({ user, configuration, ...circumstances })).toMatchObject(denied);
        expect(await login({ configuration, ...circumstances })).toMatchObject(allowed);
      },
    );

    test.each([undefined, "", " ", ","])(
      "everybody, and names the setting, when the list is %j",
      async (list) => {
        const given = list === undefined ? {} : { ALLOWED_EMAILS: list };
        const outcome = await login({ configuration: given });
        expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
        expect(outcome.console).toEqual([
          {
            level: "log",
            text: "Listed users: denied, check the settings that start with ALLOWED_EMAILS",
          },
        ]);
      },
    );

    test.each(["example.com", "@", "jane.doe@", "@example.com", "*", "jane.doe@example.com;a@b.c"])(
      "everybody when the list has nothing but %j",
      async (list) => {
        expect(await login({ configuration: { ALLOWED_EMAILS: list } })).toMatchObject(denied);
      },
    );
  });

  describe("with chosen applications and connections", () => {
    const user = aUser({ email: "mary@example.com", email_verified: false });
    const place = { client: { client_id: "app-1", name: "app-9" }, connection: { name: "google" } };

    test.each([
      { ALLOWED_EMAILS_CLIENTS: "app-1" },
      { ALLOWED_EMAILS_CLIENTS: " app-2 , app-1," },
      { ALLOWED_EMAILS_CONNECTIONS: "google" },
      { ALLOWED_EMAILS_CLIENTS: "app-2", ALLOWED_EMAILS_CONNECTIONS: "google" },
      { ALLOWED_EMAILS_CLIENTS: "app-1", ALLOWED_EMAILS_CONNECTIONS: "acme-ad" },
      { ALLOWED_EMAILS_CLIENTS: "", ALLOWED_EMAILS_CONNECTIONS: " , " },
    ])("checks a login that %j has on a list", async (lists) => {
      const settings = { ...configuration, ...lists };
      const outcome = await login({ ...place, user, configuration: settings });
      expect(outcome.result).toBe("denied");
      expect(await login({ ...place, configuration: settings })).toMatchObject(allowed);
    });

    test.each([
      { ALLOWED_EMAILS_CLIENTS: "app-2, app-9, APP-1" },
      { ALLOWED_EMAILS_CONNECTIONS: "google-oauth2" },
      { ALLOWED_EMAILS_CLIENTS: "app-2", ALLOWED_EMAILS_CONNECTIONS: "acme-ad" },
    ])("lets everybody in where %j does not have the login on a list", async (lists) => {
      const settings = { ...configuration, ...lists };
      expect(await login({ ...place, user, configuration: settings })).toMatchObject(allowed);
    });

    test.each([
      ["application", { client: { client_id: null } }],
      ["connection", { connection: { name: null } }],
    ])("checks a login whose %s is not known", async (_what, unknown) => {
      const lists = { ALLOWED_EMAILS_CLIENTS: "app-2", ALLOWED_EMAILS_CONNECTIONS: "acme-ad" };
      const settings = { ...configuration, ...lists };
      const outcome = await login({ ...place, ...unknown, user, configuration: settings });
      expect(outcome.result).toBe("denied");
    });

    test.each([
      { ALLOWED_EMAILS_CLIENTS: "my app" },
      { ALLOWED_EMAILS_CLIENTS: "app-2\napp-3" },
      { ALLOWED_EMAILS_CONNECTIONS: "acme;ad" },
    ])("denies everybody with %j", async (lists) => {
      const outcome = await login({ ...place, configuration: { ...configuration, ...lists } });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
    });
  });
});
