import { ManagementError } from "../users/user-metadata.ts";
import { takePage } from "./paging.ts";
import { userOf } from "./profile.ts";
import type { Answer, Call, Endpoint } from "./types.ts";

/** Sessions of users. On the platform they end shortly after the request, here at once. */
export const sessionEndpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: "/users/{id}/sessions",
    scopes: ["read:sessions"],
    source: "users/get-sessions-for-user",
    answer: listSessions,
  },
  {
    method: "DELETE",
    path: "/users/{id}/sessions",
    scopes: ["delete:sessions"],
    source: "users/delete-sessions-for-user",
    answer: endSessions,
  },
  {
    method: "GET",
    path: "/sessions/{id}",
    scopes: ["read:sessions"],
    source: "sessions/get-session",
    answer: (call) => ({ status: 200, body: sessionOf(call) }),
  },
  {
    method: "DELETE",
    path: "/sessions/{id}",
    scopes: ["delete:sessions"],
    source: "sessions/delete-session",
    answer: (call) => end(call.params["id"] ?? "", call),
  },
  {
    method: "POST",
    path: "/sessions/{id}/revoke",
    scopes: ["delete:sessions"],
    source: "sessions/revoke-session",
    answer: (call) => end(sessionOf(call).id, call),
  },
];

/** The list is always one that can be read on from where it stopped. */
function listSessions(call: Call): Answer {
  const { tenant, query } = call;
  const sessions = tenant.sessions.of(userOf(call).user_id);
  const checkpoints = new URLSearchParams(query);
  if (!checkpoints.has("take")) {
    checkpoints.set("take", "50");
  }
  const options = { name: "sessions", hasCheckpoints: true };
  return { status: 200, body: takePage(sessions, checkpoints, options) };
}

function endSessions(call: Call): Answer {
  const { sessions } = call.tenant;
  for (const { id } of sessions.of(userOf(call).user_id)) {
    sessions.end(id);
  }
  return { status: 202 };
}

function sessionOf({ tenant, params }: Call) {
  const session = tenant.sessions.find(params["id"] ?? "");
  if (!session) {
    throw new ManagementError(404, "The session does not exist.", "inexistent_session");
  }
  return session;
}

function end(id: string, { tenant }: Call): Answer {
  tenant.sessions.end(id);
  return { status: 202 };
}
