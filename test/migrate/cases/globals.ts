import type { Cases } from "../corpus.ts";

/** What rules share in global. */
export const globals: Cases = {
  "awaited-helper": {
    level: "idiomatic",
    why: "awaits a function of another rule, without which neither form lets anybody in",
    conditions: ["error-code", "global", "user-edit"],
    example: { settings: { NS: "https://ns.example.com/" } },
    ends: {},
    unproved: "no rule before it sets global.people",
  },
  "cached-token": {
    level: "idiomatic",
    why: "a token and the time it expires, kept between logins",
    conditions: ["global"],
    packages: ["request"],
    example: {
      settings: {
        STOCK_AUTH_URL: "https://stock.example.com/token",
        STOCK_CLIENT_ID: "id",
        STOCK_CLIENT_SECRET: "a-secret",
        STOCK_URL: "https://stock.example.com",
      },
      answers: [
        { url: "https://stock.example.com/token", body: { access_token: "t", expires_in: 60 } },
        { url: "https://stock.example.com/branches", body: [{ code: "B1" }, { code: "B2" }] },
      ],
    },
    ends: { result: "allowed", idToken: { "https://stock.example.com/branches": ["B1", "B2"] } },
  },
  "database-pool": {
    level: "idiomatic",
    why: "a pool of connections that is made once",
    conditions: ["error-code", "global"],
    packages: ["pg"],
    example: {
      settings: { DATABASE_URL: "postgres://database.example.com/members" },
      answers: [{ url: "*", body: { rows: [{ role: "chair" }] } }],
    },
    ends: { result: "allowed", accessToken: { "https://members.example.com/role": "chair" } },
    unproved: "few answers have the rows of a database whose package is not known",
  },
  "define-helpers": {
    level: "idiomatic",
    why: "defines functions for later rules and does nothing else",
    conditions: ["global"],
    example: { settings: { NAMESPACE: "https://ns.example.com/" } },
    ends: { result: "allowed" },
  },
  "log-helper": {
    level: "idiomatic",
    why: "a function of another rule, with a substitute",
    conditions: ["error-code", "global"],
    example: { user: { app_metadata: { blocked_reason: "Unpaid." } } },
    ends: { result: "denied", reason: "Unpaid." },
  },
  maintenance: {
    level: "idiomatic",
    why: "reads a value that another rule may set",
    conditions: ["error-code", "global"],
    example: { settings: { MAINTENANCE: "true", TESTERS: "a@example.com" } },
    ends: { result: "denied", reason: "We are back at 6 o'clock." },
  },
  "parsed-settings": {
    level: "idiomatic",
    why: "a setting that is parsed once",
    conditions: ["error-code", "global"],
    example: {
      login: { client: { client_id: "c1" }, connection: { name: "Users" } },
      settings: {
        APPLICATIONS:
          '{"c1":{"title":"Desk","connections":["Users"],"namespace":"https://d.example/"}}',
      },
    },
    ends: { result: "allowed", idToken: { "https://d.example/title": "Desk" } },
  },
  "read-helper": {
    level: "adapter",
    why: "gives all of user and context to a function of another rule",
    conditions: ["global", "metadata-empty", "part-absent", "session-flags"],
    ends: { result: "failed", error: { message: "The shared functions are missing." } },
    example: {},
    unproved: "no rule before it sets global.loadEntitlements",
  },
};
