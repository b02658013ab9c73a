import { describe, expect, test } from "vitest";

import {
  aRefreshTokenLogin,
  aSilentLogin,
  describeTemplate,
  start,
  type TestLogin,
} from "../support/describeTemplate.ts";

const now = Date.parse(start);
const minute = 60_000;

type Metadata = Record<string, string>;

/** A login in a session that began 10 minutes ago, with metadata in these places. */
function aLogin(places: {
  organization?: Metadata;
  client?: Metadata;
  connection?: Metadata;
}): TestLogin {
  const { organization, client, connection } = places;
  const parts = { id: "org_1", name: "acme", display_name: "Acme" };
  return {
    session: { id: "session-1", created_at: new Date(now - 10 * minute).toISOString() },
    ...(organization && { organization: { ...parts, metadata: organization } }),
    ...(client && { client: { metadata: client } }),
    ...(connection && { connection: { metadata: connection } }),
  };
}

describeTemplate("session-lifetime-by-metadata", ({ login }) => {
  test("counts the lifetime from the start of the session, and the idle time from now", async () => {
    const metadata = { session_minutes: "60", session_idle_minutes: "15" };
    const outcome = await login(aLogin({ organization: metadata }));
    expect(outcome).toMatchObject({ result: "allowed", console: [], warnings: [] });
    expect(outcome.session).toEqual({
      expiresAt: now + 50 * minute,
      idleExpiresAt: now + 15 * minute,
    });
  });

  test.each([null, "soon"])("counts from now if the start is %j", async (createdAt) => {
    const given = aLogin({ client: { session_minutes: "60" } });
    const outcome = await login({ ...given, session: { id: "session-1", created_at: createdAt } });
    expect(outcome.session).toEqual({ expiresAt: now + 60 * minute });
  });

  describe("takes each key from the first place that has it", () => {
    test.each([
      ["the organization", { session_minutes: "20" }, 20],
      ["the application", {}, 30],
    ])("%s", async (_where, organization, minutes) => {
      const client = { session_minutes: "30" };
      const connection = { session_minutes: "40", session_idle_minutes: "5" };
      const outcome = await login(aLogin({ organization, client, connection }));
      expect(outcome.session).toEqual({
        expiresAt: now + (minutes - 10) * minute,
        idleExpiresAt: now + 5 * minute,
      });
    });

    test("the connection, without an organization", async () => {
      const outcome = await login(aLogin({ connection: { session_minutes: "40" } }));
      expect(outcome.session).toEqual({ expiresAt: now + 30 * minute });
    });
  });

  describe("passes over a value that is not a number of minutes, and logs the key", () => {
    test.each(["0", "-5", "1.5", "1e3", "060", "60 minutes", "abc", "1000000", "Infinity", " 60"])(
      "%j",
      async (sessionMinutes) => {
        const organization = { session_minutes: sessionMinutes };
        const outcome = await login(aLogin({ organization, client: { session_minutes: "30" } }));
        expect(outcome.session).toEqual({ expiresAt: now + 20 * minute });
        expect(outcome.console).toEqual([
          { level: "log", text: "Session lifetime: session_minutes is not a number of minutes" },
        ]);
      },
    );

    test("and leaves the session alone if there is no other", async () => {
      const outcome = await login(aLogin({ client: { session_idle_minutes: "abc" } }));
      expect(outcome).toMatchObject({ result: "allowed" });
      expect(outcome.session).toBeUndefined();
    });
  });

  test.each([
    ["9", "denied"],
    ["10", "denied"],
    ["11", "allowed"],
  ])("with a lifetime of %s minutes, a session of 10 is %s", async (sessionMinutes, result) => {
    const outcome = await login(aLogin({ client: { session_minutes: sessionMinutes } }));
    expect(outcome.result).toBe(result);
    expect(outcome.session?.revoked).toBe(
      result === "denied" ? "Your session is over. Please log in again." : undefined,
    );
  });

  test("ends a session that is too old at a silent login, too", async () => {
    const old = aLogin({ client: { session_minutes: "5" } });
    expect((await login({ ...old, ...aSilentLogin() })).result).toBe("denied");
  });

  describe("leaves alone", () => {
    const client = { metadata: { session_minutes: "60", session_idle_minutes: "15" } };

    test.each([
      ["a login without metadata", aLogin({})],
      ["a login with empty values", aLogin({ client: { session_minutes: "" } })],
      ["a login with other metadata", aLogin({ client: { minutes: "60" } })],
      ["a login without a session", { session: null, client }],
      ["a refreshed token", aRefreshTokenLogin({ client })],
    ])("%s", async (_what, circumstances) => {
      const outcome = await login(circumstances);
      expect(outcome).toMatchObject({ result: "allowed", console: [] });
      expect(outcome.session).toBeUndefined();
      expect(outcome.refreshToken).toBeUndefined();
    });
  });

  test("does not believe the user", async () => {
    const outcome = await login({
      ...aLogin({}),
      request: { query: { session_minutes: "999999" } },
    });
    expect(outcome.session).toBeUndefined();
  });
});
