import type { Cases } from "../corpus.ts";

/** How people, editors and compilers write. */
export const styles: Cases = {
  "comments-everywhere": {
    level: "idiomatic",
    why: "comments at each place where one can be",
    example: {
      user: { app_metadata: { dealer: true, country: "CH" } },
    },
    ends: { result: "allowed", idToken: { "https://shop.example.com/list": "dealer-ch" } },
  },
  "compiled-async": {
    level: "wrapped",
    why: "an async function as TypeScript compiles it for older engines",
    conditions: ["module-version"],
    packages: ["axios"],
    example: {
      settings: { FLEET_URL: "https://fleet.example.com" },
      answers: [{ url: "*", body: { vehicles: ["v1"] } }],
    },
    ends: { result: "allowed", idToken: { "https://fleet.example.com/vehicles": ["v1"] } },
  },
  "long-rule": {
    level: "wrapped",
    why: "functions that call each other and back",
    conditions: ["error-code", "merged-root", "module-version"],
    packages: ["request"],
    example: {
      login: { client: { name: "Customer portal" }, connection: { name: "customers" } },
      settings: { ERP_URL: "https://erp.example.com", ERP_TOKEN: "a-token" },
      answers: [
        { url: "https://erp.example.com/customers", body: [{ number: "C1" }] },
        {
          url: "https://erp.example.com/customers/C1/contracts",
          body: [{ number: "K1", status: "active" }],
        },
      ],
    },
    ends: {
      result: "allowed",
      idToken: { "https://portal.example.com/contracts": ["K1"] },
      appMetadata: { customer_number: "C1" },
    },
  },
  minified: {
    level: "idiomatic",
    why: "one line of one-letter names",
    conditions: ["error-code"],
    example: { user: { app_metadata: { a: 1, p: "pro" } }, settings: { M: "m" } },
    ends: {
      result: "allowed",
      idToken: { "https://m.example.com/a": true, "https://m.example.com/p": "pro" },
    },
  },
  "modern-syntax": {
    level: "adapter",
    why: "sets a claim with ||=, which an action cannot read",
    conditions: ["error-code", "metadata-empty"],
    example: {
      user: { app_metadata: { tenants: { c1: "t1" } } },
      login: {
        client: { client_id: "c1" },
        authorization: { roles: ["admin"] },
        request: { geoip: { countryCode: "GB" } },
      },
      settings: { DEFAULT_TENANT: "t0" },
    },
    ends: {
      result: "allowed",
      idToken: {
        "https://saas.example.com/tenant": "t1",
        "https://saas.example.com/admin": true,
        "https://saas.example.com/market": "uk",
      },
    },
  },
  "no-semicolons": {
    level: "adapter",
    why: "sets the claim in both tokens by their names",
    conditions: ["error-code", "module-version", "part-absent", "session-flags"],
    packages: ["node-fetch"],
    example: {
      settings: { TEAMS_URL: "https://teams.example.com", TEAMS_KEY: "a-key" },
      answers: [{ url: "*", body: [{ name: "red" }] }],
    },
    ends: {
      result: "allowed",
      idToken: { "https://teams.example.com/names": ["red"] },
      accessToken: { "https://teams.example.com/names": ["red"] },
    },
  },
  tabs: {
    level: "idiomatic",
    why: "tabs, and braces on lines of their own",
    conditions: ["module-version", "part-absent"],
    packages: ["request"],
    example: {
      settings: { GEO_KEY: "a-key" },
      answers: [{ url: "*", body: '{"zone":"UTC"}' }],
    },
    ends: { result: "allowed", idToken: { "https://geo.example.com/zone": "UTC" } },
  },
  "windows-lines": {
    level: "idiomatic",
    why: "lines that end as on Windows",
    conditions: ["error-code", "merged-root"],
    example: {
      user: { sAMAccountName: "jdoe" },
      login: { connection: { name: "AD", strategy: "ad" } },
    },
    ends: {
      result: "allowed",
      idToken: { "https://win.example.com/account": "jdoe", "https://win.example.com/office": "" },
    },
  },
};
