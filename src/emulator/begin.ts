import type { ActionCache } from "./actions/cache.ts";
import { assignSecrets, checkActions, checkConfiguration } from "./settings.ts";
import { LoginClock, realClock } from "./clock.ts";
import { completeLogin } from "./complete-login.ts";
import { completeOutcome, failed } from "./conclude.ts";
import { standardHost } from "./host.ts";
import { isCounted, type Login, type User } from "./login.ts";
import type { Outcome } from "./outcome.ts";
import type { Forms } from "./play.ts";
import { GlobalObject } from "./script/global-object.ts";
import { noEffects, type Container, type Session } from "./session.ts";
import { aUser } from "./samples.ts";
import type { PipelineLogin, TenantOptions } from "./tenant.ts";
import {
  beginTransaction,
  returnedLogin,
  TRANSACTION_LIFE,
  type Return,
  type Transaction,
} from "./transaction.ts";
import type { UserStore } from "./user-store.ts";

/** What the logins of a tenant share. */
export interface Shared {
  options: TenantOptions;
  store: UserStore;
  container: Container;
  cache: ActionCache;
  /** When the next login starts, in milliseconds since 1970; the host's time if undefined. */
  now: number | undefined;
  /** How many logins there have been. */
  logins: number;
}

/** Prepares a login. @throws Error if the user or a setting is not as it has to be */
export function beginSession(login: PipelineLogin, forms: Forms, shared: Shared): Session {
  const { store } = shared;
  const clock = startClock(shared, login.now);
  const { user_id: userId } = findUser(login, shared);
  const complete = completeLogin(login, {
    now: new Date(clock.now()),
    recorded: store.methods(userId),
  });
  checkActions(forms.actions);
  const transaction = beginTransaction(complete, {
    state: `state-${++shared.logins}`,
    userId,
    startedAt: clock.now(),
  });
  if (shared.options.targetScopes ?? true)
    complete.transaction.target_scopes = [...transaction.firstTargetScopes];
  else delete complete.transaction.target_scopes;
  if (forms.rules.length === 0) transaction.rulesEffects = noEffects();
  const loginsCount = isCounted(complete) ? store.countLogin(userId) : store.loginsCount(userId);
  return makeSession(login, { shared, clock, transaction, login: complete, loginsCount });
}

interface Resumption {
  transaction: Transaction;
  back: Return;
  shared: Shared;
}

/**
 * Prepares what follows the return of the user, in a fresh container. Without the right state, or after an hour,
 * Auth0 has lost the login. Source: https://auth0.com/docs/customize/rules/redirect-users
 */
export function resumeSession(
  login: PipelineLogin,
  { transaction, back, shared }: Resumption,
): Session | { refusal: Outcome } {
  const clock = startClock(shared, back.now);
  const returned = returnedLogin(transaction, back, clock.now());
  const loginsCount = shared.store.loginsCount(transaction.userId);
  const session = makeSession(login, { shared, clock, transaction, login: returned, loginsCount });
  const isLate = clock.now() > transaction.startedAt + TRANSACTION_LIFE;
  if (isLate || returned.request?.query?.["state"] !== transaction.state) {
    const message = isLate ? "the transaction has expired" : "the state is missing or wrong";
    return { refusal: completeOutcome(failed({ name: "invalid_request", message }), session) };
  }
  shared.container.global = new GlobalObject();
  return session;
}

interface SessionParts {
  shared: Shared;
  clock: LoginClock;
  transaction: Transaction;
  login: Login;
  loginsCount: number;
}

function makeSession(
  { modules, management, strict, configuration, actions = [], ...settings }: PipelineLogin,
  { shared, clock, transaction, login, loginsCount }: SessionParts,
): Session {
  const { options, store, container, cache } = shared;
  const mode = management ?? options.management ?? "ok";
  return {
    login,
    userId: transaction.userId,
    loginsCount,
    clock,
    management: { clock, store, mode },
    console: [],
    running: undefined,
    listeners: options,
    warnings: [],
    container,
    cache,
    configuration: checkConfiguration(configuration ?? {}),
    secrets: assignSecrets(actions, settings),
    modules,
    transaction,
    keepsRuleEdits: options.keepsRuleEdits ?? true,
    strict: strict ?? options.strict ?? false,
    breach: undefined,
    stragglers: [],
    isOver: false,
    endedAt: clock.now(),
  };
}

function startClock(shared: Shared, now: Date | string | number | undefined): LoginClock {
  const { clock, host = standardHost } = shared.options;
  const start = now === undefined ? shared.now : timeOf(now);
  if (shared.now !== undefined || now !== undefined) shared.now = start;
  const options = start === undefined ? { host } : { host, start };
  return clock === "real" ? realClock(options) : new LoginClock(options);
}

/** Milliseconds since 1970. @throws RangeError if it is no time */
export function timeOf(time: Date | string | number): number {
  const value = new Date(time).getTime();
  if (Number.isNaN(value)) throw new RangeError(`not a time: ${String(time)}`);
  return value;
}

function findUser(login: PipelineLogin, { store, options }: Shared): User {
  const users = options.users ?? [];
  if (login.user) store.put(login.user);
  else if (login.userId === undefined && users.length === 0) putOnce(store, aUser());
  const userId = login.user?.user_id ?? login.userId ?? users[0]?.user_id ?? aUser().user_id;
  const user = store.find(userId);
  if (!user) throw new Error(`the tenant has no user ${userId}`);
  return user;
}

function putOnce(store: UserStore, user: User): void {
  if (!store.get(user.user_id)) store.put(user);
}
