import { describe, expect, test } from "vitest";
import { diffOutcomes } from "../../../src/emulator/outcome/diff.ts";
import { createTenant } from "../../../src/emulator/tenant.ts";
import type { LoginDescription } from "../../../src/emulator/login/login.ts";
import { actionOf, done, loginAsAction, ruleOf, textOf } from "../forms.ts";

type Described = Omit<LoginDescription, "tenant">;

const lookCode = "console.log(event.transaction.target_scopes.join(' '));";
const requested = (...scopes: string[]): Described => ({
  transaction: { requested_scopes: scopes },
});
const claim = 'api.idToken.setCustomClaim("a", 1);';

describe("target scopes are at first", () => {
  test.each<[what: string, login: Described, scopes: string]>([
    ["the requested ones", requested("openid", "read:x"), "openid read:x"],
    [
      "those of the body in a password grant",
      { protocol: "oauth2-password", request: { body: { scope: "openid read:x" } } },
      "openid read:x",
    ],
    [
      "those that an exchange asks for",
      { protocol: "oauth2-refresh-token", request: { body: { scope: "read:x" } } },
      "read:x",
    ],
    [
      "those of the refresh token, for the API of the exchange",
      {
        protocol: "oauth2-refresh-token",
        resource_server: { identifier: "https://api.example" },
        refresh_token: {
          id: "rt",
          resource_servers: [
            { audience: "https://other.example", scopes: "read:y" },
            { audience: "https://api.example", scopes: "openid read:x" },
          ],
        },
      },
      "openid read:x",
    ],
    [
      "those that the event of a recorded login has",
      { transaction: { requested_scopes: ["openid"], target_scopes: ["openid", "read:x"] } },
      "openid read:x",
    ],
  ])("%s (A-80)", async (_what, login, scopes) => {
    const outcome = await loginAsAction(lookCode, login);
    expect(textOf(outcome)).toEqual([scopes]);
    expect(outcome.scope).toBeUndefined();
  });
});

describe("a change of target scopes", () => {
  test.each([
    ["addTargetScope", 'addTargetScope(" read:x ")', "openid read:a read:x"],
    ["addTargetScope of one that is there", 'addTargetScope("read:a")', "openid read:a"],
    ["removeTargetScope", 'removeTargetScope("openid ")', "read:a"],
    ["removeTargetScope of one that is not", 'removeTargetScope("x")', "openid read:a"],
    ["setTargetScopes", 'setTargetScopes(["b", " c", "b "])', "b c"],
    ["setTargetScopes without any", "setTargetScopes([])", ""],
    ["clearTargetScopes", "clearTargetScopes()", ""],
  ])("by %s is there at once and for later actions (A-82)", async (_what, call, scopes) => {
    const change = actionOf(`console.log(api.transaction.${call}); ${lookCode}`);
    const look = actionOf(`${lookCode} console.log(event.transaction.requested_scopes.join(" "));`);
    const outcome = await createTenant().login({
      ...requested("openid", "read:a"),
      actions: [change, look],
    });
    expect(textOf(outcome)).toEqual(["undefined", scopes, scopes, "openid read:a"]);
  });

  test("outlives a redirect (A-82)", async () => {
    const tenant = createTenant();
    const action = actionOf(
      'api.transaction.addTargetScope("read:x"); api.redirect.sendUserTo("https://x.example");',
      lookCode,
    );
    await tenant.login({ ...requested("openid"), actions: [action] });
    const outcome = await tenant.resume();
    expect(textOf(outcome)).toEqual(["openid read:x"]);
    expect(outcome.scope).toEqual(["openid", "read:x"]);
  });

  test("by writing to the event changes nothing (A-82)", async () => {
    const outcome = await loginAsAction(
      `event.transaction.target_scopes.push("read:x"); api.transaction.addTargetScope("read:y"); ${lookCode}`,
      requested("openid"),
    );
    expect(textOf(outcome)).toEqual(["openid read:y"]);
  });

  test("makes a transaction where the event has none (A-82)", async () => {
    const outcome = await loginAsAction(
      `delete event.transaction; api.transaction.addTargetScope("read:x"); ${lookCode}`,
      requested("openid"),
    );
    expect(textOf(outcome)).toEqual(["openid read:x"]);
  });

  test("that is refused leaves them as they were (A-81)", async () => {
    const outcome = await loginAsAction(
      `for (const change of [() => api.transaction.setTargetScopes(["a", ""]), () => api.transaction.addTargetScope("")])
        try { change(); } catch (error) { console.log(error.message); }
      ${lookCode}`,
      requested("openid"),
    );
    expect(textOf(outcome)).toEqual([
      "The value for the scope is required.",
      "The value for the scope is required.",
      "openid",
    ]);
  });

  test("to more than a thousand is refused, however they come together (A-81)", async () => {
    const add = (count: number) =>
      loginAsAction(
        `for (let i = 0; i < ${count}; i++) api.transaction.addTargetScope("s" + i);
        api.transaction.addTargetScope("s0");`,
        requested("openid"),
      );
    expect(await add(999)).toMatchObject({ result: "allowed" });
    expect(await add(1000)).toMatchObject({
      result: "failed",
      error: { message: "The number of scopes exceeds the allowed maximum of 1000." },
    });
  });
});

describe("after all actions", () => {
  const login = { ...requested("openid", "read:a"), granted_scopes: {} };

  test("the target scopes are those of the login, if nothing else is described (A-83)", async () => {
    const outcome = await loginAsAction('api.transaction.addTargetScope("write:a");', login);
    expect(outcome).toMatchObject({ scope: ["openid", "read:a", "write:a"], warnings: [] });
  });

  test.each([
    ["client", "the scope write:a is dropped: the application is not granted it"],
    ["user", "the scope write:a is dropped: the user is not granted it"],
  ])(
    "scopes that the %s is not granted are dropped, with a warning (A-83)",
    async (who, warning) => {
      const grantedScopes = { [who]: ["read:a", "read:b"] };
      const body =
        'api.transaction.addTargetScope("read:b"); api.transaction.addTargetScope("write:a");';
      const outcome = await loginAsAction(body, { ...login, granted_scopes: grantedScopes });
      expect(outcome.scope).toEqual(["openid", "read:a", "read:b"]);
      expect(outcome.warnings).toEqual([warning]);
    },
  );

  test("a scope has to be granted to both (A-83)", async () => {
    const grantedScopes = { client: ["read:a", "read:b"], user: ["read:a", "read:c"] };
    const outcome = await loginAsAction(
      'api.transaction.setTargetScopes(["read:a", "read:b", "read:c"]);',
      { ...login, granted_scopes: grantedScopes },
    );
    expect(outcome.scope).toEqual(["read:a"]);
    expect(outcome.warnings).toHaveLength(3);
  });

  test("a requested scope that is not granted is dropped, too, also in rules (A-83, R-150)", async () => {
    const grantedScopes = { user: [] };
    const asAction = await loginAsAction("", { ...login, granted_scopes: grantedScopes });
    expect(asAction).toMatchObject({ scope: ["openid"], warnings: [expect.any(String)] });
    const asRule = await createTenant().login({
      ...login,
      granted_scopes: grantedScopes,
      rules: [ruleOf(done)],
    });
    expect(diffOutcomes(asRule, asAction)).toEqual([]);
  });

  test.each([
    ["openid", "idToken", "no ID token is issued: openid is not among the target scopes any more"],
    [
      "offline_access",
      "refreshToken",
      "no refresh token is issued: offline_access is not among the target scopes any more",
    ],
  ])("without %s there is no %s (A-84)", async (scope, token, warning) => {
    const outcome = await loginAsAction(
      `${claim} api.transaction.removeTargetScope("${scope}");`,
      requested("openid", "offline_access"),
    );
    expect(outcome).toMatchObject({ notIssued: [token], warnings: [warning] });
    expect(outcome.idToken).toEqual(token === "idToken" ? {} : { a: 1 });
  });

  test("a token that was not asked for is not told of (A-84)", async () => {
    const outcome = await loginAsAction(
      `${claim} api.transaction.setTargetScopes(["openid", "read:x"]);`,
      requested("openid"),
    );
    expect(outcome.notIssued).toBeUndefined();
    expect(outcome.idToken).toEqual({ a: 1 });
  });

  test("what is not issued is a difference of two outcomes (A-84)", async () => {
    const one = await loginAsAction("", requested("openid"));
    const other = await loginAsAction("api.transaction.clearTargetScopes();", requested("openid"));
    expect(diffOutcomes(one, other, ["one", "the other"])).toEqual([
      'notIssued: one has none, the other has ["idToken"]',
      "scope: one has none, the other has []",
    ]);
  });

  test("no policy filters what is done to the access token itself (A-85)", async () => {
    const outcome = await loginAsAction(
      `api.accessToken.addScope("audit:a"); api.transaction.removeTargetScope("audit:a");
      api.accessToken.removeScope("openid"); api.accessToken.removeScope("read:a"); ${claim} ${lookCode}`,
      { ...requested("openid", "read:a"), granted_scopes: { client: ["read:a"], user: [] } },
    );
    expect(outcome.scope).toEqual(["audit:a"]);
    expect(outcome.idToken).toEqual({ a: 1 });
    expect(outcome.notIssued).toBeUndefined();
    expect(textOf(outcome)).toEqual(["openid read:a"]);
  });

  test("standard claims of the access token need the scopes that the login ends with (A-83)", async () => {
    const outcome = await loginAsAction(
      'api.accessToken.setCustomClaim("email", "a@b.example"); api.transaction.removeTargetScope("email");',
    );
    expect(outcome.accessToken).toEqual({});
  });
});

describe("scopes that a rule sets", () => {
  const rules = [ruleOf(`context.accessToken.scope = ["read:r"]; ${done}`)];

  test("are filtered by no policy (R-150)", async () => {
    const outcome = await createTenant().login({ rules, granted_scopes: { client: [], user: [] } });
    expect(outcome.scope).toEqual(["read:r"]);
  });

  test("go before target scopes, with a warning (R-150)", async () => {
    const actions = [
      actionOf('api.transaction.addTargetScope("read:x"); api.accessToken.addScope("read:y");'),
    ];
    const outcome = await createTenant().login({ rules, actions });
    expect(outcome.scope).toEqual(["read:r", "read:y"]);
    expect(outcome.warnings).toEqual([
      "the target scopes do not reach the access token: a rule has set its scopes",
    ]);
  });
});

describe("a login by", () => {
  test.each(["samlp", "wsfed", "oidc-ciba", "oauth2-resource-owner"])(
    "%s ignores changed target scopes, with a warning (A-86)",
    async (protocol) => {
      const outcome = await loginAsAction("api.transaction.clearTargetScopes();", { protocol });
      expect(outcome.result).toBe("allowed");
      expect(outcome.scope).toBeUndefined();
      expect(outcome.warnings).toEqual([
        `the target scopes stay as they were: a login by ${protocol} ignores changes`,
      ]);
    },
  );

  test.each([
    'addTargetScope("a")',
    'removeTargetScope("a")',
    'setTargetScopes(["a"])',
    "clearTargetScopes()",
  ])(
    "the exchange of a federated connection's token refuses api.transaction.%s (A-86)",
    async (call) => {
      const protocol = "oauth2-token-exchange-federated-connection";
      const outcome = await loginAsAction(`api.transaction.${call};`, { protocol });
      expect(outcome.result).toBe("failed");
    },
  );
});

test("a tenant can be without target scopes (A-99)", async () => {
  const tenant = createTenant({ targetScopes: false });
  const outcome = await tenant.login({
    actions: [
      actionOf(
        "console.log(event.transaction.target_scopes); api.transaction.clearTargetScopes();",
      ),
    ],
  });
  expect(textOf(outcome)).toEqual(["undefined"]);
  expect(outcome).toMatchObject({
    result: "failed",
    error: { message: "Method not implemented." },
  });
});

test("an access token for Auth0's own API takes no more scopes, with a warning (A-89)", async () => {
  const outcome = await loginAsAction('api.accessToken.addScope("read:users");', {
    resource_server: { identifier: "https://example.auth0.com/api/v2/" },
  });
  expect(outcome.scope).toBeUndefined();
  expect(outcome.warnings).toEqual([
    "the scope read:users is not added: the API is Auth0's own and takes no more",
  ]);
});
