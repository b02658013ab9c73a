import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  nothing,
  type TestLogin,
} from "../support/describeTemplate.ts";

const configuration = { CLAIMS_AUDIENCES: "https://mcp.example.com/ , urn:my-api" };
const email = { "https://example.com/email": "jane.doe@example.com" };
const roles = { "https://example.com/roles": ["editor"] };

function aLogin(identifier: string): TestLogin {
  return {
    configuration,
    resource_server: { identifier },
    authorization: { roles: ["editor"] },
  };
}

describeTemplate("add-claims-for-api", ({ login }) => {
  test.each(["https://mcp.example.com/", "urn:my-api"])(
    "adds the address and the roles to the access token for %s, and to no other token",
    async (identifier) => {
      const outcome = await login(aLogin(identifier));
      expect(outcome).toMatchObject({ result: "allowed", console: [], idToken: nothing });
      expect(outcome.accessToken).toEqual({ ...email, ...roles });
    },
  );

  test.each(["https://mcp.example.com", "https://api.example.com/", "urn:my", "undefined"])(
    "adds nothing for the API %s, which is not listed",
    async (identifier) => {
      const outcome = await login(aLogin(identifier));
      expect(outcome).toMatchObject({ result: "allowed", accessToken: nothing });
    },
  );

  test("adds nothing without an API", async () => {
    const outcome = await login({ configuration: { CLAIMS_AUDIENCES: "undefined" } });
    expect(outcome).toMatchObject({ result: "allowed", accessToken: nothing });
  });

  test.each([
    ["email", email],
    ["roles", roles],
    ["email and roles", { ...email, ...roles }],
    ["", { ...email, ...roles }],
  ])("with CLAIMS set to %j, adds %j", async (claims, expected) => {
    const settings = { ...configuration, CLAIMS: claims };
    const outcome = await login({ ...aLogin("urn:my-api"), configuration: settings });
    expect(outcome.accessToken).toEqual(expected);
  });

  describe("adds no address", () => {
    test.each([
      ["that is not verified", aUser({ email_verified: false })],
      ["of which that is not known", aUser({ email_verified: undefined })],
      ["of a user without one", aUser({ email: undefined, email_verified: true })],
    ])("%s", async (_what, user) => {
      const outcome = await login({ ...aLogin("urn:my-api"), user });
      expect(outcome.accessToken).toEqual(roles);
    });
  });

  test("adds an empty list for a user without roles", async () => {
    const outcome = await login({ ...aLogin("urn:my-api"), authorization: null });
    expect(outcome.accessToken).toEqual({ ...email, "https://example.com/roles": [] });
  });

  test.each([
    ["a refreshed token", aRefreshTokenLogin()],
    ["a silent login", aSilentLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
  ])("adds the claims to %s as well", async (_what, circumstances) => {
    const outcome = await login({ ...aLogin("urn:my-api"), ...circumstances });
    expect(outcome.accessToken).toEqual({ ...email, ...roles });
  });

  test("uses the namespace", async () => {
    const settings = { ...configuration, NAMESPACE: "https://claims.example.org/" };
    const outcome = await login({ ...aLogin("urn:my-api"), configuration: settings });
    expect(Object.keys(outcome.accessToken)).toEqual([
      "https://claims.example.org/email",
      "https://claims.example.org/roles",
    ]);
  });

  test.each([{}, { CLAIMS_AUDIENCES: "" }])("denies the login with %j", async (settings) => {
    const outcome = await login({ ...aLogin("urn:my-api"), configuration: settings });
    expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
    expect(outcome.console).toEqual([
      { level: "log", text: "Claims for an API: denied, check CLAIMS_AUDIENCES" },
    ]);
  });
});
