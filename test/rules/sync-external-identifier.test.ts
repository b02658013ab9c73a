import nock from "nock";
import { describe, expect, test } from "vitest";

import type { User } from "../../src/emulator/login/login.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  start,
  nothing,
} from "../support/describeTemplate.ts";
import { refused, resetMidBody, silent, silentMidBody } from "../support/network.ts";

const backend = "https://api.example.com";
const customers = `${backend}/customers`;
const customer = { id: "c-42" };
const known = { ...customer, looked_up_at: start };
const hours = 60 * 60 * 1000;

function after(milliseconds: number): string {
  return new Date(Date.parse(start) + milliseconds).toISOString();
}

function aCaller(overrides: Partial<User> = {}): User {
  return aUser({
    user_id: "sms|1",
    phone_number: "+15550100123",
    phone_verified: true,
    ...overrides,
  });
}

function answer(body: nock.Body = customer, status = 200): nock.Scope {
  return nock(backend, { reqheaders: { authorization: "Bearer key-0a1b2c3d4e5f" } })
    .get("/customers?phone=%2B15550100123")
    .reply(status, body);
}

describeTemplate("sync-external-identifier", ({ login, example }) => {
  const { configuration = {} } = example;
  const caller = { configuration, user: aCaller() };

  test("keeps the id that belongs to the phone number, and nothing else of the answer", async () => {
    answer({ ...customer, password: "hash", roles: ["admin"] });
    const outcome = await login(caller);
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, console: [] });
    expect(outcome.appMetadata).toEqual({ external_identifier: known });
  });

  test("keeps the metadata of others", async () => {
    answer();
    const user = aCaller({ app_metadata: { plan: "gold" } });
    const outcome = await login({ ...caller, user });
    expect(outcome.appMetadata).toEqual({ plan: "gold", external_identifier: known });
  });

  test("puts the number into the path if the setting says so", async () => {
    nock(backend).get("/customers/%2B15550100123/card").reply(200, customer);
    const outcome = await login({
      ...caller,
      configuration: { ...configuration, BACKEND_URL: `${customers}/{phone}/card` },
    });
    expect(outcome.appMetadata).toEqual({ external_identifier: known });
  });

  test("puts the number wherever the setting says so", async () => {
    nock(backend).get("/customers/%2B15550100123?phone=%2B15550100123").reply(200, customer);
    const outcome = await login({
      ...caller,
      configuration: { ...configuration, BACKEND_URL: `${customers}/{phone}?phone={phone}` },
    });
    expect(outcome.appMetadata).toEqual({ external_identifier: known });
  });

  test.each([
    ["app_metadata have another number", { app_metadata: { phone_number: "+15550100" } }],
    ["app_metadata have the word on it", { app_metadata: { phone_verified: true } }],
    ["a number goes on in another line", { phone_number: "+49\n1" }],
    ["a number is too long", { phone_number: `1${"0".repeat(100)}` }],
    ["a number has other characters", { phone_number: "1/../?a=$&#" }],
  ])("asks nothing where %s", async (_what, parts) => {
    const outcome = await login({ ...caller, user: aCaller(parts) });
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, console: [] });
    expect(outcome.appMetadata).toEqual("app_metadata" in parts ? parts.app_metadata : {});
  });

  test("takes a number without a plus", async () => {
    nock(backend).get("/customers?phone=4915112345678").reply(200, customer);
    const user = aCaller({ phone_number: "4915112345678" });
    const outcome = await login({ ...caller, user });
    expect(outcome.appMetadata).toEqual({ external_identifier: known });
  });

  test("looks up at a login without a request or by password", async () => {
    answer();
    const outcome = await login({ ...caller, request: null, protocol: "oauth2-password" });
    expect(outcome.appMetadata).toEqual({ external_identifier: known });
  });

  test.each([
    ["a number, as text", 42, "42"],
    ["the longest id", "c".repeat(128), "c".repeat(128)],
  ])("keeps %s", async (_what, id, kept) => {
    answer({ id });
    const outcome = await login(caller);
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.appMetadata).toEqual({ external_identifier: { ...known, id: kept } });
  });

  describe("asks once a day", () => {
    test("and not again within 24 hours", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      answer();
      await login({ tenant, configuration });
      const outcome = await login({ tenant, configuration, now: after(24 * hours - 1) });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual({ external_identifier: known });
    });

    test("and again after 24 hours", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      answer();
      await login({ tenant, configuration });
      answer({ id: "c-43" });
      const outcome = await login({ tenant, configuration, now: after(24 * hours) });
      expect(outcome.appMetadata).toEqual({
        external_identifier: { id: "c-43", looked_up_at: after(24 * hours) },
      });
    });

    test("also for a number that has no customer", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      answer("<html>Not Found</html>", 404);
      const first = await login({ tenant, configuration });
      expect(first).toMatchObject({ result: "allowed", console: [] });
      expect(first.appMetadata).toEqual({ external_identifier: { looked_up_at: start } });

      const second = await login({ tenant, configuration, now: after(23 * hours) });
      expect(second.appMetadata).toEqual({ external_identifier: { looked_up_at: start } });
    });

    test("and removes the id of a customer who is gone", async () => {
      answer("", 404);
      const user = aCaller({
        app_metadata: {
          plan: "gold",
          external_identifier: { ...known, looked_up_at: after(-25 * hours) },
        },
      });
      const outcome = await login({ ...caller, user });
      expect(outcome.appMetadata).toEqual({
        plan: "gold",
        external_identifier: { looked_up_at: start },
      });
    });

    test.each([
      ["no time", { id: "c-1" }],
      ["a time that is none", { ...known, looked_up_at: "tomorrow" }],
      ["text", "c-1"],
      ["a list", ["c-1"]],
      ["zero", 0],
    ])("whatever is stored in its place: %s", async (_what, externalIdentifier) => {
      answer();
      const user = aCaller({ app_metadata: { external_identifier: externalIdentifier } });
      const outcome = await login({ ...caller, user });
      expect(outcome.appMetadata).toEqual({ external_identifier: known });
    });
  });

  describe("asks nothing", () => {
    test.each([
      ["without a number", { user: aCaller({ phone_number: undefined }) }],
      ["about an empty number", { user: aCaller({ phone_number: "" }) }],
      ["about a number that is none", { user: aCaller({ phone_number: ".." }) }],
      ["about a number that is not verified", { user: aCaller({ phone_verified: false }) }],
      [
        "about a number that is not said to be verified",
        { user: aCaller({ phone_verified: undefined }) },
      ],
      [
        "about a number that is verified in text only",
        { user: aCaller({ phone_verified: "false" }) },
      ],
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login({ ...caller, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
    });

    test("about a number that is no longer verified, and leaves what is stored", async () => {
      const stored = { external_identifier: { ...known, looked_up_at: after(-25 * hours) } };
      const user = aCaller({ phone_verified: false, app_metadata: stored });
      const outcome = await login({ ...caller, user });
      expect(outcome.appMetadata).toEqual(stored);
    });
  });

  describe("lets the login go on and stores nothing", () => {
    const timeout = "The operation was aborted due to timeout";
    const useless = "no usable id in the answer, status 200";
    const stored = { external_identifier: { id: "c-1", looked_up_at: after(-25 * hours) } };
    test.each([
      ["refuses the connection", "fetch failed", () => refused(customers)],
      ["is silent", timeout, () => silent(customers)],
      ["breaks off its answer", useless, () => resetMidBody(customers)],
      ["stops answering", useless, () => silentMidBody(customers)],
      [
        "refuses the key",
        "no usable id in the answer, status 401",
        () => answer({ id: "c-42" }, 401),
      ],
      ["knows no GET", "no usable id in the answer, status 405", () => answer("", 405)],
      ["is asked too often", "no usable id in the answer, status 429", () => answer("", 429)],
      ["fails", "no usable id in the answer, status 500", () => answer(customer, 500)],
      ["answers with a page", useless, () => answer("<html>+4915112345678</html>")],
      ["answers with half of it", useless, () => answer('{"id":"c-42","profile":{"tier":"go')],
      ["answers nothing", useless, () => answer("")],
      ["has no content", "no usable id in the answer, status 204", () => answer("", 204)],
      ["answers null", useless, () => answer("null")],
      ["answers a list", useless, () => answer([customer])],
      ["answers without an id", useless, () => answer({ name: "Jane" })],
      ["answers with null for an id", useless, () => answer({ id: null })],
      ["answers with an empty id", useless, () => answer({ id: " " })],
      ["answers with an object for an id", useless, () => answer({ id: { a: 1 } })],
      ["answers with a list for an id", useless, () => answer({ id: ["c-42"] })],
      ["answers with true for an id", useless, () => answer({ id: true })],
      ["answers with a fraction for an id", useless, () => answer({ id: 1.5 })],
      ["answers with a number that is not exact", useless, () => answer('{"id":9007199254740993}')],
      ["answers with too long an id", useless, () => answer({ id: "c".repeat(129) })],
    ])("when the backend %s", async (_what, reason, fail) => {
      fail();
      const user = aCaller({ app_metadata: stored });
      const outcome = await login({ ...caller, user });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
      expect(outcome.appMetadata).toEqual(stored);
      expect(outcome.console).toEqual([
        { level: "log", text: `External identifier: nothing stored, ${reason}` },
      ]);
    });

    test("when the backend redirects, and takes the key nowhere else", async () => {
      nock(backend)
        .get("/customers?phone=%2B15550100123")
        .reply(307, "", { location: "https://evil.example/" });
      const outcome = await login(caller);
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^External identifier: nothing stored, /),
      ]);
    });

    test("when the backend is silent for five seconds, and asks again at the next login", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      silent(customers);
      await login({ tenant, configuration });
      answer();
      const outcome = await login({ tenant, configuration });
      expect(outcome.appMetadata).toEqual({
        external_identifier: { ...known, looked_up_at: after(5000) },
      });
    });

    test.each([
      ["BACKEND_URL", ""],
      ["BACKEND_URL", "customers"],
      ["BACKEND_URL", "http://api.example.com/customers?phone={phone}"],
      ["BACKEND_URL", "https://api.example.com/customers"],
      ["BACKEND_URL", "https://{phone}.example.com/"],
      ["BACKEND_URL", "https://{phone}"],
      ["BACKEND_API_KEY", ""],
      ["BACKEND_API_KEY", " "],
      ["BACKEND_API_KEY", "s3\ncret"],
      ["BACKEND_API_KEY", "s3cret\n"],
      ["BACKEND_API_KEY", "schlüssel"],
    ])("when %s cannot be used, and names the settings: %j", async (key, value) => {
      const outcome = await login({ ...caller, configuration: { ...configuration, [key]: value } });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "External identifier: no lookup, check BACKEND_URL and BACKEND_API_KEY",
        },
      ]);
    });
  });

  test("lets the login go on when nothing can be stored", async () => {
    answer();
    const outcome = await login({ ...caller, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
  });
});
