import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  start,
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, reset, silent } from "../support/network.ts";

const track = "https://example.dataplane.rudderstack.com/v1/track";
const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36";

/** What RudderStack is sent at a later login. */
const loginEvent = {
  event: "Success Login",
  userId: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
  originalTimestamp: start,
  context: { ip: "203.0.113.7", userAgent },
  properties: {
    client_id: "0a1b2c3d",
    client_name: "My App",
    connection: "Username-Password-Authentication",
    protocol: "oidc-basic-profile",
  },
};

/** RudderStack takes any event; what it was sent is in the list. */
function records(times = 1, url = track): unknown[] {
  const events: unknown[] = [];
  nock(url, { reqheaders: { "content-type": "application/json" } })
    .post("", (body: unknown) => {
      events.push(body);
      return true;
    })
    .basicAuth({ user: "write-key-0a1b2c3d", pass: "" })
    .times(times)
    .reply(200, "OK");
  return events;
}

describeTemplate("rudderstack-track-login", ({ login, example: first }) => {
  const { configuration = {} } = first;
  const later = { ...first, stats: { logins_count: 2 } };

  test("sends a login event", async () => {
    const events = records();
    const outcome = await login(later);
    expect(events).toEqual([loginEvent]);
    expect(outcome).toMatchObject({
      result: "allowed",
      console: [],
      idToken: nothing,
      appMetadata: nothing,
      userMetadata: nothing,
    });
  });

  test("sends a signup event before the login event at the first login", async () => {
    const events = records(2);
    const outcome = await login(first);
    expect(events).toEqual([{ ...loginEvent, event: "Success Signup" }, loginEvent]);
    expect(outcome.console).toEqual([]);
  });

  test.each([
    ["with a slash at its end", "https://data.example.com/", "https://data.example.com/v1/track"],
    ["with a port", "https://data.example.com:8443", "https://data.example.com:8443/v1/track"],
  ])("takes a data plane's URL %s", async (_what, url, target) => {
    const events = records(1, target);
    const outcome = await login({
      ...later,
      configuration: { ...configuration, RUDDERSTACK_DATA_PLANE_URL: url },
    });
    expect(events).toHaveLength(1);
    expect(outcome.console).toEqual([]);
  });

  test("sends a login without a request as one from nowhere", async () => {
    const events = records();
    const outcome = await login({ ...later, request: null });
    expect(events).toEqual([{ ...loginEvent, context: {} }]);
    expect(outcome.console).toEqual([]);
  });

  test("sends a login with a password grant, without the request's password", async () => {
    const events = records();
    const protocol = "oauth2-password";
    const body = { grant_type: "password", username: "jane", password: "hunter2" };
    await login({ ...later, protocol, request: { body } });
    const { properties, ...event } = loginEvent;
    expect(events).toEqual([{ ...event, properties: { ...properties, protocol } }]);
  });

  describe("sends nothing", () => {
    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...first, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("lets the login go on", () => {
    const answers = (status: number, body: string) => () =>
      nock(track).post("").reply(status, body);

    test.each([
      ["refuses the connection", () => refused(track), "fetch failed"],
      ["resets the connection", () => reset(track), "fetch failed"],
      ["answers 401", answers(401, "Invalid Authorization Header"), "status 401"],
      ["answers 429", answers(429, "Too many requests"), "status 429"],
      ["answers 500", answers(500, ""), "status 500"],
    ])("when the data plane %s, and sends no login after it", async (_what, fail, reason) => {
      fail();
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `RudderStack: an event is not sent, ${reason}` },
      ]);
    });

    test("when the data plane takes the signup and not the login", async () => {
      const events = records();
      refused(track, { skip: 1 });
      const outcome = await login(first);
      expect(outcome.result).toBe("allowed");
      expect(events).toMatchObject([{ event: "Success Signup" }]);
      expect(outcome.console).toEqual([
        { level: "log", text: "RudderStack: an event is not sent, fetch failed" },
      ]);
    });

    test("after five seconds when the data plane is silent", async () => {
      silent(track);
      const tenant = aTenant();
      const outcome = await login({ ...first, tenant });
      expect(outcome.result).toBe("allowed");
      expect(outcome.console[0]?.text).toMatch(/^RudderStack: an event is not sent, .*timeout/);

      const events = records();
      await login({ ...later, tenant });
      expect(events).toMatchObject([{ originalTimestamp: "2026-01-15T12:00:05.000Z" }]);
    });

    test.each([
      ["RUDDERSTACK_DATA_PLANE_URL", ""],
      ["RUDDERSTACK_DATA_PLANE_URL", "data.example.com"],
      ["RUDDERSTACK_DATA_PLANE_URL", "http://data.example.com"],
      ["RUDDERSTACK_WRITE_KEY", ""],
    ])("when %s is %j, and names the settings", async (key, value) => {
      const outcome = await login({ ...first, configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "RudderStack: check RUDDERSTACK_DATA_PLANE_URL and RUDDERSTACK_WRITE_KEY",
        },
      ]);
    });
  });
});
