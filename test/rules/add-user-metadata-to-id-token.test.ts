import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const metadata = { language: "de", theme: { dark: true } };

describeTemplate("add-user-metadata-to-id-token", ({ login, example }) => {
  test("shows all of the user metadata in one claim", async () => {
    const user = aUser({ user_metadata: metadata, app_metadata: { plan: "gold" } });
    const outcome = await login({ user });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual({ "https://example.com/user_metadata": metadata });
    expect(outcome.accessToken).toEqual({});
  });

  test("shows the chosen fields, a claim each, and no other", async () => {
    const outcome = await login(example);
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual({
      "https://example.com/language": "de",
      "https://example.com/theme": "dark",
    });
  });

  test("takes blanks and commas around the names of fields", async () => {
    const outcome = await login({ ...example, configuration: { FIELDS: " language,theme , " } });
    expect(Object.keys(outcome.idToken)).toEqual([
      "https://example.com/language",
      "https://example.com/theme",
    ]);
  });

  test.each([
    ["without metadata", undefined],
    ["with empty metadata", {}],
  ])("shows an empty object for a user %s", async (_who, userMetadata) => {
    const outcome = await login({ user: aUser({ user_metadata: userMetadata }) });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual({ "https://example.com/user_metadata": {} });
  });

  test.each(["", 0, false, ["a", 1], { deep: { er: null } }])(
    "shows the value %j as it is",
    async (value) => {
      const user = aUser({ user_metadata: { field: value } });
      const chosen = await login({ user, configuration: { FIELDS: "field" } });
      expect(chosen.idToken).toEqual({ "https://example.com/field": value });
      const whole = await login({ user });
      expect(whole.idToken).toEqual({ "https://example.com/user_metadata": { field: value } });
    },
  );

  describe("gives no claim", () => {
    test.each([
      ["to a user without metadata", undefined],
      ["to a user whose metadata are empty", {}],
    ])("%s", async (_who, userMetadata) => {
      const user = aUser({ user_metadata: userMetadata });
      const outcome = await login({ user, configuration: { FIELDS: "language" } });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual({});
    });

    test.each([
      "phone",
      "Language",
      "theme.dark",
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "email",
    ])("for the field %s, which the user does not have", async (field) => {
      const user = aUser({ user_metadata: metadata });
      const outcome = await login({ user, configuration: { FIELDS: `language,${field}` } });
      expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
      expect(outcome.idToken).toEqual({ "https://example.com/language": "de" });
    });

    test.each([" ", " , ,"])("when FIELDS names none, as in %j", async (fields) => {
      const outcome = await login({ ...example, configuration: { FIELDS: fields } });
      expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
      expect(outcome.idToken).toEqual({});
    });
  });

  test.each(["__proto__", "constructor"])(
    "shows what is stored under the name %s",
    async (field) => {
      const userMetadata = JSON.parse(`{"${field}":"stored"}`) as Record<string, unknown>;
      const user = aUser({ user_metadata: userMetadata });
      const outcome = await login({ user, configuration: { FIELDS: field } });
      expect(outcome.idToken).toEqual({ [`https://example.com/${field}`]: "stored" });
    },
  );

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
    ["without methods of authentication", { authentication: null }],
  ])("shows the metadata %s as well", async (_when, circumstances) => {
    const user = aUser({ user_metadata: metadata });
    const outcome = await login({ user, ...circumstances });
    expect(outcome.idToken).toEqual({ "https://example.com/user_metadata": metadata });
  });

  test("stores nothing", async () => {
    const user = aUser({ user_metadata: metadata, app_metadata: { plan: "gold" } });
    const tenant = aTenant({ users: [user] });
    const outcome = await login({ tenant, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(tenant.user(user.user_id)).toEqual(user);
  });

  test("takes the namespace from the settings", async () => {
    const user = aUser({ user_metadata: metadata });
    const configuration = { NAMESPACE: "https://claims.example.org/v1/", FIELDS: "language" };
    const outcome = await login({ user, configuration });
    expect(outcome.idToken).toEqual({ "https://claims.example.org/v1/language": "de" });
  });

  test.each([{ NAMESPACE: "" }, { NAMESPACE: "https://example.com/" }, { FIELDS: "" }])(
    "does with %j what it does without",
    async (configuration) => {
      const user = aUser({ user_metadata: metadata });
      const outcome = await login({ user, configuration });
      expect(outcome.idToken).toEqual({ "https://example.com/user_metadata": metadata });
    },
  );
});
