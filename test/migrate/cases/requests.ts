import type { Cases } from "../corpus.ts";

/** The package request, with callbacks. */
export const requests: Cases = {
  "authorize-service": {
    level: "adapter",
    why: "sends all of user and context, whose shape only an adapter has",
    conditions: ["error-code", "metadata-empty", "module-version", "part-absent", "session-flags"],
    packages: ["request"],
    example: {
      settings: { POLICY_URL: "https://policy.example.com/decide" },
      answers: [
        { url: "https://policy.example.com/decide", body: { allow: false, reason: "Too early." } },
      ],
    },
    ends: { result: "denied", reason: "Too early." },
  },
  "crm-account": {
    level: "idiomatic",
    why: "one request, its error is handed to the callback",
    packages: ["request"],
    example: {
      settings: { CRM_URL: "https://crm.example.com", CRM_KEY: "a-key" },
      answers: [{ url: "https://crm.example.com/accounts", body: { id: 17 } }],
    },
    ends: {
      result: "allowed",
      idToken: { "https://crm.example.com/account": 17, "https://crm.example.com/tier": "free" },
    },
  },
  "license-check": {
    level: "idiomatic",
    why: "parses JSON in a try; a variable of the rule is assigned in the callback",
    conditions: ["error-code", "module-version"],
    packages: ["request"],
    example: {
      login: { client: { client_id: "editor" } },
      settings: { EDITOR_CLIENT_ID: "editor", LICENSE_USER: "u", LICENSE_PASSWORD: "a-password" },
      answers: [
        { url: "https://licenses.example.com/v2/check", body: '{"valid":true,"until":"2026-12"}' },
      ],
    },
    ends: { result: "allowed", idToken: { "https://licenses.example.com/until": "2026-12" } },
  },
  "loyalty-level": {
    level: "idiomatic",
    why: "the callback of the request is a function declared after it, with a switch",
    conditions: ["error-code", "module-version"],
    packages: ["request"],
    example: {
      settings: { LOYALTY_BASE: "https://loyalty.example.com", LOYALTY_KEY: "a-key" },
      answers: [{ url: "*", body: { level: "gold", points: 12 } }],
    },
    ends: {
      result: "allowed",
      idToken: { "https://shop.example.com/level": "gold", "https://shop.example.com/points": 12 },
    },
    unproved: "LOYALTY_BASE is seldom an address",
  },
  "retry-twice": {
    level: "idiomatic",
    why: "the function that asks calls itself",
    packages: ["request"],
    example: {
      answers: [
        { url: "*", status: 503 },
        { url: "*", error: "ECONNRESET" },
        { url: "*", body: { dark: true, beta: false } },
      ],
    },
    ends: { result: "allowed", idToken: { "https://flags.example.com/enabled": ["dark"] } },
  },
  "team-picture": {
    level: "idiomatic",
    why: "request is free, as it was up to Node 12",
    conditions: ["module-version", "user-edit"],
    packages: ["request"],
    example: { answers: [{ url: "*", body: { picture: "https://pictures.example.com/1.png" } }] },
    ends: { result: "allowed", idToken: { picture: "https://pictures.example.com/1.png" } },
  },
  "token-then-profile": {
    level: "idiomatic",
    why: "a request inside of another, with the same names",
    conditions: ["error-code", "module-version"],
    packages: ["request"],
    example: {
      settings: {
        HR_TOKEN_URL: "https://hr.example.com/token",
        HR_CLIENT_ID: "id",
        HR_CLIENT_SECRET: "a-secret",
        HR_URL: "https://hr.example.com",
      },
      answers: [
        { url: "https://hr.example.com/token", body: { access_token: "t" } },
        { url: "*", body: { department: "R&D", manager: { email: "boss@example.com" } } },
      ],
    },
    ends: {
      result: "allowed",
      accessToken: {
        "https://hr.example.com/department": "R&D",
        "https://hr.example.com/manager": "boss@example.com",
      },
    },
  },
  "two-at-once": {
    level: "wrapped",
    why: "counts two requests that are under way together",
    conditions: ["module-version"],
    packages: ["request"],
    example: {
      settings: {
        ORDERS_URL: "https://orders.example.com",
        TICKETS_URL: "https://tickets.example.com",
      },
      answers: [
        { url: "https://orders.example.com/", body: [1, 2] },
        { url: "https://tickets.example.com/", body: [] },
      ],
    },
    ends: {
      result: "allowed",
      idToken: { "https://shop.example.com/orders": 2, "https://shop.example.com/tickets": 0 },
    },
  },
};
