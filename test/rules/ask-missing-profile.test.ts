import { describe, expect, test } from "vitest";

import type { Return } from "../../src/emulator/login/transaction.ts";
import type { Outcome } from "../../src/emulator/outcome/outcome.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

const id = "ap_0a1b2c3d4e5f6a7b8c9d0e";
const configuration = { PROFILE_FORM_ID: id, PROFILE_FIELDS: "company, job_title" };

describeTemplate("ask-missing-profile", ({ login }) => {
  /** A login of a user with this metadata who comes back from the form. */
  async function answer(back: Return, userMetadata: object = {}): Promise<Outcome> {
    const tenant = aTenant({ users: [aUser({ user_metadata: { ...userMetadata } })] });
    expect(await login({ tenant, configuration })).toMatchObject({ result: "redirected" });
    return tenant.resume(back);
  }

  const enter = (fields: Record<string, unknown>, userMetadata?: object): Promise<Outcome> =>
    answer({ prompt: { fields } }, userMetadata);

  describe("shows the form", () => {
    test.each([
      ["both keys", {}, "company,job_title"],
      ["one key", { company: "Acme" }, "job_title"],
      ["one key beside others", { job_title: "Baker", plan: "gold" }, "company"],
    ])("while %s are missing, and tells it which", async (_what, userMetadata, missing) => {
      const outcome = await login({ configuration, user: aUser({ user_metadata: userMetadata }) });
      expect(outcome).toMatchObject({
        result: "redirected",
        prompt: { id, vars: { missing } },
        userMetadata: userMetadata,
        console: [],
        warnings: [],
      });
    });

    test.each(["samlp", "wsfed", "oauth2-device-code", "oidc-implicit-profile"])(
      "in a login by %s",
      async (protocol) => {
        expect((await login({ configuration, protocol })).result).toBe("redirected");
      },
    );
  });

  describe("goes on without it", () => {
    test.each([
      ["when nothing is missing", { company: "Acme", job_title: "Baker" }, {}],
      ["when a value is empty, which the user wants", { company: "", job_title: "Baker" }, {}],
      ["at a silent login", {}, aSilentLogin()],
      ["when a token is refreshed", {}, aRefreshTokenLogin()],
      ["at a password grant", {}, { protocol: "oauth2-password" }],
    ])("%s", async (_when, userMetadata, circumstances) => {
      const user = aUser({ user_metadata: userMetadata });
      const outcome = await login({ configuration, user, ...circumstances });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.prompt).toBeUndefined();
    });
  });

  test("stores what the user enters, without blanks around it", async () => {
    const outcome = await enter({ company: " Acme ", job_title: "Baker" }, { plan: "gold" });
    expect(outcome).toMatchObject({ result: "allowed", warnings: [], appMetadata: nothing });
    expect(outcome.userMetadata).toEqual({ plan: "gold", company: "Acme", job_title: "Baker" });
  });

  test("asks again when something is still missing", async () => {
    const tenant = aTenant();
    await login({ tenant, configuration });
    await tenant.resume({ prompt: { fields: { company: "Acme" } } });
    const again = await login({ tenant, configuration });
    expect(again.prompt?.vars).toEqual({ missing: "job_title" });
  });

  describe("stores nothing of", () => {
    test.each([
      ["an empty answer", {}],
      ["empty fields", { company: "", job_title: "  " }],
      ["other fields", { plan: "gold", roles: "admin", user_metadata: "x", __proto__: "x" }],
      ["values that are no text", { company: { a: 1 }, job_title: ["x"] }],
      ["numbers", { company: 7, job_title: true }],
      ["long texts", { company: "x".repeat(501) }],
      ["texts in lines", { company: "Acme\nInc", job_title: "Ba\u0000ker" }],
    ])("%s", async (_what, fields) => {
      const outcome = await enter(fields);
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
    });

    test("another form", async () => {
      const prompt = { id: "ap_other", fields: { company: "Acme" } };
      const outcome = await answer({ prompt });
      expect(outcome).toMatchObject({ result: "allowed", userMetadata: nothing });
    });

    test("a return without fields", async () => {
      expect(await answer({})).toMatchObject({ result: "allowed", userMetadata: nothing });
    });

    test("a request that only looks like the form", async () => {
      const outcome = await answer({ body: { company: "Acme" }, query: { job_title: "Baker" } });
      expect(outcome.userMetadata).toEqual({});
    });
  });

  test("stores 500 characters", async () => {
    const company = "x".repeat(500);
    expect((await enter({ company })).userMetadata).toEqual({ company });
  });

  test("leaves what is there as it is", async () => {
    const outcome = await enter({ company: "Other", job_title: "Baker" }, { company: "Acme" });
    expect(outcome.userMetadata).toEqual({ company: "Acme", job_title: "Baker" });
  });

  test.each(["__proto__", "a.b", "7", "company;job_title"])(
    "asks for no key like %j",
    async (profileFields) => {
      const outcome = await login({
        configuration: { ...configuration, PROFILE_FIELDS: profileFields },
      });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
    },
  );

  test.each([
    {},
    { ...configuration, PROFILE_FORM_ID: "" },
    { ...configuration, PROFILE_FIELDS: "" },
  ])("goes on and names the settings with %j", async (settings) => {
    expect(await login({ configuration: settings })).toMatchObject({
      result: "allowed",
      console: [{ text: "Missing profile: not asked, check PROFILE_FORM_ID and PROFILE_FIELDS" }],
    });
  });
});
