import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const claim = { "https://example.com/email": "jane.doe@example.com" };
const id = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6";

const acting = {
  "a login of a user with a verified address": { login: {} },
  "a login to a chosen application": {
    login: { client: { client_id: id }, configuration: { EMAIL_CLIENT_IDS: id } },
  },
};

describeTemplate("add-email-to-access-token", acting, ({ login }) => {
  test("puts the verified address into the access token, and into no other", async () => {
    const outcome = await login();
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.accessToken).toEqual(claim);
    expect(outcome.idToken).toEqual({});
  });

  test("gives the address as it is kept, capitals and all", async () => {
    const outcome = await login({ user: aUser({ email: "Jane.DOE+a@Exämple.com" }) });
    expect(outcome.accessToken).toEqual({ "https://example.com/email": "Jane.DOE+a@Exämple.com" });
  });

  test.each([
    ["who has none", aUser({ email: undefined, email_verified: undefined })],
    ["who has none, though it is said to be verified", aUser({ email: undefined })],
    ["whose address is empty", aUser({ email: "" })],
    ["whose address is of app_metadata", aUser({ app_metadata: { email: "joe@evil.example" } })],
    [
      "whose verification is of app_metadata",
      aUser({ email_verified: false, app_metadata: { email_verified: true } }),
    ],
    ["whose address is not verified", aUser({ email_verified: false })],
    ["of whose address nobody says that it is verified", aUser({ email_verified: undefined })],
    ["whose address is verified by a word", Object.assign(aUser(), { email_verified: "true" })],
    [
      "who says so in metadata",
      aUser({
        email_verified: false,
        user_metadata: { email: "jane.doe@example.com", email_verified: true },
      }),
    ],
    [
      "of whom only a linked account is verified",
      aUser({
        email_verified: false,
        identities: [
          { connection: "email", provider: "email", user_id: "1", isSocial: false },
          {
            connection: "google-oauth2",
            provider: "google-oauth2",
            user_id: "2",
            isSocial: true,
            profileData: { email: "jane.doe@example.com", email_verified: true },
          },
        ],
      }),
    ],
  ])("lets a user in without the claim %s", async (_who, user) => {
    const outcome = await login({ user });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.accessToken).toEqual({});
    expect(outcome.idToken).toEqual({});
  });

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
  ])("gives the address %s as well", async (_when, circumstances) => {
    const outcome = await login(circumstances);
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.accessToken).toEqual(claim);
  });

  test("stores nothing", async () => {
    const user = aUser({ app_metadata: { plan: "gold" } });
    const tenant = aTenant({ users: [user] });
    await login({ tenant });
    expect(tenant.user(user.user_id)).toEqual(user);
  });

  describe("for chosen applications", () => {
    const url = "https://app.example.com/client.json";

    test.each([
      [id, id],
      [id, ` other, ${id} ,`],
      [url, `other,${url}`],
    ])("gives the address to %s, which is in the list %j", async (client_id, EMAIL_CLIENT_IDS) => {
      const outcome = await login({ client: { client_id }, configuration: { EMAIL_CLIENT_IDS } });
      expect(outcome.accessToken).toEqual(claim);
    });

    test.each(["other", id.toLowerCase(), id.slice(1), `${id}7`, "toString"])(
      "gives no address to one that is not in the list %j",
      async (EMAIL_CLIENT_IDS) => {
        const outcome = await login({
          client: { client_id: id },
          configuration: { EMAIL_CLIENT_IDS },
        });
        expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
        expect(outcome.accessToken).toEqual({});
      },
    );
  });

  test("takes the namespace from the settings", async () => {
    const configuration = { NAMESPACE: "https://claims.example.org/v1/" };
    const outcome = await login({ configuration });
    expect(outcome.accessToken).toEqual({
      "https://claims.example.org/v1/email": "jane.doe@example.com",
    });
  });

  test.each([{ NAMESPACE: "" }, { NAMESPACE: "https://example.com/" }, { EMAIL_CLIENT_IDS: "" }])(
    "does with %j what it does without",
    async (configuration) => {
      const outcome = await login({ configuration });
      expect(outcome.accessToken).toEqual(claim);
    },
  );

  describe("denies the login, and names the setting,", () => {
    test.each([
      ["EMAIL_CLIENT_IDS", " "],
      ["EMAIL_CLIENT_IDS", " , ,"],
      ["EMAIL_CLIENT_IDS", "one, two three"],
      ["NAMESPACE", "example.com/"],
      ["NAMESPACE", "https://"],
      ["NAMESPACE", "javascript:alert(1)"],
    ])("when %s is %j", async (key, value) => {
      const outcome = await login({ configuration: { [key]: value } });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.console).toEqual([
        { level: "log", text: `Email: login denied, check ${key}` },
      ]);
    });

    test("when neither can be used", async () => {
      const configuration = { EMAIL_CLIENT_IDS: ",", NAMESPACE: "example.com/" };
      const outcome = await login({ configuration });
      expect(outcome.console).toEqual([
        { level: "log", text: "Email: login denied, check EMAIL_CLIENT_IDS, NAMESPACE" },
      ]);
    });
  });
});
