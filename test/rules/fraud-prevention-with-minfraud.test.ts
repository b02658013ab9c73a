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
function scores(riskScore: unknown, body: nock.DataMatcherMap = sent): nock.Scope {
  return nock("https://minfraud.maxmind.com")
    .post("/minfraud/v2.0/score", body)
    .basicAuth({ user: "123456", pass: "license-key-0a1b2c" })
    .matchHeader("content-type", "application/json")
    .reply(200, { id: "5bc5d6c2", ip_address: { risk: 1 }, risk_score: riskScore });
}

const texts = (outcome: { console: { text: string }[] }): string[] =>
  outcome.console.map(({ text }) => text);

describeTemplate("fraud-prevention-with-minfraud", ({ login, example }) => {
  const { configuration = {} } = example;

  describe("with the threshold that is taken for granted", () => {
    test.each([0.01, 0.25, 13.2, 19.99])("lets a login with a score of %s in", async (score) => {
      scores(score);
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.appMetadata).toEqual({});
      expect(texts(outcome)).toEqual([`minFraud: the risk score is ${score}`]);
    });

    test.each([20, 20.01, 55, 99])("denies a login with a score of %s", async (score) => {
      scores(score);
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(texts(outcome)).toEqual([`minFraud: the risk score is ${score}`]);
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
      "jane@bücher.example",
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
      expect((await login({ configuration, request })).result).toBe("allowed");
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
      ["jane+shop@example.com", md5("jane+shop@example.com"), "example.com"],
      ["Jürgen@example.com", md5("jürgen@example.com"), "example.com"],
    ])("the hash of the address %j in lower case", async (email, address, domain) => {
      scores(1, { ...sent, email: { address, domain } });
      const outcome = await login({ configuration, user: aUser({ email }) });
      expect(outcome.result).toBe("allowed");
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
      ["a login without request", { request: null }],
      ["a login without IP address", { request: { ip: null } }],
    ])("%s", async (_what, circumstances) => {
      const outcome = await login({ configuration, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual({});
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
      expect(texts(outcome)).toEqual(["minFraud: the risk score is 55"]);
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
    expect(texts(outcome)).toContain("minFraud: the risk score is 55");
  });

  test("lets a login in when the end of a denial cannot be stored", async () => {
    scores(5);
    const user = aUser({ app_metadata: { minfraud_denied: true } });
    const outcome = await login({ configuration, user, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed" });
    expect(outcome.appMetadata).toEqual({ minfraud_denied: true });
  });

  describe("lets a login in and stores nothing when MaxMind", () => {
    const reply = (status: number, body?: string | object) => () =>
      nock(endpoint).post("").reply(status, body);

    test.each([
      ["refuses the connection", () => refused(endpoint), "fetch failed"],
      ["resets the connection", () => reset(endpoint), "fetch failed"],
      ["breaks off its answer", () => resetMidBody(endpoint), "no risk score, status 200"],
      [
        "does not know the key",
        reply(401, { code: "AUTHORIZATION_INVALID" }),
        "no risk score, status 401",
      ],
      ["is owed money", reply(402, { code: "INSUFFICIENT_FUNDS" }), "no risk score, status 402"],
      [
        "does not permit it",
        reply(403, { code: "PERMISSION_REQUIRED" }),
        "no risk score, status 403",
      ],
      [
        "does not like the address",
        reply(400, { code: "IP_ADDRESS_RESERVED" }),
        "no risk score, status 400",
      ],
      ["has had too much", reply(429), "no risk score, status 429"],
      ["fails", reply(500, "Internal Server Error"), "no risk score, status 500"],
      ["is away", reply(503), "no risk score, status 503"],
      ["fails with a high score", reply(503, { risk_score: 99 }), "no risk score, status 503"],
      ["gives no score", reply(200, { id: "1" }), "no risk score, status 200"],
      ["gives a word for a score", reply(200, { risk_score: "high" }), "no risk score, status 200"],
      ["answers null", reply(200, "null"), "no risk score, status 200"],
      ["answers with a page", reply(200, "<html></html>"), "no risk score, status 200"],
      ["answers with half", reply(200, '{"risk_score": 5'), "no risk score, status 200"],
      ["answers with nothing", reply(200, ""), "no risk score, status 200"],
    ])("%s", async (_what, fail, message) => {
      fail();
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.appMetadata).toEqual({});
      expect(texts(outcome)).toEqual([expect.stringContaining(`minFraud: ${message}`)]);
    });

    test("is silent", async () => {
      silent(endpoint);
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.appMetadata).toEqual({});
      expect(texts(outcome)).toEqual([expect.stringMatching(/^minFraud: .*timeout/)]);
    });

    test("stops in its answer", async () => {
      silentMidBody(endpoint);
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(texts(outcome)).toEqual(["minFraud: no risk score, status 200"]);
    });
  });

  test.each([
    ["MINFRAUD_ACCOUNT_ID", ""],
    ["MINFRAUD_LICENSE_KEY", ""],
  ])("lets a login in, asks nothing and names the settings when %s is %j", async (key, value) => {
    const outcome = await login({ configuration: { ...configuration, [key]: value } });
    expect(outcome).toMatchObject({ result: "allowed" });
    expect(outcome.appMetadata).toEqual({});
    expect(texts(outcome)).toEqual([
      "minFraud: no score, check MINFRAUD_ACCOUNT_ID and MINFRAUD_LICENSE_KEY",
    ]);
  });

  test.each(["abc", "0", "-1", "100", "Infinity", "20,5", " "])(
    "denies from 20 percent on, rather than never, when the threshold is %j",
    async (minfraudThreshold) => {
      for (const [score, result] of [
        [19.99, "allowed"],
        [20, "denied"],
      ] as const) {
        scores(score);
        const settings = { ...configuration, MINFRAUD_THRESHOLD: minfraudThreshold };
        expect((await login({ configuration: settings })).result).toBe(result);
      }
    },
  );
});
