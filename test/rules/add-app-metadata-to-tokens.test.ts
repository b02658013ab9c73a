import { expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

const appMetadata = { tenant_id: "t-42", plan: "gold", notes: "pays late" };
const user = aUser({ app_metadata: appMetadata, user_metadata: { theme: "dark" } });
const claims = { "https://example.com/tenant_id": "t-42", "https://example.com/plan": "gold" };
const configuration = { APP_METADATA_FIELDS: " tenant_id,plan ," };

describeTemplate("add-app-metadata-to-tokens", ({ login }) => {
  test.each([
    [undefined, claims, claims],
    ["both", claims, claims],
    ["id", claims, {}],
    ["access", {}, claims],
    ["neither", claims, claims],
  ])("adds the listed fields where TOKENS is %s", async (tokens, idToken, accessToken) => {
    const settings = { ...configuration, ...(tokens !== undefined && { TOKENS: tokens }) };
    const outcome = await login({ user, configuration: settings });
    expect(outcome).toMatchObject({ result: "allowed", warnings: [], console: [] });
    expect(outcome.idToken).toEqual(idToken);
    expect(outcome.accessToken).toEqual(accessToken);
  });

  test.each(["", 0, false, ["a"], { a: 1 }])("adds the value %j as it is", async (plan) => {
    const outcome = await login({ user: aUser({ app_metadata: { plan } }), configuration });
    expect(outcome.accessToken).toEqual({ "https://example.com/plan": plan });
  });

  test.each(["theme", "Plan", "email", "toString", "__proto__", "tenant_id plan"])(
    "adds no field %s, which is not in app_metadata",
    async (field) => {
      const outcome = await login({ user, configuration: { APP_METADATA_FIELDS: field } });
      expect(outcome).toMatchObject({ idToken: nothing, accessToken: nothing });
    },
  );

  test("adds nothing of a user without app_metadata", async () => {
    const outcome = await login({ user: aUser(), configuration });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, accessToken: nothing });
  });

  test.each([
    ["a refreshed token", aRefreshTokenLogin()],
    ["a silent login", aSilentLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
  ])("adds the claims to %s as well", async (_what, circumstances) => {
    const outcome = await login({ user, configuration, ...circumstances });
    expect(outcome.accessToken).toEqual(claims);
  });

  test("uses the namespace", async () => {
    const settings = { APP_METADATA_FIELDS: "plan", NAMESPACE: "https://claims.example.org/" };
    const outcome = await login({ user, configuration: settings });
    expect(outcome.idToken).toEqual({ "https://claims.example.org/plan": "gold" });
  });

  test.each([{}, { APP_METADATA_FIELDS: "" }])(
    "lets the login go on and names the setting with %j",
    async (settings) => {
      const outcome = await login({ user, configuration: settings });
      expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, accessToken: nothing });
      expect(outcome.console).toEqual([
        { level: "log", text: "App metadata: no claims, check APP_METADATA_FIELDS" },
      ]);
    },
  );
});
