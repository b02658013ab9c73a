import { describe, expect, test } from "vitest";
import { aTenant, aUser } from "../../support/describeTemplate.ts";
import { actionOf, loginAsAction, textOf } from "../forms.ts";
import { nothing } from "../../support/describeTemplate.ts";

describe("what a call returns", () => {
  test.each([
    ["A-40", 'access.deny("no")'],
    ["A-41", 'accessToken.setCustomClaim("a", 1)'],
    ["A-45", 'idToken.setCustomClaim("a", 1)'],
    ["A-48", 'multifactor.enable("any")'],
    ["A-50", 'redirect.sendUserTo("https://x.example/")'],
    ["A-58", 'user.setAppMetadata("a", 1)'],
    ["A-58", 'user.setUserMetadata("a", 1)'],
    ["A-62", 'samlResponse.setAttribute("a", 1)'],
    ["A-63", 'samlResponse.setIssuer("a")'],
    ["A-64", 'validation.error("code", "message")'],
  ])("%s: api.%s gives the api", async (_id, call) => {
    expect(textOf(await loginAsAction(`console.log(api.${call} === api);`))).toEqual(["true"]);
  });

  test.each([
    ["A-42", 'accessToken.addScope("a")'],
    ["A-42", 'accessToken.removeScope("a")'],
    ["A-47", 'authentication.setPrimaryUser("auth0|2")'],
    ["A-49", 'prompt.render("ap_1")'],
    ["A-66", 'transaction.setMetadata("a", 1)'],
    ["A-54", 'session.setMetadata("a", "b")'],
    ["A-55", 'refreshToken.setMetadata("a", "b")'],
  ])("%s: api.%s gives nothing", async (_id, call) => {
    expect(textOf(await loginAsAction(`console.log(api.${call});`))).toEqual(["undefined"]);
  });
});

describe("what is refused", () => {
  test.each([
    ["A-41", 'accessToken.setCustomClaim("scope", 1)'],
    ["A-45", 'idToken.setCustomClaim("scope", 1)'],
    ["A-42", 'accessToken.addScope("x".repeat(281))'],
    ["A-42", 'accessToken.removeScope("")'],
    ["A-47", 'authentication.setPrimaryUser("")'],
    ["A-47", 'authentication.setPrimaryUser("x".repeat(129))'],
    ["A-47", "authentication.setPrimaryUser(1)"],
    ["A-48", 'multifactor.enable("duo", { providerOptions: { host: 10n } })'],
    ["A-58", 'user.setAppMetadata("a", 10n)'],
    ["A-60", 'cache.set("k", { a: 1 })'],
    ["A-64", 'validation.error("x".repeat(101), "message")'],
    ["A-64", 'validation.error("code")'],
    ["A-66", 'transaction.setMetadata("k".repeat(65), 1)'],
    ["A-66", 'transaction.setMetadata("k", {})'],
    ["A-66", 'transaction.setMetadata("k", Number.MAX_VALUE)'],
    ["A-66", 'transaction.setMetadata("k", "v".repeat(8193))'],
    ["A-54", "session.setExpiresAt(0)"],
    ["A-54", "session.setIdleExpiresAt()"],
    ["A-54", 'session.setCookieMode("other")'],
    ["A-54", 'session.setMetadata("no blanks", "v")'],
    ["A-54", 'session.setMetadata("k", 1)'],
    ["A-54", 'session.setMetadata("k", "v".repeat(256))'],
    ["A-54", "session.revoke(null)"],
    ["A-55", "refreshToken.setExpiresAt()"],
    ["A-55", 'refreshToken.setMetadata("k", 1)'],
    ["A-62", 'samlResponse.setAttribute("a", { b: 1 })'],
    ["A-62", 'samlResponse.setAttribute("a", [null])'],
    ["A-62", 'samlResponse.setAttribute("a", NaN)'],
    ["A-62", 'samlResponse.setAttribute("a", "v".repeat(2049))'],
    ["A-62", 'samlResponse.setAttribute("a".repeat(1025), 1)'],
    ["A-63", "samlResponse.setCreateUpnClaim(1)"],
    ["A-63", 'samlResponse.setSignatureAlgorithm("md5")'],
    ["A-63", 'samlResponse.setDigestAlgorithm(["sha1"])'],
    ["A-63", 'samlResponse.setEncryptionAlgorithm("des")'],
    ["A-63", 'samlResponse.setLifetimeInSeconds("60")'],
    ["A-63", 'samlResponse.setAudience("v".repeat(2049))'],
    ["A-63", 'samlResponse.setNameIdentifierProbes("a")'],
    ["A-63", 'samlResponse.setNameIdentifierProbes(Array(11).fill("a"))'],
    ["A-56", "groups.getUserGroups({ take: 0 })"],
    ["A-56", "groups.hasGroupMembership([])"],
    ["A-57", "roles.getUserEffectiveRoles({ from: 1 })"],
    ["A-57", "roles.getUserEffectiveRolesByIds(Array(101).fill('a'))"],
    ["A-57", "roles.getUserEffectiveRolesByNames(Array(51).fill('a'))"],
  ])("%s: api.%s fails the login and discards what else was asked for", async (_id, call) => {
    const outcome = await loginAsAction(`api.user.setAppMetadata("a", 1); await api.${call};`);
    expect(outcome).toMatchObject({ result: "failed", appMetadata: nothing });
  });

  test("more than a thousand added scopes, or two thousand changed ones (A-42)", async () => {
    const change = (added: number, removed: number) =>
      loginAsAction(
        `for (let i = 0; i < ${removed}; i++) api.accessToken.removeScope("r" + i);
        for (let i = 0; i < ${added}; i++) api.accessToken.addScope("s" + i);
        if (${added} > 0) api.accessToken.addScope("s0");`,
      );
    expect((await change(1000, 1000)).result).toBe("allowed");
    expect((await change(1001, 0)).result).toBe("failed");
    expect((await change(0, 2000)).result).toBe("allowed");
    expect((await change(0, 2001)).result).toBe("failed");
  });

  test("an added scope that is taken away again does not count (A-42)", async () => {
    const outcome = await loginAsAction(
      `for (let i = 0; i < 1500; i++) { api.accessToken.addScope("s" + i); api.accessToken.removeScope("s" + i); }`,
    );
    expect(outcome).toMatchObject({ result: "allowed", scope: ["openid", "profile", "email"] });
  });

  test("more than 16 kB of transaction metadata (A-66)", async () => {
    const body =
      'for (const key of ["a", "b", "c"]) api.transaction.setMetadata(key, "v".repeat(8000));';
    expect((await loginAsAction(body)).result).toBe("failed");
  });

  test("more than a hundred or 10 kB of SAML attributes (A-62)", async () => {
    const login = { protocol: "samlp" };
    const add = (count: number, value: string) =>
      loginAsAction(
        `for (let i = 0; i < ${count}; i++) api.samlResponse.setAttribute("a" + i, ${value});`,
        login,
      );
    expect((await add(100, "1")).result).toBe("allowed");
    expect((await add(101, "1")).result).toBe("failed");
    expect((await add(6, '"v".repeat(2000)')).result).toBe("failed");
  });

  test("metadata of a user whose metadata are no object (A-58)", async () => {
    const user = aUser({ app_metadata: "text" as unknown as Record<string, unknown> });
    expect((await loginAsAction('api.user.setAppMetadata("a", 1);', { user })).result).toBe(
      "failed",
    );
  });
});

test("what is called __proto__ is like any other (A-41, A-45, A-58, A-62)", async () => {
  const outcome = await loginAsAction(
    `for (const set of [api.accessToken.setCustomClaim, api.idToken.setCustomClaim, api.user.setAppMetadata,
      api.user.setUserMetadata, api.samlResponse.setAttribute]) set("__proto__", "v");`,
    { protocol: "samlp" },
  );
  const { accessToken, idToken, appMetadata, userMetadata, saml } = outcome;
  for (const made of [
    accessToken,
    idToken,
    appMetadata,
    userMetadata,
    saml?.["attributes"] ?? {},
  ]) {
    expect(Object.entries(made)).toEqual([["__proto__", "v"]]);
  }
});

describe("metadata", () => {
  test("of more than 32 kB are not stored, with a warning (A-58)", async () => {
    const outcome = await loginAsAction(
      'api.user.setAppMetadata("a", "v".repeat(33000)); api.user.setUserMetadata("b", 1);',
    );
    expect(outcome).toMatchObject({
      result: "allowed",
      appMetadata: nothing,
      userMetadata: { b: 1 },
    });
    expect(outcome.warnings).toHaveLength(1);
  });

  test("of both kinds are not stored if the API refuses one of them (A-58)", async () => {
    const outcome = await loginAsAction(
      'api.user.setAppMetadata("email", 1); api.user.setUserMetadata("b", 1);',
    );
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
    expect(outcome.warnings).toEqual([expect.stringContaining("metadata are not stored")]);
  });

  test("are not seen by the action that sets them (A-58)", async () => {
    const outcome = await loginAsAction(
      'api.user.setAppMetadata("a", 1); console.log(event.user.app_metadata.a);',
    );
    expect(textOf(outcome)).toEqual(["undefined"]);
  });
});

describe("transaction metadata", () => {
  test("are there at once, and null removes them (A-66)", async () => {
    const outcome = await loginAsAction(
      `api.transaction.setMetadata("a", 1); api.transaction.setMetadata("b", true); api.transaction.setMetadata("a", null);
      console.log(event.transaction.metadata);`,
    );
    expect(textOf(outcome)).toEqual(['{"b":true}']);
  });
});

describe("the cache", () => {
  test("holds twenty entries of 8 kB in all (A-60)", async () => {
    const fill = (count: number, value: string) =>
      loginAsAction(
        `let last; for (let i = 0; i < ${count}; i++) last = api.cache.set("k" + i, ${value}); console.log(last.code ?? last.type);`,
      ).then(textOf);
    expect(await fill(20, '"v"')).toEqual(["success"]);
    expect(await fill(21, '"v"')).toEqual(["CacheSizeExceeded"]);
    expect(await fill(3, '"v".repeat(3000)')).toEqual(["CacheSizeExceeded"]);
  });

  test("lives for a quarter of an hour unless told, and a day at most (A-60)", async () => {
    const life = (options: string) =>
      loginAsAction(
        `console.log((api.cache.set("k", "v", ${options}).record.expires_at - Date.now()) / 60000);`,
      ).then(textOf);
    expect(await life("null")).toEqual(["15"]);
    expect(await life("{ ttl: 60000, expires_at: Date.now() + 30000 }")).toEqual(["0.5"]);
    expect(await life("{ ttl: 1e12 }")).toEqual(["1440"]);
  });

  test("forgets what is deleted (A-61)", async () => {
    const outcome = await loginAsAction(
      `api.cache.set("k", "v"); console.log(api.cache.delete("k").type, api.cache.get("k"), api.cache.delete("k").code);`,
    );
    expect(textOf(outcome)).toEqual(["success undefined CacheKeyDoesNotExist"]);
  });
});

describe("the session", () => {
  test("shows metadata and cookie mode at once and to later actions (A-54)", async () => {
    const tenant = aTenant();
    const look = "console.log(event.session.metadata, event.session.cookie.mode);";
    const first = actionOf(
      `api.session.setMetadata("a", "1"); api.session.setMetadata("b", "2"); api.session.deleteMetadata("a");
      api.session.setCookieMode("non-persistent"); api.session.setExpiresAt(9e12); api.session.setExpiresAt(8e12);
      api.session.setIdleExpiresAt(7e12); ${look}`,
    );
    const outcome = await tenant.login({ actions: [first, actionOf(look)] });
    expect(textOf(outcome)).toEqual(['{"b":"2"} non-persistent', '{"b":"2"} non-persistent']);
    expect(outcome.session).toEqual({
      metadata: { b: "2" },
      cookieMode: "non-persistent",
      expiresAt: 8e12,
      idleExpiresAt: 7e12,
    });
  });

  test("keeps nothing where null has nothing to remove (A-54)", async () => {
    const outcome = await loginAsAction(
      'api.session.setMetadata("never set", null); console.log(event.session.metadata);',
    );
    expect(outcome.session).toBeUndefined();
    expect(textOf(outcome)).toEqual(["undefined"]);
  });

  test("that is revoked ends the login (A-54)", async () => {
    const outcome = await loginAsAction(
      'api.session.revoke("stolen", { preserveRefreshTokens: true });',
    );
    expect(outcome).toMatchObject({
      result: "denied",
      reason: "stolen",
      session: { revoked: "stolen", preservesRefreshTokens: true },
    });
  });

  test("that is not there keeps no metadata, which a refresh token that is not there does (A-54, A-55)", async () => {
    const outcome = await loginAsAction(
      `api.refreshToken.setMetadata("a", "1"); console.log(event.refresh_token);
      api.session.evictMetadata(); api.session.setMetadata("a", "1");`,
      { session: null },
    );
    expect(outcome).toMatchObject({
      result: "failed",
      error: { message: "Failed to set session metadata: there is none" },
    });
    expect(textOf(outcome)).toEqual(["undefined"]);
  });
});

describe("metadata of a session or a refresh token", () => {
  test("that are refused stay in the way of later calls of the action (A-100)", async () => {
    const outcome = await loginAsAction(
      `for (const key of ["no blanks", "key"])
        try { api.session.setMetadata(key, "v"); } catch (error) { console.log(key); }
      api.session.setMetadata("no blanks", null);
      api.session.setMetadata("key", "v");`,
    );
    expect(textOf(outcome)).toEqual(["no blanks", "key"]);
    expect(outcome.session).toEqual({ metadata: { key: "v" } });
  });

  test("are not evicted where there are none, except of a session (A-54, A-55)", async () => {
    const outcome = await loginAsAction(
      "api.session.evictMetadata(); api.refreshToken.evictMetadata();",
    );
    expect(outcome.session).toEqual({ metadata: {} });
    expect(outcome.refreshToken).toBeUndefined();
  });

  test("are seen in what the action has already taken from the event (A-54)", async () => {
    const outcome = await loginAsAction(
      'const { session } = event; api.session.setMetadata("a", "1"); console.log(session.metadata);',
    );
    expect(textOf(outcome)).toEqual(['{"a":"1"}']);
  });
});

describe("the refresh token", () => {
  const refresh = { protocol: "oauth2-refresh-token" };

  test("that is revoked ends the exchange (A-55)", async () => {
    const revoke = 'api.refreshToken.revoke("stolen");';
    expect(await loginAsAction(revoke, refresh)).toMatchObject({
      result: "denied",
      reason: "stolen",
    });
    const elsewhere = await loginAsAction(revoke);
    expect(elsewhere).toMatchObject({ result: "allowed", warnings: [expect.any(String)] });
  });

  test("keeps 25 metadata (A-55)", async () => {
    const set = (count: number) =>
      loginAsAction(
        `for (let i = 0; i < ${count}; i++) api.refreshToken.setMetadata("k" + i, "v");`,
        refresh,
      );
    expect((await set(25)).result).toBe("allowed");
    expect((await set(26)).result).toBe("failed");
  });

  test("that is online is refused (A-55)", async () => {
    const login = { ...refresh, refresh_token: { id: "rt", access: "online" } };
    expect((await loginAsAction("api.refreshToken.setExpiresAt(9e12);", login)).result).toBe(
      "failed",
    );
  });
});

describe("lookups", () => {
  const groups = [
    { id: "grp_1", name: "one" },
    { id: "grp_2", name: "two" },
  ];

  test("find the user's groups, a page at a time (A-56)", async () => {
    const outcome = await loginAsAction(
      `const page = await api.groups.getUserGroups({ take: 1 });
      const next = await api.groups.getUserGroups({ take: 1, from: page.next });
      console.log(page.groups[0].name, next.groups[0].name, next.next);
      const { memberships } = await api.groups.hasGroupMembership(["grp_1", "two", "three"]);
      console.log(Object.values(memberships).map((membership) => membership.is_member));`,
      { groups },
    );
    expect(textOf(outcome)).toEqual(["one two undefined", "[true,true,false]"]);
  });

  test("find the user's roles by id and by name (A-57)", async () => {
    const outcome = await loginAsAction(
      `const { roles } = await api.roles.getUserEffectiveRoles();
      const byId = await api.roles.getUserEffectiveRolesByIds([roles[1].id]);
      const byName = await api.roles.getUserEffectiveRolesByNames(["a", "c"]);
      console.log(roles.map((role) => role.name), byId.roles[0].name, byName.roles.length);`,
      { authorization: { roles: ["a", "b"] } },
    );
    expect(textOf(outcome)).toEqual(['["a","b"] b 1']);
  });
});

describe("the SAML response", () => {
  test("takes each setting under the name that rules use, and null removes an attribute (A-62, A-63)", async () => {
    const outcome = await loginAsAction(
      `const setters = { Audience: "v", Recipient: "v", CreateUpnClaim: true, PassthroughClaimsWithNoMapping: true,
        MapUnknownClaimsAsIs: true, MapIdentities: true, SignatureAlgorithm: "rsa-sha256", DigestAlgorithm: "sha256",
        Destination: "v", LifetimeInSeconds: 1, SignResponse: true, NameIdentifierFormat: "v", NameIdentifierProbes: ["v"],
        AuthnContextClassRef: "v", SigningCert: "v", IncludeAttributeNameFormat: true, TypedAttributes: true,
        EncryptionCert: "v", EncryptionPublicKey: "v", Cert: "v", Key: "v", RelayState: "v", Issuer: "v",
        EncryptionAlgorithm: "aes256-gcm" };
      for (const [name, value] of Object.entries(setters)) api.samlResponse["set" + name](value);
      api.samlResponse.setAttribute("a", ["x", 1]).samlResponse.setAttribute("b", 1).samlResponse.setAttribute("b");`,
      { protocol: "wsfed" },
    );
    const { attributes, ...settings } = outcome.saml ?? {};
    expect(attributes).toEqual({ a: ["x", 1] });
    expect(Object.keys(settings)).toHaveLength(24);
    expect(settings).toMatchObject({ audience: "v", RelayState: "v", nameIdentifierProbes: ["v"] });
  });
});

test("a session is revoked without a reason, too (A-54)", async () => {
  expect(await loginAsAction("api.session.revoke();")).toMatchObject({
    result: "denied",
    reason: "",
    session: { revoked: "" },
  });
});

test("api.access.deny takes one argument: a code before the reason is the reason (A-97)", async () => {
  const outcome = await loginAsAction('api.access.deny("invalid_scope", "no");');
  expect(outcome).toMatchObject({ result: "denied", reason: "invalid_scope" });
  expect(outcome.warnings).toEqual([expect.stringContaining("takes the reason only")]);
});

test("a name that is not a string sets nothing, with a warning (A-41, A-45, A-58)", async () => {
  const outcome = await loginAsAction(
    `api.accessToken.setCustomClaim(undefined, 1); api.idToken.setCustomClaim(undefined, 1);
    api.user.setAppMetadata(undefined, 1); api.user.setUserMetadata(undefined, 1);`,
  );
  expect(outcome).toMatchObject({ idToken: nothing, accessToken: nothing });
  expect(outcome).toMatchObject({ appMetadata: nothing, userMetadata: nothing });
  expect(outcome.warnings).toHaveLength(4);
});

test("a query of a redirect has any values, and none is no query (A-50)", async () => {
  const go = (query: string) =>
    loginAsAction(`api.redirect.sendUserTo("https://x.example/?a=0", { query: ${query} });`);
  const url = (query: string) => go(query).then(({ redirect }) => redirect?.url);
  expect(await url("null")).toBe("https://x.example/?a=0");
  expect(await url("{ a: null, b: undefined, c: 1 }")).toBe(
    "https://x.example/?a=null&b=undefined&c=1",
  );
  expect(await url('Object.create({ a: "1" })')).toBe("https://x.example/?a=1");
});

test("api.validation.error denies with its message (A-64)", async () => {
  const outcome = await loginAsAction(
    'api.validation.error("bad_state", "message"); console.log("on");',
  );
  expect(outcome).toMatchObject({ result: "denied", reason: "message" });
  expect(textOf(outcome)).toEqual(["on"]);
});
