import { expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  nothing,
} from "../support/describeTemplate.ts";

const role = { role: "authenticated" };

describeTemplate("supabase-role", ({ login }) => {
  test.each([
    ["a usual login", {}],
    ["a silent login", aSilentLogin()],
    ["a refreshed token", aRefreshTokenLogin()],
    ["a password grant", { protocol: "oauth2-password" }],
    ["a login for an API", { resource_server: { identifier: "https://api.example.com" } }],
    ["an empty list of applications", { configuration: { SUPABASE_CLIENTS: "" } }],
  ])("gives both tokens of %s the role", async (_what, circumstances) => {
    const outcome = await login(circumstances);
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.idToken).toEqual(role);
    expect(outcome.accessToken).toEqual(role);
  });

  test.each([
    ["app-1", role],
    ["app-2", role],
    ["app", {}],
    ["APP-1", {}],
  ])("where two applications are listed, gives %s %j", async (clientId, claims) => {
    const configuration = { SUPABASE_CLIENTS: "app-1 , app-2" };
    const outcome = await login({ configuration, client: { client_id: clientId } });
    expect(outcome.idToken).toEqual(claims);
    expect(outcome.accessToken).toEqual(claims);
  });

  test("gives no role where the list matches no application", async () => {
    const outcome = await login({ configuration: { SUPABASE_CLIENTS: "my app" } });
    expect(outcome).toMatchObject({ result: "allowed", idToken: nothing, accessToken: nothing });
  });
});
