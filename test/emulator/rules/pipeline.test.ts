import { describe, expect, test } from "vitest";
import { runRule } from "../../../src/emulator/tenant.ts";
import { loadAction, loadRule } from "../../../src/node/load.ts";
import type { User } from "../../../src/emulator/login/login.ts";
import { aTenant, aUser, type TestLogin } from "../../support/describeTemplate.ts";
import { done, loginAsRule, ruleOf, textOf } from "../forms.ts";

describe("the pipeline", () => {
  test("passes a disabled rule over (R-12)", async () => {
    const rules = [
      loadRule(`function off(user, context, callback) { callback("never"); }`, { enabled: false }),
      ruleOf(done),
    ];
    expect((await aTenant().login({ rules })).result).toBe("allowed");
  });

  test.each([
    ["denied", 'callback(new UnauthorizedError("no"));'],
    ["failed", 'callback("no");'],
    ["failed", 'throw new Error("no");'],
    ["timed-out", ""],
  ])("names the rule by which a login is %s: %s", async (result, body) => {
    const ending = loadRule(`function (user, context, callback) { ${body} }`, { id: "ending" });
    const outcome = await aTenant().login({ rules: [ruleOf(done), ending, ruleOf(done)] });
    expect(outcome).toMatchObject({ result, endedBy: "ending" });
  });

  test("names no rule if the login fails after all of them", async () => {
    const outcome = await runRule(ruleOf(`context.idToken.circle = context; ${done}`));
    expect(outcome.result).toBe("failed");
    expect(outcome).not.toHaveProperty("endedBy");
  });

  test("starts each rule in a turn of its own (R-65)", async () => {
    const rules = [
      loadRule(`async function rule(user, context, callback) {
        ${done}
        for (context.order = 0; context.order < 100; context.order++) await null;
      }`),
      ruleOf(`console.log(context.order); ${done}`),
    ];
    expect(textOf(await aTenant().login({ rules }))).toEqual(["100"]);
  });

  test("hands on other objects if a rule passes them (R-66)", async () => {
    const rules = [
      ruleOf(`callback(null, { user_id: "other" }, { idToken: { a: 1 }, accessToken: {} });`),
      ruleOf(`console.log(user.user_id, context.idToken.a, context.protocol); ${done}`),
    ];
    expect(textOf(await aTenant().login({ rules }))).toEqual(["other 1 undefined"]);
  });

  test("keeps what a rule adds to the context for later rules (R-51)", async () => {
    const rules = [
      ruleOf(`context.own = { a: 1 }; ${done}`),
      ruleOf(`console.log(context.own.a); ${done}`),
    ];
    expect(textOf(await aTenant().login({ rules }))).toEqual(["1"]);
  });

  test("begins afresh with each login (R-64)", async () => {
    const tenant = aTenant();
    const rules = [
      ruleOf(
        `console.log(context.own, context.idToken.a); context.own = 1; context.idToken.a = 1; ${done}`,
      ),
    ];
    await tenant.login({ rules });
    expect(textOf(await tenant.login({ rules }))).toEqual(["undefined undefined"]);
  });

  test("runs for a refreshed token, too, whose claims it makes anew (R-114)", async () => {
    const tenant = aTenant();
    const rules = [ruleOf(`context.idToken.by = context.protocol; ${done}`)];
    await tenant.login({ rules });
    const refreshed = await tenant.login({ rules, protocol: "oauth2-refresh-token" });
    expect(refreshed.idToken).toEqual({ by: "oauth2-refresh-token" });
  });

  test("does not wait for what a rule returns (R-81)", async () => {
    const outcome = await runRule(ruleOf(`${done} return "value";`));
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
  });

  test("has twenty seconds for all rules together (R-105)", async () => {
    const slow = ruleOf(`setTimeout(() => { ${done} }, 9999);`);
    expect((await aTenant().login({ rules: [slow, slow] })).result).toBe("allowed");
    expect((await aTenant().login({ rules: [slow, slow, slow] })).result).toBe("timed-out");
  });

  test("has other twenty seconds for the actions after the rules (R-91, R-105)", async () => {
    const rules = [ruleOf(`setTimeout(() => { ${done} }, 19000);`)];
    const actions = [
      loadAction(
        "exports.onExecutePostLogin = () => 1; exports.onExecutePostLogin = async () => { await new Promise((r) => setTimeout(r, 19000)); };",
      ),
    ];
    expect((await aTenant().login({ rules, actions })).result).toBe("allowed");
  });
});

describe("what a callback gets", () => {
  test.each([
    ["an object without a name", '{ message: "m", other: 1 }', { name: "Error", message: "m" }],
    [
      "an object with a code",
      '{ name: "N", message: "m", code: "C" }',
      { name: "N", message: "m", code: "C" },
    ],
    ["a number", "42", { name: "Error", message: "42" }],
    ["true", "true", { name: "Error", message: "true" }],
  ])(
    "as an error becomes what the platform makes of it: %s (R-69)",
    async (_what, value, error) => {
      expect((await loginAsRule(`callback(${value});`)).error).toEqual(error);
    },
  );

  test.each(["undefined", "0", '""', "false"])("is no error if it is %s (R-68)", async (value) => {
    expect((await loginAsRule(`callback(${value}, user, context);`)).result).toBe("allowed");
  });

  test("a class of the rule's own with the code unauthorized denies (R-70)", async () => {
    const outcome = await loginAsRule(
      'callback(Object.assign(new Error("no"), { code: "unauthorized" }));',
    );
    expect(outcome).toMatchObject({ result: "denied", reason: "no" });
  });

  test("a second callback is a failure when the login is strict (R-79)", async () => {
    const rules = [ruleOf(`${done} ${done}`)];
    const outcome = await aTenant({ strict: true }).login({ rules });
    expect(outcome).toMatchObject({
      result: "failed",
      error: { message: "a second callback of rule" },
    });
    const lenient = await aTenant({ strict: true }).login({ rules, strict: false });
    expect(lenient.result).toBe("allowed");
  });
});

describe("the container", () => {
  const count = `global.count = (global.count || 0) + 1; console.log(global.count);`;

  test("is emptied when it is recycled (R-29)", async () => {
    const tenant = aTenant();
    const rules = [ruleOf(`${count} ${done}`)];
    await tenant.login({ rules });
    tenant.recycle();
    expect(textOf(await tenant.login({ rules }))).toEqual(["1"]);
  });

  test.each([
    ["an uncaught exception", 'throw new Error("crash");'],
    ["a timeout", ""],
  ])("is emptied by %s, and not by an error that is passed on (R-77)", async (_what, end) => {
    const tenant = aTenant();
    await tenant.login({ rules: [ruleOf(`${count} callback("error");`)] });
    expect(textOf(await tenant.login({ rules: [ruleOf(`${count} ${end}`)] }))).toEqual(["2"]);
    expect(textOf(await tenant.login({ rules: [ruleOf(`${count} ${done}`)] }))).toEqual(["1"]);
  });

  test("holds functions, shared by all rules (R-29)", async () => {
    const rules = [
      ruleOf(`global.twice = (number) => 2 * number; ${done}`),
      ruleOf(`console.log(global.twice(21)); ${done}`),
    ];
    expect(textOf(await aTenant().login({ rules }))).toEqual(["42"]);
  });
});

describe("what a rule reads", () => {
  test("the user as stored, linked identities and tokens of the provider (R-36, R-40, R-106)", async () => {
    const user = aUser({
      nickname: "jane",
      groups: ["a"],
      identities: [
        {
          provider: "auth0",
          user_id: "1",
          connection: "Users",
          isSocial: false,
          access_token: "t",
        },
        {
          provider: "google-oauth2",
          user_id: 2,
          connection: "google-oauth2",
          isSocial: true,
          profileData: { email: "j@x" },
        },
      ],
    });
    const outcome = await loginAsRule(
      `console.log(user.nickname, user.groups, user.identities[0].access_token, user.identities[1].profileData); ${done}`,
      { user },
    );
    expect(textOf(outcome)).toEqual(['jane ["a"] t {"email":"j@x"}']);
  });

  test("all of the context that the login has, and no more (R-42, R-44, R-46, R-48, R-49, R-50, R-52, R-54, R-62, R-107, R-109, R-119, A-21)", async () => {
    const riskAssessment = { confidence: "low", version: "1", assessments: {} };
    const outcome = await loginAsRule(`console.log(JSON.stringify(context)); ${done}`, {
      client: { client_id: "c", name: "App", metadata: { tier: "gold" } },
      connection: { id: "con", name: "corp", strategy: "waad", metadata: { a: "b" } },
      connection_options: { tenant_domain: "corp.example" },
      request: {
        ip: "2001:db8::1",
        asn: "AS1",
        language: "de",
        query: { a: "1" },
        body: {},
        hostname: "h.example",
        user_agent: "UA",
        method: "GET",
        geoip: {
          countryCode: "DE",
          cityName: "Berlin",
          timeZone: "Europe/Berlin",
          latitude: 1,
          subdivisionCode: "BE",
        },
      },
      resource_server: { identifier: "https://api.example.com/" },
      stats: { logins_count: 7 },
      session: { id: "s", clients: [{ client_id: "c" }, { client_id: "d" }] },
      sso: { with_dbconn: true },
      authentication: {
        methods: [
          { name: "federated", timestamp: "2026-01-15T11:59:59.000Z" },
          { name: "mfa", timestamp: "2026-01-15T12:00:00.000Z", type: "otp" },
        ],
        riskAssessment,
      },
      authorization: { roles: ["admin"] },
      organization: { id: "org", name: "o", display_name: "O", metadata: {} },
    });
    expect(JSON.parse(textOf(outcome)[0] ?? "")).toEqual({
      tenant: "example",
      clientID: "c",
      clientName: "App",
      clientMetadata: { tier: "gold" },
      connectionID: "con",
      connection: "corp",
      connectionStrategy: "waad",
      connectionMetadata: { a: "b" },
      connectionOptions: { tenant_domain: "corp.example" },
      samlConfiguration: {},
      jwtConfiguration: {},
      protocol: "oidc-basic-profile",
      locale: "en",
      stats: { loginsCount: 7 },
      sso: { with_auth0: false, with_dbconn: true, current_clients: ["c", "d"] },
      accessToken: {},
      idToken: {},
      sessionID: "s",
      auth0SessionId: "s",
      request: {
        userAgent: "UA",
        ip: "2001:db8::1",
        hostname: "h.example",
        method: "GET",
        query: { a: "1" },
        body: {},
        geoip: {
          country_code: "DE",
          city_name: "Berlin",
          time_zone: "Europe/Berlin",
          latitude: 1,
          subdivision_code: "BE",
        },
      },
      authentication: {
        methods: [
          { name: "federated", timestamp: 1768478399000 },
          { name: "mfa", timestamp: 1768478400000, type: "otp" },
        ],
      },
      authorization: { roles: ["admin"] },
      organization: { id: "org", name: "o", metadata: {} },
      riskAssessment,
    });
  });

  test.each([
    "oidc-hybrid-profile",
    "samlp",
    "delegation",
    "oauth2-device-code",
    "wstrust-usernamemixed",
  ])("the protocol %s (R-53)", async (protocol) => {
    const outcome = await loginAsRule(`console.log(context.protocol); ${done}`, { protocol });
    expect(textOf(outcome)).toEqual([protocol]);
  });

  test.each(["samlp", "wsfed", "oidc-basic-profile", "oauth2-refresh-token"])(
    "samlConfiguration in %s as an empty object (R-47)",
    async (protocol) => {
      const look = `console.log(context.samlConfiguration); ${done}`;
      expect(textOf(await loginAsRule(look, { protocol }))).toEqual(["{}"]);
      const write = `context.samlConfiguration.mappings = { a: "email" }; ${done}`;
      const { result, saml } = await loginAsRule(write, { protocol });
      expect({ result, hasSaml: saml !== undefined }).toEqual({
        result: "allowed",
        hasSaml: ["samlp", "wsfed"].includes(protocol),
      });
    },
  );

  test("the protocol that the login began with, on return (R-52)", async () => {
    const outcome = await loginAsRule(`console.log(context.original_protocol); ${done}`, {
      protocol: "redirect-callback",
      transaction: { protocol: "samlp" },
    });
    expect(textOf(outcome)).toEqual(["samlp"]);
  });

  test("of a login that nobody described as much as of a recorded one (R-155)", async () => {
    const outcome = await loginAsRule(`console.log(JSON.stringify(context)); ${done}`);
    expect(JSON.parse(textOf(outcome)[0] ?? "")).toMatchObject({
      clientMetadata: {},
      connectionMetadata: {},
      connectionOptions: {},
      samlConfiguration: {},
      jwtConfiguration: {},
      locale: "en",
      sso: { with_auth0: false, with_dbconn: false, current_clients: [] },
      accessToken: {},
      idToken: {},
      authorization: { roles: [] },
      authentication: { methods: [{ name: "pwd", timestamp: expect.any(Number) as number }] },
      request: {
        method: "GET",
        body: {},
        query: {
          client_id: "0a1b2c3d4e5f6a7b8c9d",
          redirect_uri: "https://app.example.com/callback",
          response_type: "code",
          scope: "openid profile email",
        },
        geoip: { subdivision_code: "BE", subdivision_name: "Land Berlin" },
      },
    });
  });

  test.each<[what: string, login: TestLogin, path: string]>([
    ["client metadata", { client: { metadata: null } }, "clientMetadata"],
    ["connection metadata", { connection: { metadata: null } }, "connectionMetadata"],
    ["connection options", { connection_options: null }, "connectionOptions"],
    ["the session", { session: null }, "sso"],
    ["the session's applications", { sso: null }, "sso"],
    ["a part of sso", { sso: { with_auth0: null } }, "sso.with_auth0"],
    ["the roles", { authorization: null }, "authorization"],
    ["the list of roles", { authorization: { roles: null } }, "authorization.roles"],
    ["the methods", { authentication: { methods: null } }, "authentication.methods"],
    ["a part of the place", { request: { geoip: { cityName: null } } }, "request.geoip.city_name"],
    ["a parameter", { request: { query: { scope: null } } }, "request.query.scope"],
    ["the application", { client: null }, "clientID"],
    ["the connection", { connection: null }, "connection"],
    ["the language", { transaction: { locale: null } }, "locale"],
    ["the counts", { stats: null }, "stats"],
    [
      "an organization's metadata",
      { organization: { id: "o", name: "n", display_name: "N", metadata: null } },
      "organization.metadata",
    ],
  ])("nothing of what null takes away: %s (R-156)", async (_what, login, path) => {
    const look = `console.log(JSON.stringify(context)); ${done}`;
    expect(JSON.parse(textOf(await loginAsRule(look, login))[0] ?? "")).not.toHaveProperty(path);
  });

  test("a user without the properties that are null (R-156)", async () => {
    const user = { user_id: "auth0|1", email: null, app_metadata: null } as unknown as User;
    const look = `console.log(Object.keys(user)); ${done}`;
    expect(textOf(await loginAsRule(look, { user }))).toEqual(['["user_id"]']);
  });

  test("free names, which are parameters and not globals of the process (R-16)", async () => {
    const names =
      "configuration auth0 global require console Buffer setTimeout setInterval setImmediate fetch URL process".split(
        " ",
      );
    const outcome = await loginAsRule(
      `console.log([${names.map((name) => `typeof ${name}`).join(",")}].join(" ")); ${done}`,
    );
    expect(textOf(outcome)[0]).not.toContain("undefined");
    expect("configuration" in globalThis || "auth0" in globalThis).toBe(false);
  });

  test("all methods of Node's console (R-16)", async () => {
    const names = `log warn dir time timeEnd timeLog trace assert clear count countReset group groupEnd table debug info
      dirxml error groupCollapsed`;
    const all = await loginAsRule(
      `for (const name of ${JSON.stringify(names.split(/\s+/))}) console[name]("a"); ${done}`,
    );
    expect(all.result).toBe("allowed");
    const written = await loginAsRule(
      `console.log(); console.table([1]); console.assert(true, "no"); console.assert(false, "yes"); ${done}`,
    );
    expect(written.console).toEqual([
      { level: "log", text: "" },
      { level: "log", text: "[1]" },
      { level: "warn", text: "Assertion failed: yes" },
    ]);
  });

  test("error classes with the platform's names, codes and status (R-21)", async () => {
    const outcome = await loginAsRule(`
      const errors = [new UnauthorizedError("m"), new ValidationError("c", "m"), new WrongUsernameOrPasswordError("u", "m")];
      for (const e of errors) console.log(e.name, e.code, e.message, e.description, e.statusCode, e.user_id, e instanceof Error);
      ${done}`);
    expect(textOf(outcome)).toEqual([
      "UnauthorizedError unauthorized m m 401 undefined true",
      "ValidationError c m m 400 undefined true",
      "WrongUsernameOrPasswordError wrongusernameorpassword m undefined 400 u true",
    ]);
  });

  test("auth0 with a token, the domain and the address of the API (R-22)", async () => {
    const outcome = await loginAsRule(
      `console.log(typeof auth0.accessToken, auth0.domain, auth0.baseUrl, Object.keys(auth0.users)); ${done}`,
    );
    expect(textOf(outcome)).toEqual([
      'string example.auth0.com https://example.auth0.com/api/v2 ["updateUserMetadata","updateAppMetadata"]',
    ]);
  });
});
