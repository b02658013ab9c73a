import type { Cases } from "../corpus.ts";

/** Groups, roles and permissions. */
export const groups: Cases = {
  "first-role": {
    level: "idiomatic",
    why: "a local function that calls back, with a user of its own",
    example: { settings: { OWN_DOMAIN: "example.com" } },
    ends: {
      result: "allowed",
      idToken: { "https://app.example.com/roles": ["staff"] },
      appMetadata: { roles: ["staff"] },
    },
  },
  "merged-permissions": {
    level: "idiomatic",
    why: "destructures app_metadata with defaults",
    example: {
      user: { app_metadata: { permissions: ["b", "a"], groups: ["g"] } },
      login: { authorization: { roles: ["x"] } },
      settings: { CLAIM_NAMESPACE: "https://ns.example.com/" },
    },
    ends: {
      result: "allowed",
      accessToken: {
        "https://ns.example.com/permissions": ["a", "b", "role:x"],
        "https://ns.example.com/groups": ["g"],
      },
    },
  },
  "organization-roles": {
    level: "idiomatic",
    why: "destructures the organization, which can be missing in both forms",
    conditions: ["error-code"],
    example: {
      user: { app_metadata: { memberships: { org_1: { role: "owner" } } } },
      login: { organization: { id: "org_1", name: "acme", metadata: { members_only: "true" } } },
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://org.example.com/role": "owner",
        "https://org.example.com/plan": "basic",
      },
    },
  },
  "prefixed-groups": {
    level: "idiomatic",
    why: "a chain of lodash over a property that a directory sends",
    conditions: ["error-code", "merged-root", "module-version"],
    packages: ["lodash"],
    example: {
      user: { groups: ["APP-WIKI-Editors", "APP-SHOP-Users", "APP-WIKI-Admins"] },
      login: { client: { name: "Wiki" } },
    },
    ends: {
      result: "allowed",
      idToken: { "https://groups.example.com/roles": ["admins", "editors"] },
    },
  },
  "ranked-role": {
    level: "idiomatic",
    why: "gives all of the user to lodash's get, which was taken out of the package",
    conditions: ["error-code", "module-version"],
    packages: ["lodash"],
    example: {
      user: { app_metadata: { authorization: { roles: ["viewer", "admin"] } } },
      settings: { NAMESPACE: "https://ns.example.com" },
    },
    ends: {
      result: "allowed",
      idToken: { "https://ns.example.com/role": "admin", "https://ns.example.com/rank": 3 },
    },
  },
  "role-table": {
    level: "idiomatic",
    why: "a table of names in lower case, and a property of the user that is read again",
    conditions: ["user-edit"],
    example: { user: { memberOf: ["CN=Editors,OU=web,DC=example,DC=org", "cn=else"] } },
    ends: { result: "allowed", idToken: { "https://web.example.org/roles": ["editor"] } },
  },
  "tenant-domain": {
    level: "cannot",
    why: "an action does not see the options of a connection",
    obstacles: ["connection-options"],
  },
  "text-or-list": {
    level: "idiomatic",
    why: "only changes the user for later rules, which an action cannot do",
    conditions: ["merged-root", "user-edit"],
    example: { user: { group_names: "CN=One,DC=x;CN=Two,DC=x" } },
    ends: { result: "allowed" },
  },
};
