import nock from "nock";
import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent } from "../support/network.ts";

const messages = "https://api.mailgun.net/v3/mg.example.com/messages";
function answer(body: Record<string, string>, host = "https://api.mailgun.net"): nock.Scope {
  return nock(host)
    .post("/v3/mg.example.com/messages", body)
    .basicAuth({ user: "api", pass: "key-0a1b2c3d4e5f" })
    .reply(200, { id: "<1@mg.example.com>", message: "Queued. Thank you." });
}

const notice = {
  from: "Sign-ups <signups@mg.example.com>",
  to: "admin@example.com",
  subject: "New user",
  text: "jane.doe@example.com signed in to My App for the first time.",
};

describeTemplate("mailgun", ({ login, example }) => {
  const { configuration = {} } = example;

  test("mails the administrator on the first login", async () => {
    answer(notice);
    const outcome = await login(example);
    expect(outcome).toMatchObject({
      result: "allowed",
      appMetadata: { mailgun_notified: true },
      console: [],
    });
  });

  test("says that an address is not verified", async () => {
    const text = "jane.doe@example.com (not verified) signed in to My App for the first time.";
    answer({ ...notice, text });
    const user = aUser({ email_verified: false });
    const outcome = await login({ ...example, user });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  test("does without the name of an application", async () => {
    const text = "jane.doe@example.com signed in to an application for the first time.";
    answer({ ...notice, text });
    const outcome = await login({ ...example, client: { name: null } });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  test.each([
    ["is missing", undefined],
    ["is a list", "jane@example.com, joe@evil.example"],
    ["has a name beside it", "Jane <jane@example.com>"],
    ["goes on in another line", "jane@example.com\r\nDear admin, pay me"],
    ["has a character that nobody sees", "jane\u200b@example.com"],
    ["holds a link", "https://evil.example/a@example.com"],
    ["is a mention", "<!channel>@example.com"],
    ["is long", `${"j".repeat(65)}@example.com`],
    ["is not an address", "jane"],
  ])("names a user by the id when the address %s", async (_what, email) => {
    answer({ ...notice, text: "auth0|1 signed in to My App for the first time." });
    const user = aUser({ user_id: "auth0|1", email, email_verified: true });
    const outcome = await login({ ...example, user });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  test.each(["jane.doe+a_b-c@mail.example.com", "o'neil@example.com", "jürgen@bücher.example"])(
    "names a user by the address %s",
    async (email) => {
      answer({ ...notice, text: `${email} signed in to My App for the first time.` });
      const outcome = await login({ ...example, user: aUser({ email }) });
      expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
    },
  );

  test("keeps the metadata of others", async () => {
    answer(notice);
    const user = aUser({ app_metadata: { plan: "gold" } });
    const outcome = await login({ ...example, user });
    expect(outcome.appMetadata).toEqual({ plan: "gold", mailgun_notified: true });
  });

  test("uses the European host for an account there", async () => {
    answer(notice, "https://api.eu.mailgun.net");
    const outcome = await login({
      ...example,
      configuration: { ...configuration, MAILGUN_REGION: "eu" },
    });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  test("takes the region us for granted", async () => {
    answer(notice);
    const outcome = await login({
      ...example,
      configuration: { ...configuration, MAILGUN_REGION: "us" },
    });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  describe("mails nobody", () => {
    test.each([
      ["at a later login", { stats: { logins_count: 2 } }],
      ["when a mail was sent", { user: aUser({ app_metadata: { mailgun_notified: true } }) }],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...example, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    });
  });

  describe("lets the login go on and stores nothing", () => {
    test.each([
      ["refuses the connection", () => refused(messages)],
      ["breaks off its answer", () => resetMidBody(messages)],
      ["is silent", () => silent(messages)],
      ["answers 401", () => nock(messages).post("").reply(401, "Forbidden")],
      ["answers 500 with an id", () => nock(messages).post("").reply(500, { id: "1" })],
      ["answers with a page", () => nock(messages).post("").reply(200, "<html></html>")],
    ])("when Mailgun %s", async (_what, fail) => {
      fail();
      const outcome = await login(example);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Mailgun: /),
      ]);
    });

    test.each([[{}], ["null"], ["[]"]])("when Mailgun answers %j", async (body) => {
      nock(messages).post("").reply(200, body);
      const { console } = await login(example);
      expect(console).toEqual([{ level: "log", text: "Mailgun: the answer has no id" }]);
    });

    test.each(Object.keys(configuration))("when %s is empty, and names it", async (key) => {
      const outcome = await login({ ...example, configuration: { ...configuration, [key]: "" } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Mailgun: no mail, check ${key}` }]);
    });
  });

  test("names all settings that are missing", async () => {
    const { console } = await login({
      ...example,
      configuration: { MAILGUN_FROM: "a@example.com" },
    });
    const names = "MAILGUN_API_KEY, MAILGUN_DOMAIN, MAILGUN_TO";
    expect(console).toEqual([{ level: "log", text: `Mailgun: no mail, check ${names}` }]);
  });

  test("lets the login go on when the flag cannot be stored", async () => {
    answer(notice);
    const outcome = await login({ ...example, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
  });
});
