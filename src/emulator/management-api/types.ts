import type { Directory } from "../users/directory.ts";
import type { ChangeLog } from "../users/change-log.ts";
import type { SessionStore } from "../users/session-store.ts";
import type { UserStore } from "../users/user-store.ts";
import type { Grant, TokenStore } from "./access/tokens.ts";

/** What the endpoints read and write. */
export interface TenantData {
  users: UserStore;
  directory: Directory;
  sessions: SessionStore;
  tokens: TokenStore;
  log: ChangeLog;
}

/** What the endpoints know of the login that is being played. */
export interface PlayedLogin {
  /** Milliseconds since 1970 on the login's clock. */
  now: number;
  /** Milliseconds since 1970 when the login began. */
  startedAt: number;
  /** The tenant's own domain. */
  domain: string;
  /** Who signs in. */
  userId: string;
  /** From where. */
  ip: string | undefined;
  /** Whether a token is from this tenant, by its `iss`. */
  isIssuer: (issuer: string) => boolean;
  /** The id of the connection that is signed in with, if it has this name. */
  connectionId: (name: string) => string | undefined;
  /** To be told of what a person should know. */
  warn: (sentence: string) => void;
}

/** A request that has come to its endpoint. */
export interface Call {
  tenant: TenantData;
  login: PlayedLogin;
  /** What the token of the request allows. */
  grant: Grant;
  /** The parts of the path, by name. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Empty unless the request has one. */
  body: Readonly<Record<string, unknown>>;
}

/** An answer, whose body is sent as JSON. */
export interface Answer {
  status: number;
  body?: unknown;
}

/** One endpoint of the API. */
export interface Endpoint {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below `/api/v2`, with names in braces. */
  path: string;
  /** One of them is enough. */
  scopes: readonly string[];
  /** The page that says so, from https://auth0.com/docs/api/management/v2/. */
  source: string;
  /** @throws ManagementError for what the API refuses */
  answer: (call: Call) => Answer;
}
