import nock from "nock";
import { describe, expect, test } from "vitest";

import type { User } from "../../src/emulator/login/login.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  START,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const service = "https://api.example.com";
const path = "/users/auth0%7C1";
const address = `${service}${path}`;
const configuration = {
  ENRICH_API_URL: `${service}/users/{user_id}`,
  ENRICH_API_KEY: "s3cret",
  ENRICH_API_FIELDS: "plan, company",
};
const known = { plan: "gold", company: "Acme" };
const claims = claimsOf(known);
const minutes = 60 * 1000;
const hours = 60 * minutes;

function after(milliseconds: number): string {
  return new Date(Date.parse(START) + milliseconds).toISOString();
}

function entry(profile: unknown = known, fetched_at = START): Record<string, unknown> {
  return { enrich_from_api: { fetched_at, profile } };
}

function claimsOf(profile: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(profile).map(([name, value]) => [
    `https://example.com/${name}`,
    value,
  ]);
  return Object.fromEntries(named) as Record<string, unknown>;
}

/** A user about whom the service was asked so long ago. */
function aKnownUser(milliseconds: number): User {
  return aUser({ user_id: "auth0|1", app_metadata: entry(known, after(-milliseconds)) });
}

function answer(body: nock.Body = known, status = 200): nock.Scope {
  return nock(service, { reqheaders: { authorization: "Bearer s3cret" } })
    .get(path)
    .reply(status, body);
}

function withSettings(settings: Record<string, string>): typeof first {
  return { ...first, configuration: { ...configuration, ...settings } };
}

const first = { user: aUser({ user_id: "auth0|1" }), configuration };

const acting = {
  "a first login": { login: first, answers: [{ body: known }] },
  "a login with an answer that is too old": {
    login: { ...first, user: aKnownUser(hours) },
    answers: [{ body: known }],
  },
};

describeTemplate("enrich-from-api", acting, ({ login }) => {
  test("shows the named fields in the ID token and keeps them", async () => {
    answer({ ...known, email: "jane@example.com", roles: ["admin"] });
    const outcome = await login(first);
    expect(outcome).toMatchObject({ result: "allowed", accessToken: nothing, console: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.appMetadata).toEqual(entry());
    expect(outcome.userMetadata).toEqual({});
  });

  test("keeps the metadata of others", async () => {
    answer();
    const user = aUser({ user_id: "auth0|1", app_metadata: { plan: "silver" } });
    const outcome = await login({ ...first, user });
    expect(outcome.appMetadata).toEqual({ plan: "silver", ...entry() });
  });

  test.each([
    ["id", claims, {}],
    ["access", {}, claims],
    ["both", claims, claims],
  ])("shows the fields in the tokens that the setting names: %s", async (tokens, id, access) => {
    answer();
    const outcome = await login(withSettings({ ENRICH_API_TOKENS: tokens }));
    expect(outcome.idToken).toEqual(id);
    expect(outcome.accessToken).toEqual(access);
  });

  test("puts the user's id into the query if the setting says so, and encodes it", async () => {
    nock(service).get("/users?id=a%20%26b%23%2F..%2F%3F%24%26&v=1").reply(200, known);
    const outcome = await login({
      ...withSettings({ ENRICH_API_URL: `${service}/users?id={user_id}&v=1` }),
      user: aUser({ user_id: "a &b#/../?$&" }),
    });
    expect(outcome.idToken).toEqual(claims);
  });

  test("puts the user's id wherever the setting says so", async () => {
    nock(service).get("/auth0%7C1/plan?id=auth0%7C1").reply(200, known);
    const url = `${service}/{user_id}/plan?id={user_id}`;
    expect((await login(withSettings({ ENRICH_API_URL: url }))).idToken).toEqual(claims);
  });

  test("names the claims by the namespace, so that no name is one of Auth0's", async () => {
    answer({ roles: ["admin"], sub: "x", constructor: "y" });
    const outcome = await login(
      withSettings({
        ENRICH_API_FIELDS: "roles,sub,constructor",
        NAMESPACE: "https://claims.example.org/",
      }),
    );
    expect(outcome).toMatchObject({ warnings: [] });
    expect(outcome.idToken).toEqual({
      "https://claims.example.org/roles": ["admin"],
      "https://claims.example.org/sub": "x",
      "https://claims.example.org/constructor": "y",
    });
  });

  describe("shows of an answer", () => {
    test.each([
      ["empty and false values", { plan: "", company: false }, { plan: "", company: false }],
      ["numbers", { plan: 0, company: -1.5 }, { plan: 0, company: -1.5 }],
      ["lists", { plan: ["a", 1, true], company: [] }, { plan: ["a", 1, true], company: [] }],
      ["no objects", { plan: { name: "gold" }, company: "Acme" }, { company: "Acme" }],
      ["no lists of them", { plan: [{ a: 1 }], company: [["Acme"]] }, {}],
      ["no null, and no number beyond all numbers", '{"plan":null,"company":1e999}', {}],
      ["nothing that was not asked for", { Plan: "gold", tier: "gold" }, {}],
    ])("%s", async (_what, body, profile) => {
      answer(body as nock.Body);
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual(entry(profile));
      expect(outcome.idToken).toEqual(claimsOf(profile));
    });
  });

  test("shows nothing that every object has", async () => {
    answer({});
    const outcome = await login(withSettings({ ENRICH_API_FIELDS: "constructor,toString" }));
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
  });

  test("keeps as much as 4 KB", async () => {
    const plan = "p".repeat(4096 - '{"plan":""}'.length);
    answer({ plan });
    const outcome = await login(first);
    expect(outcome.idToken).toEqual({ "https://example.com/plan": plan });
    expect(outcome.appMetadata).toEqual(entry({ plan }));
  });

  describe("for as long as an answer is good", () => {
    test.each([
      ["at a usual login", {}],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["in a password grant", { protocol: "oauth2-password" }],
      ["without a request", { request: null }],
      ["without a query", { request: { query: null } }],
    ])("shows it and asks nothing %s", async (_when, circumstances) => {
      const user = aKnownUser(hours - 1);
      const outcome = await login({ ...first, user, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.idToken).toEqual(claims);
      expect(outcome.appMetadata).toEqual(user.app_metadata);
    });

    test("writes nothing, so that a broken write goes unnoticed", async () => {
      const user = aKnownUser(0);
      const outcome = await login({ ...first, user, management: 500 });
      expect(outcome).toMatchObject({ console: [], warnings: [] });
      expect(outcome.idToken).toEqual(claims);
    });

    test("shows no field that is no longer named", async () => {
      const user = aKnownUser(0);
      const outcome = await login({ ...withSettings({ ENRICH_API_FIELDS: "plan" }), user });
      expect(outcome.idToken).toEqual({ "https://example.com/plan": "gold" });
    });

    test("shows no claims of a user whom the service does not know", async () => {
      const tenant = aTenant({ users: [first.user] });
      answer("<html>Not Found</html>", 404);
      const before = await login({ tenant, configuration });
      expect(before).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
      expect(before.appMetadata).toEqual(entry({}));
      const outcome = await login({ tenant, configuration, now: after(hours - 1) });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
    });

    test("takes the setting's word for how long that is", async () => {
      const settings = withSettings({ ENRICH_API_CACHE_MINUTES: "99999" });
      const user = aKnownUser(99_999 * minutes - 1);
      const outcome = await login({ ...settings, user });
      expect(outcome.idToken).toEqual(claims);
    });

    test.each([
      ["without a profile", { fetched_at: START }],
      ["with text for a profile", { fetched_at: START, profile: "gold" }],
      ["with an object for a field", { fetched_at: START, profile: { plan: { a: 1 } } }],
    ])("shows nothing of an entry %s", async (_what, enrich_from_api) => {
      const user = aUser({ app_metadata: { enrich_from_api } });
      const outcome = await login({ ...first, user });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
    });
  });

  describe("asks again", () => {
    const fresh = { plan: "silver" };
    const freshClaims = { "https://example.com/plan": "silver" };

    test("after that, and replaces what is stored", async () => {
      answer(fresh);
      const outcome = await login({ ...first, user: aKnownUser(hours) });
      expect(outcome.idToken).toEqual(freshClaims);
      expect(outcome.appMetadata).toEqual(entry(fresh));
    });

    test("after the time in the setting", async () => {
      answer(fresh);
      const settings = withSettings({ ENRICH_API_CACHE_MINUTES: "1" });
      const outcome = await login({ ...settings, user: aKnownUser(minutes) });
      expect(outcome.idToken).toEqual(freshClaims);
    });

    test("and removes what a user had whom the service no longer knows", async () => {
      answer("", 404);
      const outcome = await login({ ...first, user: aKnownUser(hours) });
      expect(outcome.idToken).toEqual({});
      expect(outcome.appMetadata).toEqual(entry({}));
    });

    test.each([
      ["a time in the future", { ...entry(known, after(1)) }],
      ["a time that is none", { ...entry(known, "tomorrow") }],
      ["no time", { enrich_from_api: { profile: known } }],
      ["text", { enrich_from_api: "gold" }],
      ["null", { enrich_from_api: null }],
    ])("if what is stored has %s", async (_what, app_metadata) => {
      answer(fresh);
      const user = aUser({ user_id: "auth0|1", app_metadata });
      const outcome = await login({ ...first, user });
      expect(outcome.idToken).toEqual(freshClaims);
      expect(outcome.appMetadata).toEqual(entry(fresh));
    });

    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
    ])("%s, but stores nothing", async (_when, circumstances) => {
      answer(fresh);
      const user = aKnownUser(hours);
      const outcome = await login({ ...first, user, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.idToken).toEqual(freshClaims);
      expect(outcome.appMetadata).toEqual(user.app_metadata);
    });
  });

  test("stores nothing when a login comes back from a redirect", async () => {
    const user = aKnownUser(0);
    const outcome = await login({ ...first, user, protocol: "redirect-callback" });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.appMetadata).toEqual(user.app_metadata);
  });

  describe("while the service fails", () => {
    test.each([
      ["at a usual login", {}],
      ["when a token is refreshed", aRefreshTokenLogin()],
    ])("shows the last answer for a day, %s", async (_when, circumstances) => {
      refused(address);
      const user = aKnownUser(24 * hours - 1);
      const outcome = await login({ ...first, user, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.idToken).toEqual(claims);
      expect(outcome.appMetadata).toEqual(user.app_metadata);
    });

    test.each([
      ["after a day", {}, 24 * hours],
      ["after the hours in the setting", { ENRICH_API_STALE_HOURS: "2" }, 2 * hours],
      ["at all, if the setting says so", { ENRICH_API_STALE_HOURS: "0" }, hours],
      ["from the future", {}, -minutes],
    ])("does not show it %s", async (_when, settings, age) => {
      refused(address);
      const outcome = await login({ ...withSettings(settings), user: aKnownUser(age) });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
    });

    test("shows an answer that is good however old it is", async () => {
      const settings = { ENRICH_API_CACHE_MINUTES: "120", ENRICH_API_STALE_HOURS: "1" };
      const outcome = await login({ ...withSettings(settings), user: aKnownUser(2 * hours - 1) });
      expect(outcome.idToken).toEqual(claims);
    });

    test("asks again at the next login", async () => {
      const tenant = aTenant({ users: [first.user] });
      silent(address);
      await login({ tenant, configuration });
      answer();
      const outcome = await login({ tenant, configuration });
      expect(outcome.idToken).toEqual(claims);
      // Three seconds were spent on waiting.
      expect(outcome.appMetadata).toEqual(entry(known, after(3000)));
    });
  });

  describe("lets the login go on and stores nothing", () => {
    const timeout = "The operation was aborted due to timeout";
    const useless = "the answer is no object";
    const long = { plan: "p".repeat(4097 - '{"plan":""}'.length) };
    const wide = { plan: "\u20ac".repeat(1400) };
    test.each([
      ["refuses the connection", "fetch failed", () => refused(address)],
      ["is silent", timeout, () => silent(address)],
      ["breaks off its answer", useless, () => resetMidBody(address)],
      ["stops answering", useless, () => silentMidBody(address)],
      ["refuses the key", "status 401", () => answer(known, 401)],
      ["is asked too often", "status 429", () => answer(known, 429)],
      ["fails", "status 500", () => answer(known, 500)],
      ["answers with a page", useless, () => answer("<html>jane@example.com</html>")],
      ["answers with half of it", useless, () => answer('{"plan":"go')],
      ["answers nothing", useless, () => answer("")],
      ["has no content", useless, () => answer("", 204)],
      ["answers null", useless, () => answer("null")],
      ["answers text", useless, () => answer('"gold"')],
      ["answers a list", useless, () => answer([known])],
      ["answers too much", "the fields take more than 4 KB", () => answer(long)],
      ["answers too much in wide letters", "the fields take more than 4 KB", () => answer(wide)],
    ])("when the service %s", async (_what, reason, fail) => {
      fail();
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, idToken: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `Enrichment: nothing stored, ${reason}` },
      ]);
    });

    test("when the service redirects, and takes the key nowhere else", async () => {
      nock(service).get(path).reply(307, "", { location: "https://evil.example/" });
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, idToken: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Enrichment: nothing stored, /),
      ]);
    });

    test("when an id cannot be encoded", async () => {
      const outcome = await login({ ...first, user: aUser({ user_id: "auth0|\ud800" }) });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, idToken: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "Enrichment: nothing stored, URI malformed" },
      ]);
    });

    test.each([
      ["ENRICH_API_URL", ""],
      ["ENRICH_API_URL", "users"],
      ["ENRICH_API_URL", "http://api.example.com/users/{user_id}"],
      ["ENRICH_API_URL", "https://api.example.com/users"],
      ["ENRICH_API_URL", "https://api.example.com/users#{user_id}"],
      ["ENRICH_API_URL", "blob:https://api.example.com/users/{user_id}"],
      ["ENRICH_API_URL", "https://{user_id}.example.com/"],
      ["ENRICH_API_URL", "https://user:s3cret@api.example.com/{user_id}"],
      ["ENRICH_API_URL", "https://api.example.com:port/{user_id}"],
      ["ENRICH_API_URL", "https://api.example.com/{user_id} "],
      ["ENRICH_API_KEY", ""],
      ["ENRICH_API_KEY", "s3 cret"],
      ["ENRICH_API_KEY", "s3cret\n"],
      ["ENRICH_API_KEY", "schl\u00fcssel"],
      ["ENRICH_API_FIELDS", ""],
      ["ENRICH_API_FIELDS", " , "],
      ["ENRICH_API_FIELDS", "plan,__proto__"],
      ["ENRICH_API_FIELDS", "plan,a.b"],
      ["ENRICH_API_FIELDS", "plan company"],
      ["ENRICH_API_FIELDS", `p${"n".repeat(40)}`],
      ["ENRICH_API_TOKENS", "ID"],
      ["ENRICH_API_CACHE_MINUTES", "0"],
      ["ENRICH_API_CACHE_MINUTES", "1.5"],
      ["ENRICH_API_CACHE_MINUTES", "100000"],
      ["ENRICH_API_CACHE_MINUTES", "an hour"],
      ["ENRICH_API_STALE_HOURS", "-1"],
      ["ENRICH_API_STALE_HOURS", "10000"],
      ["ENRICH_API_STALE_HOURS", "a day"],
      ["NAMESPACE", "example.com/"],
      ["NAMESPACE", "https://"],
      ["NAMESPACE", "urn:https://example.com/"],
      ["NAMESPACE", "javascript:alert(1)"],
      ["NAMESPACE", "https://auth0.com/"],
      ["NAMESPACE", "https://acme.AUTH0.com/claims/"],
      ["NAMESPACE", "https://acme.webtask.io/"],
      ["NAMESPACE", "https://acme.webtask.run/"],
    ])("when %s cannot be used, and names it: %j", async (key, value) => {
      const outcome = await login({ ...withSettings({ [key]: value }), user: aKnownUser(0) });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `Enrichment: no claims, check ${key}` },
      ]);
    });

    test("when settings are missing, and names them", async () => {
      const outcome = await login({ ...first, configuration: {} });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, idToken: nothing });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "Enrichment: no claims, check ENRICH_API_URL, ENRICH_API_KEY, ENRICH_API_FIELDS",
        },
      ]);
    });
  });

  describe("takes", () => {
    test.each([
      ["a namespace that ends like one of Auth0", "https://myauth0.com/"],
      ["a namespace that begins like one of Auth0", "https://auth0.com.example.org/"],
      ["a namespace with the name of Auth0 elsewhere", "https://example.org/auth0.com/"],
    ])("%s", async (_what, namespace) => {
      const settings = withSettings({ NAMESPACE: namespace, ENRICH_API_FIELDS: " plan ,, p" });
      const outcome = await login({ ...settings, user: aKnownUser(0) });
      expect(outcome).toMatchObject({ warnings: [], console: [] });
      expect(outcome.idToken).toEqual({ [`${namespace}plan`]: "gold" });
    });
  });

  test("shows the claims even when nothing can be stored", async () => {
    answer();
    const outcome = await login({ ...first, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
    expect(outcome.idToken).toEqual(claims);
  });
});
