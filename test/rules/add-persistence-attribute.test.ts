import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aTenant,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const claim = "https://example.com/color";

describeTemplate("add-persistence-attribute", ({ login, example }) => {
  test("stores the default for a user without metadata, and shows it", async () => {
    const outcome = await login();
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.idToken).toEqual({ [claim]: "blue" });
    expect(outcome.userMetadata).toEqual({ color: "blue" });
    expect(outcome.appMetadata).toEqual({});
  });

  test("stores the default beside other metadata, which stay", async () => {
    const user = aUser({ user_metadata: { size: "m" }, app_metadata: { plan: "gold" } });
    const outcome = await login({ user });
    expect(outcome.userMetadata).toEqual({ size: "m", color: "blue" });
    expect(outcome.appMetadata).toEqual({ plan: "gold" });
  });

  test("shows the preference at every login after the first", async () => {
    const tenant = aTenant({ users: [aUser()] });
    await login({ tenant });
    const second = await login({ tenant });
    expect(second.idToken).toEqual({ [claim]: "blue" });
    expect(second.userMetadata).toEqual({ color: "blue" });
  });

  test("keeps a stored default when another one is set", async () => {
    const tenant = aTenant({ users: [aUser()] });
    await login({ tenant });
    const outcome = await login({ tenant, configuration: { PREFERENCE_DEFAULT: "red" } });
    expect(outcome.idToken).toEqual({ [claim]: "blue" });
    expect(outcome.userMetadata).toEqual({ color: "blue" });
  });

  test.each(["red", "", 0, false, ["red", "green"], { dark: true }])(
    "keeps and shows the stored value %j",
    async (color) => {
      const user = aUser({ user_metadata: { color } });
      const outcome = await login({ user });
      expect(outcome.idToken).toEqual({ [claim]: color });
      expect(outcome.userMetadata).toEqual({ color });
    },
  );

  test("writes nothing when there is a value, so that a broken write goes unnoticed", async () => {
    const user = aUser({ user_metadata: { color: "" } });
    const outcome = await login({ user, management: 500 });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.idToken).toEqual({ [claim]: "" });
  });

  test.each([500, 429, "slow"] as const)(
    "lets the login go on with the claim when storing ends in %s",
    async (management) => {
      const outcome = await login({ management });
      expect(outcome.result).toBe("allowed");
      expect(outcome.idToken).toEqual({ [claim]: "blue" });
      expect(outcome.userMetadata).toEqual(management === "slow" ? { color: "blue" } : {});
    },
  );

  describe("shows the default and stores nothing", () => {
    test.each([
      ["when a token is refreshed", aRefreshTokenLogin()],
      ["at a silent login", aSilentLogin()],
    ])("%s", async (_when, circumstances) => {
      const outcome = await login(circumstances);
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.userMetadata).toEqual({});
      expect(outcome.idToken).toEqual({ [claim]: "blue" });
    });
  });

  test("stores nothing when a login comes back from a redirect", async () => {
    const outcome = await login({ protocol: "redirect-callback" });
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
    expect(outcome.userMetadata).toEqual({});
  });

  test.each([
    ["when a token is refreshed", aRefreshTokenLogin()],
    ["at a silent login", aSilentLogin()],
    ["in a password grant", { protocol: "oauth2-password" }],
    ["without a request", { request: null }],
    ["without a query", { request: { query: null } }],
  ])("shows a stored value %s", async (_when, circumstances) => {
    const user = aUser({ user_metadata: { color: "red" } });
    const outcome = await login({ user, ...circumstances });
    expect(outcome.idToken).toEqual({ [claim]: "red" });
  });

  describe("uses the settings", () => {
    test("for key and default, and keeps other metadata", async () => {
      const outcome = await login(example);
      expect(outcome.idToken).toEqual({ "https://example.com/theme": "dark" });
      expect(outcome.userMetadata).toEqual({ language: "de", theme: "dark" });
    });

    test("for the namespace, and takes any letters, digits, _ and - in a key", async () => {
      const configuration = {
        PREFERENCE_KEY: "ui-Theme_2",
        PREFERENCE_DEFAULT: "dark",
        NAMESPACE: "https://claims.example.org/v1/",
      };
      const outcome = await login({ configuration });
      expect(outcome.idToken).toEqual({ "https://claims.example.org/v1/ui-Theme_2": "dark" });
      expect(outcome.userMetadata).toEqual({ "ui-Theme_2": "dark" });
    });

    test.each([
      ["PREFERENCE_KEY", "color"],
      ["PREFERENCE_DEFAULT", "blue"],
      ["NAMESPACE", "https://example.com/"],
    ])("and does the same whether %s is left out, empty or its default", async (key, value) => {
      for (const configuration of [{}, { [key]: "" }, { [key]: value }]) {
        const outcome = await login({ configuration });
        expect(outcome.idToken).toEqual({ [claim]: "blue" });
        expect(outcome.userMetadata).toEqual({ color: "blue" });
      }
    });

    test("without taking what every object has for a preference", async () => {
      const outcome = await login({ configuration: { PREFERENCE_KEY: "constructor" } });
      expect(outcome.idToken).toEqual({ "https://example.com/constructor": "blue" });
      expect(outcome.userMetadata).toEqual({ constructor: "blue" });
    });
  });
});
