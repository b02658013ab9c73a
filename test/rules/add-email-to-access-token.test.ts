import { expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const claim = { "https://example.com/email": "jane.doe@example.com" };

describeTemplate("add-email-to-access-token", ({ login }) => {
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

  test("takes the namespace from the settings", async () => {
    const configuration = { NAMESPACE: "https://claims.example.org/v1/" };
    const outcome = await login({ configuration });
    expect(outcome.accessToken).toEqual({
      "https://claims.example.org/v1/email": "jane.doe@example.com",
    });
  });

  test.each([{ NAMESPACE: "" }, { NAMESPACE: "https://example.com/" }])(
    "does with %j what it does without",
    async (configuration) => {
      const outcome = await login({ configuration });
      expect(outcome.accessToken).toEqual(claim);
    },
  );
});
