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
import { refused, silent } from "../support/network.ts";

const host = "https://example.auth0.com";
const roles = `${host}/api/v2/users/auth0%7C1/roles`;
const configuration = {
  AUTH0_DOMAIN: "example.auth0.com",
  AUTH0_CLIENT_ID: "m2m",
  AUTH0_CLIENT_SECRET: "secret-0a1b2c",
  DEFAULT_ROLE_ID: "rol_1",
};
const user = aUser({ user_id: "auth0|1" });
const usual: TestLogin = { configuration, user, authorization: { roles: [] } };

const texts = (outcome: { console: { text: string }[] }): string[] =>
  outcome.console.map(({ text }) => text);

function expectTokenRequest(answer: object | string = { access_token: "token-1" }): void {
  const body = {
    grant_type: "client_credentials",
    client_id: "m2m",
    client_secret: "secret-0a1b2c",
    audience: `${host}/api/v2/`,
  };
  nock(host).post("/oauth/token", body).reply(200, answer);
}

function expectAssignment(status = 204): void {
  nock(host, { reqheaders: { authorization: "Bearer token-1" } })
    .post("/api/v2/users/auth0%7C1/roles", { roles: ["rol_1"] })
    .reply(status);
}

function expectRoles(status: number, body: object | string): void {
  nock(host, { reqheaders: { authorization: "Bearer token-1" } })
    .get("/api/v2/users/auth0%7C1/roles")
    .reply(status, body);
}

describeTemplate("assign-default-role", ({ login }) => {
  test("assigns the role, and puts the names of the roles that Auth0 knows into both tokens", async () => {
    expectTokenRequest();
    expectAssignment();
    expectRoles(200, [{ id: "rol_1", name: "reader" }]);
    const outcome = await login(usual);
    const claims = { "https://example.com/roles": ["reader"] };
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.accessToken).toEqual(claims);
    expect(outcome.appMetadata).toEqual({});
  });

  test("assigns the role once in a tenant, with the scopes that the text names", async () => {
    const application = {
      client_id: "m2m",
      client_secret: "secret-0a1b2c",
      scopes: "create:role_members read:role_members",
    };
    const tenant = aTenant({
      managementApi: true,
      users: [user],
      applications: [application],
      roles: [{ id: "rol_1", name: "reader" }],
    });
    const first = await login({ configuration, tenant, userId: "auth0|1" });
    expect(first.tenant).toMatchObject({ "user auth0|1 roles": { after: ["reader"] } });
    expect(first.idToken).toEqual({ "https://example.com/roles": ["reader"] });
    const second = await login({ configuration, tenant, userId: "auth0|1" });
    expect(second).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
    expect(second.tenant).toBeUndefined();
  });

  describe("assigns nothing, and asks nothing,", () => {
    test.each([
      ["where the user has a role", { authorization: { roles: ["editor"] } }],
      ["where no roles are known", { authorization: null }],
      [
        "at a login to an organization",
        { organization: { id: "org_1", name: "acme", display_name: "Acme", metadata: {} } },
      ],
      ["at a silent login", aSilentLogin()],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a return from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...usual, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [], idToken: nothing });
    });
  });

  describe("lets the login go on without the role, and says why, if", () => {
    test.each([
      ["nobody answers", () => refused(`${host}/oauth/token`), "Default role: fetch failed"],
      [
        "the secret is wrong",
        () => nock(host).post("/oauth/token").reply(401, { error: "access_denied" }),
        "Default role: status 401",
      ],
      [
        "the answer is a page",
        () => nock(host).post("/oauth/token").reply(200, "<html></html>"),
        "Default role: ",
      ],
      [
        "the answer has no token",
        () => {
          expectTokenRequest({});
          nock(host, { reqheaders: { authorization: "Bearer" } })
            .post("/api/v2/users/auth0%7C1/roles")
            .reply(401);
        },
        "Default role: status 401",
      ],
      [
        "the application lacks the scope",
        () => {
          expectTokenRequest();
          expectAssignment(403);
        },
        "Default role: status 403",
      ],
      [
        "there are too many requests",
        () => {
          expectTokenRequest();
          expectAssignment(429);
        },
        "Default role: status 429",
      ],
      [
        "the roles cannot be read",
        () => {
          expectTokenRequest();
          expectAssignment();
          expectRoles(500, "");
        },
        "Default role: status 500",
      ],
      [
        "the roles are not a list",
        () => {
          expectTokenRequest();
          expectAssignment();
          expectRoles(200, { roles: [] });
        },
        "Default role: ",
      ],
    ])("%s", async (_what, fail, text) => {
      fail();
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, accessToken: nothing });
      expect(texts(outcome)).toEqual([expect.stringContaining(text)]);
    });

    test("Auth0 is silent", async () => {
      expectTokenRequest();
      silent(roles);
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(texts(outcome)).toEqual([expect.stringMatching(/^Default role: .*timeout/)]);
    });
  });

  test.each([
    ["AUTH0_DOMAIN", ""],
    ["AUTH0_DOMAIN", "https://example.auth0.com"],
    ["AUTH0_DOMAIN", "evil.example.org/example.auth0.com"],
    ["AUTH0_DOMAIN", "example"],
    ["AUTH0_CLIENT_ID", ""],
    ["AUTH0_CLIENT_SECRET", ""],
    ["DEFAULT_ROLE_ID", ""],
  ])("lets the login go on and names %s where it is %j", async (key, value) => {
    const outcome = await login({ ...usual, configuration: { ...configuration, [key]: value } });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
    expect(texts(outcome)).toEqual([`Default role: not assigned, check ${key}`]);
  });

  test("uses the namespace", async () => {
    expectTokenRequest();
    expectAssignment();
    expectRoles(200, [{ id: "rol_1", name: "reader" }]);
    const settings = { ...configuration, NAMESPACE: "https://claims.example.org/" };
    const outcome = await login({ ...usual, configuration: settings });
    expect(outcome.idToken).toEqual({ "https://claims.example.org/roles": ["reader"] });
  });
});
