import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const identifier = "https://api.example.com/";
const table = {
  editor: ["read:posts", "write:posts"],
  reader: ["read:posts"],
  "chief editor": ["x"],
};
const configuration = { SCOPES_BY_ROLE: JSON.stringify(table), SCOPES_AUDIENCE: identifier };

/**
 * A login for the API by a user with these roles, for which the application asks for these scopes.
 */
function aLogin(roles: string[], scopes: string[]): TestLogin {
  return {
    configuration,
    resource_server: { identifier },
    authorization: { roles },
    transaction: { requested_scopes: scopes },
  };
}

describeTemplate("scopes-by-role", ({ login }) => {
  test.each([
    [["reader"], ["openid", "write:posts"], ["openid", "read:posts"]],
    [["reader", "editor"], ["openid"], ["openid", "read:posts", "write:posts"]],
    [["chief editor"], ["openid", "read:posts"], ["openid", "x"]],
    [[], ["openid", "read:posts", "write:posts", "other"], ["openid", "other"]],
    [["Reader", "constructor", "length"], ["openid", "read:posts"], ["openid"]],
  ])("of a user with the roles %j, makes of %j %j", async (roles, asked, expected) => {
    const outcome = await login(aLogin(roles, asked));
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.scope?.sort()).toEqual(expected.sort());
  });

  test("leaves the scopes alone that are right already", async () => {
    const outcome = await login(aLogin(["reader"], ["openid", "read:posts"]));
    expect(outcome.scope ?? ["openid", "read:posts"]).toEqual(["openid", "read:posts"]);
  });

  test("takes out all scopes of the table where no roles are known", async () => {
    const outcome = await login({ ...aLogin([], ["openid", "x"]), authorization: null });
    expect(outcome.scope).toEqual(["openid"]);
  });

  test("leaves it to the policies of the tenant what is granted", async () => {
    const grantedScopes = { user: ["read:posts"] };
    const outcome = await login({
      ...aLogin(["editor"], ["openid"]),
      granted_scopes: grantedScopes,
    });
    expect(outcome.scope?.sort()).toEqual(["openid", "read:posts"]);
  });

  test.each([
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
  ])("sets the scopes of %s", async (_what, circumstances) => {
    const outcome = await login({ ...aLogin(["reader"], ["openid", "x"]), ...circumstances });
    expect(outcome.scope).toContain("read:posts");
    expect(outcome.scope).not.toContain("x");
  });

  test.each([null, { identifier: "https://api.example.com" }, { identifier: "urn:other" }])(
    "changes nothing for the API %j",
    async (resourceServer) => {
      const outcome = await login({
        ...aLogin([], ["openid", "x"]),
        resource_server: resourceServer,
      });
      expect(outcome.result).toBe("allowed");
      expect(outcome.scope).toBeUndefined();
    },
  );

  describe("denies the login, and names the settings,", () => {
    test.each([
      ["", identifier],
      [configuration.SCOPES_BY_ROLE, ""],
      ["editor", identifier],
      ["null", identifier],
      ["{}", identifier],
      ['{"editor": []}', identifier],
      ['{"editor": [1]}', identifier],
      ['{"editor": ["a b"]}', identifier],
      ['{"editor": {"a": "b"}}', identifier],
    ])("with %j for %j", async (scopesByRole, scopesAudience) => {
      const settings = { SCOPES_BY_ROLE: scopesByRole, SCOPES_AUDIENCE: scopesAudience };
      const outcome = await login({ ...aLogin(["editor"], ["openid"]), configuration: settings });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "Scopes by role: denied, check SCOPES_BY_ROLE and SCOPES_AUDIENCE",
        },
      ]);
    });

    test("without settings", async () => {
      expect(await login()).toMatchObject({ result: "denied" });
    });
  });
});
