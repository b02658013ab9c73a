import { describe, expect, test } from "vitest";
import { passedOverSentence } from "../../../src/emulator/outcome/differences.ts";
import { createTenant, runAction } from "../../../src/emulator/tenant.ts";
import { loadAction } from "../../../src/node/load.ts";
import { aTenant, aUser } from "../../support/describeTemplate.ts";
import { loginAsAction } from "../forms.ts";
import { nothing } from "../../support/describeTemplate.ts";

const action = (body: string) =>
  loadAction(`exports.onExecutePostLogin = async (event, api) => {\n${body}\n};`);

describe("an action ends", () => {
  test("allowed when it returns (A-1)", async () => {
    expect((await loginAsAction("")).result).toBe("allowed");
  });

  test("denied with the first reason, keeping its metadata (A-40)", async () => {
    const outcome = await loginAsAction(
      'api.access.deny("one"); api.access.deny("two"); api.user.setAppMetadata("a", 1);',
    );
    expect(outcome).toMatchObject({ result: "denied", reason: "one", appMetadata: { a: 1 } });
  });

  test("denied by name, where there are several", async () => {
    const denying = loadAction(
      'exports.onExecutePostLogin = async (event, api) => api.access.deny("no");',
      { filename: "deny.js" },
    );
    const outcome = await createTenant().login({ actions: [action(""), denying, action("")] });
    expect(outcome).toMatchObject({ result: "denied", endedBy: "deny.js" });
  });

  test("denied also without a reason (A-40)", async () => {
    expect(await loginAsAction("api.access.deny();")).toMatchObject({
      result: "denied",
      reason: "",
    });
  });

  test("failed by a throw, which discards its metadata (A-2)", async () => {
    const outcome = await loginAsAction(
      'api.user.setAppMetadata("a", 1); throw new TypeError("broken");',
    );
    expect(outcome).toMatchObject({
      result: "failed",
      error: { name: "TypeError", message: "broken" },
      appMetadata: nothing,
    });
  });

  test("failed by a throw in a timer while it runs", async () => {
    const outcome = await loginAsAction(
      'setTimeout(() => { throw new Error("timer"); }, 10); await new Promise(() => {});',
    );
    expect(outcome).toMatchObject({ result: "failed", error: { message: "timer" } });
  });

  test("failed when the handler is no async function (A-3)", async () => {
    const plain = loadAction("exports.onExecutePostLogin = () => Promise.resolve();");
    expect(await runAction(plain)).toMatchObject({
      result: "failed",
      error: { message: "the action must export an async function onExecutePostLogin" },
    });
  });

  test("timed out, with nothing stored (A-4)", async () => {
    const outcome = await loginAsAction(
      'api.user.setAppMetadata("a", 1); await new Promise(() => {});',
    );
    expect(outcome).toMatchObject({ result: "timed-out", appMetadata: nothing });
  });
});

describe("api", () => {
  test("stores metadata after the action, replacing a key and keeping the others (A-58)", async () => {
    const outcome = await loginAsAction(
      `api.user.setAppMetadata("a", { y: 2 }).user.setUserMetadata("gone", null);
      console.log(event.user.app_metadata.a.x);`,
      { user: aUser({ app_metadata: { a: { x: 1 }, b: 2 }, user_metadata: { gone: 1 } }) },
    );
    expect(outcome.appMetadata).toEqual({ a: { y: 2 }, b: 2 });
    expect(outcome.userMetadata).toEqual({});
    expect(outcome.console).toEqual([{ level: "log", text: "1" }]);
  });

  test("undefined takes back what was set in the same action (A-58)", async () => {
    const outcome = await loginAsAction(
      'api.user.setAppMetadata("a", 1); api.user.setAppMetadata("a", undefined);',
    );
    expect(outcome.appMetadata).toEqual({});
  });

  test("adds and removes scopes (A-42)", async () => {
    const outcome = await loginAsAction(
      'api.accessToken.addScope(" read:x "); api.accessToken.removeScope("email");',
    );
    expect(outcome.scope).toEqual(["openid", "profile", "read:x"]);
  });

  test.each(['"two words"', '""', "7"])("refuses the scope %s (A-42)", async (scope) => {
    expect((await loginAsAction(`api.accessToken.addScope(${scope});`)).result).toBe("failed");
  });

  test("does not remember the browser unless told to (A-48)", async () => {
    const outcome = await loginAsAction('api.multifactor.enable("any");');
    expect(outcome.multifactor).toEqual({ provider: "any", allowRememberBrowser: false });
  });

  test("sends the user elsewhere, the query replacing what the URL has (A-50)", async () => {
    const outcome = await loginAsAction(
      'api.redirect.sendUserTo("https://x.example/?a=1&b=2", { query: { a: "3" } });',
    );
    expect(outcome).toMatchObject({
      result: "redirected",
      redirect: { url: "https://x.example/?a=3&b=2" },
    });
  });

  test("cannot redirect in a silent login (A-53)", async () => {
    const body = `console.log(api.redirect.canRedirect()); api.redirect.sendUserTo("https://x.example/");`;
    const outcome = await loginAsAction(body, { prompt: "none" });
    expect(outcome).toMatchObject({ result: "failed", error: { name: "interaction_required" } });
    expect(outcome.console[0]?.text).toBe("false");
  });

  test("can redirect in a login by SAML that says it is silent, but is told otherwise (A-53, R-240)", async () => {
    const body = `console.log(api.redirect.canRedirect()); api.redirect.sendUserTo("https://x.example/");`;
    const outcome = await loginAsAction(body, { protocol: "samlp", prompt: "none" });
    expect(outcome.result).toBe("redirected");
    expect(outcome.console[0]?.text).toBe("false");
  });

  test("sets the primary user once, and loses the metadata set beside it (A-47)", async () => {
    const outcome = await loginAsAction(
      `api.authentication.setPrimaryUser("auth0|2"); api.user.setAppMetadata("a", 1);
      try { api.authentication.setPrimaryUser("auth0|3"); } catch (error) { console.log(error.name); }`,
    );
    expect(outcome).toMatchObject({ primaryUser: "auth0|2", appMetadata: nothing });
    expect(outcome.console).toHaveLength(1);
    expect(outcome.warnings).toHaveLength(1);
  });

  test("keeps a cache between logins until the time is over (A-59, A-60)", async () => {
    const tenant = aTenant();
    await loginAsAction('api.cache.set("key", "value", { ttl: 1000 });', { tenant });
    const read = 'const found = api.cache.get("key"); console.log(found && found.value);';
    const soon = await loginAsAction(read, { tenant });
    expect(soon.console[0]?.text).toBe("value");
    const late = await loginAsAction(read, { tenant, now: "2026-01-15T12:00:01.000Z" });
    expect(late.console[0]?.text).toBe("undefined");
  });

  test.each([
    ['"k".repeat(65), "v"', "CacheKeySizeExceeded"],
    ['"k", "v".repeat(4097)', "CacheValueSizeExceeded"],
    ['"k", "v", { expires_at: 1 }', "ItemAlreadyExpired"],
    ['"k", "v", { ttl: NaN }', "InvalidExpiry"],
    ['"k", "v", { ttl: "60" }', "InvalidExpiry"],
  ])("answers cache.set(%s) with %s (A-60)", async (args, code) => {
    const outcome = await loginAsAction(`console.log(api.cache.set(${args}).code);`);
    expect(outcome.console[0]?.text).toBe(code);
  });

  test("sets the SAML response of a SAML login only (A-62, A-63)", async () => {
    const body =
      'api.samlResponse.setLifetimeInSeconds(60); api.samlResponse.setAttribute("a", 1);';
    const saml = await loginAsAction(body, { protocol: "samlp" });
    expect(saml.saml).toEqual({ lifetimeInSeconds: 60, attributes: { a: 1 } });
    expect((await loginAsAction(body)).saml).toBeUndefined();
  });
});

describe("event", () => {
  test("has metadata, geoip, query and body even where the login has none (A-24, A-25, A-34)", async () => {
    const outcome = await loginAsAction(
      `console.log(event.user.app_metadata, event.user.user_metadata, event.client.metadata,
        event.request.geoip, event.request.query, event.request.body);`,
      { request: null },
    );
    expect(outcome.console).toEqual([{ level: "log", text: "{} {} {} {} {} {}" }]);
  });

  test("has secrets and not configuration (A-26)", async () => {
    const outcome = await loginAsAction(
      "console.log(event.secrets.KEY, typeof configuration, typeof auth0);",
      { configuration: { KEY: "value" } },
    );
    expect(outcome.console).toEqual([{ level: "log", text: "value undefined undefined" }]);
  });

  test("has no authentication in a refresh token exchange (A-11)", async () => {
    const outcome = await loginAsAction(
      "console.log(event.transaction.protocol, event.authentication, event.refresh_token.id.length > 0);",
      { protocol: "oauth2-refresh-token" },
    );
    expect(outcome.console).toEqual([
      { level: "log", text: "oauth2-refresh-token undefined true" },
    ]);
  });
});

describe("several actions", () => {
  test("see the metadata and the transaction metadata of those before them (A-5, A-66)", async () => {
    const first = action('api.user.setAppMetadata("a", 1); api.transaction.setMetadata("t", 2);');
    const second = action("console.log(event.user.app_metadata.a, event.transaction.metadata.t);");
    const outcome = await createTenant().login({ actions: [first, second] });
    expect(outcome.console).toEqual([{ level: "log", text: "1 2" }]);
  });

  test("end with the one that denies (A-40)", async () => {
    const actions = [action('api.access.deny("no");'), action('console.log("never");')];
    const outcome = await createTenant().login({ actions });
    expect(outcome).toMatchObject({ result: "denied", console: [] });
  });
});

test("a described return from a redirect enters onContinuePostLogin, or nothing (A-1)", async () => {
  const code = `exports.onExecutePostLogin = async () => { console.log("execute"); };
    exports.onContinuePostLogin = async (event) => { console.log("continue", event.request.query.state); };`;
  const login = { protocol: "redirect-callback", request: { query: { state: "s" } } };
  const outcome = await runAction(loadAction(code), login);
  expect(outcome.console).toEqual([{ level: "log", text: "continue s" }]);
  expect(await runAction(action('console.log("execute");'), login)).toMatchObject({
    result: "allowed",
    console: [],
    warnings: [passedOverSentence],
  });
});
