import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  start,
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, reset, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const track = "https://api.mixpanel.com/track";

const properties = {
  token: "0123456789abcdef0123456789abcdef",
  time: Date.parse(start),
  distinct_id: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
  ip: "203.0.113.7",
  application: "My App",
};

/** Mixpanel takes exactly this event; undefined takes a property away. */
function takes(differences: object = {}, host = "https://api.mixpanel.com"): void {
  const sent: Record<string, nock.DataMatcher | undefined> = { ...properties, ...differences };
  const known = Object.entries(sent).filter((entry) => entry[1] !== undefined);
  nock(host, { reqheaders: { "content-type": "application/json" } })
    .post("/track", [{ event: "Sign In", properties: Object.fromEntries(known) }])
    .reply(200, "1");
}

describeTemplate("mixpanel-track-event", ({ login, example }) => {
  test("sends a Sign In event with the name of the application", async () => {
    takes();
    const outcome = await login(example);
    expect(outcome).toMatchObject({
      result: "allowed",
      console: [],
      idToken: nothing,
      appMetadata: nothing,
      userMetadata: nothing,
    });
  });

  test.each([
    ["eu", "https://api-eu.mixpanel.com"],
    ["in", "https://api-in.mixpanel.com"],
  ])("uses the host of the region %s", async (region, host) => {
    takes({}, host);
    const outcome = await login({
      ...example,
      configuration: { ...example.configuration, MIXPANEL_REGION: region },
    });
    expect(outcome.console).toEqual([]);
  });

  test.each(["us", ""])("takes the region us for granted, and for %j", async (region) => {
    takes();
    const outcome = await login({
      ...example,
      configuration: { ...example.configuration, MIXPANEL_REGION: region },
    });
    expect(outcome.console).toEqual([]);
  });

  test.each([
    ["no request", null],
    ["a request without an address", { ip: null }],
  ])("asks for no place when there is %s", async (_what, request) => {
    takes({ ip: 0 });
    const outcome = await login({ ...example, request });
    expect(outcome.console).toEqual([]);
  });

  test("sends an address of version 6", async () => {
    takes({ ip: "2001:db8::7" });
    const outcome = await login({ ...example, request: { ip: "2001:db8::7" } });
    expect(outcome.console).toEqual([]);
  });

  test("leaves out the name that an application has not", async () => {
    takes({ application: undefined });
    const outcome = await login({ ...example, client: { name: null } });
    expect(outcome.console).toEqual([]);
  });

  test("counts a login with a password grant", async () => {
    takes();
    const outcome = await login({ ...example, protocol: "oauth2-password" });
    expect(outcome.console).toEqual([]);
  });

  test("counts a user without a name and an email address", async () => {
    takes({ distinct_id: "sms|1" });
    const user = aUser({ user_id: "sms|1", email: undefined, name: undefined });
    const outcome = await login({ ...example, user });
    expect(outcome.console).toEqual([]);
  });

  describe("sends nothing", () => {
    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...example, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("lets the login go on", () => {
    const answers = (status: number, body: string | object) => () =>
      nock(track).post("").reply(status, body);

    test.each([
      ["refuses the connection", () => refused(track), "fetch failed"],
      ["resets the connection", () => reset(track), "fetch failed"],
      ["breaks off its answer", () => resetMidBody(track), "terminated"],
      ["rejects the event", answers(200, "0"), "rejected with status 200"],
      ["answers 401", answers(401, { status: 0 }), "rejected with status 401"],
      ["answers 429", answers(429, { code: 429 }), "rejected with status 429"],
      ["answers 500", answers(500, "1"), "rejected with status 500"],
      ["answers with a page", answers(200, "<html></html>"), "rejected with status 200"],
      ["answers with nothing", answers(200, ""), "rejected with status 200"],
    ])("when Mixpanel %s", async (_what, fail, reason) => {
      fail();
      const outcome = await login(example);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: expect.stringMatching(/^Mixpanel: no event, /) as string },
      ]);
      expect(outcome.console[0]?.text).toContain(reason);
    });

    test.each([
      ["is silent", silent],
      ["stops in the middle of its answer", silentMidBody],
    ])("after five seconds when Mixpanel %s", async (_what, fail) => {
      fail(track);
      const tenant = aTenant();
      const outcome = await login({ ...example, tenant });
      expect(outcome.result).toBe("allowed");
      expect(outcome.console[0]?.text).toMatch(/^Mixpanel: no event, .*timeout/);

      takes({ time: Date.parse(start) + 5000 });
      const next = await login({ ...example, tenant });
      expect(next.console).toEqual([]);
    });

    test.each([{}, { MIXPANEL_API_TOKEN: "" }, { MIXPANEL_REGION: "eu" }])(
      "when the settings are %j, and names what is needed",
      async (settings) => {
        const outcome = await login({ ...example, configuration: settings });
        expect(outcome.result).toBe("allowed");
        expect(outcome.console).toEqual([
          { level: "log", text: "Mixpanel: no event, check MIXPANEL_API_TOKEN" },
        ]);
      },
    );
  });
});
