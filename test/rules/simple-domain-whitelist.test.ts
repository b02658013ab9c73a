import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const configuration = { ALLOWED_DOMAINS: "Example.com, example.org,key.example" };

const allowed = { result: "allowed", console: [] };
const denied = {
  result: "denied",
  reason: "Your account is not allowed to log in here.",
  console: [],
};

describeTemplate("simple-domain-whitelist", ({ login }) => {
  test.each(["jo@example.com", "JO@EXAMPLE.ORG", "jo+test@example.org"])(
    "lets in the verified address %s",
    async (email) => {
      expect(await login({ configuration, user: aUser({ email }) })).toMatchObject(allowed);
    },
  );

  describe("denies", () => {
    test.each([
      ["another domain", "jo@example.net"],
      ["a subdomain", "jo@mail.example.com"],
      ["a domain that ends in a listed one", "jo@badexample.com"],
      ["a domain that begins with a listed one", "jo@example.com.evil.net"],
      ["a listed domain before another one", "jo@example.com@evil.net"],
      ["a listed domain after another one", "jo@evil.net@example.com"],
      ["a Kelvin sign, which is a k in lower case", "jo@\u{212A}ey.example"],
      ["an address with a blank at its end", "jo@example.com "],
      ["a text without @", "example.com"],
      ["the whole list", "jo@example.com, example.org,key.example"],
      ["an address without a name", "@example.com"],
      ["an address without a domain", "jo@"],
    ])("%s", async (_what, email) => {
      expect(await login({ configuration, user: aUser({ email }) })).toMatchObject(denied);
    });

    test("a user without an address", async () => {
      const user = aUser({ email: undefined, email_verified: true });
      expect(await login({ configuration, user })).toMatchObject(denied);
    });

    test.each([false, undefined])("an address of which email_verified is %s", async (verified) => {
      const user = aUser({ email: "jo@example.com", email_verified: verified });
      expect(await login({ configuration, user })).toMatchObject({
        result: "denied",
        reason: "Please verify your email address, then log in again.",
      });
    });
  });

  test.each([
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
    ["a SAML login", { protocol: "samlp" }],
    ["a login without a request", { request: null }],
  ])("checks %s", async (_what, circumstances) => {
    const other = aUser({ email: "jo@example.net" });
    expect(await login({ ...circumstances, configuration, user: other })).toMatchObject(denied);
    const own = aUser({ email: "jo@example.com" });
    expect(await login({ ...circumstances, configuration, user: own })).toMatchObject(allowed);
  });

  test.each([{}, { ALLOWED_DOMAINS: "" }, { ALLOWED_DOMAINS: " , " }])(
    "denies everyone and names the setting with %j",
    async (settings) => {
      const outcome = await login({ configuration: settings });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.console).toEqual([
        { level: "log", text: "Listed domains: denied, check ALLOWED_DOMAINS" },
      ]);
    },
  );
});
