import { describe, expect, test } from "vitest";

import {
  renderSummary,
  renderTime,
  summarize,
} from "../../../../../src/site/playground/outcome/words/summary.ts";
import { aPlayedLeg } from "../../aPlayedLeg.ts";

const said = (changes: Parameters<typeof aPlayedLeg>[0]) =>
  renderSummary(summarize(aPlayedLeg(changes)));

const request = {
  method: "GET",
  url: "https://api.example.com/a",
  by: "mock",
  status: 200,
} as const;

describe("a login is said to have", () => {
  test.each<[string, Parameters<typeof aPlayedLeg>[0]]>([
    ["Nothing happened. The login was allowed.", {}],
    [
      "Nothing happened. The login was allowed.",
      { report: { requests: [{ ...request, by: "default" }] } },
    ],
    [
      "Denied. The application gets “Staff only.”",
      { outcome: { result: "denied", reason: "Staff only." } },
    ],
    ["Denied. The application gets “no”.", { outcome: { result: "denied", reason: "no" } }],
    ["Denied.", { outcome: { result: "denied" } }],
    [
      "Redirected to acme.example/terms.",
      { outcome: { result: "redirected", redirect: { url: "https://acme.example/terms/?a=b#c" } } },
    ],
    ["Redirected to the form am_1.", { outcome: { result: "redirected", prompt: { id: "am_1" } } }],
    [
      "Failed. TypeError: x is undefined, line 12.",
      {
        outcome: {
          result: "failed",
          error: {
            name: "TypeError",
            message: "x is undefined",
            stack: "TypeError: x is undefined\n    at exports.onExecutePostLogin (action.js:12:3)",
          },
        },
      },
    ],
    [
      "Failed. The application gets “login_required: Log in.”",
      { outcome: { result: "failed", error: { name: "login_required", message: "Log in." } } },
    ],
    [
      "Failed. “left-pad” is not available here.",
      {
        outcome: {
          result: "failed",
          error: { name: "Error", message: "Cannot find module 'left-pad'" },
        },
      },
    ],
    [
      "Timed out after 20 s.",
      { outcome: { result: "timed-out" }, report: { milliseconds: 20_000 } },
    ],
    [
      "Timed out. The script was stopped after 2 s of work.",
      { outcome: { result: "timed-out" }, report: { milliseconds: null } },
    ],
  ])("%s", (sentence, changes) => {
    expect(said(changes)).toBe(sentence);
  });
});

describe("what a login did is said to be", () => {
  const changed = (key: string, after: unknown) => ({ key, after });

  test.each<[string, Parameters<typeof aPlayedLeg>[0]]>([
    [
      "Sent 2 requests to api.example.com and example.org:443.",
      { report: { requests: [request, { ...request, url: "https://example.org:443/?b=c" }] } },
    ],
    [
      "Added “roles” to the ID token.",
      { outcome: { idToken: { "https://example.com/roles": ["admin"] } } },
    ],
    [
      "Added “roles” to both tokens. Added “plan” to the access token.",
      { outcome: { idToken: { roles: [] }, accessToken: { roles: [], plan: "pro" } } },
    ],
    [
      "Set app_metadata.seen to true. Removed user_metadata.old.",
      {
        report: {
          changes: {
            appMetadata: [changed("seen", true)],
            userMetadata: [{ key: "old", before: 1 }],
          },
        },
      },
    ],
    [
      "Set app_metadata.text.",
      {
        report: {
          changes: { appMetadata: [changed("text", "a".repeat(41))], userMetadata: [] },
        },
      },
    ],
    ["Asks for a second factor.", { outcome: { multifactor: { provider: "any" } } }],
    [
      "Asks for a second factor (google-authenticator).",
      { outcome: { multifactor: { provider: "google-authenticator" } } },
    ],
    ["Linked to auth0|1.", { outcome: { primaryUser: "auth0|1" } }],
    ["Set 2 SAML attributes.", { outcome: { saml: { attributes: { a: 1, b: 2 } } } }],
    [
      "Set the granted scopes to openid read:orders.",
      { outcome: { scope: ["openid", "read:orders"] } },
    ],
    ["Granted no scopes.", { outcome: { scope: [] } }],
    ["Held back the refresh token.", { outcome: { notIssued: ["refreshToken"] } }],
    ["Revoked the session.", { outcome: { session: { revoked: "why" } } }],
    [
      "Changed user auth0|2 roles.",
      { outcome: { tenant: { "user auth0|2 roles": { after: ["admin"] } } } },
    ],
  ])("%s", (sentence, changes) => {
    expect(said(changes)).toBe(`Allowed. ${sentence}`);
  });

  test("as much as can be read at a glance", () => {
    const claims = { a: 1 };
    const leg = aPlayedLeg({
      outcome: {
        idToken: claims,
        accessToken: { b: 1 },
        multifactor: { provider: "any" },
        scope: ["a"],
        primaryUser: "auth0|1",
      },
    });
    const summary = summarize(leg);
    expect(summary.effects).toHaveLength(5);
    expect(renderSummary(summary)).toBe(
      "Allowed. Added “a” to the ID token. Added “b” to the access token. Asks for a second factor. 2 more changes.",
    );
  });
});

test.each([
  [0, "0 ms"],
  [12.4, "12 ms"],
  [999.4, "999 ms"],
  [999.6, "1 s"],
  [1500, "1.5 s"],
  [2034.89999999851, "2 s"],
  [20_000, "20 s"],
])("%d ms are told as %s", (milliseconds, told) => {
  expect(renderTime(milliseconds)).toBe(told);
});
