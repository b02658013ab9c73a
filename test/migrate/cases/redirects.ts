import type { Cases } from "../corpus.ts";

/** Rules that send the user away, and run again when the user comes back. */
export const redirects: Cases = {
  "accept-terms": {
    level: "idiomatic",
    why: "the return is an arm of the rule that stores metadata",
    conditions: ["error-code", "part-absent", "redirect-setting"],
    example: {
      settings: { TERMS_VERSION: "2026-01", TERMS_URL: "https://www.example.com/terms" },
      returns: [{ query: { accepted: "yes" } }],
    },
    ends: { result: "allowed", userMetadata: { terms: "2026-01" } },
  },
  "complete-profile": {
    level: "idiomatic",
    why: "signs a token for the form and checks the one that comes back, both with the same package",
    conditions: ["error-code", "part-absent", "redirect-setting"],
    packages: ["jsonwebtoken"],
    example: {
      settings: {
        PROFILE_FORM_SECRET: "a-shared-secret",
        PROFILE_FORM_URL: "https://www.example.com/profile",
      },
      returns: [
        {
          token: {
            secret: "PROFILE_FORM_SECRET",
            payload: { sub: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f", birthday: "1990-02-03" },
          },
        },
      ],
    },
    ends: { result: "allowed", idToken: { "https://id.example.com/birthday": "1990-02-03" } },
  },
  "identity-check": {
    level: "adapter",
    hoped: "idiomatic",
    why: "both halves are in one try and ask a service, which may answer without the address of the redirect",
    conditions: ["error-code", "metadata-empty", "module-version", "redirect-address"],
    packages: ["axios"],
    example: {
      settings: { IDENTITY_URL: "https://id.example.com", IDENTITY_TOKEN: "a-token" },
      answers: [
        {
          method: "POST",
          url: "https://id.example.com/checks",
          body: { id: "c1", url: "https://id.example.com/start/c1" },
        },
        { url: "https://id.example.com/checks/c1", body: { status: "passed" } },
      ],
      returns: [{}],
    },
    ends: { result: "allowed", appMetadata: { id_check: "c1", id_passed: true } },
  },
  "interactive-only": {
    level: "idiomatic",
    why: "a local function decides whether to redirect",
    conditions: ["error-code", "metadata-empty", "part-absent", "redirect-setting"],
    example: {
      settings: { ADDRESS_FORM: "https://www.example.com/address" },
      login: { protocol: "oidc-basic-profile" },
    },
    ends: { result: "redirected", redirect: { url: "https://www.example.com/address" } },
  },
  "marketing-consent": {
    level: "idiomatic",
    why: "the test for the return has a name; metadata are stored on either way",
    conditions: ["part-absent"],
    example: { returns: [{ query: { marketing: "on" } }] },
    ends: {
      result: "allowed",
      appMetadata: { redirect_count: 1 },
      userMetadata: { marketing: true },
    },
  },
  "old-password": {
    level: "idiomatic",
    why: "functions that are declared after the return of the rule",
    conditions: ["merged-root"],
    example: {
      user: { last_password_reset: "2025-01-01T00:00:00.000Z" },
      settings: { PASSWORD_DAYS: "60" },
    },
    ends: { result: "redirected", redirect: { url: "https://password.example.com/expired" } },
  },
  "per-application": {
    level: "idiomatic",
    why: "the callback is the second argument of then",
    conditions: ["merged-root", "redirect-address"],
    example: { login: { client: { name: "Learner portal" } }, returns: [{}] },
    ends: { result: "allowed", appMetadata: { welcomed: true } },
  },
  "satisfaction-survey": {
    level: "idiomatic",
    why: "does not look at the return: its second run sets a redirect that the platform ignores",
    example: { login: { stats: { logins_count: 10 } }, returns: [{}] },
    ends: { result: "allowed" },
  },
};
