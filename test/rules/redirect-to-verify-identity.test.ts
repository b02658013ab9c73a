import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";

import type { Tenant } from "../../src/emulator/tenant.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
  start,
} from "../support/describeTemplate.ts";

const secret = "0123456789abcdef0123456789abcdef";
const configuration = {
  VERIFY_URL: "https://www.example.com/verify?lang=en",
  VERIFY_TOKEN_SECRET: secret,
};
const now = Date.parse(start) / 1000;
const userId = aUser().user_id;
const notVerified = {
  result: "denied",
  reason: "Your identity has to be verified to log in.",
};

type Claims = Record<string, unknown>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A JWT as the page would make it. */
function sign(claims: unknown, key = secret): string {
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac("sha256", key).update(content).digest("base64url")}`;
}

/** What the page answers to the login that waits. */
function anAnswer(tenant: Tenant, changes: Claims = {}): Claims {
  return {
    sub: userId,
    iss: "example.auth0.com",
    state: tenant.suspended?.state,
    identity: "verified",
    reference: "check-1",
    iat: now,
    ...changes,
  };
}

function stored(identityVerified: unknown): ReturnType<typeof aUser> {
  return aUser({ app_metadata: { plan: "gold", identity_verified: identityVerified } });
}

describeTemplate("redirect-to-verify-identity", ({ login }) => {
  /** A login that waits for the page. */
  async function begin(given: Parameters<typeof login>[0] = {}): Promise<Tenant> {
    const tenant = aTenant({ users: [aUser({ app_metadata: { plan: "gold" } })] });
    const outcome = await login({ configuration, tenant, ...given });
    expect(outcome).toMatchObject({ result: "redirected" });
    return tenant;
  }

  async function expectRefused(
    tenant: Tenant,
    back: Parameters<Tenant["resume"]>[0],
  ): Promise<void> {
    const outcome = await tenant.resume(back);
    expect(outcome).toMatchObject(notVerified);
    expect(outcome.appMetadata).toEqual({ plan: "gold" });
    expect(outcome.console).toEqual([
      { level: "log", text: expect.stringMatching(/^Identity: not verified, check /) as string },
    ]);
  }

  describe("sends to the page", () => {
    test("with a token that says who is to be verified", async () => {
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "redirected", console: [], warnings: [] });
      const url = new URL(outcome.redirect?.url ?? "");
      const token = url.searchParams.get("session_token") ?? "";
      const claims = JSON.parse(
        Buffer.from(token.split(".")[1] ?? "", "base64url").toString(),
      ) as Claims;
      expect(url.origin + url.pathname).toBe("https://www.example.com/verify");
      expect(url.searchParams.get("lang")).toBe("en");
      expect(token).toBe(sign(claims));
      expect(claims).toEqual({
        iat: now,
        exp: now + 3600,
        iss: "example.auth0.com",
        sub: userId,
        ip: "203.0.113.7",
      });
    });

    test.each([
      ["nothing", undefined],
      ["no time", { reference: "check-1" }],
      ["a text", "2026-01-15"],
      ["null", null],
    ])("a user of whom %s is stored", async (_what, identityVerified) => {
      const outcome = await login({ configuration, user: stored(identityVerified) });
      expect(outcome.result).toBe("redirected");
    });

    test("a user who says so", async () => {
      const user = aUser({ user_metadata: { identity_verified: { verified_at: start } } });
      expect((await login({ configuration, user })).result).toBe("redirected");
    });

    test.each(["samlp", "wsfed", "oauth2-device-code"])("from a login by %s", async (protocol) => {
      expect((await login({ configuration, protocol })).result).toBe("redirected");
    });
  });

  describe("lets a user in who is verified", () => {
    test.each([
      ["in the body", (sessionToken: string) => ({ body: { session_token: sessionToken } })],
      ["in the query", (sessionToken: string) => ({ query: { session_token: sessionToken } })],
    ])("by an answer %s, and stores time and reference", async (_where, back) => {
      const tenant = await begin();
      const outcome = await tenant.resume(back(sign(anAnswer(tenant, { document: "passport" }))));
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.appMetadata).toEqual({
        plan: "gold",
        identity_verified: { verified_at: start, reference: "check-1" },
      });
      expect((await login({ configuration, tenant })).result).toBe("allowed");
    });

    test.each([60, -600])("by an answer from %s seconds away", async (seconds) => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant, { iat: now + seconds }));
      expect((await tenant.resume({ body: { session_token: sessionToken } })).result).toBe(
        "allowed",
      );
    });

    test("and asks again if that could not be stored", async () => {
      const tenant = await begin({ management: 500 });
      const outcome = await tenant.resume({ body: { session_token: sign(anAnswer(tenant)) } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: { plan: "gold" } });
      expect((await login({ configuration, tenant })).result).toBe("redirected");
    });

    test.each([
      ["at a silent login", aSilentLogin()],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a password grant", { protocol: "oauth2-password" }],
      ["without the settings", { configuration: {} }],
    ])("%s, and stores nothing", async (_when, circumstances) => {
      const user = stored({ verified_at: start, reference: "check-1" });
      const outcome = await login({ configuration, user, management: 500, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual(user.app_metadata);
    });
  });

  describe("denies a login that comes back", () => {
    test.each<[string, Claims]>([
      ["for another user", { sub: "auth0|other" }],
      ["for another tenant", { iss: "other.auth0.com" }],
      ["for another login", { state: "state-2" }],
      ["for no login", { state: undefined }],
      ["that does not say verified", { identity: undefined }],
      ["that says true", { identity: true }],
      ["that says something else", { identity: "failed" }],
      ["without a reference", { reference: undefined }],
      ["with a reference that is no text", { reference: { id: 1 } }],
      ["with a long reference", { reference: "x".repeat(101) }],
      ["with a document for a reference", { reference: "<svg>" }],
      ["that is over", { exp: now }],
      ["of no time", { iat: undefined }],
      ["of long ago", { iat: now - 601 }],
      ["of a time to come", { iat: now + 601 }],
    ])("with an answer %s", async (_what, changes) => {
      const tenant = await begin();
      await expectRefused(tenant, { body: { session_token: sign(anAnswer(tenant, changes)) } });
    });

    test.each<[string, (claims: Claims) => unknown]>([
      ["that is signed with another key", (claims) => sign(claims, `${secret}0`)],
      ["that is not signed", (claims) => `${encode({ alg: "none" })}.${encode(claims)}.`],
      ["that has no signature", (claims) => `${encode({ alg: "none" })}.${encode(claims)}`],
      [
        "whose claims were changed",
        (claims) => sign({ ...claims, sub: "x" }).replace(/\.[^.]+\./, `.${encode(claims)}.`),
      ],
      ["without claims", () => sign(null)],
      ["in an object", (claims) => ({ token: sign(claims) })],
      ["that is no token", () => "yes"],
      ["that is empty", () => ""],
    ])("with an answer %s", async (_what, forge) => {
      const tenant = await begin();
      await expectRefused(tenant, { body: { session_token: forge(anAnswer(tenant)) } });
    });

    test("with the token that it left with", async () => {
      const tenant = aTenant({ users: [aUser({ app_metadata: { plan: "gold" } })] });
      const { redirect } = await login({ configuration, tenant });
      const sessionToken = new URL(redirect?.url ?? "").searchParams.get("session_token");
      await expectRefused(tenant, { body: { session_token: sessionToken } });
    });

    test("with the answer and the state of an earlier login", async () => {
      const tenant = await begin();
      const answer = anAnswer(tenant);
      await login({ configuration, tenant });
      const body = { session_token: sign(answer), state: answer["state"] };
      await expectRefused(tenant, { body });
    });

    test.each([
      ["without an answer", {}],
      ["with words in the query", { query: { identity: "verified", reference: "check-1" } }],
    ])("%s", async (_what, back) => {
      await expectRefused(await begin(), back);
    });

    test("and names in the log what is not proved", async () => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant, { identity: "failed", iat: now - 601 }));
      const { console } = await tenant.resume({ body: { session_token: sessionToken } });
      expect(console[0]?.text).toBe("Identity: not verified, check identity, iat");
    });

    test("though it had not left", async () => {
      const outcome = await login({ configuration, protocol: "redirect-callback" });
      expect(outcome).toMatchObject({ ...notVerified, appMetadata: nothing });
    });
  });

  test.each([
    ["at a silent login", aSilentLogin()],
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
    ["without a host to come back to", { request: { hostname: null } }],
  ])("denies a user who is not verified %s, and says what to do", async (_when, circumstances) => {
    expect(await login({ configuration, ...circumstances })).toMatchObject({
      result: "denied",
      reason: "Log in with a browser to verify your identity.",
      appMetadata: nothing,
    });
  });

  test.each([
    ["VERIFY_URL", ""],
    ["VERIFY_URL", "http://www.example.com/verify"],
    ["VERIFY_URL", "https://["],
    ["VERIFY_TOKEN_SECRET", ""],
    ["VERIFY_TOKEN_SECRET", secret.slice(1)],
  ])("denies a user who is not verified when %s is %j", async (key, value) => {
    const settings = { ...configuration, [key]: value };
    expect(await login({ configuration: settings })).toMatchObject({
      result: "denied",
      reason: "Access denied.",
      console: [{ text: "Identity: denied, check VERIFY_URL and VERIFY_TOKEN_SECRET" }],
    });
    const back = await login({ configuration: settings, protocol: "redirect-callback" });
    expect(back.result).toBe("denied");
  });
});
