import type { Cases } from "../corpus.ts";

/** What others are told of a login. */
export const webhooks: Cases = {
  "at-most-a-second": {
    level: "idiomatic",
    why: "a race against a timer, with finally",
    example: {
      settings: { HOOK_URL: "https://hook.example.com/" },
      answers: [{ url: "https://hook.example.com/", silent: true }],
    },
    ends: { result: "allowed" },
  },
  "audit-queue": {
    level: "idiomatic",
    why: "a method of an SDK that takes a callback",
    conditions: ["module-version", "part-absent"],
    packages: ["aws-sdk"],
    example: {
      settings: {
        AWS_KEY: "a-key-id",
        AWS_SECRET: "a-secret",
        AUDIT_QUEUE: "https://queue.example.com/audit",
      },
      answers: [{ url: "https://queue.example.com/audit", status: 500 }],
    },
    ends: { result: "failed", error: { message: "This login cannot be recorded." } },
  },
  "contact-list": {
    level: "idiomatic",
    why: "calls back at once; a promise that nobody waits for stores metadata",
    conditions: ["merged-root", "module-version", "waiting"],
    packages: ["axios"],
    example: {
      settings: { CONTACTS_KEY: "a-key" },
      answers: [{ url: "*", body: { id: "contact-1" } }],
    },
    ends: { result: "allowed", appMetadata: { contact_id: "contact-1" } },
  },
  "first-login-chat": {
    level: "idiomatic",
    why: "calls back while a request is under way",
    conditions: ["merged-root", "module-version", "part-absent", "part-empty", "under-way"],
    packages: ["request"],
    example: {
      login: { stats: { logins_count: 1 } },
      settings: { CHAT_HOOK: "https://chat.example.com/hook" },
      answers: [{ url: "https://chat.example.com/hook" }],
    },
    ends: { result: "allowed" },
  },
  "mirror-everything": {
    level: "adapter",
    why: "sends all of user and most of context with a free lodash",
    conditions: ["metadata-empty", "module-version", "part-absent", "session-flags"],
    packages: ["lodash", "request"],
    example: {
      settings: { MIRROR_URL: "https://mirror.example.com/" },
      answers: [{ url: "https://mirror.example.com/" }],
    },
    ends: { result: "allowed" },
  },
  "log-stream": {
    level: "wrapped",
    why: "follows a request by its events",
    conditions: ["module-version"],
    packages: ["request"],
    example: {
      settings: { LOG_HOST: "logs.example.com", LOG_TOKEN: "a-token" },
      answers: [{ url: "*", error: "ECONNRESET" }],
    },
    ends: { result: "failed", error: { code: "ECONNRESET" } },
  },
  "track-event": {
    level: "idiomatic",
    why: "the keys event and context in what is sent are no variables",
    conditions: ["merged-root", "module-version", "part-absent"],
    packages: ["request"],
    example: {
      settings: { EVENTS_WRITE_KEY: "a-key" },
      answers: [{ url: "*", error: "ECONNREFUSED" }],
    },
    ends: { result: "failed", error: { code: "ECONNREFUSED" } },
  },
  "welcome-mail": {
    level: "idiomatic",
    why: "a chain that stores metadata, and a catch that also catches the callback",
    conditions: ["merged-root"],
    packages: ["node-fetch"],
    example: {
      settings: { MAIL_TOKEN: "a-token", MAIL_TEMPLATE: "welcome" },
      answers: [{ method: "POST", url: "https://mail.example.com/v3/send", status: 202 }],
    },
    ends: { result: "allowed", appMetadata: { welcomed_at: "2026-01-15T12:00:00.000Z" } },
  },
};
