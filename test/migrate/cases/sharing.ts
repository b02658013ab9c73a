import type { Cases } from "../corpus.ts";

/** What goes from rule to rule by user, context and callback. */
export const sharing: Cases = {
  "helper-with-both": {
    level: "idiomatic",
    why: "local functions that get user and context under other names",
    conditions: ["error-code"],
    example: {
      user: { app_metadata: { clinic: "north", role: "nurse" } },
      login: { client: { name: "Clinic desk" } },
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://scheduling.example.com/clinic": "north",
        "https://scheduling.example.com/role": "nurse",
      },
    },
  },
  "log-login": {
    level: "adapter",
    why: "logs all of context and user if a setting says so",
    conditions: ["metadata-empty", "part-absent", "session-flags"],
    example: { settings: { DEBUG: "1" } },
    ends: { result: "allowed" },
  },
  "passes-flag": {
    level: "idiomatic",
    why: "only changes the context for later rules",
    conditions: ["user-edit"],
    example: { user: { email: "jo@partner.example" } },
    ends: { result: "allowed" },
  },
  "reads-flag": {
    level: "adapter",
    why: "reads what another rule has put into the context",
    conditions: ["earlier-rule"],
    example: {},
    ends: { result: "allowed", idToken: {} },
    unproved: "no rule before it sets context.flow",
  },
  "spread-user": {
    level: "adapter",
    why: "calls back with copies of user and context",
    conditions: ["metadata-empty", "part-absent", "session-flags"],
    example: {},
    ends: { result: "allowed", idToken: { "https://example.com/full_name": "Jane Doe" } },
  },
  "trimmed-user": {
    level: "idiomatic",
    why: "calls back with a smaller copy of the user",
    conditions: ["module-version", "other-user", "profile-keys"],
    packages: ["lodash"],
    example: { user: { groups: ["a"] } },
    ends: { result: "allowed", idToken: { "https://example.com/groups": ["a"] } },
  },
  "user-only": {
    level: "idiomatic",
    why: "calls back without the context",
    example: { login: { client: { name: "Wiki" } } },
    ends: { result: "allowed", idToken: { "https://example.com/app": "Wiki" } },
  },
  "without-arguments": {
    level: "idiomatic",
    why: "calls back with a text, and with nothing",
    example: { user: { email_verified: false }, login: { connection: { name: "Legacy-Users" } } },
    ends: { result: "failed", error: { message: "Please verify your email address." } },
  },
};
