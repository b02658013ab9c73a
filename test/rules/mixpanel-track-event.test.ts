import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  START,
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, reset, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const track = "https://api.mixpanel.com/track";
const configuration = { MIXPANEL_API_TOKEN: "0a1b2c3d" };
const later = { configuration, client: { name: "My App" } };

const properties = {
  token: "0a1b2c3d",
  time: Date.parse(START),
  distinct_id: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
  $insert_id: /^[0-9a-f]{36}$/,
  ip: "203.0.113.7",
  application: "My App",
};

/** Mixpanel takes exactly this event; undefined takes a property away. */
function takes(differences: object = {}, host = "https://api.mixpanel.com"): void {
  const sent: Record<string, nock.DataMatcher | undefined> = { ...properties, ...differences };
  const known = Object.entries(sent).filter((entry) => entry[1] !== undefined);
  nock(host, { reqheaders: { "content-type": "application/json" } })
    .post("/track?verbose=1", [{ event: "Sign In", properties: Object.fromEntries(known) }])
    .reply(200, { status: 1, error: null });
}

interface Sent {
  $insert_id: string;
  time: number;
}

/** Mixpanel takes any event; what it was sent is in the list. */
function records(times: number): Sent[] {
  const events: Sent[] = [];
  nock("https://api.mixpanel.com")
    .post("/track?verbose=1", (body: [{ properties: Sent }]) => {
      events.push(body[0].properties);
      return true;
    })
    .times(times)
    .reply(200, { status: 1 });
  return events;
}

const acting = { "a login": { login: later, answers: [{ body: { status: 1, error: null } }] } };

describeTemplate("mixpanel-track-event", acting, ({ login }) => {
  test("sends a Sign In event with the name of the application", async () => {
    takes();
    const outcome = await login(later);
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
      ...later,
      configuration: { ...configuration, MIXPANEL_REGION: region },
    });
    expect(outcome.console).toEqual([]);
  });

  test.each(["us", ""])("takes the region us for granted, and for %j", async (region) => {
    takes();
    const outcome = await login({
      ...later,
      configuration: { ...configuration, MIXPANEL_REGION: region },
    });
    expect(outcome.console).toEqual([]);
  });

  test.each([
    ["no request", null],
    ["a request without an address", { ip: null }],
  ])("asks for no place when there is %s", async (_what, request) => {
    takes({ ip: 0 });
    const outcome = await login({ ...later, request });
    expect(outcome.console).toEqual([]);
  });

  test("sends an address of version 6", async () => {
    takes({ ip: "2001:db8::7" });
    const outcome = await login({ ...later, request: { ip: "2001:db8::7" } });
    expect(outcome.console).toEqual([]);
  });

  test("leaves out the name that an application has not", async () => {
    takes({ application: undefined });
    const outcome = await login({ ...later, client: { name: null } });
    expect(outcome.console).toEqual([]);
  });

  test("counts a login with a password grant", async () => {
    takes();
    const outcome = await login({ ...later, protocol: "oauth2-password" });
    expect(outcome.console).toEqual([]);
  });

  test("counts a user without a name and an email address", async () => {
    takes({ distinct_id: "sms|1" });
    const user = aUser({ user_id: "sms|1", email: undefined, name: undefined });
    const outcome = await login({ ...later, user });
    expect(outcome.console).toEqual([]);
  });

  test("gives the same login the same id when it is sent again", async () => {
    const events = records(2);
    const same = { ...later, user: aUser(), stats: { logins_count: 7 } };
    await login(same);
    await login(same);
    expect(events[1]).toEqual(events[0]);
  });

  test.each([
    ["the next login of the user", { stats: { logins_count: 8 } }],
    ["a login to another application", { client: { name: "My App", client_id: "other" } }],
    ["another user", { user: aUser({ user_id: "auth0|2" }) }],
    ["a user who was deleted and came back", { user: aUser({ created_at: "2026-01-14T00:00Z" }) }],
  ])("gives %s another id", async (_what, difference) => {
    const events = records(2);
    const one = { ...later, user: aUser(), stats: { logins_count: 7 } };
    await login(one);
    await login({ ...one, ...difference });
    expect(new Set(events.map(({ $insert_id }) => $insert_id)).size).toBe(2);
  });

  describe("sends nothing", () => {
    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...later, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("lets the login go on", () => {
    const answers = (status: number, body: string | object) => () =>
      nock(track).post("?verbose=1").reply(status, body);

    test.each([
      ["refuses the connection", () => refused(track), "fetch failed"],
      ["resets the connection", () => reset(track), "fetch failed"],
      ["breaks off its answer", () => resetMidBody(track), "terminated"],
      ["rejects the event", answers(200, { status: 0, error: "bad" }), "Mixpanel has rejected it"],
      ["answers as if not asked to be verbose", answers(200, "0"), "Mixpanel has rejected it"],
      ["answers 401", answers(401, { status: 0 }), "status 401"],
      ["answers 429", answers(429, { code: 429 }), "status 429"],
      ["answers 500", answers(500, ""), "status 500"],
      ["answers with a page", answers(200, "<html></html>"), "JSON"],
      ["answers with half of its JSON", answers(200, '{"status":'), "JSON"],
      ["answers with nothing", answers(200, ""), "JSON"],
      ["answers null", answers(200, "null"), "Mixpanel has rejected it"],
    ])("when Mixpanel %s", async (_what, fail, reason) => {
      fail();
      const outcome = await login(later);
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
      const outcome = await login({ ...later, tenant });
      expect(outcome.result).toBe("allowed");
      expect(outcome.console[0]?.text).toMatch(/^Mixpanel: no event, .*timeout/);

      const next = records(1);
      await login({ ...later, tenant });
      expect(next[0]?.time).toBe(Date.parse(START) + 5000);
    });

    test.each([
      ["MIXPANEL_API_TOKEN", ""],
      ["MIXPANEL_API_TOKEN", " not a token"],
      ["MIXPANEL_REGION", "mars"],
      ["MIXPANEL_REGION", "toString"],
    ])("when %s is %j, and names it", async (key, value) => {
      const outcome = await login({ ...later, configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Mixpanel: no event, check ${key}` }]);
    });

    test("when nothing is set, and names what is needed", async () => {
      const outcome = await login({ ...later, configuration: {} });
      expect(outcome.result).toBe("allowed");
      expect(outcome.console).toEqual([
        { level: "log", text: "Mixpanel: no event, check MIXPANEL_API_TOKEN" },
      ]);
    });
  });
});
