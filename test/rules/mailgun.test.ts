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
import { refused, resetMidBody, silent } from "../support/network.ts";

const messages = "https://api.mailgun.net/v3/mg.example.com/messages";
const configuration = {
  MAILGUN_API_KEY: "key",
  MAILGUN_DOMAIN: "mg.example.com",
  MAILGUN_FROM: "Sign-ups <signups@mg.example.com>",
  MAILGUN_TO: "admin@example.com",
};
const welcome = { ...configuration, MAILGUN_TO: "user" };
const first = { stats: { logins_count: 1 }, configuration };

function answer(body: Record<string, string>, host = "https://api.mailgun.net"): nock.Scope {
  return nock(host)
    .post("/v3/mg.example.com/messages", body)
    .basicAuth({ user: "api", pass: "key" })
    .reply(200, { id: "<1@mg.example.com>", message: "Queued. Thank you." });
}

const notice = {
  from: "Sign-ups <signups@mg.example.com>",
  to: "admin@example.com",
  subject: "New user",
  // The address is verified, so that it can be copied.
  text: "jane.doe@example.com signed in to My App for the first time.",
};
const greeting = {
  from: "Sign-ups <signups@mg.example.com>",
  to: "jane.doe@example.com",
  subject: "Welcome",
  text: "Welcome to My App.",
};

const acting = {
  "a first login": { login: first, answers: [{ body: { id: "<1@mg.example.com>" } }] },
  "a first login that is welcomed": {
    login: { ...first, configuration: welcome },
    answers: [{ body: { id: "<1@mg.example.com>" } }],
  },
};

describeTemplate("mailgun", acting, ({ login }) => {
  test("mails the administrator on the first login", async () => {
    answer(notice);
    const outcome = await login({ ...first, client: { name: "My App" } });
    expect(outcome).toMatchObject({
      result: "allowed",
      appMetadata: { mailgun_notified: true },
      console: [],
    });
  });

  test("names a user without an email address by another name", async () => {
    answer({ ...notice, text: "Jane Doe signed in to My App for the first time." });
    const user = aUser({ email: undefined });
    const outcome = await login({ ...first, user, client: { name: "My App" } });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  test.each([
    ["line breaks", "Jane\r\nDear admin,\u2028pay\u0000me", "Jane Dear admin, pay me"],
    ["a link", "https://evil.example/a", "https:\u200b/\u200b/\u200bevil.\u200bexample/\u200ba"],
    ["what nobody sees", "a\u202eb\u200dc\u3164d", "a b c d"],
    ["length", "n".repeat(1000), "n".repeat(100)],
    ["half a character", "a\ud83d", "a\ufffd"],
  ])("lets %s in a profile do nothing", async (_what, hostile, shown) => {
    const client = { name: hostile };
    for (const user of [
      aUser({ email: hostile }),
      aUser({ email: undefined, name: hostile }),
      aUser({ email: undefined, name: undefined, user_id: hostile }),
    ]) {
      answer({ ...notice, text: `${shown} signed in to ${shown} for the first time.` });
      const outcome = await login({ ...first, user, client });
      expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
    }
  });

  test.each([
    ["jane.doe@example.com", false, "jane.\u200bdoe@example.\u200bcom"],
    ["evil.example/a@example.com", true, "evil.\u200bexample/\u200ba@example.\u200bcom"],
    ["jane@example.com, evil.example", true, "jane@example.\u200bcom, evil.\u200bexample"],
  ])("parts each address but a verified one: %j, %s", async (email, verified, shown) => {
    answer({ ...notice, text: `${shown} signed in to My App for the first time.` });
    const user = aUser({ email, email_verified: verified });
    const outcome = await login({ ...first, user, client: { name: "My App" } });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  test("keeps the metadata of others", async () => {
    answer(notice);
    const user = aUser({ app_metadata: { plan: "gold" } });
    const outcome = await login({ ...first, user, client: { name: "My App" } });
    expect(outcome.appMetadata).toEqual({ plan: "gold", mailgun_notified: true });
  });

  test("uses the European host for an account there", async () => {
    answer(notice, "https://api.eu.mailgun.net");
    const outcome = await login({
      ...first,
      client: { name: "My App" },
      configuration: { ...configuration, MAILGUN_REGION: "eu" },
    });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  test("takes the region us for granted", async () => {
    answer(notice);
    const outcome = await login({
      ...first,
      client: { name: "My App" },
      configuration: { ...configuration, MAILGUN_REGION: "us" },
    });
    expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
  });

  describe("as a welcome", () => {
    test("mails the new user at a verified address", async () => {
      answer(greeting);
      const outcome = await login({ ...first, configuration: welcome, client: { name: "My App" } });
      expect(outcome.appMetadata).toEqual({ mailgun_notified: true });
    });

    test.each([
      "jane@example.com, joe@evil.example",
      "jane@example.com;joe@evil.example",
      "jane@example.com joe@evil.example",
      "Jane <jane@example.com>",
      "jane@example.com\r\nBcc: joe@evil.example",
      "jane@example.com\n",
      '"jane, joe"@example.com',
      "jane@example.com,",
      "jane@evil@example.com",
      "jane@example",
      "jane\u200b@example.com",
      `${"j".repeat(250)}@example.com`,
    ])("greets no list, and nothing that is not one address: %j", async (email) => {
      const user = aUser({ email, email_verified: true });
      const outcome = await login({ ...first, user, configuration: welcome });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual({ mailgun_notified: false });
    });

    test.each([["jane@example.com"], [{ value: "jane@example.com" }], 7])(
      "greets no value that is not a text: %j",
      async (email) => {
        const user = { ...aUser(), email } as unknown as ReturnType<typeof aUser>;
        const outcome = await login({ ...first, user, configuration: welcome });
        expect(outcome.appMetadata).toEqual({ mailgun_notified: false });
      },
    );

    test("waits until the address is verified", async () => {
      const tenant = aTenant({ users: [aUser({ user_id: "auth0|1", email_verified: false })] });
      const waiting = { tenant, userId: "auth0|1", configuration: welcome };
      const before = await login({ ...waiting, stats: { logins_count: 1 } });
      expect(before.appMetadata).toEqual({ mailgun_notified: false });

      answer(greeting);
      const user = aUser({ user_id: "auth0|1", app_metadata: before.appMetadata });
      const after = await login({
        ...waiting,
        user,
        stats: { logins_count: 2 },
        client: { name: "My App" },
      });
      expect(after.appMetadata).toEqual({ mailgun_notified: true });
    });

    test("waits while the address is one of app_metadata", async () => {
      const user = aUser({ app_metadata: { email: "joe@evil.example" } });
      const outcome = await login({ ...first, user, configuration: welcome });
      expect(outcome).toMatchObject({ appMetadata: { mailgun_notified: false }, console: [] });
    });

    test("stores nothing while it waits on", async () => {
      const app_metadata = { mailgun_notified: false };
      const user = aUser({ email_verified: false, app_metadata });
      // A store that fails would leave a line in the log.
      const outcome = await login({ user, configuration: welcome, management: 500 });
      expect(outcome).toMatchObject({ appMetadata: app_metadata, console: [] });
    });

    test("tries again at the next login when it has waited and Mailgun fails", async () => {
      const user = aUser({ app_metadata: { mailgun_notified: false } });
      const later = { user, stats: { logins_count: 2 }, client: { name: "My App" } };
      nock(messages).post("").reply(500);
      const before = await login({ ...later, configuration: welcome });
      expect(before.appMetadata).toEqual({ mailgun_notified: false });

      answer(greeting);
      const after = await login({ ...later, configuration: welcome });
      expect(after.appMetadata).toEqual({ mailgun_notified: true });
    });

    test.each([
      ["without an address", { email: undefined, email_verified: true }],
      ["whose address is verified in words only", { email_verified: "false" }],
    ])("does not mail a user %s", async (_who, fields) => {
      const user = Object.assign(aUser(), fields);
      const outcome = await login({ ...first, user, configuration: welcome });
      expect(outcome.appMetadata).toEqual({ mailgun_notified: false });
    });
  });

  describe("mails nobody", () => {
    test.each([
      ["at a later login", { stats: { logins_count: 2 } }],
      [
        "when a welcome waits that is not wanted any more",
        { stats: { logins_count: 57 }, user: aUser({ app_metadata: { mailgun_notified: false } }) },
      ],
      ["when a mail was sent", { user: aUser({ app_metadata: { mailgun_notified: true } }) }],
      ["as a welcome at a later login", { stats: { logins_count: 2 }, configuration: welcome }],
      [
        "as a welcome when one was sent",
        {
          stats: { logins_count: 2 },
          user: aUser({ app_metadata: { mailgun_notified: true } }),
          configuration: welcome,
        },
      ],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...first, ...circumstances });
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
      const outcome = await login(first);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Mailgun: no mail, /),
      ]);
    });

    test.each([[{}], ["null"], ["[]"]])("when Mailgun answers %j", async (body) => {
      nock(messages).post("").reply(200, body);
      const { console } = await login(first);
      expect(console).toEqual([{ level: "log", text: "Mailgun: no mail, the answer has no id" }]);
    });

    test.each([
      ["MAILGUN_API_KEY", ""],
      ["MAILGUN_DOMAIN", "mg.example.com/v3"],
      ["MAILGUN_FROM", "nobody"],
      ["MAILGUN_TO", "users"],
      ["MAILGUN_REGION", "mars"],
    ])("when %s cannot be used, and names it", async (key, value) => {
      const outcome = await login({ ...first, configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([{ level: "log", text: `Mailgun: no mail, check ${key}` }]);
    });
  });

  test("lets the login go on when the flag cannot be stored", async () => {
    answer(notice);
    const outcome = await login({ ...first, client: { name: "My App" }, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
  });
});
