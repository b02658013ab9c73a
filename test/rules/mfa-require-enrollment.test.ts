import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  describeTemplate,
} from "../support/describeTemplate.ts";

const multifactor = { provider: "any", allowRememberBrowser: false };

describeTemplate("mfa-require-enrollment", ({ login }) => {
  describe("leads through enrollment", () => {
    test.each([
      ["a user of whom no factors are known", aUser()],
      ["a user without factors", aUser({ multifactor: [], enrolledFactors: [] })],
      ["a user of email only", aUser({ enrolledFactors: [{ type: "email" }] })],
    ])("%s", async (_who, user) => {
      expect(await login({ user })).toMatchObject({ result: "allowed", multifactor, console: [] });
    });

    test("a user with a password grant", async () => {
      expect(await login({ protocol: "oauth2-password" })).toMatchObject({ multifactor });
    });
  });

  test("makes a silent login of a user without factors fail", async () => {
    await expect(login(aSilentLogin())).rejects.toThrow("Multifactor authentication required");
  });

  test("asks nothing of a user with a provider of factors", async () => {
    const user = aUser({ multifactor: ["guardian"] });
    const outcome = await login({ user });
    expect(outcome.result).toBe("allowed");
    expect(outcome.multifactor).toBeUndefined();
    expect((await login({ ...aSilentLogin(), user })).result).toBe("allowed");
  });

  test("asks nothing when a token is refreshed", async () => {
    const outcome = await login(aRefreshTokenLogin());
    expect(outcome.result).toBe("allowed");
    expect(outcome.multifactor).toBeUndefined();
  });
});
