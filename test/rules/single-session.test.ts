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
import { refused, reset, silent } from "../support/network.ts";

const host = "https://example.auth0.com";
const list = `${host}/api/v2/users/auth0%7C1/sessions`;
const revocation = `${host}/api/v2/sessions/session-1/revoke`;
const configuration = {
  AUTH0_DOMAIN: "example.auth0.com",
  AUTH0_CLIENT_ID: "m2m",
  AUTH0_CLIENT_SECRET: "secret-0a1b2c",
};
const usual: TestLogin = {
  configuration,
  user: aUser({ user_id: "auth0|1" }),
  session: { id: "session-2" },
};

function expectToken(answer: object | string = { access_token: "token-1" }, status = 200): void {
  const body = {
    grant_type: "client_credentials",
    client_id: "m2m",
    client_secret: "secret-0a1b2c",
    audience: `${host}/api/v2/`,
  };
  nock(host).post("/oauth/token", body).reply(status, answer);
}

const authorized = (): nock.Scope =>
  nock(host, { reqheaders: { authorization: "Bearer token-1" } });

function expectList(answer: object | string, status = 200): void {
  authorized().get("/api/v2/users/auth0%7C1/sessions?take=21").reply(status, answer);
}

function expectRevoked(id: string, status = 202): void {
  authorized().post(`/api/v2/sessions/${id}/revoke`).reply(status);
}

const sessions = (...ids: unknown[]): object => ({ sessions: ids.map((id) => ({ id })) });

describeTemplate("single-session", ({ login }) => {
  test("ends the other sessions, and not its own", async () => {
    expectToken();
    expectList(sessions("session-1", "session-2", "session-3"));
    expectRevoked("session-1");
    expectRevoked("session-3");
    expect(await login(usual)).toMatchObject({
      result: "allowed",
      console: [],
      warnings: [],
      appMetadata: nothing,
    });
  });

  test("ends them in a tenant, with the scopes that the text names", async () => {
    const { AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = configuration;
    const scopes = "read:sessions delete:sessions delete:refresh_tokens";
    const tenant = aTenant({
      managementApi: true,
      users: [aUser({ user_id: "auth0|1" }), aUser({ user_id: "auth0|2" })],
      applications: [{ client_id: clientId, client_secret: clientSecret, scopes }],
      sessions: [
        { id: "session-1", user_id: "auth0|1" },
        { id: "session-9", user_id: "auth0|2" },
      ],
    });
    const { session } = usual;
    const given = { tenant, configuration, userId: "auth0|1", ...(session && { session }) };
    const first = await login(given);
    expect(first).toMatchObject({ result: "allowed", console: [] });
    expect(Object.keys(first.tenant ?? {})).toEqual(["session session-1"]);
    const next = await login({ ...given, session: { id: "session-3" } });
    expect(Object.keys(next.tenant ?? {})).toEqual(["session session-2"]);
  });

  test("ends nothing where there is no other", async () => {
    expectToken();
    expectList(sessions("session-2"));
    expect(await login(usual)).toMatchObject({ result: "allowed", console: [] });
  });

  test("ends nothing where Auth0 does not list its own yet", async () => {
    expectToken();
    expectList(sessions());
    expect(await login(usual)).toMatchObject({ result: "allowed", console: [] });
  });

  test("ends 20 sessions at most", async () => {
    expectToken();
    const ids = Array.from({ length: 21 }, (_, index) => `other-${index}`);
    expectList(sessions(...ids));
    for (const id of ids.slice(0, 20)) {
      expectRevoked(id);
    }
    expect(await login(usual)).toMatchObject({ result: "allowed", console: [] });
  });

  test("passes over a session without an id", async () => {
    expectToken();
    expectList({ sessions: [{}, { id: null }, { id: "session-1" }] });
    expectRevoked("session-1");
    expect(await login(usual)).toMatchObject({ result: "allowed", console: [] });
  });

  test("puts no id into a path as it is", async () => {
    expectToken();
    expectList(sessions("../users/auth0|1"));
    expectRevoked("..%2Fusers%2Fauth0%7C1");
    expect(await login(usual)).toMatchObject({ result: "allowed", console: [] });
  });

  test("asks for a token once in ten minutes", async () => {
    const tenant = aTenant();
    for (const [now, isNew] of [
      ["2026-01-15T12:00:00Z", true],
      ["2026-01-15T12:09:59Z", false],
      ["2026-01-15T12:10:01Z", true],
    ] as const) {
      if (isNew) {
        expectToken();
      }
      expectList(sessions("session-2"));
      expect(await login({ ...usual, tenant, now })).toMatchObject({ console: [] });
    }
  });

  describe("asks nothing", () => {
    test.each([
      ["at a silent login", aSilentLogin()],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a password grant", { protocol: "oauth2-password" }],
      ["without a session", { session: null }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...usual, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  test.each(["samlp", "wsfed", "oauth2-device-code"])("asks at a login by %s", async (protocol) => {
    expectToken();
    expectList(sessions("session-2"));
    expect((await login({ ...usual, protocol })).result).toBe("allowed");
  });

  describe("lets the login go on, and says so, if", () => {
    const token = `${host}/oauth/token`;
    const withToken = (then: () => unknown) => () => {
      expectToken();
      then();
    };
    const withList = (then: () => unknown) =>
      withToken(() => {
        expectList(sessions("session-1"));
        then();
      });

    test.each<[string, () => unknown, string]>([
      ["nobody gives a token", () => refused(token), "fetch failed"],
      ["the token is slow", () => silent(token), "timeout"],
      [
        "the secret is wrong",
        () => {
          expectToken({}, 401);
        },
        "status 401",
      ],
      [
        "the token is a page",
        () => {
          expectToken("<html></html>");
        },
        "",
      ],
      [
        "there is no token",
        () => {
          expectToken({});
        },
        "no token",
      ],
      ["the list is slow", withToken(() => silent(list)), "timeout"],
      ["the list breaks off", withToken(() => reset(list)), "fetch failed"],
      [
        "a scope is missing",
        withToken(() => {
          expectList({}, 403);
        }),
        "status 403",
      ],
      [
        "there was too much",
        withToken(() => {
          expectList({}, 429);
        }),
        "status 429",
      ],
      [
        "the list is none",
        withToken(() => {
          expectList({});
        }),
        "",
      ],
      [
        "the list has no sessions",
        withToken(() => {
          expectList({ sessions: [null] });
        }),
        "",
      ],
      [
        "a session does not end",
        withList(() => {
          expectRevoked("session-1", 500);
        }),
        "status 500",
      ],
      ["the end is slow", withList(() => silent(revocation)), "timeout"],
    ])("%s", async (_what, fail, message) => {
      fail();
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      const text = expect.stringMatching(
        `^Single session: not all others ended, .*${message}`,
      ) as string;
      expect(outcome.console).toEqual([{ level: "log", text }]);
    });
  });

  test.each([
    ["AUTH0_DOMAIN", ""],
    ["AUTH0_DOMAIN", "https://example.auth0.com"],
    ["AUTH0_DOMAIN", "example.auth0.com/x"],
    ["AUTH0_CLIENT_ID", ""],
    ["AUTH0_CLIENT_SECRET", ""],
  ])("asks nothing, and names the setting, when %s is %j", async (key, value) => {
    const outcome = await login({ ...usual, configuration: { ...configuration, [key]: value } });
    expect(outcome).toMatchObject({ result: "allowed" });
    expect(outcome.console).toEqual([
      { level: "log", text: `Single session: none ended, check ${key}` },
    ]);
  });
});
