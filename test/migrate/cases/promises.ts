import type { Cases } from "../corpus.ts";

/** Chains, async functions and what lies between. */
export const promises: Cases = {
  "await-in-try": {
    level: "idiomatic",
    why: "an outage is survived, one status denies",
    conditions: ["error-code", "module-version"],
    packages: ["axios"],
    example: {
      settings: { ENTITLEMENTS_URL: "https://entitlements.example.com", ENTITLEMENTS_KEY: "a-key" },
      answers: [{ url: "*", status: 403, body: {} }],
    },
    ends: { result: "denied", reason: "Your account has been suspended." },
  },
  "both-services": {
    level: "idiomatic",
    why: "two requests at once through a local async function",
    conditions: ["module-version"],
    packages: ["node-fetch"],
    example: {
      settings: { SERVICES_KEY: "a-key", SERVICES_URL: "https://services.example.com" },
      answers: [
        { url: "https://services.example.com/profile/*", body: { kind: "person" } },
        { url: "https://services.example.com/groups/*", body: ["a", "b"] },
      ],
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://services.example.com/profile": "person",
        "https://services.example.com/groups": ["a", "b"],
      },
    },
  },
  "fallback-first": {
    level: "idiomatic",
    why: "a catch before the last then",
    conditions: ["merged-root", "module-version"],
    packages: ["axios"],
    example: {
      settings: { PREFERENCES_URL: "https://preferences.example.com" },
      answers: [{ url: "*", error: "ETIMEDOUT" }],
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://preferences.example.com/theme": "light",
        "https://preferences.example.com/language": "en",
      },
    },
  },
  "fetch-chain": {
    level: "idiomatic",
    why: "a link of the chain returns in three places",
    packages: ["node-fetch"],
    example: {
      settings: { DIRECTORY_URL: "https://directory.example.com", DIRECTORY_TOKEN: "a-token" },
      answers: [{ url: "*", body: { cost_center: "4711", floor: 3 } }],
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://people.example.com/cost_center": "4711",
        "https://people.example.com/floor": 3,
      },
    },
  },
  "first-match": {
    level: "idiomatic",
    why: "await, continue, break and a denial in a loop",
    conditions: ["error-code", "module-version"],
    packages: ["node-fetch"],
    example: {
      settings: { REGIONS: "eu,us" },
      answers: [
        { url: "https://eu.accounts.example.com/*", status: 404 },
        { url: "https://us.accounts.example.com/*", body: { number: 5 } },
      ],
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://accounts.example.com/region": "us",
        "https://accounts.example.com/number": 5,
      },
    },
  },
  "in-the-end": {
    level: "idiomatic",
    why: "calls back in finally",
    conditions: ["module-version"],
    packages: ["axios"],
    example: {
      user: { app_metadata: { plan: "team" } },
      settings: { PLAN_URL: "https://plans.example.com/" },
      answers: [{ url: "*", status: 500 }],
    },
    ends: { result: "allowed", idToken: { "https://plans.example.com/plan": "team" } },
  },
  "promised-request": {
    level: "idiomatic",
    why: "a local function makes a promise of a request; the error of a denial is thrown",
    conditions: ["error-code", "module-version"],
    packages: ["request"],
    example: {
      settings: { BILLING_URL: "https://billing.example.com" },
      answers: [{ url: "*", body: [] }],
    },
    ends: { result: "denied", reason: "You are not a customer." },
  },
  "two-handlers": {
    level: "idiomatic",
    why: "both handlers in one then: the second does not catch what the first throws",
    conditions: ["merged-root"],
    packages: ["graphql-request"],
    example: {
      settings: { GRAPH_URL: "https://graph.example.com/v1", GRAPH_SECRET: "a-secret" },
      answers: [{ url: "*", body: { upsertUser: { role: "editor" } } }],
    },
    ends: { result: "allowed", accessToken: { "https://graph.example.com/role": "editor" } },
  },
};
