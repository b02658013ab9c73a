import { describe, expect, test } from "vitest";

import { createTenant } from "../../../../src/emulator/tenant.ts";
import { loadAction, loadRule } from "../../../../src/node/load.ts";
import { readLogin } from "../../../../src/site/playground/run/read-texts.ts";
import { readyLogins, renderLogin } from "../../../../src/site/playground/draft/ready-logins.ts";

const now = new Date("2026-11-27T12:00:00.000Z");

/** What a rule and an action see of a login. */
async function seen(id: string) {
  const ready = readyLogins.find((login) => login.id === id);
  const read = ready && readLogin(renderLogin(ready, now));
  if (read?.kind !== "read") {
    throw new Error(`${id} cannot be read`);
  }
  const { user, login, notes } = read.value;
  expect(notes).toEqual([]);
  const play = (forms: object) =>
    createTenant({ users: [user], now }).login({ ...login, ...forms, userId: user.user_id });
  const rule = loadRule(
    "function (user, context, callback) { console.log(JSON.stringify([user, context])); callback(null, user, context); }",
  );
  const action = loadAction(
    "const log = async (event) => { console.log(JSON.stringify(event)); }; exports.onExecutePostLogin = log; exports.onContinuePostLogin = log;",
  );
  const asRule = await play({ rules: [rule] });
  const asAction = await play({ actions: [action] });
  expect([asRule.result, asAction.result]).toEqual(["allowed", "allowed"]);
  const [ruleUser, context] = JSON.parse(asRule.console[0]?.text ?? "[]") as unknown[];
  return {
    user: ruleUser,
    context,
    event: JSON.parse(asAction.console[0]?.text ?? "{}") as unknown,
  };
}

describe("the ready login", () => {
  test.each([
    ["first", { event: { stats: { logins_count: 1 }, user: { created_at: now.toISOString() } } }],
    [
      "returning",
      {
        context: { stats: { loginsCount: 12 }, authorization: { roles: ["editor"] } },
        event: { user: { app_metadata: { plan: "pro" } } },
      },
    ],
    ["unverified", { user: { email_verified: false } }],
    ["no-email", { user: { phone_number: expect.any(String) as unknown } }],
    [
      "refresh-token",
      {
        context: { protocol: "oauth2-refresh-token" },
        event: { transaction: { protocol: "oauth2-refresh-token" }, refresh_token: {} },
      },
    ],
    [
      "silent",
      {
        context: { request: { query: { prompt: "none" } } },
        event: { transaction: { prompt: ["none"] }, request: { query: { prompt: "none" } } },
      },
    ],
    ["saml", { context: { protocol: "samlp", samlConfiguration: {} } }],
    ["linked", { user: { identities: [{}, { isSocial: true, profileData: {} }] } }],
    [
      "after-redirect",
      { context: { protocol: "redirect-callback", request: { query: { state: "state-1" } } } },
    ],
  ])("%s is what its name says", async (id, expected) => {
    expect(await seen(id)).toMatchObject(expected);
  });

  test("without an email has none", async () => {
    const { user } = await seen("no-email");
    expect(user).not.toHaveProperty("email");
  });

  test("ids are told apart, and all are tested", () => {
    expect(new Set(readyLogins.map(({ id }) => id)).size).toBe(9);
  });
});
