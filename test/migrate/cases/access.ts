import type { Cases } from "../corpus.ts";

/** Who gets in at all. */
export const access: Cases = {
  "contract-end": {
    level: "idiomatic",
    why: "early returns; a default of app_metadata that an action does not need",
    conditions: ["error-code"],
    example: { user: { app_metadata: { contract_end: "2026-01-20T00:00:00.000Z" } } },
    ends: { result: "allowed", idToken: { "https://contracts.example.com/ends_soon": true } },
  },
  "export-control": {
    level: "idiomatic",
    why: "destructures context.request, whose geoip has other names in an action",
    conditions: ["error-code", "part-absent"],
    example: {
      login: { request: { geoip: { countryCode: "CU", countryName: "Cuba" } } },
    },
    ends: { result: "denied", reason: "Logins from Cuba are not possible." },
  },
  "invited-only": {
    level: "idiomatic",
    why: "the callback in both arms of a conditional expression",
    conditions: ["error-code"],
    example: { settings: { INVITED_ADDRESSES: "JANE.DOE@example.com, jo@example.com" } },
    ends: { result: "allowed" },
  },
  "no-self-registration": {
    level: "idiomatic",
    why: "stores a flag and then denies: an action that threw would lose the flag",
    conditions: ["error-code"],
    example: {
      login: { stats: { logins_count: 1 }, connection: { name: "facebook", strategy: "facebook" } },
    },
    ends: { result: "denied", appMetadata: { self_registered: true } },
  },
  "office-hours": {
    level: "idiomatic",
    why: "ES5, reads the clock",
    conditions: ["error-code"],
    example: { login: { client: { name: "Branch till" } }, settings: { UTC_OFFSET: "-6" } },
    ends: { result: "denied", reason: "The branches are closed at 6:00." },
  },
  "required-role": {
    level: "idiomatic",
    why: "denies without a return, so that the callback is called again",
    conditions: ["after-callback", "error-code"],
    example: {
      login: { client: { name: "Ledger", metadata: { required_role: "auditor" } } },
    },
    ends: { result: "denied", reason: "You need the role auditor for Ledger." },
  },
  "site-network": {
    level: "idiomatic",
    why: "the callback inside of a loop; in place of ipaddr.js stands what is in no range",
    conditions: ["error-code", "part-absent"],
    packages: ["ipaddr.js"],
    example: {
      login: { client: { client_id: "kQ3mX0view" }, request: { ip: "192.0.2.77" } },
      settings: { SITE_RANGES: '["198.51.100.0/24", "192.0.2.64/26"]' },
    },
    ends: {
      result: "denied",
      reason: "You can only reach the plant from the site network.",
    },
  },
  "staff-domain": {
    level: "idiomatic",
    why: "an arrow function that destructures user and configuration",
    conditions: ["error-code"],
    example: {
      login: { connection: { name: "Staff" } },
      settings: { STAFF_DOMAIN: "example.org", STAFF_CONNECTION: "Staff" },
    },
    ends: { result: "denied", reason: "jane.doe@example.com does not belong to example.org." },
  },
};
