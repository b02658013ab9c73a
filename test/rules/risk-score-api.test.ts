import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  nothing,
  type TestLogin,
} from "../support/describeTemplate.ts";
import { refused, reset, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const url = "https://risk.example.com/logins";
const configuration = { RISK_API_URL: url, RISK_API_KEY: "key-0a1b2c3d4e5f" };
const mfa = { name: "mfa", timestamp: "2026-01-15T11:00:00.000Z" };

const sent = {
  user_id: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
  ip: "203.0.113.7",
  user_agent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
};

/** Expects one query, with exactly these parameters, and answers like this. */
function answers(body: unknown, query: Record<string, string> = sent, status = 200): nock.Scope {
  return nock("https://risk.example.com")
    .get("/logins")
    .query(query)
    .matchHeader("authorization", "Bearer key-0a1b2c3d4e5f")
    .reply(status, body as nock.Body);
}

const denied = { result: "denied", reason: "Access denied." };
const asked = {
  result: "allowed",
  multifactor: { provider: "any", allowRememberBrowser: false },
};

const withSetting = (key: string, value: string): TestLogin => {
  return { configuration: { ...configuration, [key]: value } };
};

describeTemplate("risk-score-api", ({ login }) => {
  describe("lets a login in", () => {
    test.each([0, 1, 79.99])("with a score of %s", async (score) => {
      answers({ score });
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.multifactor).toBeUndefined();
      expect(outcome.console).toEqual([{ level: "log", text: `Risk score: ${score}` }]);
    });

    test("without asking when a token is refreshed", async () => {
      const outcome = await login({ configuration, ...aRefreshTokenLogin() });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("denies a login", () => {
    test.each([80, 99.5, 100])("with a score of %s", async (score) => {
      answers({ score });
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ ...denied, appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Risk score: ${score}` }]);
    });

    test.each([
      ["silent login", aSilentLogin()],
      ["password grant", { protocol: "oauth2-password" }],
      ["SAML login", { protocol: "samlp" }],
    ])("that is a %s", async (_what, circumstances) => {
      answers({ score: 95 });
      expect(await login({ configuration, ...circumstances })).toMatchObject(denied);
    });
  });

  test.each([
    ["62.5", 62.49, "allowed"],
    ["62.5", 62.5, "denied"],
    ["100", 99.99, "allowed"],
    ["100", 100, "denied"],
    ["", 79, "allowed"],
    ["0", 79, "allowed"],
    ["101", 80, "denied"],
    ["abc", 80, "denied"],
    ["-1", 80, "denied"],
    ["Infinity", 80, "denied"],
  ])("with a threshold of %j, a score of %s is %s", async (threshold, score, result) => {
    answers({ score });
    const outcome = await login(withSetting("RISK_API_THRESHOLD", threshold));
    expect(outcome.result).toBe(result);
  });

  describe("with the action mfa", () => {
    const settings = withSetting("RISK_API_ACTION", "mfa");

    test("asks for a factor from the threshold on", async () => {
      answers({ score: 80 });
      expect(await login(settings)).toMatchObject(asked);
      answers({ score: 79 });
      expect((await login(settings)).multifactor).toBeUndefined();
    });

    test("fails a silent login in a session without a factor", async () => {
      answers({ score: 80 });
      const outcome = login({ ...settings, ...aSilentLogin() });
      await expect(outcome).rejects.toThrow("login_required");
    });

    test("lets a silent login in after a factor", async () => {
      answers({ score: 80 });
      const authentication = { methods: [mfa] };
      const outcome = await login({ ...settings, ...aSilentLogin(), authentication });
      expect(outcome.result).toBe("allowed");
    });

    test("asks an interactive login again after a factor", async () => {
      answers({ score: 80 });
      expect(await login({ ...settings, authentication: { methods: [mfa] } })).toMatchObject(asked);
    });
  });

  test.each(["allow", "unheard-of", ""])("denies with the action %j", async (action) => {
    answers({ score: 80 });
    expect(await login(withSetting("RISK_API_ACTION", action))).toMatchObject(denied);
  });

  describe("sends", () => {
    test.each([
      ["an empty address where there is none", { request: { ip: null } }, { ip: "" }],
      ["an empty user agent", { request: { user_agent: null } }, { user_agent: "" }],
      ["the user alone without a request", { request: null }, { ip: "", user_agent: "" }],
    ])("%s", async (_what, circumstances, empty) => {
      answers({ score: 95 }, { ...sent, ...empty });
      expect(await login({ configuration, ...circumstances })).toMatchObject(denied);
    });

    test("512 characters of a user agent, whatever is in it", async () => {
      const userAgent = "a&score=0#".repeat(60);
      answers({ score: 95 }, { ...sent, user_agent: userAgent.slice(0, 512) });
      const outcome = await login({ configuration, request: { user_agent: userAgent } });
      expect(outcome).toMatchObject(denied);
    });
  });

  describe("when the service", () => {
    const failures: [string, () => unknown, string][] = [
      ["refuses the connection", () => refused(url), "fetch failed"],
      ["resets the connection", () => reset(url), "fetch failed"],
      ["breaks off its answer", () => resetMidBody(url), ""],
      ["is silent", () => silent(url), "timeout"],
      ["stops in its answer", () => silentMidBody(url), "timeout"],
      ["does not know the key", () => answers({}, sent, 401), "no score, status 401"],
      ["fails with a score", () => answers({ score: 1 }, sent, 500), "no score, status 500"],
      ["has had too much", () => answers("", sent, 429), "no score, status 429"],
      ["gives no score", () => answers({ risk: 1 }), "no score, status 200"],
      ["gives a score as text", () => answers({ score: "1" }), "no score, status 200"],
      ["gives a negative score", () => answers({ score: -1 }), "no score, status 200"],
      ["gives a score above 100", () => answers({ score: 101 }), "no score, status 200"],
      ["answers null", () => answers("null"), ""],
      ["answers with a page", () => answers("<html></html>"), ""],
      ["answers with nothing", () => answers(""), ""],
    ];

    describe.each(failures)("%s", (_what, fail, message) => {
      test.each([
        ["", denied],
        ["deny", denied],
        ["unheard-of", denied],
        ["mfa", asked],
        ["allow", { result: "allowed" }],
      ])("does what RISK_API_FAILURE %j says", async (failure, expected) => {
        fail();
        const outcome = await login(withSetting("RISK_API_FAILURE", failure));
        expect(outcome).toMatchObject({ ...expected, appMetadata: nothing });
        expect(outcome.multifactor === undefined).toBe(expected !== asked);
        expect(outcome.console).toEqual([
          { level: "log", text: expect.stringMatching(`^Risk score: .*${message}`) as string },
        ]);
      });
    });

    test("redirects elsewhere, sends the key nowhere", async () => {
      nock("https://risk.example.com")
        .get("/logins")
        .query(true)
        .reply(302, "", { location: "https://evil.example/" });
      expect(await login({ configuration })).toMatchObject(denied);
    });
  });

  test.each([
    ["RISK_API_URL", undefined],
    ["RISK_API_URL", ""],
    ["RISK_API_URL", "http://risk.example.com/logins"],
    ["RISK_API_URL", "https://risk.example.com"],
    ["RISK_API_URL", "https://risk.example.com/logins?score=0"],
    ["RISK_API_URL", "https://risk.example.com:99999/logins"],
    ["RISK_API_KEY", undefined],
    ["RISK_API_KEY", ""],
    ["RISK_API_KEY", "key\n"],
    ["RISK_API_KEY", "schlüssel"],
  ])("denies everyone and names the setting when %s is %j", async (key, value) => {
    const settings = new Map(Object.entries({ ...configuration, RISK_API_FAILURE: "allow" }));
    if (value === undefined) {
      settings.delete(key);
    } else {
      settings.set(key, value);
    }
    const outcome = await login({ configuration: Object.fromEntries(settings) });
    expect(outcome).toMatchObject(denied);
    expect(outcome.console).toEqual([{ level: "log", text: `Risk score: denied, check ${key}` }]);
  });
});
