import { expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const authorization = { roles: ["admin", "Éditeur, news"] };
const claims = { "https://example.com/roles": authorization.roles };
const none = { "https://example.com/roles": [] };

describeTemplate("add-roles-to-tokens", ({ login }) => {
  test("puts the names of the roles into both tokens", async () => {
    const outcome = await login({ authorization });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.accessToken).toEqual(claims);
  });

  test.each([
    ["without roles", { roles: [] }],
    ["of whom Auth0 tells no roles", null],
  ])("gives an empty list to a user %s", async (_who, authorization) => {
    const outcome = await login({ authorization });
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(none);
    expect(outcome.accessToken).toEqual(none);
  });

  test("takes no role from what is stored with the user", async () => {
    const roles = ["admin"];
    const stored = { roles, authorization: { roles } };
    const user = aUser({ ...stored, app_metadata: stored, user_metadata: stored });
    const outcome = await login({ user, authorization: null });
    expect(outcome.idToken).toEqual(none);
    expect(outcome.accessToken).toEqual(none);
  });

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
  ])("tells the roles %s as well", async (_when, circumstances) => {
    const outcome = await login({ authorization, ...circumstances });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.accessToken).toEqual(claims);
  });

  test("tells at each login the roles of that moment, and stores nothing", async () => {
    const user = aUser({ app_metadata: { plan: "gold" } });
    const tenant = aTenant({ users: [user] });
    await login({ tenant, authorization });
    const later = await login({ tenant, authorization: { roles: ["reader"] } });
    expect(later.idToken).toEqual({ "https://example.com/roles": ["reader"] });
    expect(later.accessToken).toEqual({ "https://example.com/roles": ["reader"] });
    expect(tenant.user(user.user_id)).toEqual(user);
  });

  test("takes the namespace from the settings", async () => {
    const configuration = { NAMESPACE: "https://claims.example.org/v1/" };
    const outcome = await login({ authorization, configuration });
    expect(outcome.idToken).toEqual({ "https://claims.example.org/v1/roles": authorization.roles });
    expect(outcome.accessToken).toEqual(outcome.idToken);
  });

  test.each([{ NAMESPACE: "" }, { NAMESPACE: "https://example.com/" }])(
    "does with %j what it does without",
    async (configuration) => {
      const outcome = await login({ authorization, configuration });
      expect(outcome.idToken).toEqual(claims);
      expect(outcome.accessToken).toEqual(claims);
    },
  );
});
