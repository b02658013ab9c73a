import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  type TestLogin,
} from "../support/describeTemplate.ts";

const reason = "Your network has changed. Please log in again.";

/** A login in this network, in a session that began in that one. */
function inSession(asn: string | null, initialAsn: string | null): TestLogin {
  return { request: { asn }, session: { id: "session-1", device: { initial_asn: initialAsn } } };
}

/** The refresh of a token in this network that was issued in that one. */
function onRefresh(asn: string | null, initialAsn: string | null): TestLogin {
  return aRefreshTokenLogin({
    request: { asn },
    refresh_token: { id: "token-1", device: { initial_asn: initialAsn } },
  });
}

describeTemplate("revoke-on-network-change", ({ login }) => {
  test("ends a session in another network, and the login with it", async () => {
    const outcome = await login(inSession("64499", "64500"));
    expect(outcome).toMatchObject({ result: "denied", session: { revoked: reason }, console: [] });
    expect(outcome.session?.preservesRefreshTokens).toBeUndefined();
  });

  test("does so at a silent login", async () => {
    const outcome = await login({ ...inSession("64499", "64500"), ...aSilentLogin() });
    expect(outcome).toMatchObject({ result: "denied", session: { revoked: reason } });
  });

  test("ends a refresh token in another network, and no session", async () => {
    const outcome = await login(onRefresh("64499", "64500"));
    expect(outcome).toMatchObject({ result: "denied", refreshToken: { revoked: reason } });
    expect(outcome.session).toBeUndefined();
  });

  test("looks at the refresh token only, when a token is refreshed", async () => {
    const session = { id: "session-1", device: { initial_asn: "64500" } };
    const outcome = await login({ ...onRefresh("64499", "64499"), session });
    expect(outcome.result).toBe("allowed");
  });

  describe.each([
    ["a session", inSession],
    ["a refresh token", onRefresh],
  ])("does nothing to %s", (_what, aLogin) => {
    test.each([
      ["in the same network", "64500", "64500"],
      ["in a network that is not known", null, "64500"],
      ["that began in a network that is not known", "64499", null],
      ["of which neither is known", null, null],
    ])("%s", async (_how, asn, initial) => {
      const outcome = await login(aLogin(asn, initial));
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect([outcome.session, outcome.refreshToken]).toEqual([undefined, undefined]);
    });
  });

  test.each([
    ["a session without a device", { session: { id: "session-1" } }],
    ["no session", { session: null }],
    ["no request", { ...inSession(null, "64500"), request: null }],
    ["no refresh token", aRefreshTokenLogin({ request: { asn: "64499" } })],
  ])("does nothing with %s", async (_what, circumstances) => {
    expect((await login({ request: { asn: "64499" }, ...circumstances })).result).toBe("allowed");
  });

  test("compares the networks, not the addresses", async () => {
    const device = { initial_asn: "64500", initial_ip: "198.51.100.1" };
    const session = { id: "session-1", device };
    const outcome = await login({ request: { asn: "64500", ip: "203.0.113.7" }, session });
    expect(outcome.result).toBe("allowed");
  });

  describe("with trusted networks", () => {
    test.each([
      ["64499", "allowed"],
      ["AS64496, AS64499", "allowed"],
      [" as64499 ,64496", "allowed"],
      ["64496", "denied"],
      ["644990", "denied"],
      ["6449", "denied"],
      ["AS 64499", "denied"],
      ["", "denied"],
      [",", "denied"],
    ])("%j, a move to 64499 is %s", async (trustedNetworks, result) => {
      for (const aLogin of [inSession, onRefresh]) {
        const configuration = { TRUSTED_NETWORKS: trustedNetworks };
        expect((await login({ ...aLogin("64499", "64500"), configuration })).result).toBe(result);
      }
    });

    test("nobody may move away from one", async () => {
      const configuration = { TRUSTED_NETWORKS: "64500" };
      expect((await login({ ...inSession("64499", "64500"), configuration })).result).toBe(
        "denied",
      );
    });
  });
});
