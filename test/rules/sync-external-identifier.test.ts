import nock from "nock";
import { describe, expect, test } from "vitest";

import type { User } from "../../src/emulator/login/login.ts";
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

const backend = "https://api.example.com";
const customers = `${backend}/customers`;
const configuration = {
  BACKEND_URL: `${customers}?phone={phone}`,
  BACKEND_API_KEY: "s3cret key",
};
const customer = { id: "c-42", profile: { tier: "gold", orders: 3, newsletter: true } };
const known = { ...customer, looked_up_at: START };
const hours = 60 * 60 * 1000;

function after(milliseconds: number): string {
  return new Date(Date.parse(START) + milliseconds).toISOString();
}

function aCaller(overrides: Partial<User> = {}): User {
  return aUser({
    user_id: "sms|1",
    phone_number: "+4915112345678",
    phone_verified: true,
    ...overrides,
  });
}

function answer(body: nock.Body = customer, status = 200): nock.Scope {
  return nock(backend, { reqheaders: { "x-api-key": "s3cret key" } })
    .get("/customers?phone=%2B4915112345678")
    .reply(status, body);
}

function entries(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_none, index) => [`n${index}`, index]));
}

const caller = { user: aCaller(), configuration };

const acting = { "a login with a phone number": { login: caller, answers: [{ body: customer }] } };

describeTemplate("sync-external-identifier", acting, ({ login }) => {
  test("keeps the id and the profile that belong to the phone number", async () => {
    answer();
    const outcome = await login(caller);
    expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing, console: [] });
    expect(outcome.userMetadata).toEqual({ external_identifier: known });
  });

  test("keeps the metadata of others", async () => {
    answer();
    const user = aCaller({ user_metadata: { theme: "dark" } });
    const outcome = await login({ ...caller, user });
    expect(outcome.userMetadata).toEqual({ theme: "dark", external_identifier: known });
  });

  test("puts the number into the path if the setting says so", async () => {
    nock(backend).get("/customers/%2B4915112345678/card").reply(200, customer);
    const outcome = await login({
      ...caller,
      configuration: { ...configuration, BACKEND_URL: `${customers}/{phone}/card` },
    });
    expect(outcome.userMetadata).toEqual({ external_identifier: known });
  });

  test("puts the number wherever the setting says so", async () => {
    nock(backend).get("/customers/%2B4915112345678?phone=%2B4915112345678").reply(200, customer);
    const outcome = await login({
      ...caller,
      configuration: { ...configuration, BACKEND_URL: `${customers}/{phone}?phone={phone}` },
    });
    expect(outcome.userMetadata).toEqual({ external_identifier: known });
  });

  test.each([
    ["app_metadata have another number", { app_metadata: { phone_number: "+1555" } }],
    ["app_metadata have the word on it", { app_metadata: { phone_verified: true } }],
    ["a number goes on in another line", { phone_number: "+49\n1" }],
    ["a number is no number but long", { phone_number: `1${"0".repeat(100)}` }],
  ])("asks nothing where %s", async (_what, parts) => {
    const outcome = await login({ ...caller, user: aCaller(parts) });
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, console: [] });
  });

  test("encodes whatever a number contains", async () => {
    nock(backend).get("/customers/1%2F..%2F%3Fa%3D%24%26%23").reply(200, customer);
    const outcome = await login({
      user: aCaller({ phone_number: "1/../?a=$&#" }),
      configuration: { ...configuration, BACKEND_URL: `${customers}/{phone}` },
    });
    expect(outcome.userMetadata).toEqual({ external_identifier: known });
  });

  test.each([
    ["set to it", "x-api-key"],
    ["empty", ""],
  ])("sends the key in the header x-api-key if the setting is %s", async (_how, header) => {
    answer();
    const outcome = await login({
      ...caller,
      configuration: { ...configuration, BACKEND_API_KEY_HEADER: header },
    });
    expect(outcome.userMetadata).toEqual({ external_identifier: known });
  });

  test("sends the key in another header", async () => {
    nock(backend, {
      reqheaders: { authorization: "Bearer s3cret" },
      badheaders: ["x-api-key"],
    })
      .get("/customers?phone=%2B4915112345678")
      .reply(200, customer);
    const outcome = await login({
      ...caller,
      configuration: {
        ...configuration,
        BACKEND_API_KEY: "Bearer s3cret",
        BACKEND_API_KEY_HEADER: "Authorization",
      },
    });
    expect(outcome.userMetadata).toEqual({ external_identifier: known });
  });

  test("looks up at a login without a request or by password", async () => {
    answer();
    const outcome = await login({ ...caller, request: null, protocol: "oauth2-password" });
    expect(outcome.userMetadata).toEqual({ external_identifier: known });
  });

  describe("keeps of an answer", () => {
    const long = "t".repeat(201);
    test.each([
      ["a number as text", { id: 42, profile: {} }, { id: "42", profile: {} }],
      ["an id without blanks around it", { id: " c-42 " }, { id: "c-42", profile: {} }],
      ["the longest id", { id: "c".repeat(128) }, { id: "c".repeat(128), profile: {} }],
      [
        "an empty profile for one that is no object",
        { id: "c-42", profile: "gold" },
        { id: "c-42", profile: {} },
      ],
      [
        "an empty profile for a list",
        { id: "c-42", profile: ["gold"] },
        { id: "c-42", profile: {} },
      ],
      ["an empty profile for null", { id: "c-42", profile: null }, { id: "c-42", profile: {} }],
      [
        "nothing but the id and the profile",
        { ...customer, password: "hash", roles: ["admin"] },
        customer,
      ],
      [
        "plain values only",
        {
          id: "c-42",
          profile: { tier: "", orders: 0, open: false, address: { city: "Berlin" }, tags: ["a"] },
        },
        { id: "c-42", profile: { tier: "", orders: 0, open: false } },
      ],
      [
        "no null, and no number beyond all numbers",
        '{"id":"c-42","profile":{"tier":null,"orders":1e999,"open":true}}',
        { id: "c-42", profile: { open: true } },
      ],
      [
        "text that is not too long",
        { id: "c-42", profile: { note: long, tier: long.slice(1) } },
        { id: "c-42", profile: { tier: long.slice(1) } },
      ],
      [
        "entries with plain names only",
        `{"id":"c-42","profile":{"__proto__":"x","a.b":1,"$set":1,"":1,"1a":1,
          "a${"b".repeat(40)}":1,"a${"b".repeat(39)}":1}}`,
        { id: "c-42", profile: { [`a${"b".repeat(39)}`]: 1 } },
      ],
      [
        "twenty entries",
        { id: "c-42", profile: entries(21) },
        { id: "c-42", profile: entries(20) },
      ],
    ])("%s", async (_what, body, kept) => {
      answer(body as nock.Body);
      const outcome = await login(caller);
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.userMetadata).toEqual({
        external_identifier: { ...kept, looked_up_at: START },
      });
    });
  });

  describe("asks once a day", () => {
    test("and not again within 24 hours", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      answer();
      await login({ tenant, configuration });
      const outcome = await login({ tenant, configuration, now: after(24 * hours - 1) });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.userMetadata).toEqual({ external_identifier: known });
    });

    test("and again after 24 hours", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      answer();
      await login({ tenant, configuration });
      answer({ id: "c-43" });
      const outcome = await login({ tenant, configuration, now: after(24 * hours) });
      expect(outcome.userMetadata).toEqual({
        external_identifier: { id: "c-43", profile: {}, looked_up_at: after(24 * hours) },
      });
    });

    test("also for a number that has no customer", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      answer("<html>Not Found</html>", 404);
      const first = await login({ tenant, configuration });
      expect(first).toMatchObject({ result: "allowed", console: [] });
      expect(first.userMetadata).toEqual({ external_identifier: { looked_up_at: START } });

      const second = await login({ tenant, configuration, now: after(23 * hours) });
      expect(second.userMetadata).toEqual({ external_identifier: { looked_up_at: START } });
    });

    test("and removes the id and the profile of a customer who is gone", async () => {
      answer("", 404);
      const user = aCaller({
        user_metadata: {
          theme: "dark",
          external_identifier: { ...known, looked_up_at: after(-25 * hours) },
        },
      });
      const outcome = await login({ ...caller, user });
      expect(outcome.userMetadata).toEqual({
        theme: "dark",
        external_identifier: { looked_up_at: START },
      });
    });

    test.each([
      ["a time in the future", { ...known, looked_up_at: after(1) }],
      ["no time", { id: "c-1" }],
      ["a time that is none", { ...known, looked_up_at: "tomorrow" }],
      ["text", "c-1"],
      ["a list", ["c-1"]],
      ["zero", 0],
    ])("whatever the user has written in its place: %s", async (_what, external_identifier) => {
      answer();
      const user = aCaller({ user_metadata: { external_identifier } });
      const outcome = await login({ ...caller, user });
      expect(outcome.userMetadata).toEqual({ external_identifier: known });
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
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing, console: [] });
    });

    test("about a number that is no longer verified, and leaves what is stored", async () => {
      const stored = { external_identifier: { ...known, looked_up_at: after(-25 * hours) } };
      const user = aCaller({ phone_verified: false, user_metadata: stored });
      const outcome = await login({ ...caller, user });
      expect(outcome.userMetadata).toEqual(stored);
    });
  });

  describe("lets the login go on and stores nothing", () => {
    const timeout = "The operation was aborted due to timeout";
    const useless = "the answer has no usable id";
    const stored = { external_identifier: { id: "c-1", looked_up_at: after(-25 * hours) } };
    test.each([
      ["refuses the connection", "fetch failed", () => refused(customers)],
      ["is silent", timeout, () => silent(customers)],
      ["breaks off its answer", useless, () => resetMidBody(customers)],
      ["stops answering", useless, () => silentMidBody(customers)],
      ["refuses the key", "status 401", () => answer({ id: "c-42" }, 401)],
      ["knows no GET", "status 405", () => answer("", 405)],
      ["is asked too often", "status 429", () => answer("", 429)],
      ["fails", "status 500", () => answer(customer, 500)],
      ["answers with a page", useless, () => answer("<html>+4915112345678</html>")],
      ["answers with half of it", useless, () => answer('{"id":"c-42","profile":{"tier":"go')],
      ["answers nothing", useless, () => answer("")],
      ["has no content", useless, () => answer("", 204)],
      ["answers null", useless, () => answer("null")],
      ["answers a list", useless, () => answer([customer])],
      ["answers without an id", useless, () => answer({ profile: customer.profile })],
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
      const user = aCaller({ user_metadata: stored });
      const outcome = await login({ ...caller, user });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
      expect(outcome.userMetadata).toEqual(stored);
      expect(outcome.console).toEqual([
        { level: "log", text: `External identifier: nothing stored, ${reason}` },
      ]);
    });

    test("when the backend redirects, and takes the key nowhere else", async () => {
      nock(backend)
        .get("/customers?phone=%2B4915112345678")
        .reply(307, "", { location: "https://evil.example/" });
      const outcome = await login(caller);
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
      expect(outcome.console.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^External identifier: nothing stored, /),
      ]);
    });

    test("when a number cannot be encoded", async () => {
      const outcome = await login({ ...caller, user: aCaller({ phone_number: "+49\ud800" }) });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "External identifier: nothing stored, URI malformed" },
      ]);
    });

    test("when the backend is silent for five seconds, and asks again at the next login", async () => {
      const tenant = aTenant({ users: [aCaller()] });
      silent(customers);
      await login({ tenant, configuration });
      answer();
      const outcome = await login({ tenant, configuration });
      expect(outcome.userMetadata).toEqual({
        external_identifier: { ...known, looked_up_at: after(5000) },
      });
    });

    test.each([
      ["BACKEND_URL", ""],
      ["BACKEND_URL", "customers"],
      ["BACKEND_URL", "http://api.example.com/customers?phone={phone}"],
      ["BACKEND_URL", "https://api.example.com/customers"],
      ["BACKEND_URL", "https://api.example.com/customers#{phone}"],
      ["BACKEND_URL", "https://{phone}.example.com/"],
      ["BACKEND_URL", "https://user:s3cret@api.example.com/{phone}"],
      ["BACKEND_URL", "https://api.example.com:port/{phone}"],
      ["BACKEND_URL", "https://api.example.com/{phone} "],
      ["BACKEND_API_KEY", ""],
      ["BACKEND_API_KEY", " "],
      ["BACKEND_API_KEY", "s3\ncret"],
      ["BACKEND_API_KEY", "s3cret\n"],
      ["BACKEND_API_KEY", "schlüssel"],
      ["BACKEND_API_KEY_HEADER", "x api key"],
      ["BACKEND_API_KEY_HEADER", "x-api-key:"],
    ])("when %s cannot be used, and names it: %j", async (key, value) => {
      const outcome = await login({
        ...caller,
        configuration: { ...configuration, [key]: value },
      });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: `External identifier: no lookup, check ${key}` },
      ]);
    });

    test("when settings are missing, and names them", async () => {
      const outcome = await login({ ...caller, configuration: {} });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
      expect(outcome.console).toEqual([
        {
          level: "log",
          text: "External identifier: no lookup, check BACKEND_URL, BACKEND_API_KEY",
        },
      ]);
    });
  });

  test("lets the login go on when nothing can be stored", async () => {
    answer();
    const outcome = await login({ ...caller, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
  });
});
