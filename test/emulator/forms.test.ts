import { describe, expect, test } from "vitest";
import { levelOutcome, platformDifferences } from "../../src/emulator/outcome/differences.ts";
import type { LoginDescription } from "../../src/emulator/login/login.ts";
import { loadAction, loadRule } from "../../src/node/load.ts";
import { aTenant, aUser } from "../support/describeTemplate.ts";

interface Pair {
  does: string;
  rule: string;
  action: string;
  login?: LoginDescription;
}

const ok = "callback(null, user, context);";

/** What a rule does and what an action does to the same end. */
const pairs: Pair[] = [
  { does: "nothing", rule: ok, action: "" },
  {
    does: "deny",
    rule: 'callback(new UnauthorizedError("no"));',
    action: 'api.access.deny("no");',
  },
  {
    does: "set claims, one of them reserved",
    rule: `context.idToken.a = 1; context.accessToken.sub = 2; ${ok}`,
    action: 'api.idToken.setCustomClaim("a", 1); api.accessToken.setCustomClaim("sub", 2);',
  },
  {
    does: "store metadata",
    rule: `await auth0.users.updateAppMetadata(user.user_id, { a: 1, b: null });
      await auth0.users.updateUserMetadata(user.user_id, { c: { d: 2 } }); ${ok}`,
    action: `api.user.setAppMetadata("a", 1); api.user.setAppMetadata("b", null);
      api.user.setUserMetadata("c", { d: 2 });`,
  },
  {
    does: "replace the scopes",
    rule: `context.accessToken.scope = ["profile", "openid", "read:x"]; ${ok}`,
    action: 'api.accessToken.addScope("read:x"); api.accessToken.removeScope("email");',
  },
  {
    does: "ask for a second factor",
    rule: `context.multifactor = { provider: "any", allowRememberBrowser: false }; ${ok}`,
    action: 'api.multifactor.enable("any");',
  },
  {
    does: "redirect",
    rule: `context.redirect = { url: "https://x.example" }; ${ok}`,
    action: 'api.redirect.sendUserTo("https://x.example");',
  },
  {
    does: "redirect where there is no browser",
    rule: `context.redirect = { url: "https://x.example" }; ${ok}`,
    action: 'api.redirect.sendUserTo("https://x.example");',
    login: { protocol: "oauth2-password" },
  },
  {
    does: "set the SAML response",
    rule: `context.samlConfiguration.mappings = { mail: "email" };
      context.samlConfiguration.RelayState = "r"; ${ok}`,
    action:
      'api.samlResponse.setAttribute("mail", event.user.email); api.samlResponse.setRelayState("r");',
    login: { protocol: "samlp" },
  },
  {
    does: "set the primary user",
    rule: `context.primaryUser = "auth0|2"; ${ok}`,
    action: 'api.authentication.setPrimaryUser("auth0|2");',
  },
  {
    does: "fail",
    rule: 'throw new RangeError("bad");',
    action: 'throw new RangeError("bad");',
  },
  {
    does: "hang",
    rule: "await new Promise(() => {});",
    action: "await new Promise(() => {});",
  },
  {
    does: "log what it reads",
    rule: `const { request: r, stats, authentication: a } = context;
      console.log(r.ip, r.userAgent, r.query.scope, r.geoip.country_code, stats.loginsCount, context.clientID,
        context.clientName, context.connection, context.connectionStrategy, context.tenant, a.methods[0].timestamp,
        user.email, context.sessionID, context.protocol); ${ok}`,
    action: `const { request: r, stats, authentication: a, client, connection } = event;
      console.log(r.ip, r.user_agent, r.query.scope, r.geoip.countryCode, stats.logins_count, client.client_id,
        client.name, connection.name, connection.strategy, event.tenant.id, Date.parse(a.methods[0].timestamp),
        event.user.email, event.session.id, event.transaction.protocol);`,
  },
];

describe("both forms of one login have one outcome", () => {
  test.each(pairs)("when they $does", async ({ rule, action, login }) => {
    const users = [aUser({ app_metadata: { b: 1 } })];
    const asRule = await aTenant({ users }).login({
      ...login,
      rules: [loadRule(`async function rule(user, context, callback) {\n${rule}\n}`)],
    });
    const asAction = await aTenant({ users }).login({
      ...login,
      actions: [loadAction(`exports.onExecutePostLogin = async (event, api) => {\n${action}\n};`)],
    });
    expect(levelOutcome(asAction)).toEqual(levelOutcome(asRule));
    expect(asAction.warnings).toEqual(asRule.warnings);
  });
});

test("each documented difference has an id of its own", () => {
  const ids = platformDifferences.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});
