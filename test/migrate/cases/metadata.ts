import type { Cases } from "../corpus.ts";

/** What is stored with the user. */
export const metadata: Cases = {
  "count-logins": {
    level: "idiomatic",
    why: "changes the object first and stores all of it afterwards",
    example: { user: { app_metadata: { login_count: 3, plan: "team" } } },
    ends: {
      result: "allowed",
      idToken: { "https://stats.example.com/login_count": 4 },
      appMetadata: { login_count: 4, plan: "team" },
    },
  },
  "default-preferences": {
    level: "idiomatic",
    why: "a failure to store is survived, which an action would not notice",
    example: { user: { user_metadata: { preferences: { digest: "daily" } } } },
    ends: {
      result: "allowed",
      userMetadata: { preferences: { newsletter: false, digest: "daily", theme: "system" } },
    },
  },
  "last-places": {
    level: "idiomatic",
    why: "an alias that is assigned together with what it stands for; a list that grows in place",
    conditions: ["part-absent"],
    example: {
      user: { app_metadata: { places: [1, 2, 3, 4, 5] } },
      login: { request: { geoip: { countryCode: "NO", cityName: "Oslo" } } },
    },
    ends: {
      result: "allowed",
      appMetadata: { places: [2, 3, 4, 5, { country: "NO", city: "Oslo", at: 1_768_478_400_000 }] },
    },
  },
  "move-keys": {
    level: "idiomatic",
    why: "two writes one after the other, null removes a key",
    example: { user: { user_metadata: { customer_no: 12, name: "Jane" } } },
    ends: {
      result: "allowed",
      appMetadata: { customer_number: "12" },
      userMetadata: { name: "Jane" },
    },
  },
  "parent-account": {
    level: "cannot",
    why: "stores with another user, for which an action needs a machine-to-machine application",
    obstacles: ["other-user"],
  },
  "remember-language": {
    level: "idiomatic",
    why: "nobody waits for the write",
    conditions: ["waiting"],
    example: { login: { request: { query: { ui_locales: "fr-CH de" } } } },
    ends: { result: "allowed", userMetadata: { language: "fr" } },
  },
  "signup-source": {
    level: "idiomatic",
    why: "works on an alias of app_metadata, and stores one key with a callback",
    conditions: ["part-absent"],
    example: {
      login: {
        client: { client_id: "c1" },
        connection: { name: "Users" },
        request: { query: { campaign: "spring" } },
      },
    },
    ends: {
      result: "allowed",
      appMetadata: {
        signup: {
          application: "c1",
          connection: "Users",
          campaign: "spring",
          at: "2026-01-15T12:00:00.000Z",
        },
      },
    },
  },
  "trial-plan": {
    level: "idiomatic",
    why: "an awaited write outside of try, and what it wrote is read again",
    conditions: ["error-code"],
    example: { settings: { TRIAL_DAYS: "14" } },
    ends: {
      result: "allowed",
      accessToken: { "https://app.example.com/plan": "trial" },
      appMetadata: { plan: "trial", trial_until: "2026-01-29T12:00:00.000Z" },
    },
  },
};
