import { describe, expect, test } from "vitest";
import type { User } from "../../src/emulator/login/login.ts";
import { createTenant, runAction, runRule } from "../../src/emulator/tenant.ts";
import { loadAction, loadRule } from "../../src/node/load.ts";
import { aTenant, aUser } from "../support/describeTemplate.ts";
import { actionOf, done, inBothForms, loginAsRule, ruleOf, textOf } from "./forms.ts";
import { nothing } from "../support/describeTemplate.ts";
import type { ActionsLogin } from "../../src/emulator/login/pipeline-login.ts";

inBothForms((login) => {
  const count = {
    rule: `console.log(context.stats.loginsCount); ${done}`,
    action: "console.log(event.stats.logins_count);",
  };
  const store = {
    rule: `try { await auth0.users.updateAppMetadata(user.user_id, { a: 1 }); } catch {} ${done}`,
    action: 'api.user.setAppMetadata("a", 1);',
  };

  test("logins are counted, silent and refresh token ones are not (R-50, A-30)", async () => {
    const tenant = aTenant();
    const counts: (string | undefined)[] = [];
    for (const kind of [{}, { prompt: "none" }, { protocol: "oauth2-refresh-token" }, {}]) {
      counts.push((await login(count, { tenant, ...kind })).console[0]?.text);
    }
    expect(counts).toEqual(["1", "1", "1", "2"]);
  });

  test.each([
    { protocol: "samlp", prompt: "none" },
    { protocol: "wsfed", request: { query: { prompt: "none" } } },
    {
      protocol: "oauth2-password",
      request: { query: { prompt: "none" }, body: { prompt: "none" } },
    },
    { protocol: "oauth2-device-code", prompt: "none" },
    { request: { body: { prompt: "none" } } },
    { prompt: "none login" },
  ])("logins that only say that they are silent are counted: %o (R-240)", async (saying) => {
    const tenant = aTenant();
    await login(count, { tenant, ...saying });
    expect((await login(count, { tenant, ...saying })).console[0]?.text).toBe("2");
  });

  test("what one login stores the next one sees (R-26, A-58)", async () => {
    const tenant = aTenant();
    expect((await login(store, { tenant })).appMetadata).toEqual({ a: 1 });
    const look = {
      rule: `console.log(user.app_metadata.a); ${done}`,
      action: "console.log(event.user.app_metadata.a);",
    };
    expect((await login(look, { tenant })).console[0]?.text).toBe("1");
  });

  test("logins that are asked for at once are played one after the other", async () => {
    const tenant = aTenant();
    const wait = "await new Promise((resolve) => setTimeout(resolve, 1000));";
    const slow = { rule: `${wait} ${store.rule}`, action: `${wait} ${store.action}` };
    const look = {
      rule: `console.log(user.app_metadata.a, context.stats.loginsCount); ${done}`,
      action: "console.log(event.user.app_metadata.a, event.stats.logins_count);",
    };
    const [, second] = await Promise.all([login(slow, { tenant }), login(look, { tenant })]);
    expect(second.console[0]?.text).toBe("1 2");
  });

  test.each([429, 500] as const)(
    "nothing is stored when the API answers %d (R-23, A-58)",
    async (management) => {
      const outcome = await login(store, { management });
      expect(outcome).toMatchObject({ result: "allowed", appMetadata: nothing });
    },
  );

  test("a slow API takes five seconds of the login's clock and none of the test's", async () => {
    const tenant = aTenant();
    const began = performance.now();
    expect((await login(store, { tenant, management: "slow" })).appMetadata).toEqual({ a: 1 });
    expect(tenant.now).toBe(Date.parse("2026-01-15T12:00:05.000Z"));
    const time = {
      rule: `console.log(new Date().toISOString()); ${done}`,
      action: "console.log(new Date().toISOString());",
    };
    expect((await login(time, { tenant })).console[0]?.text).toBe("2026-01-15T12:00:05.000Z");
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("a setting that is no string is refused (R-15, A-26)", async () => {
    const configuration = { KEY: 1 } as unknown as Record<string, string>;
    await expect(login(count, { configuration })).rejects.toThrow(
      "the setting KEY is not a string",
    );
  });
});

describe("auth0.users", () => {
  const update = (call: string) =>
    loginAsRule(
      `try { await auth0.users.${call}; }
      catch (error) { console.log(error.name, error.statusCode, error.message); }
      ${done}`,
      { user: aUser({ app_metadata: { a: { x: 1 }, b: 2 } }) },
    );

  test("merges at the first level, and null removes (R-26)", async () => {
    const outcome = await update("updateAppMetadata(user.user_id, { a: { y: 1 }, b: null, c: 3 })");
    expect(outcome.appMetadata).toEqual({ a: { y: 1 }, c: 3 });
  });

  test("keeps a key that is missing or undefined in what is sent (R-26)", async () => {
    const outcome = await update("updateAppMetadata(user.user_id, { a: undefined })");
    expect(outcome.appMetadata).toEqual({ a: { x: 1 }, b: 2 });
  });

  test.each([
    ["an unknown user", 'updateUserMetadata("auth0|9", { a: 1 })', "Not Found 404"],
    ["a forbidden key", "updateAppMetadata(user.user_id, { email: 1 })", "Bad Request 400"],
    ["a key with a dot", 'updateUserMetadata(user.user_id, { "a.b": 1 })', "Bad Request 400"],
    ["a key with a dollar", "updateAppMetadata(user.user_id, { a$b: 1 })", "Bad Request 400"],
    ["what is no object", "updateUserMetadata(user.user_id, [])", "Bad Request 400"],
  ])("refuses %s (R-27)", async (_what, call, refusal) => {
    const outcome = await update(call);
    expect(outcome.console[0]?.text).toContain(refusal);
    expect(outcome.appMetadata).toEqual({ a: { x: 1 }, b: 2 });
  });

  test("answers a node callback, too (R-23)", async () => {
    const outcome = await loginAsRule(
      `auth0.users.updateUserMetadata(user.user_id, { a: 1 }, (error, stored) => {
        console.log(error, stored.user_metadata);
        auth0.users.updateUserMetadata("auth0|9", {}, (refusal) => {
          console.log(refusal.statusCode); ${done}
        });
      });`,
    );
    expect(outcome.console.map(({ text }) => text)).toEqual(['null {"a":1}', "404"]);
  });

  test("rejects as node-auth0 does when the API is over its limit (R-23)", async () => {
    const outcome = await loginAsRule(
      `await auth0.users.updateUserMetadata(user.user_id, { a: 1 }); ${done}`,
      { management: 429 },
    );
    expect(outcome).toMatchObject({
      result: "failed",
      error: { name: "Too Many Requests", message: "Global limit has been reached" },
    });
  });
});

describe("what a rule stores", () => {
  test("is not in its user until it puts it there (R-28)", async () => {
    const outcome = await loginAsRule(
      `await auth0.users.updateAppMetadata(user.user_id, { a: 1 }); console.log(user.app_metadata, user.a); ${done}`,
    );
    expect(outcome.console[0]?.text).toBe("undefined undefined");
    expect(outcome.appMetadata).toEqual({ a: 1 });
  });

  test("is nothing without a call: edits of the user end with the login (R-39)", async () => {
    const outcome = await loginAsRule(
      `user.app_metadata = { a: 1 }; user.user_metadata = { b: 1 }; ${done}`,
    );
    expect(outcome).toMatchObject({ appMetadata: nothing, userMetadata: nothing });
  });

  test("can be metadata of another user (R-22)", async () => {
    const tenant = createTenant({
      users: [aUser({ user_id: "auth0|1" }), aUser({ user_id: "auth0|2" })],
    });
    await loginAsRule(`await auth0.users.updateAppMetadata("auth0|2", { a: 1 }); ${done}`, {
      tenant,
    });
    expect(tenant.user("auth0|2")?.app_metadata).toEqual({ a: 1 });
    expect(tenant.user("auth0|1")?.app_metadata).toBeUndefined();
  });
});

describe("settings", () => {
  test.each([
    ["a key with a blank", { rules: [], configuration: { "a b": "1" } }],
    ["an empty key", { rules: [], configuration: { "": "1" } }],
    ["a key of 128 characters", { rules: [], configuration: { ["k".repeat(128)]: "1" } }],
    ["a secret's key of 129", { actions: [], secrets: { ["k".repeat(129)]: "1" } }],
    ["a secret of 4097 characters", { actions: [], secrets: { a: "1".repeat(4097) } }],
    [
      "31 secrets",
      {
        actions: [],
        secrets: Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`k${i}`, "1"])),
      },
    ],
    ["21 actions", { actions: Array.from({ length: 21 }, () => actionOf("")) }],
  ])(
    "that the platform would not store are refused: %s (R-15, A-9, A-26)",
    async (_what, login) => {
      await expect(createTenant().login(login)).rejects.toThrow(RangeError);
    },
  );
});

describe("secrets", () => {
  const show = "console.log(JSON.stringify(event.secrets));";
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "1"]));
  const load = (filename: string, secrets?: Record<string, string>) =>
    loadAction(`exports.onExecutePostLogin = async (event) => { ${show} };`, {
      filename,
      ...(secrets && { secrets }),
    });
  const seenBy = async (login: ActionsLogin) =>
    textOf(await createTenant().login(login)).map((text) => JSON.parse(text) as unknown);

  test("belong to one action; the others see those of the login (A-113)", async () => {
    const actions = [
      load("a.js", { KEY: "a" }),
      load("b.js", { KEY: "b", OWN: "1" }),
      load("c.js"),
    ];
    const secrets = { KEY: "shared", MORE: "1" };
    expect(await seenBy({ actions, secrets })).toEqual([
      { KEY: "a" },
      { KEY: "b", OWN: "1" },
      { KEY: "shared", MORE: "1" },
    ]);
  });

  test("can be given to an action by a login, in place of those it was loaded with (A-113)", async () => {
    const actions = [load("a.js", { KEY: "a" }), load("b.js")];
    expect(await seenBy({ actions, actionSecrets: { "a.js": {}, "b.js": { KEY: "b" } } })).toEqual([
      {},
      { KEY: "b" },
    ]);
  });

  test("are the same when the user returns (A-113)", async () => {
    const action = loadAction(
      `exports.onExecutePostLogin = async (event, api) => { api.redirect.sendUserTo("https://a.example.com"); };
      exports.onContinuePostLogin = async (event) => { ${show} };`,
      { secrets: { KEY: "a" } },
    );
    const tenant = createTenant();
    await tenant.login({ actions: [action], secrets: { KEY: "shared" } });
    expect(textOf(await tenant.resume())).toEqual(['{"KEY":"a"}']);
  });

  test("have the limits of one action, however many actions there are (A-113)", async () => {
    const actions = Array.from({ length: 3 }, (_, index) => load(`${index}.js`, many(30)));
    expect(await seenBy({ actions, secrets: many(30) })).toHaveLength(3);
    const longest = { ["k".repeat(128)]: "𝒳".repeat(4096) };
    expect(await seenBy({ actions: [load("a.js", longest)] })).toEqual([longest]);
  });

  test.each<[secrets: Record<string, string>, message: string]>([
    [many(31), "the action a.js has at most 30 secrets, not 31"],
    [{ KEY: "1".repeat(4097) }, "the secret KEY has at most 4096 characters, not 4097"],
    [{ ["k".repeat(129)]: "1" }, "the name of a secret has 1 to 128 characters, not 129"],
    [{ "": "1" }, "the name of a secret has 1 to 128 characters, not 0"],
  ])("beyond the limits are refused (A-113)", async (secrets, message) => {
    expect(() => load("a.js", secrets)).toThrow(new RangeError(message));
    const login = { actions: [load("a.js")], actionSecrets: { "a.js": secrets } };
    await expect(createTenant().login(login)).rejects.toThrow(new RangeError(message));
    const action = { ...load("a.js"), secrets };
    await expect(createTenant().login({ actions: [action] })).rejects.toThrow(message);
  });

  test("of an action that the login does not have are refused (A-113)", async () => {
    const login = { actions: [load("mail.js")], actionSecrets: { "mial.js": {} } };
    await expect(createTenant().login(login)).rejects.toThrow(
      new RangeError("the login has no action mial.js, did you mean mail.js?"),
    );
  });
});

describe("an option that there is not is refused", () => {
  const rule = ruleOf(done);
  const action = actionOf("");
  /** A test in JavaScript has no types. */
  const untyped = (options: object): never => options as never;

  test.each<[call: string, run: () => unknown, message: string]>([
    [
      "createTenant",
      () => createTenant(untyped({ onConsol: () => undefined })),
      "createTenant has no option onConsol, did you mean onConsole?",
    ],
    [
      "tenant.login",
      () => createTenant().login(untyped({ rules: [rule], configuraton: {} })),
      "tenant.login has no option configuraton, did you mean configuration?",
    ],
    [
      "tenant.resume",
      () => createTenant().resume(untyped({ qeury: {} })),
      "tenant.resume has no option qeury, did you mean query?",
    ],
    [
      "tenant.resume with a token",
      () => createTenant().resume({ token: untyped({ secret: "s", playload: {} }) }),
      "the token of tenant.resume has no option playload, did you mean payload?",
    ],
    [
      "runRule",
      () => runRule(rule, untyped({ secret: {} })),
      "runRule has no option secret, did you mean secrets?",
    ],
    [
      "runAction",
      () => runAction(action, untyped({ login: { prompt: "none" } })),
      "runAction has no option login: what describes the login is an option itself, such as request",
    ],
    [
      "runAction with an event",
      () => runAction(action, untyped({ event: {} })),
      "runAction has no option event: what describes the login is an option itself, such as request",
    ],
    [
      "loadRule",
      () => loadRule("function f(user, context, callback) {}", untyped({ fileName: "a.js" })),
      "loadRule has no option fileName, did you mean filename?",
    ],
    [
      "loadAction",
      () => loadAction("", untyped({ runtime: "node12" })),
      "loadAction has no option runtime",
    ],
  ])("%s", async (_call, run, message) => {
    await expect(Promise.resolve().then(run)).rejects.toThrow(new TypeError(message));
  });

  test("but one that is undefined is none", async () => {
    const outcome = await runRule(rule, untyped({ login: undefined }));
    expect(outcome.result).toBe("allowed");
  });
});

test("console lines are told of as they come", async () => {
  const lines: string[] = [];
  const tenant = createTenant({ onConsole: ({ text }) => lines.push(text) });
  const outcome = await loginAsRule(`console.log("a"); console.error("b"); ${done}`, { tenant });
  expect(lines).toEqual(["a", "b"]);
  expect(outcome.console).toEqual([
    { level: "log", text: "a" },
    { level: "error", text: "b" },
  ]);
});

test("each script is told of as it begins, and with each of its lines", async () => {
  const told: string[] = [];
  const tenant = createTenant({
    onBegin: (script) => told.push(script),
    onConsole: ({ text }, script) => told.push(`${script}: ${text}`),
  });
  const late = `setTimeout(() => console.log("late"), 10); ${done}`;
  await tenant.login({
    rules: [
      loadRule(`function (user, context, callback) { ${late} }`, { filename: "a.js", id: "A" }),
      loadRule("function off() {}", { enabled: false }),
      loadRule(`function b(user, context, callback) { setTimeout(() => { ${done} }, 20); }`),
    ],
    actions: [
      loadAction('exports.onExecutePostLogin = async () => console.log("c");', {
        filename: "c.js",
      }),
    ],
  });
  expect(told).toEqual(["A", "b", "A: late", "c.js", "c.js: c"]);
});

test("a login of a user the tenant does not have is an error", async () => {
  await expect(createTenant().login({ userId: "auth0|9", rules: [] })).rejects.toThrow(
    "the tenant has no user auth0|9",
  );
});

test("a user without an id is an error that says how to make one", async () => {
  const user = JSON.parse('{ "email_verified": false }') as User;
  await expect(runRule(ruleOf(done), { user })).rejects.toThrow("the user has no user_id: aUser(");
});
