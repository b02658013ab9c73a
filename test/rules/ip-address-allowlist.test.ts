import { describe, expect, test } from "vitest";

import { aRefreshTokenLogin, aSilentLogin, describeTemplate } from "../support/describeTemplate.ts";

const allowed = { result: "allowed", console: [] };
const denied = {
  result: "denied",
  reason: "You cannot log in from this address.",
  console: [],
};

/** What is on the list, an address that is, and one that is not. */
const rows: [list: string, listed: string, other: string][] = [
  ["203.0.113.7", "203.0.113.7", "203.0.113.8"],
  ["198.51.100.1,203.0.113.7", "203.0.113.7", "203.0.113.70"],
  [" 198.51.100.1 , 203.0.113.7 ", "198.51.100.1", "98.51.100.1"],
  ["203.0.113.0/24", "203.0.113.255", "203.0.114.0"],
  ["203.0.113.77/24", "203.0.113.1", "203.0.112.255"],
  ["10.0.0.0/8", "10.255.255.255", "11.0.0.0"],
  ["203.0.113.128/25", "203.0.113.128", "203.0.113.127"],
  ["203.0.113.7/32", "203.0.113.7", "203.0.113.6"],
  ["203.0.113.6/31", "203.0.113.7", "203.0.113.8"],
  ["0.0.0.0/0", "203.0.113.7", "2001:db8::1"],
  ["203.0.113.7", "::ffff:203.0.113.7", "::203.0.113.7"],
  ["::ffff:203.0.113.0/120", "203.0.113.9", "203.0.114.9"],
  ["203.0.113.0/24", "0:0:0:0:0:FFFF:CB00:7109", "::cb00:7109"],
  ["2001:db8::/32", "2001:DB8:ffff::1", "2001:db9::1"],
  ["2001:db8::7", "2001:0db8:0:0:0:0:0:0007", "2001:db8::8"],
  ["2001:db8:0:1::/64", "2001:db8:0:1:a:b:c:d", "2001:db8:0:2::1"],
  ["::1", "::1", "::2"],
  ["::/0", "2001:db8::1", ""],
  ["fe80::/10", "fe81::1", "fec0::1"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:9"],
];

describeTemplate("ip-address-allowlist", ({ login }) => {
  describe.each(rows)("with the list %j", (ipList, listed, other) => {
    test.each(["allow", ""])("in the mode %j, lets in a listed address only", async (mode) => {
      const configuration = { IP_LIST: ipList, IP_LIST_MODE: mode };
      expect(await login({ configuration, request: { ip: listed } })).toMatchObject(allowed);
      expect(await login({ configuration, request: { ip: other } })).toMatchObject(denied);
    });

    test("blocks a listed address only", async () => {
      const configuration = { IP_LIST: ipList, IP_LIST_MODE: "block" };
      expect(await login({ configuration, request: { ip: listed } })).toMatchObject(denied);
      const outcome = await login({ configuration, request: { ip: other } });
      expect(outcome).toMatchObject(other === "" ? denied : allowed);
    });
  });

  describe.each(["allow", "block"])("in the mode %s", (ipListMode) => {
    const configuration = { IP_LIST: "203.0.113.0/24", IP_LIST_MODE: ipListMode };

    test.each([
      ["without an address", { request: { ip: null } }],
      ["without a request", { request: null }],
      ["with an address that is not one", { request: { ip: "unknown" } }],
      ["with half an address", { request: { ip: "203.0.113" } }],
    ])("denies a login %s", async (_what, circumstances) => {
      expect(await login({ configuration, ...circumstances })).toMatchObject(denied);
    });

    test.each([
      ["a silent login", aSilentLogin()],
      ["a refreshed token", aRefreshTokenLogin()],
      ["a password grant", { protocol: "oauth2-password" }],
      ["a SAML login", { protocol: "samlp" }],
    ])("checks %s", async (_what, circumstances) => {
      const ends = ipListMode === "allow" ? [allowed, denied] : [denied, allowed];
      for (const [index, ip] of ["203.0.113.7", "198.51.100.7"].entries()) {
        const outcome = await login({ configuration, ...circumstances, request: { ip } });
        expect(outcome).toMatchObject(ends[index] ?? {});
      }
    });

    test.each([
      "",
      ",",
      "203.0.113.7,",
      "203.0.113.7;198.51.100.7",
      "203.0.113.7 198.51.100.7",
      "203.0.113.0/33",
      "203.0.113.0/-1",
      "203.0.113.0/",
      "2001:db8::/129",
      "2001:db8::1::2",
      "203.0.113.256",
      "203.0.113",
      "203.0.113.*",
      "203.0.113.07",
      "example.com",
      "203.0.113.7@198.51.100.7",
    ])("denies every login and names the setting with the list %j", async (ipList) => {
      const outcome = await login({
        configuration: { IP_LIST: ipList, IP_LIST_MODE: ipListMode },
        request: { ip: "203.0.113.7" },
      });
      expect(outcome).toMatchObject({ result: "denied", reason: "Access denied." });
      expect(outcome.console).toEqual([
        { level: "log", text: "IP addresses: denied, check IP_LIST and IP_LIST_MODE" },
      ]);
    });
  });

  test.each(["Block", "deny", " "])("denies every login in the mode %j", async (mode) => {
    const configuration = { IP_LIST: "0.0.0.0/0", IP_LIST_MODE: mode };
    expect(await login({ configuration })).toMatchObject({ result: "denied" });
  });

  test("denies every login without the list", async () => {
    expect(await login()).toMatchObject({ result: "denied", reason: "Access denied." });
  });
});
