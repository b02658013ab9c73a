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
const path = "/api/v2/users/auth0%7C1/permissions?per_page=100";
const configuration = {
  PERMISSIONS_API: "https://api.example.com/",
  AUTH0_DOMAIN: "example.auth0.com",
  AUTH0_CLIENT_ID: "m2m",
  AUTH0_CLIENT_SECRET: "secret-0a1b2c",
};
const user = aUser({ user_id: "auth0|1" });
const usual: TestLogin = { configuration, user };

const texts = (outcome: { console: { text: string }[] }): string[] =>
  outcome.console.map(({ text }) => text);

function aPermission(name: string, api = configuration.PERMISSIONS_API): object {
  return { permission_name: name, resource_server_identifier: api };
}

function expectTokenRequest(answer: object = { access_token: "token-1" }): void {
  const body = {
    grant_type: "client_credentials",
    client_id: "m2m",
    client_secret: "secret-0a1b2c",
    audience: `${host}/api/v2/`,
  };
  nock(host).post("/oauth/token", body).reply(200, answer);
}

function expectPermissions(status: number, body: nock.Body): void {
  nock(host, { reqheaders: { authorization: "Bearer token-1" } })
    .get(path)
    .reply(status, body);
}

describeTemplate("add-permissions-to-tokens", ({ login }) => {
  test("adds the permissions for the API to the ID token only", async () => {
    expectTokenRequest();
    const others = [aPermission("x", "https://api.example.com"), aPermission("y", "urn:other")];
    expectPermissions(200, [aPermission("read:posts"), ...others, aPermission("write:posts")]);
    const outcome = await login(usual);
    expect(outcome).toMatchObject({ result: "allowed", console: [], accessToken: nothing });
    expect(outcome.idToken).toEqual({
      "https://example.com/permissions": ["read:posts", "write:posts"],
    });
  });

  test("adds an empty list for a user without permissions", async () => {
    expectTokenRequest();
    expectPermissions(200, []);
    expect((await login(usual)).idToken).toEqual({ "https://example.com/permissions": [] });
  });

  test("reads them with the scope that the text names", async () => {
    const application = { client_id: "m2m", client_secret: "secret-0a1b2c", scopes: "read:users" };
    const permission = {
      permission_name: "read:posts",
      resource_server_identifier: configuration.PERMISSIONS_API,
    };
    const tenant = aTenant({
      managementApi: true,
      applications: [application],
      roles: [{ name: "reader", permissions: [permission], users: ["auth0|1"] }],
    });
    const outcome = await login({ ...usual, tenant });
    expect(outcome.idToken).toEqual({ "https://example.com/permissions": ["read:posts"] });
  });

  test("keeps its token for ten minutes", async () => {
    const tenant = aTenant();
    const at = (minutes: number): Date => new Date(Date.UTC(2026, 0, 15, 12, minutes));
    expectTokenRequest();
    for (const minutes of [0, 5, 9]) {
      expectPermissions(200, [aPermission("read:posts")]);
      expect((await login({ ...usual, tenant, now: at(minutes) })).console).toEqual([]);
    }
    expectTokenRequest();
    expectPermissions(200, []);
    expect((await login({ ...usual, tenant, now: at(11) })).console).toEqual([]);
  });

  test.each([
    ["a refreshed token", aRefreshTokenLogin()],
    ["a silent login", aSilentLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
  ])("adds the claim to %s as well", async (_what, circumstances) => {
    expectTokenRequest();
    expectPermissions(200, [aPermission("read:posts")]);
    const outcome = await login({ ...usual, ...circumstances });
    expect(outcome.idToken).toEqual({ "https://example.com/permissions": ["read:posts"] });
  });

  test("asks nothing at a login to an organization", async () => {
    const organization = { id: "org_1", name: "acme", display_name: "Acme", metadata: {} };
    const outcome = await login({ ...usual, organization });
    expect(outcome).toMatchObject({ result: "allowed", console: [], idToken: nothing });
  });

  describe("lets the login go on without the claim, and says why, if", () => {
    test.each([
      ["nobody answers", () => refused(`${host}/oauth/token`), "no claim, fetch failed"],
      [
        "the secret is wrong",
        () => nock(host).post("/oauth/token").reply(401, { error: "access_denied" }),
        "no claim, status 401",
      ],
      [
        "the answer is a page",
        () => nock(host).post("/oauth/token").reply(200, "<html></html>"),
        "no claim, ",
      ],
      [
        "the answer has no token",
        () => {
          expectTokenRequest({});
          nock(host, { reqheaders: { authorization: "Bearer" } })
            .get(path)
            .reply(401);
        },
        "no claim, status 401",
      ],
      [
        "the application lacks the scope",
        () => {
          expectTokenRequest();
          expectPermissions(403, {});
        },
        "no claim, status 403",
      ],
      [
        "there are too many requests",
        () => {
          expectTokenRequest();
          expectPermissions(429, {});
        },
        "no claim, status 429",
      ],
      [
        "the permissions are not a list",
        () => {
          expectTokenRequest();
          expectPermissions(200, { permissions: [] });
        },
        "no claim, ",
      ],
      [
        "a permission is null",
        () => {
          expectTokenRequest();
          expectPermissions(200, [null]);
        },
        "no claim, ",
      ],
    ])("%s", async (_what, fail, text) => {
      fail();
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(texts(outcome)).toEqual([expect.stringContaining(`Permissions: ${text}`)]);
    });

    test("Auth0 is silent", async () => {
      expectTokenRequest();
      silent(`${host}/api/v2/users/auth0%7C1/permissions`);
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(texts(outcome)).toEqual([expect.stringMatching(/^Permissions: .*timeout/)]);
    });
  });

  test.each([
    ["PERMISSIONS_API", ""],
    ["AUTH0_DOMAIN", ""],
    ["AUTH0_DOMAIN", "https://example.auth0.com"],
    ["AUTH0_DOMAIN", "evil.example.org/example.auth0.com"],
    ["AUTH0_CLIENT_ID", ""],
    ["AUTH0_CLIENT_SECRET", ""],
  ])("lets the login go on and names %s where it is %j", async (key, value) => {
    const outcome = await login({ ...usual, configuration: { ...configuration, [key]: value } });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
    expect(texts(outcome)).toEqual([`Permissions: no claim, check ${key}`]);
  });
});
