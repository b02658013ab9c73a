import type { Cases } from "../corpus.ts";

/** What is easily translated into something else. */
export const traps: Cases = {
  "after-the-callback": {
    level: "wrapped",
    why: "goes on after the callback: the claim comes too late, the metadata do not",
    conditions: ["waiting"],
    example: {},
    ends: { result: "allowed", appMetadata: { seen: "2026-01-15T12:00:00.000Z" } },
  },
  "callback-in-try": {
    level: "adapter",
    why: "a bound callback inside of a try",
    conditions: ["metadata-empty", "part-absent", "session-flags"],
    example: { user: { app_metadata: { rights: '{"list":["a","b"]}' } } },
    ends: { result: "allowed", accessToken: { "https://rights.example.com/list": "a,b" } },
  },
  "early-crash": {
    level: "idiomatic",
    why: "fails for users without metadata, and so has to the action",
    conditions: ["error-code", "metadata-absent"],
    example: {
      user: {
        app_metadata: { clearance: { level: 3 } },
        identities: [
          {
            connection: "Users",
            provider: "auth0",
            user_id: "1",
            isSocial: false,
            profileData: { department: "lab" },
          },
        ],
      },
    },
    ends: { result: "allowed", idToken: { "https://lab.example.com/department": "LAB" } },
  },
  "getters-and-labels": {
    level: "idiomatic",
    why: "getters that use this, and a labelled break",
    example: { user: { email: "ola@BERGEN.example" } },
    ends: { result: "allowed", idToken: { "https://zones.example.com/zone": "north" } },
  },
  "silent-path": {
    level: "idiomatic",
    why: "one way through it ends without a callback, which lets nobody in",
    conditions: ["silence"],
    example: { login: { client: { name: "Archive" } } },
    ends: { result: "allowed", idToken: { "https://archive.example.com/reader": true } },
  },
  "taken-names": {
    level: "idiomatic",
    why: "has variables of the names that an action needs",
    conditions: ["error-code"],
    example: { settings: { api: "abcd", event: "e", secrets: "s" } },
    ends: { result: "allowed", idToken: { "https://names.example.com/login": "abcd/login" } },
  },
  "this-and-arguments": {
    level: "adapter",
    why: "calls back by what it finds in arguments",
    conditions: ["error-code", "metadata-empty", "part-absent", "session-flags"],
    example: { user: { email_verified: false } },
    ends: { result: "denied", reason: "Not verified." },
  },
  "two-callbacks": {
    level: "idiomatic",
    why: "calls back up to three times, of which the first counts",
    conditions: ["after-callback", "error-code", "module-version"],
    packages: ["request"],
    example: {
      settings: { STATUS_URL: "https://status.example.com/" },
      answers: [{ url: "*", body: { closed: true } }],
    },
    ends: { result: "denied", reason: "The shop is closed." },
  },
};
