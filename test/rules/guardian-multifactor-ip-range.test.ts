import { describe, expect, test } from "vitest";

import { aRefreshTokenLogin, aSilentLogin, describeTemplate } from "../support/describeTemplate.ts";

const configuration = { TRUSTED_IP_RANGES: "198.51.100.0/24, 2001:db8:1::/48 ,192.0.2.7" };
const inside = { request: { ip: "198.51.100.20" } };
const outside = { request: { ip: "203.0.113.7" } };
const mfa = { name: "mfa", timestamp: "2026-01-15T11:00:00.000Z" };

const asked = {
  result: "allowed",
  multifactor: { provider: "any", allowRememberBrowser: false },
  console: [],
};

describeTemplate("guardian-multifactor-ip-range", ({ login }) => {
  describe("asks nothing of a login from", () => {
    test.each([
      "198.51.100.0",
      "198.51.100.255",
      "::ffff:198.51.100.20",
      "::FFFF:c633:6414",
      "192.0.2.7",
      "2001:db8:1::",
      "2001:DB8:1:0:0:0:0:20",
      "2001:db8:1:ffff:ffff:ffff:ffff:ffff",
    ])("%s", async (ip) => {
      const outcome = await login({ configuration, request: { ip } });
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.multifactor).toBeUndefined();
    });
  });

  describe("asks for a factor at a login from", () => {
    test.each([
      "198.51.99.255",
      "198.51.101.0",
      "192.0.2.6",
      "192.0.2.8",
      "2001:db8:0:ffff::1",
      "2001:db8:2::",
      "::198.51.100.20",
      "c633:6414::",
      "198.51.100",
      "not an address",
      "",
    ])("%j", async (ip) => {
      expect(await login({ configuration, request: { ip } })).toMatchObject(asked);
    });

    test.each([
      ["an unknown address", { request: { ip: null } }],
      ["nowhere", { request: null }],
      ["a server that sends a password", { ...outside, protocol: "oauth2-password" }],
      ["SAML", { ...outside, protocol: "samlp" }],
    ])("%s", async (_what, circumstances) => {
      expect(await login({ configuration, ...circumstances })).toMatchObject(asked);
    });
  });

  test.each([
    ["203.0.113.0/28", "203.0.113.15", false],
    ["203.0.113.0/28", "203.0.113.16", true],
    ["203.0.113.9/28", "203.0.113.1", false],
    ["203.0.113.7/32", "203.0.113.7", false],
    ["203.0.113.7/32", "203.0.113.6", true],
    ["0.0.0.0/0", "203.0.113.7", false],
    ["0.0.0.0/0", "2001:db8::7", true],
    ["::/0", "2001:db8::7", false],
    ["2001:db8::7/127", "2001:db8::6", false],
    ["2001:db8::7/127", "2001:db8::8", true],
    ["::ffff:203.0.113.0/120", "203.0.113.99", false],
  ])("with the range %s, asks at %s: %s", async (trustedIpRanges, ip, isAsked) => {
    const outcome = await login({
      configuration: { TRUSTED_IP_RANGES: trustedIpRanges },
      request: { ip },
    });
    expect(outcome.multifactor !== undefined).toBe(isAsked);
  });

  describe("trusts nobody by a range with a typing error", () => {
    test.each([
      "203.0.113.7/",
      "203.0.113.0/33",
      "203.0.113.0/-1",
      "203.0.113/24",
      "203.0.113.7-9",
      "203.0.113.*",
      "203.0.113.256/0",
      "2001:db8::/129",
      "/0",
      "*",
      " , ",
    ])("%j", async (trustedIpRanges) => {
      expect(
        await login({ configuration: { TRUSTED_IP_RANGES: trustedIpRanges }, ...outside }),
      ).toMatchObject(asked);
    });

    test("and goes on with the other ranges", async () => {
      const trustedIpRanges = "nonsense/8,203.0.113.0/24";
      const outcome = await login({
        configuration: { TRUSTED_IP_RANGES: trustedIpRanges },
        ...outside,
      });
      expect(outcome.multifactor).toBeUndefined();
    });
  });

  describe("at a silent login from outside", () => {
    test("fails without a factor in the session", async () => {
      const outcome = login({ configuration, ...outside, ...aSilentLogin() });
      await expect(outcome).rejects.toThrow("login_required");
    });

    test("goes on if the session has passed a factor", async () => {
      const authentication = { methods: [mfa] };
      const silent = { ...outside, ...aSilentLogin(), authentication };
      expect((await login({ configuration, ...silent })).multifactor).toBeUndefined();
    });
  });

  test("asks again at an interactive login after a factor", async () => {
    const authentication = { methods: [mfa] };
    expect(await login({ configuration, ...outside, authentication })).toMatchObject(asked);
  });

  test("never asks when a token is refreshed", async () => {
    const outcome = await login({ configuration, ...outside, ...aRefreshTokenLogin() });
    expect(outcome.multifactor).toBeUndefined();
  });

  test.each([{}, { TRUSTED_IP_RANGES: "" }])("denies everyone with %j", async (settings) => {
    expect(await login({ configuration: settings, ...inside })).toMatchObject({
      result: "denied",
      reason: "Access denied.",
      console: [{ level: "log", text: "MFA outside networks: denied, check TRUSTED_IP_RANGES" }],
    });
  });
});
