import { describe, expect, test } from "vitest";

import { errorResponse } from "../../../src/emulator/outcome/respond.ts";
import { createTenant, runRule } from "../../../src/emulator/tenant.ts";
import { loadRule } from "../../../src/node/load.ts";
import { aTenant, aUser } from "../../support/describeTemplate.ts";
import { loginAsRule } from "../forms.ts";
import { nothing } from "../../support/describeTemplate.ts";

const done = "callback(null, user, context);";
const rule = (body: string) => loadRule(`function rule(user, context, callback) {\n${body}\n}`);

describe("a rule ends", () => {
  test("allowed when it passes user and context on (R-1)", async () => {
    expect(await loginAsRule(done)).toEqual({
      result: "allowed",
      idToken: {},
      accessToken: {},
      userMetadata: {},
      appMetadata: {},
      console: [],
      warnings: [],
    });
  });

  test("denied with the message of an UnauthorizedError, and without claims (R-70)", async () => {
    const outcome = await loginAsRule(
      'context.idToken.a = 1; callback(new UnauthorizedError("no access"));',
    );
    expect(outcome).toMatchObject({ result: "denied", reason: "no access", idToken: nothing });
  });

  test("failed by another error, with its name and message (R-70)", async () => {
    const outcome = await loginAsRule('callback(new TypeError("broken"));');
    expect(outcome).toMatchObject({
      result: "failed",
      error: { name: "TypeError", message: "broken" },
    });
  });

  test("failed by a string, which becomes the message (R-69)", async () => {
    expect(await loginAsRule('callback("text");')).toMatchObject({
      result: "failed",
      error: { name: "Error", message: "text" },
    });
  });

  test("failed by a thrown error, even if that is an UnauthorizedError (R-71)", async () => {
    const outcome = await runRule(rule('throw new UnauthorizedError("no");'));
    expect(outcome).toMatchObject({ result: "failed", error: { message: "no" } });
  });

  test("failed by a rejection before the callback (R-80)", async () => {
    expect(await loginAsRule('await Promise.reject(new Error("late"));')).toMatchObject({
      result: "failed",
      error: { message: "late" },
    });
  });

  test("failed by a throw in a timer before the callback (R-71)", async () => {
    const outcome = await loginAsRule('setTimeout(() => { throw new Error("timer"); }, 100);');
    expect(outcome).toMatchObject({ result: "failed", error: { message: "timer" } });
  });

  test("failed, which the application sees as a refusal, when it calls back with an error (R-139)", async () => {
    const refused = await loginAsRule('callback(new Error("no"));');
    expect(refused).toMatchObject({ result: "failed", calledBack: true });
    expect(errorResponse(refused, "rule")).toEqual({
      error: "access_denied",
      error_description: "no",
    });
    expect(await loginAsRule('throw new Error("no");')).not.toHaveProperty("calledBack");
  });

  test("timed out when it never calls back (R-73)", async () => {
    expect(await runRule(rule(""))).toMatchObject({ result: "timed-out" });
  });
});

describe("a second callback", () => {
  test("is ignored with a warning (R-79)", async () => {
    const outcome = await runRule(rule(`${done} callback(new UnauthorizedError("no"));`));
    expect(outcome.result).toBe("allowed");
    expect(outcome.warnings).toEqual(["a second callback of rule is ignored"]);
  });

  test("is noticed when it comes later", async () => {
    const outcome = await runRule(rule(`${done} setTimeout(() => { ${done} }, 500);`));
    expect(outcome.warnings).toEqual(["a second callback of rule is ignored"]);
  });

  test("is not what follows a throw (R-79)", async () => {
    const body = `setTimeout(() => { throw new Error("timer"); }, 10); setTimeout(() => { ${done} }, 20);`;
    const outcome = await createTenant({ strict: true }).login({ rules: [rule(body)] });
    expect(outcome).toMatchObject({ error: { message: "timer" }, warnings: [] });
  });

  test("fails a template's test", async () => {
    await expect(loginAsRule(`${done} ${done}`)).rejects.toThrow("a second callback");
  });
});

describe("after its callback", () => {
  test("a throw is a warning with its stack (R-82)", async () => {
    const outcome = await runRule(rule(`${done}\nthrow new Error("after");`));
    expect(outcome.result).toBe("allowed");
    expect(outcome.warnings).toEqual([
      expect.stringMatching(/^rule failed after.*\n.*rule\.js:3:7/),
    ]);
  });

  test("a rejection is a warning (R-80)", async () => {
    const outcome = await loginAsRule(`${done} await null; throw new Error("after");`);
    expect(outcome.result).toBe("allowed");
    expect(outcome.warnings).toEqual([expect.stringContaining("Error: after")]);
  });

  test("a change of the context has no effect (R-82)", async () => {
    const outcome = await loginAsRule(`${done} setTimeout(() => { context.idToken.a = 1; }, 10);`);
    expect(outcome.idToken).toEqual({});
  });
});

describe("what a rule gets", () => {
  test("app_metadata merged into the root of the user, where it wins (R-38)", async () => {
    const user = aUser({ name: "Jane", app_metadata: { name: "JANE", plan: "gold" } });
    const outcome = await loginAsRule(
      `console.log(user.name, user.plan, user.app_metadata.plan); ${done}`,
      { user },
    );
    expect(outcome.console).toEqual([{ level: "log", text: "JANE gold gold" }]);
  });

  test("undefined metadata when nothing is stored (R-37)", async () => {
    const look = `console.log(user.app_metadata, user.user_metadata); ${done}`;
    const none = [{ level: "log", text: "undefined undefined" }];
    expect((await loginAsRule(look)).console).toEqual(none);
  });

  test("no request, no geoip and no authentication where the login has none (R-43)", async () => {
    const look = `console.log("request" in context, "authentication" in context); ${done}`;
    const bare = await loginAsRule(look, { request: null, authentication: null });
    expect(bare.console).toEqual([{ level: "log", text: "false false" }]);
    const geoip = await loginAsRule(`console.log("geoip" in context.request); ${done}`, {
      request: { geoip: null },
    });
    expect(geoip.console).toEqual([{ level: "log", text: "false" }]);
  });

  test("no query where the login has none (R-108)", async () => {
    const outcome = await loginAsRule(`console.log("query" in context.request); ${done}`, {
      protocol: "oauth2-password",
      request: { query: null },
    });
    expect(outcome.console).toEqual([{ level: "log", text: "false" }]);
  });

  test("no authentication in a refresh token exchange (R-45)", async () => {
    const outcome = await loginAsRule(
      `console.log(context.protocol, context.authentication); ${done}`,
      { protocol: "oauth2-refresh-token" },
    );
    expect(outcome.console).toEqual([{ level: "log", text: "oauth2-refresh-token undefined" }]);
  });

  test("a copy of user and context, so that nothing leaks (R-39)", async () => {
    const user = aUser({ app_metadata: { list: [1] } });
    const tenant = aTenant({ users: [user] });
    const login = { tenant, userId: user.user_id };
    await loginAsRule(`user.app_metadata.list.push(2); user.email = "x"; ${done}`, login);
    expect(tenant.user(user.user_id)).toEqual(user);
    expect(user.app_metadata).toEqual({ list: [1] });
  });

  test("a configuration that cannot be changed (R-15)", async () => {
    const outcome = await loginAsRule(
      `"use strict"; try { configuration.KEY = "other"; } catch (error) { console.log(error.name); }
      console.log(configuration.KEY); ${done}`,
      { configuration: { KEY: "value" } },
    );
    expect(outcome.console.map(({ text }) => text)).toEqual(["TypeError", "value"]);
  });

  test("errors of the test's own realm (R-21)", async () => {
    const outcome = await loginAsRule(
      `console.log(new UnauthorizedError("m") instanceof Error, new UnauthorizedError("m").code); ${done}`,
    );
    expect(outcome.console).toEqual([{ level: "log", text: "true unauthorized" }]);
  });

  test("a global that lives as long as the tenant (R-29)", async () => {
    const tenant = aTenant();
    const count = `global.count = (global.count || 0) + 1; console.log(global.count); ${done}`;
    await loginAsRule(count, { tenant });
    expect((await loginAsRule(count, { tenant })).console[0]?.text).toBe("2");
    expect("count" in globalThis).toBe(false);
  });
});

describe("what a rule sets", () => {
  test("multifactor remembers the browser unless told otherwise (R-56)", async () => {
    const outcome = await loginAsRule(`context.multifactor = { provider: "any" }; ${done}`);
    expect(outcome.multifactor).toEqual({ provider: "any", allowRememberBrowser: true });
  });

  test("saml mappings become the values they name (R-59)", async () => {
    const outcome = await loginAsRule(
      `context.samlConfiguration.mappings = { "urn:mail": "email", "urn:none": "nothing" };
      context.samlConfiguration.lifetimeInSeconds = 60; ${done}`,
      { protocol: "samlp" },
    );
    expect(outcome.saml).toEqual({
      lifetimeInSeconds: 60,
      attributes: { "urn:mail": "jane.doe@example.com" },
    });
  });

  test("user and context that are not passed on are kept, with a warning (R-67)", async () => {
    const outcome = await loginAsRule("context.idToken.a = 1; callback(null);");
    expect(outcome.idToken).toEqual({ a: 1 });
    expect(outcome.warnings).toHaveLength(1);
  });
});

test("rules run in order as one login, and a denial ends it (R-11, R-64, R-66, R-68)", async () => {
  const rules = [
    rule(`user.seen = 1; ${done}`),
    rule(`context.idToken.seen = user.seen; console.log("second"); ${done}`),
    rule('callback(new UnauthorizedError("stop"));'),
    rule(`console.log("never"); ${done}`),
  ];
  const allowed = await createTenant().login({ rules: rules.slice(0, 2) });
  expect(allowed.idToken).toEqual({ seen: 1 });
  const denied = await createTenant().login({ rules });
  expect(denied.result).toBe("denied");
  expect(denied.console.map(({ text }) => text)).toEqual(["second"]);
});
