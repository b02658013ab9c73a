import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
  start,
} from "../support/describeTemplate.ts";

describeTemplate("count-logins", ({ login }) => {
  test("begins to count at a user's first login", async () => {
    const outcome = await login();
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.appMetadata).toEqual({ counted_logins: 1, last_counted_login: start });
    expect(outcome.userMetadata).toEqual({});
    expect(outcome.idToken).toEqual({});
    expect(outcome.accessToken).toEqual({});
  });

  test("counts each login, and keeps the time of the last one", async () => {
    const tenant = aTenant({ users: [aUser()] });
    await login({ tenant });
    await login({ tenant, now: "2026-01-16T08:00:00.000Z" });
    const third = await login({ tenant, now: "2026-03-29T01:59:59.999Z" });
    expect(third).toMatchObject({ result: "allowed", console: [] });
    expect(third.appMetadata).toEqual({
      counted_logins: 3,
      last_counted_login: "2026-03-29T01:59:59.999Z",
    });
  });

  test("leaves what Auth0 counts out of account", async () => {
    const outcome = await login({ stats: { logins_count: 50 } });
    expect(outcome.appMetadata).toMatchObject({ counted_logins: 1 });
  });

  test("keeps the metadata of others", async () => {
    const user = aUser({ app_metadata: { plan: "gold" }, user_metadata: { size: "m" } });
    const outcome = await login({ user });
    expect(outcome.userMetadata).toEqual({ size: "m" });
    expect(outcome.appMetadata).toEqual({
      plan: "gold",
      counted_logins: 1,
      last_counted_login: start,
    });
  });

  test.each([
    ["in a password grant", { protocol: "oauth2-password" }],
    ["by SAML", { protocol: "samlp" }],
    ["without a request", { request: null }],
    ["without a query", { request: { query: null } }],
    ["with another prompt", { prompt: "login" }],
  ])("counts a login %s", async (_how, circumstances) => {
    const outcome = await login(circumstances);
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.appMetadata).toEqual({ counted_logins: 1, last_counted_login: start });
  });

  describe("counts nothing, and keeps the time of the login before,", () => {
    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
      ["when a login comes back from a redirect", { protocol: "redirect-callback" }],
    ])("%s", async (_when, circumstances) => {
      const counted = { counted_logins: 6, last_counted_login: "2026-01-14T09:30:00.000Z" };
      for (const appMetadata of [undefined, counted]) {
        const outcome = await login({
          user: aUser({ app_metadata: appMetadata }),
          ...circumstances,
        });
        expect(outcome).toMatchObject({ result: "allowed", console: [] });
        expect(outcome.appMetadata).toEqual(appMetadata ?? {});
      }
    });
  });

  describe("begins the count again", () => {
    test.each(["5", "", -1, 1.5, 1e300, -0.5, true, false, [], [5], {}, { count: 5 }])(
      "when it is stored as %j",
      async (countedLogins) => {
        const outcome = await login({
          user: aUser({ app_metadata: { counted_logins: countedLogins } }),
        });
        expect(outcome).toMatchObject({ result: "allowed", console: [] });
        expect(outcome.appMetadata).toEqual({ counted_logins: 1, last_counted_login: start });
      },
    );
  });

  test.each([0, Number.MAX_SAFE_INTEGER - 1])("goes on from %j", async (countedLogins) => {
    const outcome = await login({
      user: aUser({ app_metadata: { counted_logins: countedLogins } }),
    });
    expect(outcome).toMatchObject({ console: [] });
    expect(outcome.appMetadata).toMatchObject({ counted_logins: countedLogins + 1 });
  });

  test("begins again when the count was taken away", async () => {
    const appMetadata = { counted_logins: null, last_counted_login: start };
    const outcome = await login({ user: aUser({ app_metadata: appMetadata }) });
    expect(outcome).toMatchObject({ console: [], appMetadata: { counted_logins: 1 } });
  });

  test.each(["2099-01-01T00:00:00.000Z", "yesterday", 0, { a: 1 }])(
    "replaces the stored time %j",
    async (lastCountedLogin) => {
      const appMetadata = { counted_logins: 6, last_counted_login: lastCountedLogin };
      const outcome = await login({ user: aUser({ app_metadata: appMetadata }) });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.appMetadata).toEqual({ counted_logins: 7, last_counted_login: start });
    },
  );

  test("reads no count from what the user can change", async () => {
    const user = aUser({ user_metadata: { counted_logins: 50 } });
    const outcome = await login({ user });
    expect(outcome.appMetadata).toMatchObject({ counted_logins: 1 });
  });

  test.each([500, 429] as const)(
    "lets the login go on uncounted when storing ends in %s",
    async (management) => {
      const tenant = aTenant({ users: [aUser()] });
      await login({ tenant });
      const outcome = await login({ tenant, management, now: "2026-01-16T08:00:00.000Z" });
      expect(outcome.result).toBe("allowed");
      expect(outcome.appMetadata).toEqual({ counted_logins: 1, last_counted_login: start });
    },
  );

  test("counts when storing takes long, by the time before it", async () => {
    const outcome = await login({ management: "slow" });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.appMetadata).toEqual({ counted_logins: 1, last_counted_login: start });
  });
});
