import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  START,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const slack = "https://hooks.slack.com";
const path = "/services/T1/B1/s3cret";
const hook = `${slack}${path}`;
const configuration = { SLACK_HOOK_URL: hook };
const first = { stats: { logins_count: 1 }, client: { name: "My App" }, configuration };
const later = { ...first, stats: { logins_count: 2 } };
const posted = { slack_notified: true };
/** The address, which is verified, so that it can be copied. */
const jane = "jane.doe@example.com";
/** The same, parted so that no program makes a link of it. */
const parted = "jane.\u200bdoe@example.\u200bcom";
const usual = `Jane Doe (${jane}) signed in to My App for the first time.`;

function daysAgo(days: number): string {
  return new Date(Date.parse(START) - days * 24 * 60 * 60 * 1000).toISOString();
}

function answer(text = usual, host = slack): nock.Scope {
  return nock(host, { reqheaders: { "content-type": "application/json" } })
    .post(path, {
      blocks: [{ type: "section", text: { type: "plain_text", text, emoji: false } }],
      text,
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    })
    .reply(200, "ok");
}

function withMessage(message: string): typeof first & { configuration: Record<string, string> } {
  return { ...first, configuration: { ...configuration, SLACK_MESSAGE: message } };
}

const acting = { "a first login": { login: first, answers: [{ body: "ok" }] } };

describeTemplate("slack", acting, ({ login }) => {
  test("posts the user at the first login", async () => {
    answer();
    const outcome = await login(first);
    expect(outcome).toMatchObject({ result: "allowed", console: [], userMetadata: nothing });
    expect(outcome.appMetadata).toEqual(posted);
  });

  test("keeps the metadata of others", async () => {
    answer();
    const user = aUser({ app_metadata: { plan: "gold", signedUp: true } });
    const outcome = await login({ ...first, user });
    expect(outcome.appMetadata).toEqual({ plan: "gold", signedUp: true, ...posted });
  });

  test("posts to the Slack of a government", async () => {
    answer(usual, "https://hooks.slack-gov.com");
    const outcome = await login({
      ...first,
      configuration: { SLACK_HOOK_URL: `https://hooks.slack-gov.com${path}` },
    });
    expect(outcome.appMetadata).toEqual(posted);
  });

  describe("posts at an interactive login", () => {
    test.each([
      ["without a request", { request: null }],
      ["without a query", { request: { query: null } }],
      ["through SAML", { protocol: "samlp" }],
      ["on a device", { protocol: "oauth2-device-code" }],
    ])("%s", async (_how, circumstances) => {
      answer();
      const outcome = await login({ ...first, ...circumstances });
      expect(outcome.appMetadata).toEqual(posted);
    });
  });

  describe("names the user", () => {
    test.each([
      [
        "by another name",
        { name: undefined, username: "jane" },
        `jane (${jane}) signed in to My App for the first time.`,
      ],
      [
        "by the address",
        { name: " " },
        `${parted} (${jane}) signed in to My App for the first time.`,
      ],
      [
        "by the id",
        { name: undefined, email: undefined, user_id: "sms|1" },
        "sms|1 (no email address) signed in to My App for the first time.",
      ],
      [
        "with an address that is not verified",
        { email_verified: false },
        `Jane Doe (${parted}, not verified) signed in to My App for the first time.`,
      ],
      [
        "with an address that is not said to be verified",
        { email_verified: undefined },
        `Jane Doe (${parted}, not verified) signed in to My App for the first time.`,
      ],
    ])("%s", async (_how, overrides, text) => {
      answer(text);
      const outcome = await login({ ...first, user: aUser(overrides) });
      expect(outcome.appMetadata).toEqual(posted);
    });
  });

  describe("takes the message from the setting", () => {
    test("with each placeholder where it goes, also twice", async () => {
      answer(`Hi!\nJane Doe, ${jane}, auth0|1, My App, Users. Jane Doe!`);
      const outcome = await login({
        ...withMessage("Hi!\n{name}, {email}, {user_id}, {application}, {connection}. {name}!"),
        user: aUser({ user_id: "auth0|1" }),
        connection: { name: "Users" },
      });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("without anything about the user, if it has no placeholder", async () => {
      answer("Somebody { new }");
      const outcome = await login(withMessage("Somebody { new }"));
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("with words for what is not known", async () => {
      answer("an application, an unknown connection, no email address");
      const outcome = await login({
        ...withMessage("{application}, {connection}, {email}"),
        user: aUser({ email: undefined }),
        client: { name: null },
        connection: { name: null },
      });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test.each(["", "{name} ({email}) signed in to {application} for the first time."])(
      "or the usual one: %j",
      async (message) => {
        answer();
        const outcome = await login(withMessage(message));
        expect(outcome.appMetadata).toEqual(posted);
      },
    );

    test("and escapes it", async () => {
      answer("R&amp;D &lt;!here&gt;: Jane Doe");
      const outcome = await login(withMessage("R&D <!here>: {name}"));
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("and cuts it where Slack would refuse it", async () => {
      answer("m".repeat(3000));
      const outcome = await login(withMessage("m".repeat(3001)));
      expect(outcome.appMetadata).toEqual(posted);
    });
  });

  describe("lets a user's name do nothing", () => {
    test.each([
      ["a mention", "<!channel> <@U1> @here", "&lt;!channel&gt; &lt;@U1&gt; @here"],
      [
        "a link",
        "<https://evil.example|Acme>",
        "&lt;https:\u200b/\u200b/\u200bevil.\u200bexample|Acme&gt;",
      ],
      ["a web address", "evil.example/a. b.", "evil.\u200bexample/\u200ba. b."],
      ["an entity", "&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;"],
      [
        "formatting, which plain text does not have",
        "*a* _b_ ~c~ `d` :e:",
        "*a* _b_ ~c~ `d` :\u200be:",
      ],
      ["a placeholder", "{email} {user_id}", "{email} {user_id}"],
      ["what replacing texts gives a meaning", "$& $' $1", "$&amp; $' $1"],
      ["line breaks and other blanks", " a\n\r\u2028\t\u0000b\u00a0", "a b"],
      ["a change of direction", "a\u202eb\u2066\u200fc", "a b c"],
      ["what nobody sees", "a\u200db\u3164c\u{E0041}d", "a b c d"],
      ["half a character", "a\ud83d", "a\ufffd"],
      ["length", "n".repeat(101), "n".repeat(100)],
    ])("with %s", async (_what, name, text) => {
      answer(text);
      const outcome = await login({ ...withMessage("{name}"), user: aUser({ name }) });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("nor the other values", async () => {
      answer("a &lt;b (a &lt;b, not verified) a &lt;b a &lt;b a &lt;b");
      const hostile = "a\n<b";
      const outcome = await login({
        ...withMessage("{name} ({email}) {user_id} {application} {connection}"),
        user: aUser({ user_id: hostile, name: hostile, email: hostile, email_verified: false }),
        client: { name: hostile },
        connection: { name: hostile },
      });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("nor do links in any of them", async () => {
      const link = "https://evil.example/a";
      const parted = "https:\u200b/\u200b/\u200bevil.\u200bexample/\u200ba";
      answer(`${parted} (${parted}) ${parted} ${parted} ${parted}`);
      const outcome = await login({
        ...withMessage("{name} ({email}) {user_id} {application} {connection}"),
        user: aUser({ user_id: link, name: link, email: `${link}\n`, email_verified: true }),
        client: { name: link },
        connection: { name: link },
      });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("nor is an address of app_metadata taken for verified", async () => {
      answer(`${parted}, not verified`);
      const user = aUser({ app_metadata: { email: "jane.doe@example.com" } });
      const outcome = await login({ ...withMessage("{email}"), user });
      expect(outcome.appMetadata).toMatchObject(posted);
    });

    test.each([
      ["jane.doe@example.com", true, "jane.doe@example.com"],
      ["jane.doe@example.com", false, `${parted}, not verified`],
      ["evil.example/a@example.com", true, "evil.\u200bexample/\u200ba@example.\u200bcom"],
      ["jane@example.com evil.example", true, "jane@example.\u200bcom evil.\u200bexample"],
      ["jane@example.com\n", true, "jane@example.\u200bcom"],
      ["jane@evil.example@example.com", true, "jane@evil.\u200bexample@example.\u200bcom"],
      ["jan\u0435@example.com", true, "jan\u0435@example.\u200bcom"],
    ])(
      "nor is an address but a verified one left as it is: %j, %s",
      async (email, verified, text) => {
        answer(text);
        const user = aUser({ email, email_verified: verified });
        const outcome = await login({ ...withMessage("{email}"), user });
        expect(outcome.appMetadata).toEqual(posted);
      },
    );

    test.each([{ value: "a" }, 7, ["jane@example.com"], " \n "])(
      "and what is not a text is no address: %j",
      async (email) => {
        answer("no email address");
        const user = { ...aUser(), email } as ReturnType<typeof aUser>;
        const outcome = await login({ ...withMessage("{email}"), user });
        expect(outcome.appMetadata).toEqual(posted);
      },
    );

    test("and a long address does not hide that it is not verified", async () => {
      answer(`${"e".repeat(100)}, not verified`);
      const email = `${"e".repeat(101)}@example.com`;
      const user = aUser({ email, email_verified: false });
      const outcome = await login({ ...withMessage("{email}"), user });
      expect(outcome.appMetadata).toEqual(posted);
    });
  });

  describe("posts nothing", () => {
    test.each([
      ["at a later login", { stats: { logins_count: 2 } }],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
      ["in a password grant", { protocol: "oauth2-password" }],
      ["in a password grant of old", { protocol: "oauth2-resource-owner" }],
      ["in a password grant of WS-Trust", { protocol: "wstrust-usernamemixed" }],
      ["in a grant for a JWT", { protocol: "oauth2-resource-owner-jwt-bearer" }],
      ["when a token is exchanged", { protocol: "oauth2-token-exchange" }],
      ["for the token of a provider", { protocol: "oauth2-access-token" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...first, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
    });

    test.each([
      ["though the count says that it is the first login", first],
      ["in the first week", later],
    ])("a second time, %s", async (_when, second) => {
      const tenant = aTenant({ users: [aUser({ created_at: START })] });
      answer();
      await login({ ...first, tenant });
      const outcome = await login({ ...second, tenant });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: posted, console: [] });
    });
  });

  describe("makes up for a first login", () => {
    test("at which Slack failed", async () => {
      const tenant = aTenant({ users: [aUser({ created_at: START })] });
      refused(hook);
      const before = await login({ ...first, tenant });
      expect(before.appMetadata).toEqual({});
      answer();
      const outcome = await login({ ...later, tenant });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("that was a password grant", async () => {
      const tenant = aTenant({ users: [aUser({ created_at: START })] });
      await login({ ...first, tenant, protocol: "oauth2-password" });
      answer();
      const outcome = await login({ ...later, tenant });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test("in the first week", async () => {
      answer();
      const outcome = await login({ ...later, user: aUser({ created_at: daysAgo(6.99) }) });
      expect(outcome.appMetadata).toEqual(posted);
    });

    test.each([
      ["after it", daysAgo(7)],
      ["if nobody knows when that was", undefined],
    ])("but not %s", async (_when, created_at) => {
      const outcome = await login({ ...later, user: aUser({ created_at }) });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
    });
  });

  describe("lets the login go on and stores nothing", () => {
    const timeout = "The operation was aborted due to timeout";
    test.each([
      ["refuses the connection", "fetch failed", () => refused(hook)],
      ["is silent", timeout, () => silent(hook)],
      ["breaks off its answer", "terminated", () => resetMidBody(hook)],
      ["stops answering", timeout, () => silentMidBody(hook)],
      ["knows no such webhook", "status 404", () => nock(hook).post("").reply(404, "no_service")],
      ["is asked too often", "status 429", () => nock(hook).post("").reply(429, "rate_limited")],
      ["fails", "status 500", () => nock(hook).post("").reply(500, "ok")],
      [
        "answers with a page",
        "the answer is not ok",
        () => nock(hook).post("").reply(200, "<p>ok"),
      ],
      ["answers nothing", "the answer is not ok", () => nock(hook).post("").reply(200, "")],
    ])("when Slack %s", async (_what, reason, fail) => {
      fail();
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Slack: no message, ${reason}` }]);
    });

    test("when Slack redirects, and takes the message nowhere else", async () => {
      nock(hook).post("").reply(303, "", { location: "https://evil.example/" });
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Slack: no message, /),
      ]);
    });

    test.each([
      ["SLACK_HOOK_URL", ""],
      ["SLACK_HOOK_URL", "hooks.slack.com/services/T1/B1/s3cret"],
      ["SLACK_HOOK_URL", "http://hooks.slack.com/services/T1/B1/s3cret"],
      ["SLACK_HOOK_URL", "https://hooks.slack.com.evil.example/services/T1/B1/s3cret"],
      ["SLACK_HOOK_URL", "https://evil.example/https://hooks.slack.com/services/T1"],
      ["SLACK_HOOK_URL", "https://hooks.slack.com/services/"],
      ["SLACK_HOOK_URL", "https://hooks.slack.com/services/T1/B1/s3cret\n"],
      ["SLACK_MESSAGE", " "],
      ["SLACK_MESSAGE", "{nmae} signed in"],
      ["SLACK_MESSAGE", "{constructor}"],
      ["SLACK_MESSAGE", "{name} {}{__proto__}"],
    ])("when %s cannot be used, and names it: %j", async (key, value) => {
      const outcome = await login({ ...first, configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Slack: no message, check ${key}` }]);
    });

    test("when the webhook is missing, and names it", async () => {
      const outcome = await login({ ...first, configuration: {} });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "Slack: no message, check SLACK_HOOK_URL" },
      ]);
    });
  });

  test("lets the login go on when the flag cannot be stored", async () => {
    answer();
    const outcome = await login({ ...first, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
  });
});
