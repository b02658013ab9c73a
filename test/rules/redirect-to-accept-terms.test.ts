import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";

import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import type { Tenant } from "../../src/emulator/tenant.ts";
import { loadAction, loadRule } from "../../src/node/load.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  loginAs,
  nothing,
  readTemplate,
  start,
} from "../support/describeTemplate.ts";

const secret = "0123456789abcdef0123456789abcdef";
const configuration = {
  TERMS_URL: "https://www.example.com/terms?lang=en#top",
  TERMS_VERSION: "2026-01",
  TERMS_TOKEN_SECRET: secret,
};
const now = Date.parse(start) / 1000;
const userId = "auth0|0a1b2c3d4e5f6a7b8c9d0e1f";

const noPage = "Log in with a browser to accept the current terms.";
const notAccepted = "You have to accept the current terms to log in.";

type Claims = Record<string, unknown>;

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signature(content: string, key = secret, hash = "sha256"): string {
  return createHmac(hash, key).update(content).digest("base64url");
}

/** A JWT as the page would make it. */
function sign(claims: unknown, { key = secret, alg = "HS256", hash = "sha256" } = {}): string {
  const content = `${encode({ alg, typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${signature(content, key, hash)}`;
}

/** What the page is asked by the redirect: its address, and what stands in the token. */
function readRedirect({ redirect }: Outcome): {
  page: string;
  token: string;
  header: unknown;
  claims: Claims;
} {
  const url = new URL(redirect?.url ?? "");
  const token = url.searchParams.get("session_token") ?? "";
  const [header = "", claims = "", signed] = token.split(".");
  expect(signed).toBe(signature(`${header}.${claims}`));
  url.searchParams.delete("session_token");
  const decode = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
  return { page: url.href, token, header: decode(header), claims: decode(claims) as Claims };
}

/** What the page answers to the login that waits. */
function anAnswer(tenant: Tenant, changes: Claims = {}): Claims {
  return {
    sub: userId,
    iss: "example.auth0.com",
    state: tenant.suspended?.state,
    accepted: "2026-01",
    iat: now,
    exp: now + 300,
    ...changes,
  };
}

function withAccepted(version: unknown): ReturnType<typeof aUser> {
  return aUser({ app_metadata: { plan: "gold", accepted_terms: { version } } });
}

describeTemplate("redirect-to-accept-terms", ({ login, example }) => {
  /** A login that waits for the page. */
  async function begin(given: Parameters<typeof login>[0] = {}): Promise<Tenant> {
    const tenant = aTenant({ users: [aUser({ app_metadata: { plan: "gold" } })] });
    expect(await login({ configuration, tenant, ...given })).toMatchObject({
      result: "redirected",
    });
    return tenant;
  }

  test("lets a user in who accepts on the page of the example", async () => {
    const tenant = aTenant();
    expect(await login({ ...example, tenant })).toMatchObject({ result: "redirected" });
    const outcome = await tenant.resume({ token: { secret, payload: { accepted: "2026-01" } } });
    expect(outcome).toMatchObject({
      result: "allowed",
      appMetadata: { accepted_terms: { version: "2026-01", accepted_at: start } },
    });
  });

  describe("sends a user who has not accepted", () => {
    test("to the page, with a token that says who is asked for what", async () => {
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({
        result: "redirected",
        appMetadata: nothing,
        console: [],
        warnings: [],
      });
      const { page, header, claims } = readRedirect(outcome);
      expect(page).toBe(configuration.TERMS_URL);
      expect(header).toEqual({ alg: "HS256", typ: "JWT" });
      expect(claims).toEqual({
        iat: now,
        exp: now + 3600,
        iss: "example.auth0.com",
        sub: userId,
        ip: "203.0.113.7",
        terms: "2026-01",
      });
    });

    test.each([
      "oidc-basic-profile",
      "oidc-implicit-profile",
      "oidc-hybrid-profile",
      "samlp",
      "wsfed",
      "oauth2-device-code",
    ])("from a login by %s", async (protocol) => {
      expect(await login({ configuration, protocol })).toMatchObject({ result: "redirected" });
    });

    test.each([
      ["another prompt", { prompt: "login" }],
      ["no query", { request: { query: null } }],
      ["no IP address", { request: { ip: null } }],
      ["no methods of authentication", { authentication: null }],
    ])("from a login with %s", async (_what, circumstances) => {
      const outcome = await login({ configuration, ...circumstances });
      expect(outcome.result).toBe("redirected");
    });

    test.each([
      ["an earlier version", { accepted_terms: { version: "2025-12" } }],
      ["a version that begins alike", { accepted_terms: { version: "2026-01-15" } }],
      ["a version in a list", { accepted_terms: { version: ["2026-01"] } }],
      ["the version as a text", { accepted_terms: "2026-01" }],
      ["a list with the version", { accepted_terms: ["2026-01"] }],
      ["true", { accepted_terms: true }],
      ["null", { accepted_terms: null }],
      ["the version under another name", { terms: { version: "2026-01" } }],
    ])("where %s is stored", async (_what, appMetadata) => {
      const outcome = await login({ configuration, user: aUser({ app_metadata: appMetadata }) });
      expect(outcome).toMatchObject({ result: "redirected", appMetadata: appMetadata });
    });

    test("where the user says so", async () => {
      const user = aUser({
        user_metadata: { accepted_terms: { version: "2026-01" } },
        accepted_terms: { version: "2026-01" },
      });
      expect((await login({ configuration, user })).result).toBe("redirected");
    });
  });

  describe("lets a user in who comes back with an answer", () => {
    test.each([
      ["in the body", (sessionToken: string) => ({ body: { session_token: sessionToken } })],
      ["in the query", (sessionToken: string) => ({ query: { session_token: sessionToken } })],
    ])("%s, and stores the acceptance beside the rest", async (_where, back) => {
      const tenant = await begin();
      const outcome = await tenant.resume(back(sign(anAnswer(tenant))));
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.userMetadata).toEqual({});
      expect(outcome.appMetadata).toEqual({
        plan: "gold",
        accepted_terms: { version: "2026-01", accepted_at: start },
      });
    });

    test.each([
      ["iat", 60],
      ["iat", -600],
      ["exp", 1],
    ])("whose %s is %s seconds from now", async (name, seconds) => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant, { [name]: now + seconds }));
      expect((await tenant.resume({ body: { session_token: sessionToken } })).result).toBe(
        "allowed",
      );
    });

    test("with the state in the body as well", async () => {
      const tenant = await begin();
      const answer = anAnswer(tenant);
      const body = { session_token: sign(answer), state: answer["state"] };
      expect((await tenant.resume({ body })).result).toBe("allowed");
    });

    test("that does not say when it is over", async () => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant, { exp: undefined }));
      expect((await tenant.resume({ body: { session_token: sessionToken } })).result).toBe(
        "allowed",
      );
    });

    test("and with other claims in it", async () => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant, { app_metadata: { plan: "platinum" }, jti: "1" }));
      const outcome = await tenant.resume({ body: { session_token: sessionToken } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: { plan: "gold" } });
    });

    test("and does not ask again", async () => {
      const tenant = await begin();
      await tenant.resume({ body: { session_token: sign(anAnswer(tenant)) } });
      expect((await login({ configuration, tenant })).result).toBe("allowed");
    });

    test("and asks again for the next version, whose acceptance replaces the last one", async () => {
      const tenant = await begin();
      await tenant.resume({ body: { session_token: sign(anAnswer(tenant)) } });
      const next = { ...configuration, TERMS_VERSION: "2026-02" };
      const asked = await login({ configuration: next, tenant });
      expect(readRedirect(asked).claims).toMatchObject({ terms: "2026-02" });
      const sessionToken = sign(anAnswer(tenant, { accepted: "2026-02" }));
      expect(
        (await tenant.resume({ body: { session_token: sessionToken } })).appMetadata,
      ).toMatchObject({
        accepted_terms: { version: "2026-02" },
      });
    });

    test("and asks again if the acceptance could not be stored", async () => {
      const tenant = await begin({ management: 500 });
      const outcome = await tenant.resume({ body: { session_token: sign(anAnswer(tenant)) } });
      expect(outcome.result).toBe("allowed");
      expect(outcome.appMetadata).toEqual({ plan: "gold" });
      expect((await login({ configuration, tenant })).result).toBe("redirected");
    });
  });

  describe("denies a login that comes back", () => {
    async function expectRefused(
      tenant: Tenant,
      back: Parameters<Tenant["resume"]>[0],
    ): Promise<void> {
      const outcome = await tenant.resume(back);
      expect(outcome).toMatchObject({ result: "denied", reason: notAccepted });
      expect(outcome.appMetadata).toEqual({ plan: "gold" });
      expect(outcome.console).toEqual([
        { level: "log", text: expect.stringMatching(/^Terms: not accepted, check /) as string },
      ]);
    }

    test.each<[string, Claims]>([
      ["for another user", { sub: "auth0|other" }],
      ["for nobody", { sub: undefined }],
      ["for another tenant", { iss: "other.auth0.com" }],
      ["for no tenant", { iss: undefined }],
      ["for another login", { state: "state-2" }],
      ["for no login", { state: undefined }],
      ["for another version", { accepted: "2025-12" }],
      ["for no version", { accepted: undefined }],
      ["for the version that was asked for", { accepted: undefined, terms: "2026-01" }],
      ["for true", { accepted: true }],
      ["for a list of versions", { accepted: ["2026-01"] }],
      ["that is over", { exp: now }],
      ["of no time", { iat: undefined }],
      ["of a word for a time", { iat: "now" }],
      ["of a time that is too long ago", { iat: now - 601 }],
      ["of a time to come", { iat: now + 601 }],
    ])("with an answer %s", async (_what, changes) => {
      const tenant = await begin();
      await expectRefused(tenant, { body: { session_token: sign(anAnswer(tenant, changes)) } });
    });

    test.each<[string, (claims: Claims) => unknown]>([
      ["that is signed with another key", (claims) => sign(claims, { key: `${secret}0` })],
      [
        "that is signed by another algorithm",
        (claims) => sign(claims, { alg: "HS512", hash: "sha512" }),
      ],
      ["that is not signed", (claims) => `${encode({ alg: "none" })}.${encode(claims)}.`],
      ["that has no signature", (claims) => `${encode({ alg: "none" })}.${encode(claims)}`],
      ["with half of the signature", (claims) => sign(claims).slice(0, -20)],
      ["with a longer signature", (claims) => `${sign(claims)}A`],
      ["with a padded signature", (claims) => `${sign(claims)}=`],
      [
        "whose claims were changed",
        (claims) =>
          sign({ ...claims, sub: "auth0|other" }).replace(/\.[^.]+\./, `.${encode(claims)}.`),
      ],
      ["without claims", () => sign(null)],
      ["with a number for claims", () => sign(1)],
      ["in an object", (claims) => ({ token: sign(claims) })],
      ["that is no token", () => "yes"],
      ["that is no JSON", () => `a.b.${signature("a.b")}`],
      ["that is empty", () => ""],
      ["that is true", () => true],
    ])("with an answer %s", async (_what, forge) => {
      const tenant = await begin();
      await expectRefused(tenant, { body: { session_token: forge(anAnswer(tenant)) } });
    });

    test("with the token that it left with", async () => {
      const tenant = aTenant({ users: [aUser({ app_metadata: { plan: "gold" } })] });
      const { token } = readRedirect(await login({ configuration, tenant }));
      await expectRefused(tenant, { body: { session_token: token } });
    });

    test("with the answer of an earlier login", async () => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant));
      await login({ configuration, tenant });
      await expectRefused(tenant, { body: { session_token: sessionToken } });
    });

    test("with the answer and the state of an earlier login", async () => {
      const tenant = await begin();
      const answer = anAnswer(tenant);
      await login({ configuration, tenant });
      const body = { session_token: sign(answer), state: answer["state"] };
      await expectRefused(tenant, { body });
    });

    test("with a wrong answer in the body and a right one in the query", async () => {
      const tenant = await begin();
      const query = { session_token: sign(anAnswer(tenant)) };
      await expectRefused(tenant, { query, body: { session_token: "no" } });
    });

    test.each([
      ["without an answer", {}],
      ["with a word for an answer", { body: { accepted: "2026-01" } }],
      ["with an answer under another name", { body: { token: "yes" } }],
    ])("%s", async (_what, back) => {
      await expectRefused(await begin(), back);
    });

    test("too late", async () => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant));
      await expectRefused(tenant, {
        body: { session_token: sessionToken },
        now: "2026-01-15T12:05:00.000Z",
      });
    });

    test("and names in the log what the answer does not prove", async () => {
      const tenant = await begin();
      const sessionToken = sign(anAnswer(tenant, { accepted: "2025-12", iat: now - 601 }));
      const { console } = await tenant.resume({ body: { session_token: sessionToken } });
      expect(console[0]?.text).toBe("Terms: not accepted, check accepted, iat");
    });

    test("and names all of it where the user has declined", async () => {
      const tenant = await begin();
      const { console } = await tenant.resume({ body: {} });
      expect(console[0]?.text).toBe(
        "Terms: not accepted, check session_token, sub, state, accepted, iat",
      );
    });

    test("and asks again at the next login", async () => {
      const tenant = await begin();
      await expectRefused(tenant, {});
      expect((await login({ configuration, tenant })).result).toBe("redirected");
      const sessionToken = sign(anAnswer(tenant));
      expect((await tenant.resume({ body: { session_token: sessionToken } })).result).toBe(
        "allowed",
      );
    });

    test("though it had not left", async () => {
      const outcome = await login({ configuration, protocol: "redirect-callback" });
      expect(outcome).toMatchObject({
        result: "denied",
        reason: notAccepted,
        appMetadata: nothing,
      });
    });

    test("with an answer for no login, though it had not left", async () => {
      const sessionToken = sign(anAnswer(aTenant()));
      const request = { body: { session_token: sessionToken } };
      const outcome = await login({ configuration, protocol: "redirect-callback", request });
      expect(outcome).toMatchObject({
        result: "denied",
        reason: notAccepted,
        appMetadata: nothing,
      });
    });

    test("without a request", async () => {
      const outcome = await login({ configuration, protocol: "redirect-callback", request: null });
      expect(outcome).toMatchObject({ result: "denied", reason: notAccepted });
    });
  });

  const withoutPage: [string, Parameters<typeof login>[0]][] = [
    ["at a silent login", aSilentLogin()],
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    [
      "in a password grant that is said to be interactive",
      { protocol: "oauth2-password", prompt: "login" },
    ],
    ["by the old password endpoint", { protocol: "oauth2-resource-owner" }],
    ["by the old endpoint for tokens", { protocol: "oauth2-resource-owner-jwt-bearer" }],
    ["with a key of the device", { protocol: "oauth2-webauthn" }],
    ["with the token of a provider", { protocol: "oauth2-access-token" }],
    ["when a token is exchanged", { protocol: "oauth2-token-exchange" }],
    ["by the back channel", { protocol: "oidc-ciba" }],
    ["by WS-Trust", { protocol: "wstrust-usernamemixed" }],
    ["when a token is delegated", { protocol: "delegation" }],
    ["by a protocol to come", { protocol: "oidc-basic-profile-2" }],
    ["without a request", { request: null }],
    ["without a host to come back to", { request: { hostname: null } }],
  ];

  describe.each(withoutPage)("%s", (_when, circumstances) => {
    test("denies a user who has not accepted, and says what to do", async () => {
      const outcome = await login({ configuration, ...circumstances });
      expect(outcome).toMatchObject({
        result: "denied",
        reason: noPage,
        appMetadata: nothing,
        console: [],
      });
    });

    test("denies a user who has accepted an earlier version", async () => {
      const user = withAccepted("2025-12");
      const outcome = await login({ configuration, user, ...circumstances });
      expect(outcome).toMatchObject({ result: "denied", reason: noPage });
    });

    test("lets a user in who has accepted", async () => {
      const user = withAccepted("2026-01");
      const outcome = await login({ configuration, user, management: 500, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.appMetadata).toEqual(user.app_metadata);
    });
  });

  test("lets a user who has accepted in, and stores nothing", async () => {
    const user = withAccepted("2026-01");
    const outcome = await login({ configuration, user, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.appMetadata).toEqual(user.app_metadata);
  });

  describe("with a setting that is wrong", () => {
    const wrong: [string, string][] = [
      ["TERMS_URL", ""],
      ["TERMS_URL", "http://www.example.com/terms"],
      ["TERMS_URL", "www.example.com/terms"],
      ["TERMS_URL", "https://"],
      ["TERMS_URL", "https://["],
      ["TERMS_URL", "javascript:alert(1)"],
      ["TERMS_VERSION", ""],
      ["TERMS_TOKEN_SECRET", ""],
      ["TERMS_TOKEN_SECRET", secret.slice(1)],
    ];

    test.each(wrong)("denies a user who has not accepted, when %s is %j", async (key, value) => {
      const outcome = await login({ configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "Terms: denied, check TERMS_URL, TERMS_VERSION, TERMS_TOKEN_SECRET",
        },
      ]);
    });

    test.each(wrong)("denies a login that comes back, when %s is %j", async (key, value) => {
      const protocol = "redirect-callback";
      const outcome = await login({ configuration: { ...configuration, [key]: value }, protocol });
      expect(outcome.result).toBe("denied");
    });

    test("denies even a user who has accepted an empty version", async () => {
      const user = withAccepted("");
      const outcome = await login({ user, configuration: { ...configuration, TERMS_VERSION: "" } });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
    });

    test("lets a user in who has accepted the version, when it is another", async () => {
      const user = withAccepted("2026-01");
      const outcome = await login({ user, configuration: { TERMS_VERSION: "2026-01" } });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });
});

describe("beside another form that redirects,", () => {
  const { rule, action } = readTemplate("redirect-to-accept-terms");
  const elsewhere = "https://www.example.com/elsewhere";

  test("a rule leaves the redirect to the one before, and asks at the next login", async () => {
    const other = loadRule(`function (user, context, callback) {
      if (!user.app_metadata?.seen) context.redirect = { url: "${elsewhere}" };
      user.app_metadata = { ...user.app_metadata, seen: true };
      auth0.users.updateAppMetadata(user.user_id, { seen: true })
        .then(() => callback(null, user, context));
    }`);
    const tenant = aTenant();
    const login = { rules: [other, loadRule(rule.code)], configuration };
    expect((await tenant.login(login)).redirect?.url).toBe(elsewhere);
    expect(await tenant.resume()).toMatchObject({ result: "denied", reason: notAccepted });
    expect(readRedirect(await tenant.login(login)).page).toBe(configuration.TERMS_URL);
  });

  test("an action redirects when the one before is through", async () => {
    const other = loadAction(`exports.onExecutePostLogin = async (event, api) => {
      api.redirect.sendUserTo("${elsewhere}");
    };
    exports.onContinuePostLogin = async () => {};`);
    const tenant = aTenant();
    const actions = [other, loadAction(action?.code ?? "")];
    const first = await tenant.login({ actions, secrets: configuration });
    expect(first.redirect?.url).toBe(elsewhere);
    expect(readRedirect(await tenant.resume()).page).toBe(configuration.TERMS_URL);
    const sessionToken = sign(anAnswer(tenant));
    expect((await tenant.resume({ body: { session_token: sessionToken } })).result).toBe("allowed");
  });
});

test("a rule lets a user who has accepted in when the login comes back from another redirect", async () => {
  const { rule } = readTemplate("redirect-to-accept-terms");
  const user = withAccepted("2026-01");
  const login = { configuration, user, protocol: "redirect-callback" };
  expect(await loginAs("rule", rule, login)).toMatchObject({ result: "allowed", console: [] });
});

test("a rule shows the acceptance to the rules after it", async () => {
  const { rule } = readTemplate("redirect-to-accept-terms");
  const later = loadRule(`function (user, context, callback) {
    console.log(JSON.stringify(user.app_metadata));
    callback(null, user, context);
  }`);
  const tenant = aTenant({ users: [aUser({ app_metadata: { plan: "gold" } })] });
  await tenant.login({ rules: [loadRule(rule.code), later], configuration });
  const { console } = await tenant.resume({ body: { session_token: sign(anAnswer(tenant)) } });
  const acceptedTerms = { version: "2026-01", accepted_at: start };
  expect(console.map(({ text }) => JSON.parse(text) as unknown)).toEqual([
    { plan: "gold", accepted_terms: acceptedTerms },
  ]);
});

describe("an action whose api only decodes the answer", () => {
  const { action } = readTemplate("redirect-to-accept-terms");
  const decoding = loadAction(`${action?.code ?? ""}
    const { onContinuePostLogin } = exports;
    exports.onContinuePostLogin = async (event, api) => {
      const [, claims] = event.request.body.session_token.split(".");
      const validateToken = () => JSON.parse(Buffer.from(claims, "base64url"));
      await onContinuePostLogin(event, { ...api, redirect: { validateToken } });
    };`);

  test.each<[string, Claims]>([
    ["allowed", {}],
    ["denied", { sub: "auth0|other" }],
    ["denied", { state: "state-2" }],
    ["denied", { accepted: undefined, terms: "2026-01" }],
    ["denied", { iat: now - 601 }],
  ])("is %s with %j", async (result, changes) => {
    const tenant = aTenant();
    await tenant.login({ actions: [decoding], secrets: configuration });
    const sessionToken = sign(anAnswer(tenant, changes));
    expect((await tenant.resume({ body: { session_token: sessionToken } })).result).toBe(result);
  });

  test("is denied where no login waits", async () => {
    const sessionToken = sign(anAnswer(aTenant()));
    const back = {
      protocol: "redirect-callback",
      request: { body: { session_token: sessionToken } },
    };
    const outcome = await aTenant().login({ ...back, actions: [decoding], secrets: configuration });
    expect(outcome.result).toBe("denied");
  });
});
