import nock from "nock";
import { expect, test } from "vitest";
import {
  aRefreshTokenLogin,
  aTenant,
  aUser,
  describeTemplate,
  loginAs,
  nothing,
  readTemplate,
} from "./describeTemplate.ts";
import { refused, resetMidBody, silent, takeUnanswered } from "./network.ts";

const file = "test/support/fixtures/sign-in-event.md";
const endpoint = "https://events.example.com/v1/events";
const configuration = { EVENTS_KEY: "key" };

function answers(id: string): nock.Scope {
  return nock("https://events.example.com")
    .matchHeader("authorization", "Bearer key")
    .post("/v1/events", { user: "auth0|1" })
    .reply(200, { id });
}

describeTemplate(
  "sign-in-event",
  ({ login, form }) => {
    test("sends the event and keeps its id", async () => {
      const event = answers("one");
      const outcome = await login({ user: aUser({ user_id: "auth0|1" }), configuration });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: { last_event: "one" } });
      expect(event.isDone()).toBe(true);
    });

    test.each([
      ["refuses", () => refused(endpoint)],
      ["breaks off", () => resetMidBody(endpoint)],
      ["stays silent", () => silent(endpoint)],
    ])("lets the login go on when the service %s", async (_what, fail) => {
      fail();
      const outcome = await login({ configuration });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toHaveLength(1);
    });

    test("does nothing in a refresh token exchange", async () => {
      const outcome = await login(aRefreshTokenLogin());
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: {}, console: [] });
    });

    test("keeps the id of the last of two events", async () => {
      const tenant = aTenant({ users: [aUser({ user_id: "auth0|1" })] });
      answers("one");
      await login({ tenant, configuration });
      answers("two");
      expect((await login({ tenant, configuration })).appMetadata).toEqual({ last_event: "two" });
    });

    test("runs another rule or action before it, and one after it", async () => {
      const logging = (text: string) => ({
        rule: `function (user, context, callback) { console.log("${text}"); callback(null, user, context); }`,
        action: `exports.onExecutePostLogin = async () => { console.log("${text}"); };`,
      });
      refused(endpoint);
      const around = { before: logging("before"), after: logging("after") };
      const outcome = await login({ configuration, ...around });
      const texts = outcome.console.map(({ text }) => text);
      expect(texts).toEqual(["before", "no event was sent: TypeError", "after"]);
    });

    test("sends an event that nobody expects when its guard is taken out in memory", async () => {
      const code = readTemplate("sign-in-event", file)[form];
      if (!code) {
        throw new Error(`no ${form}`);
      }
      const careless = { ...code, code: code.code.replaceAll('"oauth2-refresh-token"', '"none"') };
      const outcome = await loginAs(form, careless, { ...aRefreshTokenLogin(), configuration });
      expect(outcome.result).toBe("allowed");
      expect(takeUnanswered()).toEqual([`POST ${endpoint}`]);
    });
  },
  file,
);

test("nothing stands for an object without properties only", () => {
  expect({ stored: {} }).toMatchObject({ stored: nothing });
  expect({ stored: { key: 1 } }).not.toMatchObject({ stored: nothing });
});

test("a test that was copied and names another template says so", () => {
  expect(() => {
    describeTemplate("mailgun", () => undefined);
  }).toThrow("describeTemplate.test.ts describes mailgun: give describeTemplate the id");
});
