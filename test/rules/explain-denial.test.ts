import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
  type TestLogin,
} from "../support/describeTemplate.ts";

const page = "https://www.example.com/no-access?lang=en";
const configuration = { EXPLAIN_CONDITIONS: "unverified, no-role,blocked", EXPLAIN_URL: page };
const ending = { result: "denied", reason: "Access denied." };

/** A login of a user who meets no condition, but for what is changed. */
function aLogin(user: Parameters<typeof aUser>[0] = {}, roles = ["reader"]): TestLogin {
  return { configuration, user: aUser(user), authorization: { roles } };
}

const blocked = { app_metadata: { plan: "gold", login_blocked: true } };

describeTemplate("explain-denial", ({ login, form }) => {
  test.each([
    ["no condition", {}],
    ["login_blocked as false", { app_metadata: { login_blocked: false } }],
    ["login_blocked in what users can change", { user_metadata: { login_blocked: true } }],
  ])("lets in a user with %s", async (_what, user) => {
    expect(await login(aLogin(user))).toMatchObject({ result: "allowed", console: [] });
  });

  describe("sends to the page, with the reason and no word on the user,", () => {
    test.each<[string, TestLogin, string]>([
      ["an unverified address", aLogin({ email_verified: false }), "unverified"],
      ["no word on it", aLogin({ email_verified: undefined }), "unverified"],
      ["no address", aLogin({ email: undefined }), "unverified"],
      ["no role", aLogin({}, []), "no-role"],
      ["no roles at all", { ...aLogin(), authorization: null }, "no-role"],
      ["a block", aLogin(blocked), "blocked"],
      ["a reason for a block", aLogin({ app_metadata: { login_blocked: "abuse" } }), "blocked"],
      ["two conditions", aLogin({ ...blocked, email_verified: false }), "unverified"],
    ])("a user with %s", async (_what, given, reason) => {
      const outcome = await login(given);
      expect(outcome).toMatchObject({
        result: "redirected",
        redirect: { url: `${page}&reason=${reason}` },
        console: [],
        warnings: [],
      });
    });

    test("by the order of the setting", async () => {
      const settings = { ...configuration, EXPLAIN_CONDITIONS: "blocked,unverified" };
      const given = aLogin({ ...blocked, email_verified: false });
      const outcome = await login({ ...given, configuration: settings });
      expect(outcome.redirect?.url).toContain("reason=blocked");
    });
  });

  test("looks at listed conditions only", async () => {
    const settings = { ...configuration, EXPLAIN_CONDITIONS: "blocked" };
    const given = { ...aLogin({ email_verified: false }, []), configuration: settings };
    expect((await login(given)).result).toBe("allowed");
  });

  describe("denies a user who comes back", () => {
    test.each([
      ["with nothing", {}],
      ["with words in the query", { query: { reason: "", verified: "true" } }],
      ["with a body", { body: { session_token: "x", continue: "yes" } }],
    ])("%s", async (_how, back) => {
      const tenant = aTenant();
      expect((await login({ tenant, ...aLogin(blocked) })).result).toBe("redirected");
      const outcome = await tenant.resume(back);
      expect(outcome).toMatchObject(ending);
      expect(outcome.appMetadata).toEqual(blocked.app_metadata);
    });

    test("and checks the next silent login again", async () => {
      const tenant = aTenant();
      await login({ tenant, ...aLogin(blocked) });
      await tenant.resume();
      const silent = { ...aSilentLogin(), configuration };
      expect((await login({ tenant, ...silent })).result).toBe("denied");
    });
  });

  describe.each([
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
  ])("at %s", (_what, circumstances) => {
    test("denies at once and names the condition", async () => {
      expect(await login({ ...aLogin(blocked), ...circumstances })).toMatchObject({
        result: "denied",
        reason: "Access denied: blocked.",
      });
    });

    test("lets in a user without one", async () => {
      expect((await login({ ...aLogin(), ...circumstances })).result).toBe("allowed");
    });
  });

  test.each(["", "http://www.example.com/", "www.example.com", "https://", "https://[a"])(
    "denies without a page when the address is %j, and names the setting",
    async (explainUrl) => {
      const settings = { ...configuration, EXPLAIN_URL: explainUrl };
      const outcome = await login({ ...aLogin(blocked), configuration: settings });
      expect(outcome).toMatchObject({
        result: "denied",
        reason: "Access denied: blocked.",
        console: [{ text: "Explain denial: no page, check EXPLAIN_URL" }],
      });
      expect((await login({ ...aLogin(), configuration: settings })).result).toBe("allowed");
    },
  );

  test.each([undefined, "", " , ", "unverified, no role", "constructor", "__proto__", "Blocked"])(
    "denies everyone when the conditions are %j, and names the setting",
    async (conditions) => {
      const settings = {
        EXPLAIN_URL: page,
        ...(conditions !== undefined && { EXPLAIN_CONDITIONS: conditions }),
      };
      const outcome = await login({ ...aLogin(), configuration: settings });
      expect(outcome).toMatchObject({ ...ending, appMetadata: nothing });
      expect(outcome.console).toMatchObject([
        { text: "Explain denial: denied, check EXPLAIN_CONDITIONS" },
      ]);
    },
  );

  test("lets in a user on return only as a rule, and if the reason is gone", async () => {
    const tenant = aTenant({ tokens: [{ token: "token-1", scopes: "update:users" }] });
    await login({ tenant, ...aLogin(blocked) });
    const unblock = new Request(`https://example.auth0.com/api/v2/users/${aUser().user_id}`, {
      method: "PATCH",
      headers: { authorization: "Bearer token-1", "content-type": "application/json" },
      body: JSON.stringify({ app_metadata: { login_blocked: false } }),
    });
    expect((await tenant.answer(unblock))?.status).toBe(200);
    expect((await tenant.resume()).result).toBe(form === "rule" ? "allowed" : "denied");
  });

  if (form === "rule") {
    test("denies without a page where an earlier rule has redirected", async () => {
      const before = {
        rule: `function (user, context, callback) {
          context.redirect = { url: "https://other.example.com/" };
          callback(null, user, context);
        }`,
        action: "",
      };
      const outcome = await login({ ...aLogin(blocked), before });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied: blocked." });
    });
  }
});
