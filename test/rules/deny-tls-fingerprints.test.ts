import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const ja3 = "cd08e31494f9531f560d64c695473da9";
const ja4 = "t13d1516h2_8daaf6152771_b186095e22b6";
const other = "0123456789abcdef0123456789abcdef";
const line = "TLS fingerprints: denied, check DENIED_FINGERPRINTS";

const denied = { result: "denied", reason: "Access denied." };

/** A login of a program with these fingerprints, and this list. */
function aLogin(
  list: string,
  securityContext: NonNullable<TestLogin["security_context"]>,
): TestLogin {
  return { configuration: { DENIED_FINGERPRINTS: list }, security_context: securityContext };
}

describeTemplate("deny-tls-fingerprints", ({ login }) => {
  describe("denies", () => {
    test.each([
      ["by JA3", ja3],
      ["by JA4", ja4],
      ["by one of several", ` ${other} , ${ja4},`],
      ["by one in capitals", ja4.toUpperCase()],
    ])("%s", async (_how, list) => {
      const outcome = await login(aLogin(list, { ja3, ja4 }));
      expect(outcome).toMatchObject({ ...denied, console: [] });
    });

    test.each([
      ["a program with a JA3 only", { ja3 }],
      ["a program with a JA4 only", { ja4 }],
      ["a program whose fingerprint is in capitals", { ja3: ja3.toUpperCase() }],
    ])("%s", async (_what, context) => {
      expect(await login(aLogin(`${ja3},${ja4}`, context))).toMatchObject(denied);
    });

    test.each([
      ["silent login", aSilentLogin()],
      ["refreshed token", aRefreshTokenLogin()],
      ["password grant", { protocol: "oauth2-password" }],
    ])("at a %s", async (_when, circumstances) => {
      const outcome = await login({ ...aLogin(ja4, { ja3, ja4 }), ...circumstances });
      expect(outcome).toMatchObject(denied);
    });
  });

  test.each([
    ["another fingerprint", { ja3, ja4 }],
    ["one that begins with it", { ja3: other.slice(0, 31) }],
  ])("lets in a program with %s", async (_what, context) => {
    const outcome = await login(aLogin(other, context));
    expect(outcome).toMatchObject({ result: "allowed", console: [] });
  });

  describe.each([
    ["no word on it", null],
    ["nothing in it", {}],
    ["empty fingerprints", { ja3: "", ja4: "" }],
  ])("a login with %s", (_what, securityContext) => {
    test.each([
      [undefined, "allowed"],
      ["", "allowed"],
      ["allow", "allowed"],
      ["deny", "denied"],
      ["unheard-of", "denied"],
    ])("and FINGERPRINT_MISSING %j is %s", async (setting, result) => {
      const configuration = {
        DENIED_FINGERPRINTS: ja4,
        ...(setting !== undefined && { FINGERPRINT_MISSING: setting }),
      };
      expect((await login({ configuration, security_context: securityContext })).result).toBe(
        result,
      );
    });
  });

  describe("denies everyone, and names the setting, when the list is", () => {
    test.each(["", " ", ",", "abc", `${ja4}, abc`, `${ja4};${ja3}`, `${ja4}x`, "*"])(
      "%j",
      async (list) => {
        const outcome = await login(aLogin(list, { ja3: other }));
        expect(outcome).toMatchObject({ ...denied, console: [{ level: "log", text: line }] });
      },
    );

    test("missing", async () => {
      const outcome = await login({ security_context: { ja3: other } });
      expect(outcome).toMatchObject({ ...denied, console: [{ level: "log", text: line }] });
    });
  });
});
