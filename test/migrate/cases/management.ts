import type { Cases } from "../corpus.ts";

/** The Management API, and accounts that belong together. */
export const management: Cases = {
  "block-after-fraud": {
    level: "idiomatic",
    why: "changes the user's own account with the token of rules, which an action has not",
    conditions: ["error-code", "management"],
    packages: ["node-fetch"],
    manages: true,
    example: { user: { app_metadata: { fraud_score: 95 } } },
    ends: { result: "denied", reason: "Your account has been blocked." },
  },
  "chosen-primary": {
    level: "idiomatic",
    why: "sets the primary user from metadata",
    example: { user: { app_metadata: { primary: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f" } } },
    ends: { result: "allowed" },
  },
  "client-roles": {
    level: "idiomatic",
    why: "the client of a package gets the token of rules",
    conditions: ["management", "module-version"],
    packages: ["auth0"],
    manages: true,
    example: { answers: [{ url: "*", body: [{ name: "clerk" }] }] },
    ends: { result: "allowed", idToken: { "https://roles.example.com/names": ["clerk"] } },
  },
  "default-role": {
    level: "idiomatic",
    why: "an application of the rule's own gives a role on the first login",
    conditions: ["module-version"],
    packages: ["request"],
    example: {
      login: { stats: { logins_count: 1 } },
      settings: {
        M2M_DOMAIN: "m2m.example.com",
        M2M_CLIENT_ID: "id",
        M2M_CLIENT_SECRET: "a-secret",
        DEFAULT_ROLE_ID: "rol_1",
      },
      answers: [
        { url: "https://m2m.example.com/oauth/token", body: { access_token: "t" } },
        { url: "*", status: 204 },
      ],
    },
    ends: { result: "allowed", accessToken: { "https://app.example.com/roles": ["reader"] } },
  },
  "link-accounts": {
    level: "idiomatic",
    why: "looks for an older account with the same address and links the two",
    conditions: ["management"],
    packages: ["request"],
    manages: true,
    example: {},
    ends: { result: "allowed" },
  },
  "root-attributes": {
    level: "idiomatic",
    why: "the package is called with a callback and its answer goes into the user",
    conditions: ["management", "merged-root", "module-version", "user-edit"],
    packages: ["auth0"],
    manages: true,
    example: {
      user: { user_metadata: { name: "Janet" } },
      answers: [{ url: "*", body: { name: "Janet" } }],
    },
    ends: { result: "allowed", idToken: { name: "Janet" } },
  },
  "same-phone": {
    level: "idiomatic",
    why: "has a setting of the name that the credentials of an action would get",
    conditions: ["error-code", "management", "module-version"],
    packages: ["request"],
    manages: true,
    example: {
      user: { user_metadata: { phone: "+4712345678" } },
      settings: { AUTH0_CLIENT_ID: "an-application" },
    },
    ends: { result: "allowed" },
  },
  "verification-mail": {
    level: "idiomatic",
    why: "starts a job and denies either way",
    conditions: ["error-code", "management", "merged-root", "module-version"],
    packages: ["axios"],
    manages: true,
    example: {
      user: { email_verified: false, last_password_reset: "2025-05-01T00:00:00.000Z" },
    },
    ends: { result: "denied", reason: "Please open the link that we have just mailed to you." },
  },
};
