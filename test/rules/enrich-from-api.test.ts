import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
  type TestLogin,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const service = "https://api.example.com";
const path = "/users/auth0%7C1";
const address = `${service}${path}`;
const known = { plan: "gold", company: "Acme" };
const claims = claimsOf(known);

function claimsOf(profile: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(profile).map(([name, value]) => [
    `https://example.com/${name}`,
    value,
  ]);
  return Object.fromEntries(named) as Record<string, unknown>;
}

function answer(body: nock.Body = known, status = 200): nock.Scope {
  return nock(service, { reqheaders: { authorization: "Bearer key-0a1b2c3d4e5f" } })
    .get(path)
    .reply(status, body);
}

describeTemplate("enrich-from-api", ({ login, example }) => {
  const withSettings = (settings: Record<string, string>): TestLogin => ({
    ...example,
    configuration: { ...example.configuration, ...settings },
  });

  test("shows the listed fields in both tokens, and stores nothing", async () => {
    answer({ ...known, email: "jane@example.com", roles: ["admin"] });
    const user = aUser({ user_id: "auth0|1", app_metadata: { plan: "free" } });
    const tenant = aTenant({ users: [user] });
    const outcome = await login({ ...example, user, tenant });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.accessToken).toEqual(claims);
    expect(tenant.user("auth0|1")).toEqual(user);
  });

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
    ["by SAML", { protocol: "samlp" }],
  ])("shows them %s as well", async (_when, circumstances) => {
    answer();
    const outcome = await login({ ...example, ...circumstances });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.accessToken).toEqual(claims);
  });

  test("puts the id where the address ends, so that it stays one part of it", async () => {
    nock(service).get("/find?id=a%2F..%3Fb%3D%26c").reply(200, known);
    const settings = withSettings({ ENRICH_API_URL: `${service}/find?id=` });
    const outcome = await login({ ...settings, user: aUser({ user_id: "a/..?b=&c" }) });
    expect(outcome.idToken).toEqual(claims);
  });

  test("names the claims by the namespace, whatever a field is called", async () => {
    const found: Record<string, unknown> = { roles: ["admin"], sub: "x" };
    answer(found);
    const outcome = await login(
      withSettings({
        ENRICH_API_FIELDS: "roles,sub",
        NAMESPACE: "https://claims.example.org/",
      }),
    );
    expect(outcome).toMatchObject({ warnings: [] });
    expect(outcome.idToken).toEqual({
      "https://claims.example.org/roles": ["admin"],
      "https://claims.example.org/sub": "x",
    });
  });

  describe("shows of an answer", () => {
    test.each([
      ["empty and false values", { plan: "", company: false }, { plan: "", company: false }],
      ["numbers", { plan: 0, company: -1.5 }, { plan: 0, company: -1.5 }],
      ["lists", { plan: ["a", 1, true], company: [] }, { plan: ["a", 1, true], company: [] }],
      ["objects", { plan: { name: "gold" } }, { plan: { name: "gold" } }],
      ["no null", { plan: null, company: "Acme" }, { company: "Acme" }],
      ["nothing that was not listed", { Plan: "gold", tier: "gold" }, {}],
      ["nothing of a list", [known], {}],
      ["nothing of a text", '"gold"', {}],
    ])("%s", async (_what, body, profile) => {
      answer(body as nock.Body);
      const outcome = await login(example);
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.idToken).toEqual(claimsOf(profile));
      expect(outcome.accessToken).toEqual(claimsOf(profile));
    });
  });

  test("shows nothing that every object has", async () => {
    answer({});
    const fields = "constructor,toString,__proto__,";
    const outcome = await login(withSettings({ ENRICH_API_FIELDS: fields }));
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
  });

  describe("lets the login go on without claims", () => {
    const timeout = "The operation was aborted due to timeout";
    const fail = {
      result: "allowed",
      appMetadata: nothing,
      idToken: nothing,
      accessToken: nothing,
    };

    test.each([
      ["refuses the connection", "fetch failed", () => refused(address)],
      ["is silent", timeout, () => silent(address)],
      ["breaks off its answer", "terminated", () => resetMidBody(address)],
      ["stops answering", timeout, () => silentMidBody(address)],
      ["refuses the key", "status 401", () => answer(known, 401)],
      ["does not know the user", "status 404", () => answer(known, 404)],
      ["is asked too often", "status 429", () => answer(known, 429)],
      ["fails", "status 500", () => answer(known, 500)],
      ["answers with a page", "JSON", () => answer("<html></html>")],
      ["answers with half of it", "JSON", () => answer('{"plan":"go')],
      ["answers nothing", "JSON", () => answer("")],
      ["has no content", "JSON", () => answer("", 204)],
      ["answers null", "null", () => answer("null")],
    ])("when the service %s", async (_what, reason, service) => {
      service();
      const outcome = await login(example);
      expect(outcome).toMatchObject(fail);
      expect(outcome.console).toHaveLength(1);
      expect(outcome.console[0]?.text).toMatch(/^Enrichment: no claims, /);
      expect(outcome.console[0]?.text).toContain(reason);
    });

    test("when an id cannot be encoded", async () => {
      const outcome = await login({ ...example, user: aUser({ user_id: "auth0|\ud800" }) });
      expect(outcome).toMatchObject(fail);
      expect(outcome.console).toEqual([
        { level: "log", text: "Enrichment: no claims, URI malformed" },
      ]);
    });

    test.each([
      ["ENRICH_API_URL", ""],
      ["ENRICH_API_URL", "users"],
      ["ENRICH_API_URL", "http://api.example.com/users/"],
      ["ENRICH_API_URL", "https://api.example.com"],
      ["ENRICH_API_URL", "blob:https://api.example.com/users/"],
      ["ENRICH_API_KEY", ""],
      ["ENRICH_API_KEY", "s3 cret"],
      ["ENRICH_API_KEY", "s3cret\n"],
      ["ENRICH_API_KEY", "schl\u00fcssel"],
      ["ENRICH_API_FIELDS", ""],
    ])("when %s cannot be used, and names it: %j", async (key, value) => {
      const outcome = await login(withSettings({ [key]: value }));
      expect(outcome).toMatchObject(fail);
      expect(outcome.console).toEqual([
        { level: "log", text: `Enrichment: no claims, check ${key}` },
      ]);
    });

    test("when settings are missing, and names them", async () => {
      const outcome = await login({ ...example, configuration: {} });
      expect(outcome).toMatchObject(fail);
      const names = "ENRICH_API_URL, ENRICH_API_KEY, ENRICH_API_FIELDS";
      expect(outcome.console).toEqual([
        { level: "log", text: `Enrichment: no claims, check ${names}` },
      ]);
    });
  });
});
