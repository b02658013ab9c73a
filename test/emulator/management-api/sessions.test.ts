import { describe, expect, test } from "vitest";

import { createTenant } from "../../../src/emulator/tenant.ts";
import { loadAction } from "../../../src/node/load.ts";
import { aUser, start, testHost } from "../../support/describeTemplate.ts";
import { anApi, janeId, joeId } from "./api.ts";

const scopes = "read:sessions delete:sessions";
const sessions = [
  { id: "session-1", user_id: janeId, created_at: "2026-01-14T12:00:00.000Z" },
  { id: "session-2", user_id: joeId, clients: [{ client_id: "app-1" }] },
];
const own = { id: "0a1b2c3d-session", user_id: janeId };
const ofJane = `/api/v2/users/${encodeURIComponent(janeId)}/sessions`;

test("lists the sessions of a user, and that of the login (R-241)", async () => {
  const { ask } = await anApi({ sessions });
  expect(await ask("GET", ofJane, { scopes })).toMatchObject({
    status: 200,
    body: { sessions: [sessions[0], own] },
  });
});

test("lists sessions from a checkpoint (R-241)", async () => {
  const { ask } = await anApi({ sessions });
  const first = await ask("GET", `${ofJane}?take=1`, { scopes });
  expect(first.body).toEqual({ sessions: [sessions[0]], next: "from-1" });
  const second = await ask("GET", `${ofJane}?take=1&from=from-1`, { scopes });
  expect(second.body).toEqual({ sessions: [own] });
});

test("shows what actions keep with a session (R-241)", async () => {
  const tenant = createTenant({ now: start, host: testHost, tokens: [{ token: "t", scopes }] });
  await tenant.login({ session: { id: "session-3", metadata: { device: "phone" } } });
  const headers = { authorization: "Bearer t" };
  const url = "https://example.auth0.com/api/v2/sessions/session-3";
  const answer = await tenant.answer(new Request(url, { headers }));
  expect(await answer?.json()).toMatchObject({ session_metadata: { device: "phone" } });
});

describe("a session (R-241)", () => {
  test("is returned by its id", async () => {
    const { ask } = await anApi({ sessions });
    const answer = await ask("GET", "/api/v2/sessions/session-2", { scopes });
    expect(answer).toMatchObject({ status: 200, body: sessions[1] });
  });

  test.each([
    ["DELETE", "/api/v2/sessions/session-1"],
    ["POST", "/api/v2/sessions/session-1/revoke"],
    ["DELETE", ofJane],
  ])("is ended by %s %s", async (method, path) => {
    const { ask } = await anApi({ sessions });
    expect((await ask(method, path, { scopes })).status).toBe(202);
    expect((await ask("GET", "/api/v2/sessions/session-1", { scopes })).status).toBe(404);
    expect((await ask("GET", "/api/v2/sessions/session-2", { scopes })).status).toBe(200);
  });

  test.each([
    ["GET", "/api/v2/sessions/session-9", 404],
    ["DELETE", "/api/v2/sessions/session-9", 202],
    ["POST", "/api/v2/sessions/session-9/revoke", 404],
    ["GET", "/api/v2/users/auth0%7C9/sessions", 404],
    ["DELETE", "/api/v2/users/auth0%7C9/sessions", 404],
  ])("that is unknown: %s %s gives %s", async (method, path, status) => {
    const { ask } = await anApi({ sessions });
    expect((await ask(method, path, { scopes })).status).toBe(status);
  });

  test.each([
    ["GET", ofJane, "delete:sessions"],
    ["GET", "/api/v2/sessions/session-1", "delete:sessions"],
    ["DELETE", ofJane, "read:sessions"],
    ["DELETE", "/api/v2/sessions/session-1", "read:sessions"],
    ["POST", "/api/v2/sessions/session-1/revoke", "read:sessions"],
  ])("needs its own scope: %s %s with %s", async (method, path, other) => {
    const { ask } = await anApi({ sessions });
    expect((await ask(method, path, { scopes: other })).status).toBe(403);
  });
});

test("the outcome says which sessions a login has ended (R-241)", async () => {
  const action = loadAction(`exports.onExecutePostLogin = async (event) => {
    const headers = { authorization: "Bearer t" };
    const url = "https://example.auth0.com/api/v2/sessions/session-1/revoke";
    await fetch(url, { method: "POST", headers });
  };`);
  const tenant = createTenant({
    now: start,
    host: testHost,
    managementApi: true,
    users: [aUser()],
    sessions,
    tokens: [{ token: "t", scopes }],
  });
  const outcome = await tenant.login({ actions: [action] });
  expect(outcome.tenant).toEqual({
    "session session-1": { before: { id: "session-1", user_id: janeId } },
  });
});

test.each([[[{ id: "session-1" }]], [[{ user_id: janeId }]], ["session-1"]])(
  "refuses %j as sessions (R-241)",
  (wrong) => {
    expect(() => createTenant({ sessions: wrong as never })).toThrow(TypeError);
  },
);
