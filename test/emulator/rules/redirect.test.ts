import { describe, expect, test } from "vitest";
import { createTenant } from "../../../src/emulator/tenant.ts";
import { aTenant, aUser } from "../../support/describeTemplate.ts";
import { actionOf, done, ruleOf, textOf } from "../forms.ts";
import { nothing } from "../../support/describeTemplate.ts";

const redirect = ruleOf(
  `if (context.protocol !== "redirect-callback") context.redirect = { url: "https://x.example/a?b=1" }; ${done}`,
);

describe("a redirect of a rule", () => {
  test("is acted on after all rules, without tokens (R-83)", async () => {
    const rules = [redirect, ruleOf(`console.log("later"); context.idToken.a = 1; ${done}`)];
    const tenant = aTenant();
    const outcome = await tenant.login({ rules });
    expect(outcome).toMatchObject({
      result: "redirected",
      redirect: { url: "https://x.example/a?b=1" },
      idToken: nothing,
    });
    expect(textOf(outcome)).toEqual(["later"]);
    expect(tenant.suspended).toEqual({ state: "state-1" });
  });

  test("goes before a factor, which the rules ask for again on return (R-115)", async () => {
    const tenant = aTenant();
    const ask = ruleOf(`context.multifactor = { provider: "any" }; ${done}`);
    const away = await tenant.login({ rules: [ask, redirect] });
    expect(away.result).toBe("redirected");
    expect(away.multifactor).toBeUndefined();
    const back = await tenant.resume();
    expect(back).toMatchObject({ result: "allowed", multifactor: { provider: "any" } });
  });

  test("runs all rules again on return, with the query and the body of the return (R-85)", async () => {
    const tenant = aTenant();
    const look = ruleOf(
      `const { method, ...request } = context.request; console.log(context.protocol, request.query, request.body); ${done}`,
    );
    await tenant.login({ rules: [look, redirect] });
    const outcome = await tenant.resume({ query: { code: "1" }, body: { token: "t" } });
    expect(outcome.result).toBe("allowed");
    expect(textOf(outcome)).toEqual([
      'redirect-callback {"state":"state-1","code":"1"} {"token":"t"}',
    ]);
    expect(tenant.suspended).toBeUndefined();
  });

  test("is not counted as a login twice (R-50)", async () => {
    const tenant = aTenant();
    const rules = [redirect, ruleOf(`console.log(context.stats.loginsCount); ${done}`)];
    await tenant.login({ rules });
    expect(textOf(await tenant.resume())).toEqual(["1"]);
  });

  test("is ignored the second time, with a warning (R-86)", async () => {
    const tenant = aTenant();
    await tenant.login({
      rules: [ruleOf(`context.redirect = { url: "https://x.example" }; ${done}`)],
    });
    expect(await tenant.resume()).toMatchObject({
      result: "allowed",
      warnings: ["a second redirect of the rules is ignored"],
    });
  });

  test.each([
    ["missing", null],
    ["wrong", "other"],
  ])("cannot be resumed when the state is %s (R-84)", async (_what, state) => {
    const tenant = aTenant();
    await tenant.login({ rules: [redirect] });
    expect(await tenant.resume({ query: { state } })).toMatchObject({
      result: "failed",
      error: { name: "invalid_request" },
      console: [],
    });
    expect((await tenant.resume()).result).toBe("allowed");
  });

  test("cannot be resumed after an hour (R-89)", async () => {
    const tenant = aTenant();
    await tenant.login({ rules: [redirect] });
    expect((await tenant.resume({ now: "2026-01-15T13:00:01.000Z" })).error?.name).toBe(
      "invalid_request",
    );
  });

  test("is resumed in a fresh container (R-87)", async () => {
    const tenant = aTenant();
    await tenant.login({
      rules: [ruleOf(`console.log(global.seen); global.seen = 1; ${done}`), redirect],
    });
    expect(textOf(await tenant.resume())).toEqual(["undefined"]);
  });

  test.each([
    [true, "stored 1 edited"],
    [false, "stored undefined Jane Doe"],
  ])(
    "keeps edits of the user: %s, and shows what is stored by then (R-88)",
    async (keepsRuleEdits, text) => {
      const tenant = createTenant({
        keepsRuleEdits,
        users: [aUser({ app_metadata: { a: "old" } })],
      });
      const edit = ruleOf(
        `if (context.protocol === "redirect-callback") { console.log(user.app_metadata.a, user.jti, user.name); ${done} return; }
      user.jti = 1; user.name = "edited"; user.app_metadata.a = "in memory"; context.redirect = { url: "https://x.example" };
      auth0.users.updateAppMetadata(user.user_id, { a: "stored" }).then(() => { ${done} });`,
      );
      await tenant.login({ rules: [edit] });
      expect(textOf(await tenant.resume())).toEqual([text]);
    },
  );

  test.each([
    { protocol: "oauth2-password" },
    { protocol: "oauth2-resource-owner" },
    { protocol: "oauth2-refresh-token" },
    { prompt: "none" },
  ])("is refused where there is no browser: %o (R-74, R-90)", async (login) => {
    const tenant = aTenant();
    expect(await tenant.login({ ...login, rules: [redirect] })).toMatchObject({
      result: "failed",
      error: { name: "interaction_required" },
    });
    await expect(tenant.resume()).rejects.toThrow("no login waits for its user");
  });

  test.each(["samlp", "wsfed"])(
    "is possible in a login by %s, whatever prompt its query has (R-240)",
    async (protocol) => {
      const tenant = aTenant();
      const sent = await tenant.login({ protocol, prompt: "none", rules: [redirect] });
      expect(sent.result).toBe("redirected");
      const back = await tenant.resume({ query: { prompt: "none" } });
      expect(back.result).not.toBe("failed");
    },
  );

  test("has its own twenty seconds before and after (R-105)", async () => {
    const tenant = aTenant();
    const slow = ruleOf(`setTimeout(() => { ${done} }, 15000);`);
    await tenant.login({ rules: [slow, redirect] });
    expect((await tenant.resume()).result).toBe("allowed");
  });

  test("comes before the actions, which see whether the rule has run (R-14, R-91, A-65)", async () => {
    const tenant = aTenant();
    const rules = [{ ...redirect, id: "rul_1" }];
    const actions = [
      actionOf('console.log(api.rules.wasExecuted("rul_1"), api.rules.wasExecuted("rul_2"));'),
    ];
    expect(textOf(await tenant.login({ rules, actions }))).toEqual([]);
    expect(textOf(await tenant.resume())).toEqual(["true false"]);
  });
});
