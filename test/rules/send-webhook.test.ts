import { createHmac } from "node:crypto";
import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  start,
  type TestLogin,
} from "../support/describeTemplate.ts";
import { refused, reset, silent } from "../support/network.ts";

const url = "https://hooks.example.com/auth0?key=1";
const secret = "0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d";
const configuration = { WEBHOOK_URL: url, WEBHOOK_SECRET: secret };

const sent = {
  id: "auth0|1:7",
  user_id: "auth0|1",
  client_id: "app-1",
  connection: "Users",
  ip: "203.0.113.7",
  time: start,
};

/** The seventh login of a user. */
const usual: TestLogin = {
  configuration,
  user: aUser({ user_id: "auth0|1" }),
  client: { client_id: "app-1" },
  connection: { name: "Users" },
  request: { ip: "203.0.113.7" },
  stats: { logins_count: 7 },
};

/** Expects one message with this content and its signature. */
function expectMessage(message: object = sent, status = 204): nock.Scope {
  const signature = createHmac("sha256", secret).update(JSON.stringify(message)).digest("hex");
  return nock("https://hooks.example.com")
    .post("/auth0?key=1", message as nock.DataMatcherMap)
    .matchHeader("content-type", "application/json")
    .matchHeader("x-signature", signature)
    .reply(status);
}

function aDevice(code?: string): TestLogin {
  const assessments = code ? { NewDevice: { confidence: "low" as const, code } } : {};
  const riskAssessment = { confidence: "low" as const, version: "1", assessments };
  return { authentication: { methods: [], riskAssessment } };
}

const texts = (outcome: { console: { text: string }[] }): string[] =>
  outcome.console.map(({ text }) => text);

describeTemplate("send-webhook", ({ login }) => {
  describe("sends a signed message at every login", () => {
    test.each([undefined, "", "every"])("where WEBHOOK_EVENTS is %j", async (events) => {
      expectMessage();
      const settings = {
        ...configuration,
        ...(events !== undefined && { WEBHOOK_EVENTS: events }),
      };
      const outcome = await login({ ...usual, configuration: settings });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.appMetadata).toEqual({});
    });

    test.each([
      ["a password grant", { protocol: "oauth2-password" }],
      ["a SAML login", { protocol: "samlp" }],
    ])("such as %s", async (_what, circumstances) => {
      expectMessage();
      expect((await login({ ...usual, ...circumstances })).console).toEqual([]);
    });

    test("without an address that is not known", async () => {
      expectMessage({ ...sent, ip: undefined });
      expect((await login({ ...usual, request: { ip: null } })).console).toEqual([]);
    });
  });

  describe("for first logins", () => {
    const settings = { ...configuration, WEBHOOK_EVENTS: "first" };

    test("sends a message at the first one", async () => {
      expectMessage({ ...sent, id: "auth0|1:1" });
      const first = { ...usual, configuration: settings, stats: { logins_count: 1 } };
      expect((await login(first)).console).toEqual([]);
    });

    test("sends nothing at a later one", async () => {
      expect((await login({ ...usual, configuration: settings })).console).toEqual([]);
    });
  });

  describe("for new devices", () => {
    const settings = { ...configuration, WEBHOOK_EVENTS: "new-device" };

    test.each(["no_match", "unknown_device"])("sends a message for %s", async (code) => {
      expectMessage();
      const outcome = await login({ ...usual, ...aDevice(code), configuration: settings });
      expect(outcome.console).toEqual([]);
    });

    test.each(["match", "partial_match", "initial_login", "assessment_not_available", undefined])(
      "sends nothing for %s",
      async (code) => {
        const outcome = await login({ ...usual, ...aDevice(code), configuration: settings });
        expect(outcome).toMatchObject({ result: "allowed", console: [] });
      },
    );

    test("sends nothing without Adaptive MFA", async () => {
      expect((await login({ ...usual, configuration: settings })).console).toEqual([]);
    });
  });

  test.each([
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a return from a redirect", { protocol: "redirect-callback" }],
  ])("sends nothing at %s", async (_what, circumstances) => {
    expect((await login({ ...usual, ...circumstances })).console).toEqual([]);
  });

  describe("lets the login go on, and says why, if the service", () => {
    test.each([
      ["refuses the connection", () => refused(url), "Webhook: fetch failed"],
      ["resets it", () => reset(url), "Webhook: fetch failed"],
      ["refuses the message", () => expectMessage(sent, 401), "Webhook: status 401"],
      ["fails", () => expectMessage(sent, 500), "Webhook: status 500"],
    ])("%s", async (_what, fail, text) => {
      fail();
      const outcome = await login(usual);
      expect(outcome.result).toBe("allowed");
      expect(texts(outcome)).toEqual([expect.stringContaining(text)]);
    });

    test("is silent", async () => {
      silent(url);
      const outcome = await login(usual);
      expect(outcome.result).toBe("allowed");
      expect(texts(outcome)).toEqual([expect.stringMatching(/^Webhook: .*timeout/)]);
    });

    test("sends the message elsewhere", async () => {
      nock("https://hooks.example.com")
        .post("/auth0?key=1")
        .reply(307, undefined, { location: "https://evil.example.org/" });
      expect(texts(await login(usual))).toEqual([expect.stringContaining("Webhook: ")]);
    });
  });

  test.each([
    {},
    { WEBHOOK_URL: url },
    { WEBHOOK_SECRET: secret },
    { ...configuration, WEBHOOK_SECRET: "short" },
    { ...configuration, WEBHOOK_URL: "http://hooks.example.com/" },
    { ...configuration, WEBHOOK_URL: "https://user:password@hooks.example.com/" },
    { ...configuration, WEBHOOK_URL: "hooks.example.com" },
  ])("sends nothing and names the settings with %j", async (settings) => {
    const outcome = await login({ ...usual, configuration: settings });
    expect(outcome.result).toBe("allowed");
    expect(texts(outcome)).toEqual(["Webhook: not sent, check WEBHOOK_URL and WEBHOOK_SECRET"]);
  });
});
