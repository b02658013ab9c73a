import { createHmac } from "node:crypto";
import nock from "nock";
import { describe, expect, test } from "vitest";

import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import type { Tenant } from "../../src/emulator/tenant.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  start,
} from "../support/describeTemplate.ts";
import { refused, silent } from "../support/network.ts";

const host = "https://example.auth0.com";
const secret = "0123456789abcdef0123456789abcdef";
const configuration = {
  LINK_URL: "https://www.example.com/link?lang=en",
  LINK_TOKEN_SECRET: secret,
  AUTH0_DOMAIN: "example.auth0.com",
  AUTH0_CLIENT_ID: "m2m",
  AUTH0_CLIENT_SECRET: "secret-0a1b2c",
};
const now = Date.parse(start) / 1000;

type Claims = Record<string, unknown>;
type User = ReturnType<typeof aUser>;
type Overrides = Parameters<typeof aUser>[0];

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A JWT as the page would make it. */
function sign(claims: unknown, key = secret): string {
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac("sha256", key).update(content).digest("base64url")}`;
}

/** The account that logs in. */
function newer(changes: Overrides = {}): User {
  return aUser({
    user_id: "oauth2|acme|1",
    created_at: "2026-01-15T11:00:00.000Z",
    identities: [{ connection: "acme", provider: "oauth2", user_id: "acme|1", isSocial: true }],
    user_metadata: { color: "red", language: "de" },
    app_metadata: { roles: ["admin"] },
    ...changes,
  });
}

/** The account of the same person from before. */
function older(changes: Overrides = {}): User {
  return aUser({
    user_id: "auth0|1",
    identities: [{ connection: "db", provider: "auth0", user_id: "1", isSocial: false }],
    user_metadata: { language: "en" },
    app_metadata: { plan: "gold" },
    ...changes,
  });
}

/** A tenant with these users, whose application has the scopes that the text names. */
function aTenantOf(...users: User[]): Tenant {
  const { AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = configuration;
  const applications = [
    { client_id: clientId, client_secret: clientSecret, scopes: "read:users update:users" },
  ];
  return aTenant({ managementApi: true, users, applications });
}

/** What the page answers to the login that waits. */
function anAnswer(tenant: Tenant, changes: Claims = {}): Claims {
  const state = tenant.suspended?.state;
  const usual = { sub: "oauth2|acme|1", iss: "example.auth0.com", state, linked: "auth0|1" };
  return { ...usual, iat: now, ...changes };
}

describeTemplate("link-users-by-email", ({ login }) => {
  const loginTo = (tenant: Tenant, given: Parameters<typeof login>[0] = {}): Promise<Outcome> =>
    login({ configuration, tenant, userId: "oauth2|acme|1", ...given });

  /** A login that waits for the page. */
  async function begin(...users: User[]): Promise<Tenant> {
    const tenant = aTenantOf(...(users.length > 0 ? users : [newer(), older()]));
    expect((await loginTo(tenant)).result).toBe("redirected");
    return tenant;
  }

  const comeBack = (tenant: Tenant, changes?: Claims): Promise<Outcome> =>
    tenant.resume({ body: { session_token: sign(anAnswer(tenant, changes)) } });

  test("asks on the page, and tells it which account is to be proved", async () => {
    const outcome = await loginTo(aTenantOf(newer(), older()));
    expect(outcome).toMatchObject({ result: "redirected", console: [], warnings: [] });
    const url = new URL(outcome.redirect?.url ?? "");
    const token = url.searchParams.get("session_token") ?? "";
    const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
    const claims = JSON.parse(payload) as Claims;
    expect(url.origin + url.pathname).toBe("https://www.example.com/link");
    expect(token).toBe(sign(claims));
    expect(claims).toEqual({
      iat: now,
      exp: now + 3600,
      iss: "example.auth0.com",
      sub: "oauth2|acme|1",
      ip: "203.0.113.7",
      link_to: "auth0|1",
    });
  });

  test("joins the accounts of a user who proves both, and goes on as the older", async () => {
    const tenant = await begin();
    const outcome = await comeBack(tenant);
    expect(outcome).toMatchObject({ result: "allowed", primaryUser: "auth0|1", console: [] });
    const user = tenant.user("auth0|1");
    expect(user?.identities).toMatchObject([{ user_id: "1" }, { user_id: "acme|1" }]);
    expect(user).toMatchObject({
      user_metadata: { language: "en", color: "red" },
      app_metadata: { plan: "gold" },
    });
    expect(user?.app_metadata).not.toHaveProperty("roles");
    expect(tenant.user("oauth2|acme|1")).toBeUndefined();
  });

  test("writes no metadata where there is nothing to copy", async () => {
    const tenant = await begin(newer({ user_metadata: { language: "de" } }), older());
    expect((await comeBack(tenant)).primaryUser).toBe("auth0|1");
    expect(tenant.user("auth0|1")?.user_metadata).toEqual({ language: "en" });
  });

  test("copies to an account that has no metadata", async () => {
    const tenant = await begin(newer(), older({ user_metadata: undefined }));
    await comeBack(tenant);
    const userMetadata = { color: "red", language: "de" };
    expect(tenant.user("auth0|1")).toMatchObject({ user_metadata: userMetadata });
  });

  test("joins an identity whose id is a number", async () => {
    const identity = { connection: "github", provider: "github", user_id: 4711, isSocial: true };
    const user = newer({ user_id: "github|4711", identities: [identity] });
    const tenant = aTenantOf(user, older());
    await loginTo(tenant, { userId: "github|4711" });
    const outcome = await comeBack(tenant, { sub: "github|4711" });
    expect(outcome).toMatchObject({ primaryUser: "auth0|1", console: [] });
  });

  describe("asks nobody", () => {
    test.each<[string, User[]]>([
      ["without another account", [newer()]],
      ["whose other account has another address", [newer(), older({ email: "jo@example.com" })]],
      ["whose other account is not verified", [newer(), older({ email_verified: false })]],
      ["whose other account is newer", [newer(), older({ created_at: start })]],
      ["with two older accounts", [newer(), older(), older({ user_id: "sms|2" })]],
      ["whose own address is not verified", [newer({ email_verified: false }), older()]],
      ["with a list of addresses", [newer({ email: "jane.doe@example.com,a@b.example" }), older()]],
      ["without an address", [newer({ email: undefined }), older({ email: undefined })]],
      [
        "with a linked account",
        [
          newer({ identities: [...(older().identities ?? []), ...(newer().identities ?? [])] }),
          older(),
        ],
      ],
      ["who has refused", [newer({ app_metadata: { link_declined: true } }), older()]],
    ])("%s", async (_who, users) => {
      const outcome = await loginTo(aTenantOf(...users));
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.tenant).toBeUndefined();
    });

    test.each([
      ["at a silent login", aSilentLogin()],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a password grant", { protocol: "oauth2-password" }],
      ["without a host to come back to", { request: { hostname: null } }],
    ])("%s", async (_when, circumstances) => {
      const tenant = aTenantOf(newer(), older());
      const outcome = await loginTo(tenant, circumstances);
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  test("searches the address in lower case", async () => {
    const tenant = await begin(newer({ email: "Jane.Doe@Example.com" }), older());
    expect((await comeBack(tenant)).primaryUser).toBe("auth0|1");
  });

  describe("goes on unlinked, and says why, with an answer", () => {
    async function expectUnlinked(tenant: Tenant, sessionToken: unknown): Promise<void> {
      const outcome = await tenant.resume({ body: { session_token: sessionToken } });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.primaryUser).toBeUndefined();
      expect(outcome.tenant).toBeUndefined();
      expect(outcome.console).toHaveLength(1);
      expect(tenant.user("oauth2|acme|1")?.app_metadata).toEqual({ roles: ["admin"] });
      expect((await loginTo(tenant)).result).toBe("redirected");
    }

    test.each<[string, Claims]>([
      ["for another user", { sub: "auth0|other" }],
      ["for another tenant", { iss: "other.auth0.com" }],
      ["for another login", { state: "state-2" }],
      ["for no login", { state: undefined }],
      ["for another account", { linked: "auth0|2" }],
      ["for no account", { linked: undefined }],
      ["for the account that was asked for", { linked: undefined, link_to: "auth0|1" }],
      ["for a list of accounts", { linked: ["auth0|1"] }],
      ["that is over", { exp: now }],
      ["of no time", { iat: undefined }],
      ["of long ago", { iat: now - 601 }],
      ["of a time to come", { iat: now + 601 }],
    ])("%s", async (_what, changes) => {
      const tenant = await begin();
      await expectUnlinked(tenant, sign(anAnswer(tenant, changes)));
    });

    test.each<[string, (claims: Claims) => unknown]>([
      ["that is signed with another key", (claims) => sign(claims, `${secret}0`)],
      ["that is not signed", (claims) => `${encode({ alg: "none" })}.${encode(claims)}.`],
      ["without claims", () => sign(null)],
      ["in an object", (claims) => ({ token: sign(claims) })],
      ["that is no token", () => "yes"],
      ["that is missing", () => undefined],
    ])("%s", async (_what, forge) => {
      const tenant = await begin();
      await expectUnlinked(tenant, forge(anAnswer(tenant)));
    });

    test("that is the token it left with", async () => {
      const tenant = aTenantOf(newer(), older());
      const { redirect } = await loginTo(tenant);
      await expectUnlinked(tenant, new URL(redirect?.url ?? "").searchParams.get("session_token"));
    });

    test("that refuses, but is not signed by the page", async () => {
      const tenant = await begin();
      await expectUnlinked(tenant, sign(anAnswer(tenant, { linked: "no" }), `${secret}0`));
    });
  });

  test.each(["", secret.slice(1)])(
    "believes no answer that is signed with the short secret %j",
    async (key) => {
      const state = "state-1";
      const sessionToken = sign({ ...anAnswer(aTenant()), state, linked: "no" }, key);
      const outcome = await login({
        configuration: { ...configuration, LINK_TOKEN_SECRET: key },
        user: newer(),
        protocol: "redirect-callback",
        request: { query: { state }, body: { session_token: sessionToken } },
      });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: { roles: ["admin"] } });
      expect(outcome.appMetadata).not.toHaveProperty("link_declined");
      expect(outcome.console).toHaveLength(1);
    },
  );

  test("keeps that a user refuses, and does not ask again", async () => {
    const tenant = await begin();
    const outcome = await comeBack(tenant, { linked: "no" });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.appMetadata).toEqual({ roles: ["admin"], link_declined: true });
    expect((await loginTo(tenant)).result).toBe("allowed");
  });

  test("does not link where the older account is no longer verified", async () => {
    const tenant = await begin();
    const { access_token: accessToken } = (await (
      await tenant.answer(
        new Request(`${host}/oauth/token`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            grant_type: "client_credentials",
            client_id: "m2m",
            client_secret: configuration.AUTH0_CLIENT_SECRET,
            audience: `${host}/api/v2/`,
          }),
        }),
      )
    )?.json()) as { access_token: string };
    const patch = new Request(`${host}/api/v2/users/auth0%7C1`, {
      method: "PATCH",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify({ email_verified: false }),
    });
    expect((await tenant.answer(patch))?.status).toBe(200);
    const outcome = await comeBack(tenant);
    expect(outcome.primaryUser).toBeUndefined();
    expect(outcome.console).toMatchObject([
      { text: "Linking: not linked, the answer is not for the older account" },
    ]);
  });

  describe("goes on, and says so, when Auth0", () => {
    test.each<[string, () => unknown, string]>([
      ["gives no token", () => refused(`${host}/oauth/token`), "fetch failed"],
      ["is slow", () => silent(`${host}/oauth/token`), "timeout"],
      ["refuses the secret", () => nock(host).post("/oauth/token").reply(401), "status 401"],
      ["answers with a page", () => nock(host).post("/oauth/token").reply(200, "<html>"), ""],
      [
        "does not search",
        () => {
          nock(host).post("/oauth/token").reply(200, { access_token: "token-1" });
          nock(host).get("/api/v2/users-by-email").query(true).reply(429);
        },
        "status 429",
      ],
    ])("%s", async (_what, fail, message) => {
      fail();
      const outcome = await login({ configuration, user: newer() });
      expect(outcome).toMatchObject({ result: "allowed" });
      const text = expect.stringMatching(`^Linking: not linked, .*${message}`) as string;
      expect(outcome.console).toEqual([{ level: "log", text }]);
    });

    test("does not link on return", async () => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant));
      const { AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = configuration;
      const weak = aTenant({
        managementApi: true,
        users: [newer(), older()],
        applications: [{ client_id: clientId, client_secret: clientSecret, scopes: "read:users" }],
      });
      await loginTo(weak);
      const outcome = await weak.resume({ body: { session_token: sessionToken } });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.primaryUser).toBeUndefined();
      expect(outcome.console).toMatchObject([{ text: "Linking: not linked, status 403" }]);
    });
  });

  test.each([
    ["LINK_URL", ""],
    ["LINK_URL", "http://www.example.com/link"],
    ["LINK_TOKEN_SECRET", secret.slice(1)],
    ["AUTH0_DOMAIN", ""],
    ["AUTH0_DOMAIN", "example.auth0.com/x"],
    ["AUTH0_CLIENT_ID", ""],
    ["AUTH0_CLIENT_SECRET", ""],
  ])("goes on, and names the setting, when %s is %j", async (key, value) => {
    const settings = { ...configuration, [key]: value };
    const outcome = await login({ configuration: settings, user: newer() });
    expect(outcome).toMatchObject({ result: "allowed" });
    expect(outcome.console).toMatchObject([{ text: `Linking: not asked, check ${key}` }]);
  });
});
