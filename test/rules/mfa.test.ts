import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const asked = {
  result: "allowed",
  multifactor: { provider: "any", allowRememberBrowser: false },
  console: [],
};
const passed = { methods: [{ name: "mfa", timestamp: "2026-01-15T11:00:00.000Z" }] };

/** A user with two roles, at an application and an organization. */
const someone: TestLogin = {
  authorization: { roles: ["reader", "chief editor"] },
  client: { client_id: "app-1", name: "app-2" },
  connection: { name: "acme-ad" },
  organization: { id: "org_1", name: "acme", display_name: "Acme", metadata: {} },
};

describeTemplate("mfa", ({ login }) => {
  describe("without settings", () => {
    test.each([
      ["a usual login", {}],
      ["a login in a session that passed a factor", { authentication: passed }],
      ["a login without methods", { authentication: null }],
      ["a SAML login that says it is silent", { protocol: "samlp", prompt: "none" }],
    ])("asks at %s", async (_what, circumstances) => {
      expect(await login(circumstances)).toMatchObject(asked);
    });

    test("asks at a password grant, which the application has to complete", async () => {
      const outcome = await login({ protocol: "oauth2-password" });
      expect(outcome.multifactor).toEqual(asked.multifactor);
    });

    test("lets a silent login through if the session has passed a factor", async () => {
      const outcome = await login(aSilentLogin({ authentication: passed }));
      expect(outcome.result).toBe("allowed");
      expect(outcome.multifactor).toBeUndefined();
    });

    test("asks nobody when a token is refreshed", async () => {
      const outcome = await login(aRefreshTokenLogin());
      expect(outcome.result).toBe("allowed");
      expect(outcome.multifactor).toBeUndefined();
    });
  });

  test.each([
    { MFA_ROLES: "admin, chief editor" },
    { MFA_CLIENTS: "app-1" },
    { MFA_CONNECTIONS: "ldap,acme-ad" },
    { MFA_ORGANIZATIONS: " org_1 " },
    { MFA_ROLES: "admin", MFA_CLIENTS: "app-1" },
    { MFA_ROLES: "chief editor", MFA_CLIENTS: "app-9", MFA_CONNECTIONS: "", MFA_ORGANIZATIONS: "" },
  ])("asks where %j has the login on a list", async (configuration) => {
    expect(await login({ ...someone, configuration })).toMatchObject(asked);
  });

  test.each([
    { MFA_ROLES: "admin" },
    { MFA_ROLES: "editor, Reader, constructor, length" },
    { MFA_CLIENTS: "app-2" },
    { MFA_CONNECTIONS: "acme" },
    { MFA_ORGANIZATIONS: "acme" },
    { MFA_ROLES: "admin", MFA_CLIENTS: "app-9", MFA_CONNECTIONS: "x", MFA_ORGANIZATIONS: "org_2" },
  ])("asks nobody where %j does not have the login on a list", async (configuration) => {
    const outcome = await login({ ...someone, configuration });
    expect(outcome.result).toBe("allowed");
    expect(outcome.multifactor).toBeUndefined();
  });

  test.each([
    { MFA_ROLES: "admin" },
    { MFA_ORGANIZATIONS: "org_1" },
    { MFA_CLIENTS: "app-9", MFA_ORGANIZATIONS: "org_1" },
  ])("asks nobody without roles or organization where %j", async (configuration) => {
    const outcome = await login({ authorization: null, configuration });
    expect(outcome.multifactor).toBeUndefined();
  });

  test.each(["MFA_ROLES", "MFA_CLIENTS", "MFA_CONNECTIONS", "MFA_ORGANIZATIONS"])(
    "asks everyone if %s is written in lines",
    async (key) => {
      expect(await login({ ...someone, configuration: { [key]: "a\nb" } })).toMatchObject(asked);
    },
  );
});
