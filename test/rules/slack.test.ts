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

const hook = "https://hooks.slack.com/services/T0/B0/X";
const posted = { slack_notified: true };

function answer(name = "jane.doe@example.com", application = "My App"): nock.Scope {
  const text = `${name} signed in to ${application} for the first time.`;
  return nock("https://hooks.slack.com", { reqheaders: { "content-type": "application/json" } })
    .post("/services/T0/B0/X", { text, mrkdwn: false })
    .reply(200, "ok");
}

describeTemplate("slack", ({ login, example }) => {
  test("posts the user at the first login", async () => {
    answer();
    const outcome = await login(example);
    expect(outcome).toMatchObject({ result: "allowed", console: [], userMetadata: nothing });
    expect(outcome.appMetadata).toEqual(posted);
  });

  test("keeps the metadata of others", async () => {
    answer();
    const user = aUser({ app_metadata: { plan: "gold", signedUp: true } });
    const outcome = await login({ ...example, user });
    expect(outcome.appMetadata).toEqual({ plan: "gold", signedUp: true, ...posted });
  });

  test.each([
    ["without a request", { request: null }],
    ["without a query", { request: { query: null } }],
    ["through SAML", { protocol: "samlp" }],
    ["on a device", { protocol: "oauth2-device-code" }],
    ["by a password grant", { protocol: "oauth2-password" }],
  ])("posts a first login %s", async (_how, circumstances) => {
    answer();
    const outcome = await login({ ...example, ...circumstances });
    expect(outcome.appMetadata).toEqual(posted);
  });

  test.each([false, undefined])(
    "says that an address is not verified: %s",
    async (emailVerified) => {
      answer("jane.doe@example.com (not verified)");
      const outcome = await login({ ...example, user: aUser({ email_verified: emailVerified }) });
      expect(outcome.appMetadata).toEqual(posted);
    },
  );

  test.each([
    ["is missing", undefined],
    ["is a list", "jane@example.com, joe@evil.example"],
    ["goes on in another line", "jane@example.com\n<!channel>"],
    ["has a character that nobody sees", "jane\u202e@example.com"],
    ["holds a link", "https://evil.example/a@example.com"],
    ["is a mention", "<!channel>@example.com"],
    ["is formatted", "*jane*@example.com"],
    ["is long", `${"j".repeat(65)}@example.com`],
    ["is not an address", "jane"],
  ])("names a user by the id when the address %s", async (_what, email) => {
    answer("auth0|1");
    const user = aUser({ user_id: "auth0|1", email, email_verified: true });
    const outcome = await login({ ...example, user });
    expect(outcome.appMetadata).toEqual(posted);
  });

  test("mentions nobody, whatever an id or an application is called", async () => {
    answer("&lt;!channel&gt; &amp;lt;", "R&amp;D &lt;!here&gt;");
    const user = aUser({ user_id: "<!channel> &lt;", email: undefined });
    const outcome = await login({ ...example, user, client: { name: "R&D <!here>" } });
    expect(outcome.appMetadata).toEqual(posted);
  });

  test("does without the name of an application", async () => {
    answer(undefined, "an application");
    const outcome = await login({ ...example, client: { name: null } });
    expect(outcome.appMetadata).toEqual(posted);
  });

  describe("posts nothing", () => {
    test.each([
      ["at a later login", { stats: { logins_count: 2 } }],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...example, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
    });

    test("a second time, though the count says that it is the first login", async () => {
      const { user, ...again } = example;
      const tenant = aTenant(user && { users: [user] });
      answer();
      await login({ ...again, tenant });
      const outcome = await login({ ...again, tenant });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: posted, console: [] });
    });
  });

  describe("lets the login go on and stores nothing", () => {
    const timeout = "The operation was aborted due to timeout";
    test.each([
      ["refuses the connection", "fetch failed", () => refused(hook)],
      ["is silent", timeout, () => silent(hook)],
      ["breaks off its answer", "terminated", () => resetMidBody(hook)],
      ["stops answering", timeout, () => silentMidBody(hook)],
      [
        "knows no such webhook",
        "rejected with status 404",
        () => nock(hook).post("").reply(404, "no_service"),
      ],
      [
        "is asked too often",
        "rejected with status 429",
        () => nock(hook).post("").reply(429, "rate_limited"),
      ],
      ["fails", "rejected with status 500", () => nock(hook).post("").reply(500, "ok")],
      [
        "answers with a page",
        "rejected with status 200",
        () => nock(hook).post("").reply(200, "<p>ok"),
      ],
      ["answers nothing", "rejected with status 200", () => nock(hook).post("").reply(200, "")],
    ])("when Slack %s", async (_what, reason, fail) => {
      fail();
      const outcome = await login(example);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Slack: ${reason}` }]);
    });

    test.each(["", " ", "hooks.slack.com/services/T0/B0/X", "https://"])(
      "when the webhook is %j, and names the setting",
      async (url) => {
        const outcome = await login({ ...example, configuration: { SLACK_HOOK_URL: url } });
        expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
        expect(outcome.console).toEqual([
          { level: "log", text: "Slack: no message, check SLACK_HOOK_URL" },
        ]);
      },
    );

    test("when the webhook is missing, and names it", async () => {
      const outcome = await login({ ...example, configuration: {} });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "Slack: no message, check SLACK_HOOK_URL" },
      ]);
    });
  });

  test("lets the login go on when the flag cannot be stored", async () => {
    answer();
    const outcome = await login({ ...example, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
  });
});
