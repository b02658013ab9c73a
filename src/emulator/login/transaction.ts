import { noCommands, type Commands } from "../actions/api/commands.ts";
import { signToken } from "../actions/api/token.ts";
import type { Login } from "./login.ts";
import type { Challenge } from "../outcome/outcome.ts";
import type { RuleUser } from "../rules/types.ts";
import type { Effects } from "../outcome/effects.ts";

/**
 * How long a suspended login can be resumed, in milliseconds.
 * Source: https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations
 */
export const transactionLife = 3_600_000;

/** What a login keeps from its start to its end, however often it is suspended in between. */
export interface Transaction {
  /** What Auth0 appends to the URL of a redirect and expects back. */
  state: string;
  login: Login;
  userId: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Ids, or names where there is no id, of the rules that have run. */
  executedRules: string[];
  /** What the rules before a redirect changed of the user without storing it. */
  ruleEdits: Partial<RuleUser>;
  /** What the rules asked for; undefined as long as they have not come to their end. */
  rulesEffects: Effects | undefined;
  /** The action that goes on when the user returns, once one has suspended the login. */
  suspendedAction: number | undefined;
  /** What the actions have asked for so far, apart from metadata that are stored already. */
  commands: Commands;
  /** The target scopes before any action changed them. */
  firstTargetScopes: readonly string[];
  challenges: Challenge[];
  passedFactors: string[];
}

/** The transaction of a login that begins. */
export function beginTransaction(
  login: Login,
  begin: Pick<Transaction, "state" | "userId" | "startedAt" | "firstTargetScopes">,
): Transaction {
  return {
    ...begin,
    login,
    executedRules: [],
    ruleEdits: {},
    rulesEffects: undefined,
    suspendedAction: undefined,
    commands: noCommands(),
    challenges: [],
    passedFactors: [],
  };
}

/** What comes with the user who returns to `/continue`. */
export interface Return {
  /** Beside `state`, which is the one of the suspended login unless given; null is none. */
  query?: Record<string, unknown>;
  /** Given for a return by POST. */
  body?: Record<string, unknown>;
  /** What the user entered into a form that an action rendered. */
  prompt?: {
    /** By field. */
    fields?: Record<string, unknown>;
    /** By name. */
    vars?: Record<string, unknown>;
  };
  /** Adds a token to the query, as the site signs it from which the user comes back. */
  token?: SessionToken;
  /** When the user comes back; where the login stopped unless given. */
  now?: Date | string | number;
}

/**
 * A JWT with the claims that `api.redirect.validateToken` asks for, and with those of `payload`.
 */
export interface SessionToken {
  /** The key for HS256. */
  secret: string;
  /** Claims beside those, or in their place. */
  payload?: Record<string, unknown>;
  /** The parameter that carries it; `session_token` unless given. */
  name?: string;
}

/** Seconds for which a token is valid. */
const tokenLife = 900;

/**
 * The login when the user returns: another request, and for rules another protocol.
 * Source: https://auth0.com/docs/customize/rules/redirect-users
 */
export function returnedLogin(transaction: Transaction, back: Return, now: number): Login {
  const { login, state } = transaction;
  const query: Record<string, unknown> = { state, ...back.query };
  if (back.token) {
    query[back.token.name ?? "session_token"] = sign(back.token, transaction, now);
  }
  if (query["state"] === null) {
    Reflect.deleteProperty(query, "state");
  }
  return {
    ...login,
    protocol: "redirect-callback",
    request: {
      ...login.request,
      method: back.body ? "POST" : "GET",
      query,
      body: back.body ?? {},
    },
    prompt: login.prompt && { ...login.prompt, ...back.prompt },
  };
}

function sign({ secret, payload }: SessionToken, transaction: Transaction, now: number): string {
  const { login, state, userId: sub } = transaction;
  const iat = Math.floor(now / 1000);
  const claims = { iat, exp: iat + tokenLife, iss: login.request?.hostname, sub, state };
  return signToken({ ...claims, ...payload }, secret);
}
