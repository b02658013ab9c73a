import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const table = {
  Editors: ["editor", "reader"],
  "CN=Readers,OU=Groups,DC=acme": ["reader"],
  admins: ["admin"],
};
const configuration = {
  ROLES_BY_GROUP: JSON.stringify(table),
  GROUP_CONNECTIONS: "acme-ad , acme-azure",
};

/** A login with the directory of a company, in which the user has these groups. */
function aLogin(groups: unknown, others: object = {}): TestLogin {
  const user = { ...aUser(), groups, ...others };
  return { configuration, connection: { name: "acme-ad" }, user };
}

describeTemplate("map-groups-to-roles", ({ login }) => {
  const claim = "https://example.com/group_roles";

  test.each([
    [["Editors"], ["editor", "reader"]],
    [
      ["Editors", "admins", "Everyone"],
      ["editor", "reader", "admin"],
    ],
    [
      ["CN=Readers,OU=Groups,DC=acme", "Editors"],
      ["reader", "editor"],
    ],
    ["admins", ["admin"]],
    ["CN=Readers,OU=Groups,DC=acme", ["reader"]],
  ])("gives the groups %j the roles %j in both tokens", async (groups, roles) => {
    const outcome = await login(aLogin(groups));
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual({ [claim]: roles });
    expect(outcome.accessToken).toEqual({ [claim]: roles });
    expect(outcome.appMetadata).toEqual({});
  });

  describe("gives no roles", () => {
    test.each([
      ["for groups that are not in the table", aLogin(["Everyone", "editors", "Editors "])],
      ["for names that every object has", aLogin(["constructor", "__proto__", "toString"])],
      ["for a text with several groups", aLogin("Editors,admins")],
      ["for groups that are not texts", aLogin([1, null, { Editors: true }])],
      ["to a user without groups", aLogin(undefined)],
      ["to a user whose groups are null", aLogin(null)],
      ["for an empty list", aLogin([])],
      ["for groups in app_metadata", aLogin(undefined, { app_metadata: { groups: ["admins"] } })],
      ["for groups in user_metadata", aLogin(undefined, { user_metadata: { groups: ["admins"] } })],
      ["at another connection", { ...aLogin(["admins"]), connection: { name: "google-oauth2" } }],
      ["at a connection that is not known", { ...aLogin(["admins"]), connection: { name: null } }],
    ])("%s", async (_what, circumstances) => {
      const outcome = await login(circumstances);
      expect(outcome.result).toBe("allowed");
      expect(outcome.idToken).toEqual({ [claim]: [] });
      expect(outcome.accessToken).toEqual({ [claim]: [] });
    });
  });

  test.each([
    ["a refreshed token", aRefreshTokenLogin()],
    ["a silent login", aSilentLogin()],
    ["a SAML login", { protocol: "samlp" }],
  ])("adds the roles to %s as well", async (_what, circumstances) => {
    const outcome = await login({ ...aLogin(["admins"]), ...circumstances });
    expect(outcome.idToken).toEqual({ [claim]: ["admin"] });
  });

  test("uses the namespace", async () => {
    const settings = { ...configuration, NAMESPACE: "https://claims.example.org/" };
    const outcome = await login({ ...aLogin(["admins"]), configuration: settings });
    expect(outcome.idToken).toEqual({ "https://claims.example.org/group_roles": ["admin"] });
  });

  test.each([
    { GROUP_CONNECTIONS: "acme-ad" },
    { ROLES_BY_GROUP: configuration.ROLES_BY_GROUP },
    { ...configuration, ROLES_BY_GROUP: "Editors" },
    { ...configuration, ROLES_BY_GROUP: "null" },
  ])("denies every login and names the settings with %j", async (settings) => {
    const outcome = await login({ ...aLogin(["admins"]), configuration: settings });
    expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
    expect(outcome.console).toEqual([
      { level: "log", text: "Group roles: denied, check ROLES_BY_GROUP and GROUP_CONNECTIONS" },
    ]);
  });
});
