import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const denied = {
  result: "denied",
  reason: "Please verify your email address, then log in again.",
  console: [],
};

const unverified = aUser({ email_verified: false });
const configuration = { UNVERIFIED_CONNECTIONS: "sms, acme-ad" };

describeTemplate("email-verified", ({ login }) => {
  test("lets in a user with a verified address", async () => {
    const outcome = await login({ user: aUser({ email_verified: true }) });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
  });

  describe("denies a user", () => {
    test.each([
      ["with an address that is not verified", unverified],
      ["of whom it is not said", aUser({ email_verified: undefined })],
      ["without an address", aUser({ email: undefined, email_verified: undefined })],
      ["whose address is verified in words", { ...unverified, email_verified: "true" }],
      ["who says so in metadata", { ...unverified, user_metadata: { email_verified: true } }],
    ])("%s", async (_who, user) => {
      expect(await login({ user: user as typeof unverified })).toMatchObject(denied);
    });
  });

  test.each([
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
    ["a SAML login", { protocol: "samlp" }],
    ["a login without a request", { request: null }],
  ])("checks %s", async (_what, circumstances) => {
    expect(await login({ ...circumstances, user: unverified })).toMatchObject(denied);
    expect(await login({ ...circumstances, user: aUser() })).toMatchObject({ result: "allowed" });
  });

  test.each(["sms", "acme-ad"])("lets in everyone of the exempt connection %s", async (name) => {
    const outcome = await login({ user: unverified, configuration, connection: { name } });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
  });

  test.each(["SMS", "acme", "sms, acme-ad", "", null])(
    "denies a user of the connection %j, which is not exempt",
    async (name) => {
      const connection = { name, strategy: "sms" };
      expect(await login({ user: unverified, configuration, connection })).toMatchObject(denied);
    },
  );

  test("exempts no connection if the setting is empty", async () => {
    const settings = { configuration: { UNVERIFIED_CONNECTIONS: "" }, connection: { name: "sms" } };
    expect(await login({ user: unverified, ...settings })).toMatchObject(denied);
  });
});
