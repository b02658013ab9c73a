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

const track = "https://example.dataplane.rudderstack.com/v1/track";
const configuration = {
  RUDDERSTACK_DATA_PLANE_URL: "https://example.dataplane.rudderstack.com",
  RUDDERSTACK_WRITE_KEY: "key",
};
const client = { client_id: "0a1b2c3d", name: "My App" };
const first = { configuration, client, stats: { logins_count: 1 } };
const later = { configuration, client, stats: { logins_count: 2 } };

const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36";
const iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1";

/** What RudderStack is sent at a later login. */
function loginEvent() {
  return {
    event: "Success Login",
    userId: "auth0|0a1b2c3d4e5f6a7b8c9d0e1f",
    channel: "server",
    originalTimestamp: START,
    sentAt: START,
    properties: {
      client_id: "0a1b2c3d",
      client_name: "My App",
      is_mobile: false,
      description: "Successful login",
      details: {
        connection: "Username-Password-Authentication",
        strategy: "auth0",
        protocol: "oidc-basic-profile",
        stats: { loginsCount: 2 },
      },
    },
    context: {
      ip: "203.0.113.7",
      request_ip: "203.0.113.7",
      userAgent,
      traits: {
        email: "jane.doe@example.com",
        email_verified: true,
        name: "Jane Doe",
        user_name: "jane.doe@example.com",
      },
    },
  };
}

/** RudderStack takes any event; what it was sent is in the list. */
function records(times = 1, url = track): unknown[] {
  const events: unknown[] = [];
  nock(url, { reqheaders: { "content-type": "application/json" } })
    .post("", (body: unknown) => {
      events.push(body);
      return true;
    })
    .basicAuth({ user: "key", pass: "" })
    .times(times)
    .reply(200, "OK");
  return events;
}

const acting = {
  "a first login": { login: first, answers: [{ body: "OK" }, { body: "OK" }] },
  "a later login": { login: later, answers: [{ body: "OK" }] },
};

describeTemplate("rudderstack-track-login", acting, ({ login }) => {
  test("sends a login event", async () => {
    const events = records();
    const outcome = await login(later);
    expect(events).toEqual([loginEvent()]);
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
    const { properties, ...event } = loginEvent();
    const details = { ...properties.details, stats: { loginsCount: 1 } };
    expect(events).toEqual([
      {
        ...event,
        event: "Success Signup",
        properties: { ...properties, details, description: "Successful signup" },
      },
      { ...event, properties: { ...properties, details } },
    ]);
    expect(outcome.console).toEqual([]);
  });

  test.each([
    ["with a slash at its end", "https://data.example.com/", "https://data.example.com/v1/track"],
    [
      "with a port and a path",
      "https://data.example.com:8443/rudder",
      "https://data.example.com:8443/rudder/v1/track",
    ],
  ])("takes a data plane's URL %s", async (_what, url, target) => {
    const events = records(1, target);
    const outcome = await login({
      ...later,
      configuration: { ...configuration, RUDDERSTACK_DATA_PLANE_URL: url },
    });
    expect(events).toHaveLength(1);
    expect(outcome.console).toEqual([]);
  });

  test("says that the login is from a mobile device", async () => {
    const events = records();
    await login({ ...later, request: { user_agent: iPhone } });
    expect(events).toMatchObject([
      { properties: { is_mobile: true }, context: { userAgent: iPhone } },
    ]);
  });

  test("sends a login without a request as one from nowhere", async () => {
    const events = records();
    const outcome = await login({ ...later, request: null });
    const { properties, context, ...event } = loginEvent();
    expect(events).toEqual([
      {
        ...event,
        properties: { ...properties, is_mobile: undefined },
        context: { traits: context.traits },
      },
    ]);
    expect(outcome.console).toEqual([]);
  });

  test("leaves out what the profile has not", async () => {
    const events = records();
    const user = aUser({ email: undefined, email_verified: undefined, name: undefined });
    await login({ ...later, user });
    const { context, ...event } = loginEvent();
    expect(events).toEqual([{ ...event, context: { ...context, traits: {} } }]);
  });

  test.each([
    ["not verified", false],
    ["of an unknown state", undefined],
  ])("does not call an email address verified that is %s", async (_what, email_verified) => {
    const events = records();
    await login({ ...later, user: aUser({ email_verified }) });
    expect(events).toMatchObject([
      { context: { traits: { email: "jane.doe@example.com", email_verified: false } } },
    ]);
  });

  test("does not call an address of app_metadata verified", async () => {
    const events = records();
    const app_metadata = { email: "joe@evil.example" };
    await login({ ...later, user: aUser({ app_metadata }) });
    expect(events).toMatchObject([{ context: { traits: { email_verified: false } } }]);
  });

  test.each([[["jane@example.com"]], [`${"j".repeat(60)}@${"e".repeat(200)}.com`]])(
    "sends no address that is a list or too long: %j",
    async (email) => {
      const events = records();
      await login({ ...later, user: Object.assign(aUser(), { email }) });
      expect(events).toHaveLength(1);
      expect(JSON.stringify(events)).not.toContain('"email"');
    },
  );

  test("sends each as one short line, and no list for an address", async () => {
    const events = records();
    const name = `Jane\r\n\u202eDoe\u2028${"x".repeat(200)}`;
    const user = aUser({ name, username: "jane\n", email: "jane@example.com, joe@evil.example" });
    await login({ ...later, user });
    const traits = { name: `Jane Doe ${"x".repeat(141)}`, user_name: "jane" };
    expect((events[0] as { context: { traits: unknown } }).context.traits).toEqual(traits);
  });

  test("sends the username where there is one", async () => {
    const events = records();
    await login({ ...later, user: aUser({ username: "jane" }) });
    expect(events).toMatchObject([{ context: { traits: { user_name: "jane" } } }]);
  });

  describe("of what the SDK says about itself", () => {
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

    test("sends the name and the version", async () => {
      const events = records();
      const auth0Client = base64({ name: "auth0-react", version: "2.2.4", env: { secret: "s" } });
      await login({ ...later, request: { query: { auth0Client } } });
      const { properties, ...event } = loginEvent();
      const auth0_client = { name: "auth0-react", version: "2.2.4" };
      expect(events).toEqual([{ ...event, properties: { ...properties, auth0_client } }]);
    });

    test.each([
      ["is no base64", "%%%"],
      ["is no JSON", Buffer.from("{").toString("base64")],
      ["is null", base64(null)],
      ["has no version", base64({ name: "auth0-react" })],
      ["has numbers", base64({ name: 1, version: 2 })],
      ["has markup", base64({ name: "<script>", version: "1" })],
      ["is too long", base64({ name: "a".repeat(65), version: "1" })],
      [
        "is there twice",
        [base64({ name: "a", version: "1" }), base64({ name: "b", version: "1" })],
      ],
    ])("sends nothing when it %s", async (_what, auth0Client) => {
      const events = records();
      const outcome = await login({ ...later, request: { query: { auth0Client } } });
      expect(events).toEqual([loginEvent()]);
      expect(outcome.console).toEqual([]);
    });
  });

  test("sends a login with a password grant, without the request's password", async () => {
    const events = records();
    const protocol = "oauth2-password";
    const body = { grant_type: "password", username: "jane", password: "hunter2" };
    await login({ ...later, protocol, request: { body } });
    const { properties, ...event } = loginEvent();
    const details = { ...properties.details, protocol };
    expect(events).toEqual([{ ...event, properties: { ...properties, details } }]);
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
      ["breaks off its answer", () => resetMidBody(track), "terminated"],
      ["answers 401", answers(401, "Invalid Authorization Header"), "status 401"],
      ["answers 429", answers(429, "Too many requests"), "status 429"],
      ["answers 500", answers(500, ""), "status 500"],
      ["answers with a page", answers(200, "<html></html>"), "the answer is not OK"],
      ["answers with half of an answer", answers(200, "O"), "the answer is not OK"],
      ["answers with nothing", answers(200, ""), "the answer is not OK"],
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

    test.each([
      ["is silent", silent],
      ["stops in the middle of its answer", silentMidBody],
    ])("after five seconds when the data plane %s", async (_what, fail) => {
      fail(track);
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
      ["RUDDERSTACK_DATA_PLANE_URL", "https://jane:secret@data.example.com"],
      ["RUDDERSTACK_DATA_PLANE_URL", "https://data.example.com:99999"],
      ["RUDDERSTACK_DATA_PLANE_URL", "https://data.example.com/?key=1"],
      ["RUDDERSTACK_WRITE_KEY", ""],
      ["RUDDERSTACK_WRITE_KEY", "key\n"],
    ])("when %s is %j, and names it", async (key, value) => {
      const outcome = await login({ ...first, configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `RudderStack: no event, check ${key}` },
      ]);
    });

    test("when nothing is set, and names what is needed", async () => {
      const outcome = await login({ ...first, configuration: {} });
      expect(outcome.result).toBe("allowed");
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "RudderStack: no event, check RUDDERSTACK_DATA_PLANE_URL, RUDDERSTACK_WRITE_KEY",
        },
      ]);
    });
  });
});
