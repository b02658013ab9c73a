import { createHash } from "node:crypto";
import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";
import { refused, reset, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const endpoint = "https://minfraud.maxmind.com/minfraud/v2.0/score";
const configuration = { MINFRAUD_ACCOUNT_ID: "123456", MINFRAUD_LICENSE_KEY: "license" };

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

const sent = {
  account: { user_id: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f" },
  device: {
    ip_address: "203.0.113.7",
    user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
  },
  email: { address: md5("jane.doe@example.com"), domain: "example.com" },
  event: { type: "account_login" },
};

const withoutEmail = { account: sent.account, device: sent.device, event: sent.event };

/** Expects one query, with exactly this body, and answers with the score. */
function scores(
  risk_score: unknown,
  body: nock.DataMatcherMap = sent,
  more: object = {},
): nock.Scope {
  return nock("https://minfraud.maxmind.com")
    .post("/minfraud/v2.0/score", body)
    .basicAuth({ user: "123456", pass: "license" })
    .matchHeader("accept", "application/json")
    .matchHeader("content-type", "application/json")
    .reply(200, { id: "5bc5d6c2", ip_address: { risk: 1 }, risk_score, ...more });
}

const texts = (outcome: { console: { text: string }[] }): string[] =>
  outcome.console.map(({ text }) => text);

const acting = {
  "a login with a low score": { login: { configuration }, answers: [{ body: { risk_score: 1 } }] },
  "a login with a high score": {
    login: { configuration },
    answers: [{ body: { risk_score: 90 } }],
  },
};

describeTemplate("fraud-prevention-with-minfraud", acting, ({ login }) => {
  describe("with the threshold that is taken for granted", () => {
    test.each([0.01, 0.25, 13.2, 19.99])("lets a login with a score of %s in", async (score) => {
      scores(score);
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual({});
    });

    test.each([20, 20.01, 55, 99])("denies a login with a score of %s", async (score) => {
      scores(score);
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(texts(outcome)).toEqual([`minFraud: denied, the risk score is ${score}`]);
    });

    test.each([
      [19.99, "allowed"],
      [20, "denied"],
    ])("does at a score of %s what it does when 20 or nothing is given", async (score, result) => {
      for (const threshold of ["20", ""]) {
        scores(score);
        const outcome = await login({
          configuration: { ...configuration, MINFRAUD_THRESHOLD: threshold },
        });
        expect(outcome.result).toBe(result);
      }
    });
  });

  test.each([
    ["0.01", 0.01, "denied"],
    ["2.5", 2.49, "allowed"],
    ["2.5", 2.5, "denied"],
    ["99", 98.99, "allowed"],
    ["99", 99, "denied"],
  ])("with a threshold of %s, a login with a score of %s is %s as it should", async (...row) => {
    const [threshold, score, result] = row;
    scores(score);
    const outcome = await login({
      configuration: { ...configuration, MINFRAUD_THRESHOLD: threshold },
    });
    expect(outcome.result).toBe(result);
  });

  describe("sends", () => {
    test("a hash of the username", async () => {
      const account = { ...sent.account, username_md5: md5("JaneDoe") };
      scores(1, { ...sent, account });
      const outcome = await login({ configuration, user: aUser({ username: "JaneDoe" }) });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });

    test("no email of a user without one", async () => {
      scores(55, withoutEmail);
      const user = aUser({ email: undefined, email_verified: undefined });
      expect(await login({ configuration, user })).toMatchObject({ result: "denied" });
    });

    test.each([
      "@example.com",
      "jane@example.com, joe@example.com",
      "jane@example.com\njoe@example.com",
      "Jane <jane@example.com>",
    ])("no email where the address is none: %j", async (email) => {
      scores(55, withoutEmail);
      const user = aUser({ email });
      expect(await login({ configuration, user })).toMatchObject({ result: "denied" });
    });

    test("an address that is not verified", async () => {
      scores(55);
      const user = aUser({ email_verified: false });
      expect(await login({ configuration, user })).toMatchObject({ result: "denied" });
    });

    test("no user agent of a login without one", async () => {
      scores(55, { ...sent, device: { ip_address: "203.0.113.7" } });
      const outcome = await login({ configuration, request: { user_agent: null } });
      expect(outcome.result).toBe("denied");
    });

    test("as much of a user agent as MaxMind takes", async () => {
      const device = { ...sent.device, user_agent: "x".repeat(512) };
      scores(1, { ...sent, device });
      const request = { user_agent: "x".repeat(600) };
      expect(await login({ configuration, request })).toMatchObject({ console: [] });
    });

    test("an IPv6 address", async () => {
      const device = { ...sent.device, ip_address: "2001:db8::ff00:42:8329" };
      scores(55, { ...sent, device });
      const outcome = await login({ configuration, request: { ip: "2001:db8::ff00:42:8329" } });
      expect(outcome.result).toBe("denied");
    });

    // The hash of the first one is the example in MaxMind's documentation.
    test.each([
      ["Test@MaxMind.com", "977577b140bfb7c516e4746204fbdb01", "maxmind.com"],
      [" jane@example.com ", md5("jane@example.com"), "example.com"],
      ["jane@ example.com", md5("jane@example.com"), "example.com"],
      ["j@example.com", md5("j@example.com"), "example.com"],
      ["jane+shop@example.com", md5("jane@example.com"), "example.com"],
      ["+shop+b@example.com", md5("+shop+b@example.com"), "example.com"],
      ["jane-shop@example.com", md5("jane-shop@example.com"), "example.com"],
      ["jane-a-b+c@yahoo.com", md5("jane@yahoo.com"), "yahoo.com"],
      ["jane-shop@yahoo.co.uk", md5("jane@yahoo.co.uk"), "yahoo.co.uk"],
      ["jane-shop@ymail.com", md5("jane@ymail.com"), "ymail.com"],
      ["jane-a+b@yahoo.co.jp", md5("jane-a@yahoo.co.jp"), "yahoo.co.jp"],
      ["jane-shop@yahoo.example.com", md5("jane-shop@yahoo.example.com"), "yahoo.example.com"],
      ["J.a.n.e+shop@gmail.com", md5("jane@gmail.com"), "gmail.com"],
      ["j.ane@googlemail.com", md5("jane@gmail.com"), "gmail.com"],
      ["j.ane@123gmail.com", md5("jane@gmail.com"), "gmail.com"],
      ["j.ane@example.com", md5("j.ane@example.com"), "example.com"],
      ["jane@pm.me", md5("jane@protonmail.com"), "protonmail.com"],
      ["jane@ya.ru", md5("jane@yandex.ru"), "yandex.ru"],
      ["jane@example.com.com.com", md5("jane@example.com"), "example.com"],
      ["jane@example.com..", md5("jane@example.com"), "example.com"],
      ["shop@jane.fastmail.com", md5("jane@fastmail.com"), "fastmail.com"],
      ["jane@fastmail.com", md5("jane@fastmail.com"), "fastmail.com"],
      ["jane@Bücher.example", md5("jane@xn--bcher-kva.example"), "xn--bcher-kva.example"],
      ["jane@bü cher.example", md5("jane@bü cher.example"), "bü cher.example"],
      ["bu\u0308cher@example.com", md5("b\u00fccher@example.com"), "example.com"],
      ['"a@b"@example.com', md5('"a@b"@example.com'), "example.com"],
    ])("the address %j as MaxMind wants it hashed", async (email, address, domain) => {
      scores(1, { ...sent, email: { address, domain } });
      const outcome = await login({ configuration, user: aUser({ email }) });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("scores, and may deny,", () => {
    test.each([
      ["a password grant", { protocol: "oauth2-password" }],
      ["a password grant that says it is silent", { protocol: "oauth2-password", prompt: "none" }],
      ["a SAML login", { protocol: "samlp" }],
      ["a SAML login that says it is silent", { protocol: "samlp", prompt: "none" }],
      ["a login with another prompt", { prompt: "login" }],
      ["a login without query", { request: { query: null } }],
      ["a login without methods of authentication", { authentication: null }],
    ])("%s", async (_what, circumstances) => {
      scores(55);
      const outcome = await login({ configuration, ...circumstances });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
    });
  });

  describe("lets in, and asks nothing of MaxMind,", () => {
    test.each([
      ["a refreshed token", aRefreshTokenLogin()],
      ["a silent login", aSilentLogin()],
      ["a login that comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_what, circumstances) => {
      const outcome = await login({ configuration, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual({});
    });

    test.each([
      ["a login without request", { request: null }],
      ["a login without IP address", { request: { ip: null } }],
    ])("%s, which is logged", async (_what, circumstances) => {
      const outcome = await login({ configuration, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.appMetadata).toEqual({});
      expect(texts(outcome)).toEqual(["minFraud: no score, the login has no IP address"]);
    });
  });

  describe("after a denied login", () => {
    const denied = (): ReturnType<typeof aUser> =>
      aUser({ app_metadata: { plan: "gold", minfraud_denied: true } });

    test("keeps that, and nothing else", async () => {
      scores(55);
      const user = aUser({ app_metadata: { plan: "gold" } });
      const outcome = await login({ configuration, user });
      expect(outcome.appMetadata).toEqual({ plan: "gold", minfraud_denied: true });
    });

    test.each([
      ["a silent login", aSilentLogin()],
      ["a login without IP address", { request: { ip: null } }],
    ])("denies %s without a query", async (_what, circumstances) => {
      const outcome = await login({ configuration, user: denied(), ...circumstances });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
    });

    test("denies silent logins until a login has a lower score", async () => {
      const tenant = aTenant({ users: [aUser()] });
      scores(55);
      expect((await login({ tenant, configuration })).result).toBe("denied");
      expect((await login({ tenant, configuration, ...aSilentLogin() })).result).toBe("denied");
      scores(5);
      expect((await login({ tenant, configuration })).appMetadata).toEqual({
        minfraud_denied: false,
      });
      expect((await login({ tenant, configuration, ...aSilentLogin() })).result).toBe("allowed");
    });

    test("stores nothing when the next one is denied as well, even if it could not", async () => {
      scores(55);
      const outcome = await login({ configuration, user: denied(), management: 500 });
      expect(outcome).toMatchObject({ result: "denied" });
      expect(outcome.appMetadata).toEqual({ plan: "gold", minfraud_denied: true });
      expect(texts(outcome)).toEqual(["minFraud: denied, the risk score is 55"]);
    });

    test("goes on refreshing tokens", async () => {
      const outcome = await login({ configuration, user: denied(), ...aRefreshTokenLogin() });
      expect(outcome.result).toBe("allowed");
    });
  });

  test("denies a login whose denial cannot be stored", async () => {
    scores(55);
    const outcome = await login({ configuration, management: 500 });
    expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
    expect(outcome.appMetadata).toEqual({});
    expect(texts(outcome)).toContain("minFraud: denied, the risk score is 55");
  });

  test("lets a login in when the end of a denial cannot be stored", async () => {
    scores(5);
    const user = aUser({ app_metadata: { minfraud_denied: true } });
    const outcome = await login({ configuration, user, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed" });
    expect(outcome.appMetadata).toEqual({ minfraud_denied: true });
  });

  describe("names the warnings of MaxMind in the log", () => {
    const more = { warnings: [{ code: "IP_ADDRESS_RESERVED", warning: "private" }, null] };

    test("of a private address, and lets the login in", async () => {
      const device = { ...sent.device, ip_address: "10.0.0.1" };
      scores(1, { ...sent, device }, more);
      const outcome = await login({ configuration, request: { ip: "10.0.0.1" } });
      expect(outcome.result).toBe("allowed");
      expect(texts(outcome)).toEqual([expect.stringContaining("minFraud: IP_ADDRESS_RESERVED")]);
    });

    test("and denies the login if the score is too high all the same", async () => {
      scores(55, sent, more);
      expect(await login({ configuration })).toMatchObject({ result: "denied" });
    });

    test("except for those that it cannot read", async () => {
      scores(55, sent, { warnings: "none" });
      expect(await login({ configuration })).toMatchObject({ result: "denied" });
    });
  });

  describe("lets a login in and stores nothing when MaxMind", () => {
    const reply = (status: number, body?: string | object) => () =>
      nock(endpoint).post("").reply(status, body);

    test.each([
      ["refuses the connection", () => refused(endpoint), "fetch failed"],
      ["resets the connection", () => reset(endpoint), "fetch failed"],
      ["breaks off its answer", () => resetMidBody(endpoint), "terminated"],
      ["does not know the key", reply(401, { code: "AUTHORIZATION_INVALID" }), "status 401"],
      ["is owed money", reply(402, { code: "INSUFFICIENT_FUNDS" }), "status 402"],
      ["does not permit it", reply(403, { code: "PERMISSION_REQUIRED" }), "status 403"],
      ["does not like the address", reply(400, { code: "IP_ADDRESS_RESERVED" }), "status 400"],
      ["has had too much", reply(429), "status 429"],
      ["fails", reply(500, "Internal Server Error"), "status 500"],
      ["is away", reply(503), "status 503"],
      ["fails with a high score", reply(503, { risk_score: 99 }), "status 503"],
      ["gives no score", reply(200, { id: "1" }), "the answer has no risk_score"],
      ["gives a word for a score", reply(200, { risk_score: "high" }), "no risk_score"],
      ["answers null", reply(200, "null"), "the answer has no risk_score"],
      ["answers with a page", reply(200, "<html></html>"), "JSON"],
      ["answers with half", reply(200, '{"risk_score": 5'), "JSON"],
      ["answers with nothing", reply(200, ""), "JSON"],
    ])("%s", async (_what, fail, message) => {
      fail();
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.appMetadata).toEqual({});
      expect(texts(outcome)).toEqual([expect.stringContaining("minFraud: no score, ")]);
      expect(texts(outcome)).toEqual([expect.stringContaining(message)]);
    });

    test.each([
      ["is silent", () => silent(endpoint)],
      ["stops in its answer", () => silentMidBody(endpoint)],
    ])("%s", async (_what, fail) => {
      fail();
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.appMetadata).toEqual({});
      expect(texts(outcome)).toEqual([expect.stringMatching(/^minFraud: no score, .*timeout/)]);
    });
  });

  describe("lets a login in, asks nothing and names the setting", () => {
    test.each([
      ["MINFRAUD_ACCOUNT_ID", ""],
      ["MINFRAUD_ACCOUNT_ID", "my account"],
      ["MINFRAUD_LICENSE_KEY", ""],
      ["MINFRAUD_LICENSE_KEY", "two words"],
      ["MINFRAUD_THRESHOLD", "abc"],
      ["MINFRAUD_THRESHOLD", "0"],
      ["MINFRAUD_THRESHOLD", "-1"],
      ["MINFRAUD_THRESHOLD", "99.5"],
      ["MINFRAUD_THRESHOLD", "20,5"],
      ["MINFRAUD_THRESHOLD", " "],
    ])("when %s is %j", async (key, value) => {
      const outcome = await login({ configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.appMetadata).toEqual({});
      expect(texts(outcome)).toEqual([`minFraud: no score, check ${key}`]);
    });

    test("when settings are missing", async () => {
      const outcome = await login({ configuration: {} });
      expect(outcome.result).toBe("allowed");
      expect(texts(outcome)).toEqual([
        "minFraud: no score, check MINFRAUD_ACCOUNT_ID, MINFRAUD_LICENSE_KEY",
      ]);
    });
  });
});
