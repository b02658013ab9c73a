import { expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const hello = { "https://example.com/hello": "world" };

describeTemplate("hello-world", ({ login }) => {
  test("says hello in the ID token and in the log, and nowhere else", async () => {
    const outcome = await login();
    expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
    expect(outcome.idToken).toEqual(hello);
    expect(outcome.accessToken).toEqual({});
    expect(outcome.console).toEqual([{ level: "log", text: "Hello, world" }]);
  });

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
    ["to a user of whom only the id is known", { user: { user_id: "sms|1" } }],
  ])("says hello %s as well", async (_when, circumstances) => {
    const outcome = await login(circumstances);
    expect(outcome).toMatchObject({ result: "allowed" });
    expect(outcome.idToken).toEqual(hello);
  });

  test("stores nothing", async () => {
    const user = aUser({ user_metadata: { size: "m" }, app_metadata: { plan: "gold" } });
    const tenant = aTenant({ users: [user] });
    await login({ tenant });
    expect(tenant.user(user.user_id)).toEqual(user);
  });
});
