import { createHmac } from "node:crypto";
import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const appery = "https://api.appery.io";
const logins = `${appery}/rest/1/db/login`;
const accounts = `${appery}/rest/1/db/users`;
const secret = "0123456789abcdef0123456789abcdef";
const session = { _id: "5792b0c9e4b00ef864f3dc59", sessionToken: "1f54265f-ef5b" };
const claims = {
  "https://example.com/apperyio_session_token": "1f54265f-ef5b",
  "https://example.com/apperyio_user_id": "5792b0c9e4b00ef864f3dc59",
};
const unknown = { code: "DBUI006", error: "Wrong username or password" };

/** What the template derives for a user, whatever their address. */
function accountOf(userId = "auth0|1"): { username: string; password: string } {
  const derive = (purpose: string) =>
    createHmac("sha256", secret).update(`${purpose} ${userId}`).digest("hex");
  return { username: derive("username"), password: derive("password") };
}

function service(): nock.Scope {
  return nock(appery, { reqheaders: { "x-appery-database-id": "57928860e4b00ef864f3dc24" } });
}

function answerLogin(body: nock.Body = session, status = 200, userId = "auth0|1"): nock.Scope {
  return service().get("/rest/1/db/login").query(accountOf(userId)).reply(status, body);
}

function answerSignUp(body: nock.Body = session, status = 200): nock.Scope {
  return service()
    .post("/rest/1/db/users", accountOf())
    .matchHeader("content-type", "application/json")
    .reply(status, body);
}

describeTemplate("appery", ({ login, example }) => {
  const usual = { ...example, user: aUser({ user_id: "auth0|1" }) };
  const { configuration = {} } = usual;

  test("shows the session of an account that exists", async () => {
    answerLogin();
    const outcome = await login(usual);
    expect(outcome).toMatchObject({ result: "allowed", accessToken: nothing, console: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome).toMatchObject({ appMetadata: nothing, userMetadata: nothing });
  });

  test("creates the account that is not there yet", async () => {
    answerLogin(unknown, 404);
    answerSignUp({ ...session, username: "x", acl: {} }, 201);
    const outcome = await login(usual);
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.idToken).toEqual(claims);
  });

  test("names the claims by the namespace", async () => {
    answerLogin();
    const settings = { ...configuration, NAMESPACE: "https://claims.example.org/" };
    const outcome = await login({ ...usual, configuration: settings });
    expect(outcome.idToken).toEqual({
      "https://claims.example.org/apperyio_session_token": "1f54265f-ef5b",
      "https://claims.example.org/apperyio_user_id": "5792b0c9e4b00ef864f3dc59",
    });
  });

  describe("knows a user by the id alone", () => {
    test.each([
      ["with another address", { email: "jane@example.org" }],
      ["with the name and the address of somebody else", { email: "a@b.example", name: "admin" }],
      ["without a name", { name: undefined, nickname: undefined }],
    ])("%s", async (_who, overrides) => {
      answerLogin();
      const user = aUser({ user_id: "auth0|1", ...overrides });
      const outcome = await login({ ...usual, user });
      expect(outcome.idToken).toEqual(claims);
    });

    test("so that another user with the same address has another account", async () => {
      answerLogin({ ...session, _id: "other" }, 200, "google-oauth2|1");
      const user = aUser({ user_id: "google-oauth2|1" });
      const outcome = await login({ ...usual, user });
      expect(outcome.idToken).toMatchObject({ "https://example.com/apperyio_user_id": "other" });
    });
  });

  describe("shows a session", () => {
    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["in a password grant", { protocol: "oauth2-password" }],
      ["without a request", { request: null }],
      ["without a query", { request: { query: null } }],
      ["to a user without an address", { user: aUser({ user_id: "auth0|1", email: undefined }) }],
    ])("%s", async (_when, circumstances) => {
      answerLogin();
      const outcome = await login({ ...usual, ...circumstances });
      expect(outcome.idToken).toEqual(claims);
    });
  });

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
  ])("creates no account %s", async (_when, circumstances) => {
    answerLogin(unknown, 404);
    const outcome = await login({ ...usual, ...circumstances });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
    expect(outcome.console).toEqual([
      { level: "log", text: "Appery: no session in the answer, status 404" },
    ]);
  });

  test("asks nothing for another application than that of the setting", async () => {
    const outcome = await login({ ...usual, client: { client_id: "another-application" } });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, console: [] });
  });

  describe("lets the login go on without the claims", () => {
    const timeout = "The operation was aborted due to timeout";
    const useless = "no session in the answer, status 200";
    const refusedWith = (status: number) => `no session in the answer, status ${status}`;
    const failures: [string, string, (url: string, answer: typeof answerLogin) => unknown][] = [
      ["refuses the connection", "fetch failed", (url) => refused(url)],
      ["is silent", timeout, (url) => silent(url)],
      ["breaks off its answer", useless, (url) => resetMidBody(url)],
      ["stops answering", useless, (url) => silentMidBody(url)],
      ["takes it for wrong", refusedWith(400), (_url, answer) => answer(session, 400)],
      ["refuses it", refusedWith(401), (_url, answer) => answer(session, 401)],
      ["is asked too often", refusedWith(429), (_url, answer) => answer(session, 429)],
      ["fails", refusedWith(500), (_url, answer) => answer(session, 500)],
      ["answers with a page", useless, (_url, answer) => answer("<html>1f54265f-ef5b</html>")],
      ["answers with half of it", useless, (_url, answer) => answer('{"sessionToken":"1f5')],
      ["answers nothing", useless, (_url, answer) => answer("")],
      ["answers null", useless, (_url, answer) => answer("null")],
      ["gives no token", useless, (_url, answer) => answer({ _id: "1" })],
      ["gives no id", useless, (_url, answer) => answer({ sessionToken: "1" })],
      ["gives an empty token", useless, (_url, answer) => answer({ ...session, sessionToken: "" })],
    ];

    test.each(failures)("when Appery.io %s, asked for a session", async (_what, reason, fail) => {
      fail(logins, answerLogin);
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Appery: ${reason}` }]);
    });

    test.each([
      ...failures,
      ["knows no such place", refusedWith(404), (_url, answer) => answer(unknown, 404)],
    ] satisfies typeof failures)(
      "when Appery.io %s, asked for an account",
      async (_what, reason, fail) => {
        answerLogin(unknown, 404);
        fail(accounts, answerSignUp);
        const outcome = await login(usual);
        expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
        expect(outcome.console).toEqual([{ level: "log", text: `Appery: ${reason}` }]);
      },
    );

    test("when Appery.io redirects, and takes the password nowhere else", async () => {
      service()
        .get("/rest/1/db/login")
        .query(accountOf())
        .reply(307, "", { location: "https://evil.example/" });
      const outcome = await login(usual);
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Appery: (?!no session)/),
      ]);
    });

    test("and finds the account at the next login if the answer to its creation was lost", async () => {
      const tenant = aTenant({ users: [usual.user] });
      answerLogin(unknown, 404);
      resetMidBody(accounts);
      await login({ ...usual, tenant });
      answerLogin();
      const outcome = await login({ ...usual, tenant });
      expect(outcome.idToken).toEqual(claims);
    });

    test.each([
      ["APPERYIO_DATABASE_ID", ""],
      ["APPERYIO_DATABASE_ID", "57928860\n"],
      ["APPERYIO_DATABASE_ID", " 57928860"],
      ["APPERYIO_PASSWORD_SECRET", ""],
      ["APPERYIO_PASSWORD_SECRET", secret.slice(1)],
      ["APPERYIO_PASSWORD_SECRET", ` ${secret.slice(1)}`],
      ["APPERYIO_CLIENT_ID", ""],
    ])("when %s cannot be used, and names the settings: %j", async (key, value) => {
      const outcome = await login({ ...usual, configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "Appery: check APPERYIO_DATABASE_ID, APPERYIO_PASSWORD_SECRET, APPERYIO_CLIENT_ID",
        },
      ]);
    });
  });
});
