import type { ActionCache } from "../actions/api/cache.ts";
import { assignSecrets, checkActions, checkConfiguration } from "./settings.ts";
import { LoginClock, realClock } from "../clock/clock.ts";
import { completeLogin } from "./complete-login.ts";
import { completeOutcome, failed } from "../outcome/conclude.ts";
import { standardHost, type Host } from "../host/host.ts";
import { isCounted, type Login, type User } from "./login.ts";
import { settleRoles } from "./roles.ts";
import { modeQueue, type Management } from "../users/management.ts";
import { domainsOf, isOwnHost } from "../management-api/access/domains.ts";
import type { ManagementApi } from "../management-api/serve.ts";
import type { TenantData } from "../management-api/types.ts";
import type { Outcome } from "../outcome/outcome.ts";
import { GlobalObject } from "../script/global-object.ts";
import { noEffects } from "../outcome/effects.ts";
import type { Scripts } from "../script/loaded.ts";
import { beginRecord } from "./record.ts";
import type { Container } from "./runtime.ts";
import { firstTargetScopes } from "./scopes.ts";
import type { Session } from "./session.ts";
import { aUser } from "./samples.ts";
import { checkParts } from "../users/tenant-parts.ts";
import type { TenantOptions } from "../tenant-options.ts";
import type { PipelineLogin } from "./pipeline-login.ts";
import {
  beginTransaction,
  returnedLogin,
  transactionLife,
  type Return,
  type Transaction,
} from "./transaction.ts";
import { parseUrl } from "../../text/url.ts";

/** What the logins of a tenant share. */
export interface Shared {
  options: TenantOptions;
  /** What the tenant has, apart from what belongs to scripts. */
  data: TenantData;
  /** What answers requests to the tenant's own addresses. */
  api: ManagementApi;
  container: Container;
  cache: ActionCache;
  /** When the next login starts, in milliseconds since 1970; the host's time if undefined. */
  now: number | undefined;
  /** How many logins there have been. */
  logins: number;
}

/** Prepares a login. @throws Error if the user or a setting is not as it has to be */
export function beginSession(login: PipelineLogin, scripts: Scripts, shared: Shared): Session {
  const { users: store, directory, sessions, tokens } = shared.data;
  const clock = startClock(login, shared, login.now);
  if (login.tenant) {
    checkParts(login.tenant);
    for (const user of login.tenant.users ?? []) {
      putOnce(store, user);
    }
    directory.add(login.tenant);
    sessions.add(login.tenant.sessions ?? []);
    tokens.add(login.tenant);
  }
  const { user_id: userId } = findUser(login, shared);
  const complete = completeLogin(login, {
    now: new Date(clock.now()),
    recorded: store.methods(userId),
  });
  settleRoles(login, complete, { userId, directory });
  if (complete.session) {
    sessions.put({ ...complete.session, user_id: userId });
  }
  checkActions(scripts.actions);
  const transaction = beginTransaction(complete, {
    state: `state-${++shared.logins}`,
    userId,
    startedAt: clock.now(),
    firstTargetScopes: firstTargetScopes(complete),
  });
  if (shared.options.targetScopes ?? true) {
    complete.transaction.target_scopes = [...transaction.firstTargetScopes];
  } else {
    delete complete.transaction.target_scopes;
  }
  if (scripts.rules.length === 0) {
    transaction.rulesEffects = noEffects();
  }
  const loginsCount = isCounted(complete) ? store.countLogin(userId) : store.loginsCount(userId);
  return makeSession(login, { shared, clock, transaction, login: complete, loginsCount });
}

interface Resumption {
  transaction: Transaction;
  back: Return;
  shared: Shared;
}

/**
 * Prepares what follows the return of the user, in a fresh container. Without the right state, or
 * after an hour, Auth0 has lost the login. Source:
 * https://auth0.com/docs/customize/rules/redirect-users
 */
export function resumeSession(
  login: PipelineLogin,
  { transaction, back, shared }: Resumption,
): Session | { refusal: Outcome } {
  const clock = startClock(login, shared, back.now);
  const returned = returnedLogin(transaction, back, clock.now());
  const loginsCount = shared.data.users.loginsCount(transaction.userId);
  const session = makeSession(login, { shared, clock, transaction, login: returned, loginsCount });
  const isLate = clock.now() > transaction.startedAt + transactionLife;
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

function makeSession(description: PipelineLogin, parts: SessionParts): Session {
  const { modules, strict, configuration, actions = [], ...settings } = description;
  const { shared, clock, transaction, login, loginsCount } = parts;
  const { options, data, container, cache } = shared;
  data.log.begin();
  const warnings: string[] = [];
  return {
    facts: {
      login,
      userId: transaction.userId,
      loginsCount,
      configuration: checkConfiguration(configuration ?? {}),
      secrets: assignSecrets(actions, settings),
      modules,
      keepsRuleEdits: options.keepsRuleEdits ?? true,
      strict: strict ?? options.strict ?? false,
    },
    runtime: {
      clock,
      management: serveLogin(description, parts, warnings),
      changes: data.log,
      container,
      cache,
      listeners: options,
    },
    record: beginRecord(warnings, clock.now()),
    transaction,
  };
}

/** Seconds for which the token of rules has been seen to be good. */
const rulesTokenLife = 5_400;

/** What rules may do by themselves. Source: https://auth0.com/docs/customize/rules/use-management-api */
const rulesScopes = ["read:users", "update:users"];

/** Puts the Management API on the clock of a login. */
function serveLogin(
  { management, tenant }: PipelineLogin,
  { shared, clock, transaction, login }: SessionParts,
  warnings: string[],
): Management {
  const { options, data, api } = shared;
  const nextMode = modeQueue(management ?? tenant?.management ?? options.management);
  const domain = tenant?.domain ?? options.domain ?? `${login.tenant.id}.auth0.com`;
  const custom = [options.custom_domains ?? [], tenant?.custom_domains ?? []];
  api.begin(() => {
    const domains = domainsOf({ login, domain, custom: custom.flat() });
    const { connection, request } = login;
    const facts = {
      startedAt: clock.start,
      domain,
      userId: transaction.userId,
      ip: request?.ip,
      isIssuer: (issuer: string) => isOwnHost(parseUrl(issuer)?.hostname ?? "", domains),
      connectionId: (name: string) => (name === connection.name ? connection.id : undefined),
      warn: (sentence: string) => {
        if (!warnings.includes(sentence)) {
          warnings.push(sentence);
        }
      },
    };
    return { clock, domains, nextMode, facts };
  });
  const accessToken = () =>
    data.tokens.issue({
      clientId: login.client.client_id,
      audience: `https://${domain}/api/v2/`,
      scopes: rulesScopes,
      issuer: `https://${domain}/`,
      now: clock.start,
      life: rulesTokenLife,
    });
  return { clock, store: data.users, nextMode, domain, accessToken };
}

function startClock(
  { managementApi }: PipelineLogin,
  shared: Shared,
  now: Date | string | number | undefined,
): LoginClock {
  const { clock, host: outside = standardHost, managementApi: always = false } = shared.options;
  const host = (managementApi ?? always) ? answeredFirst(shared.api, outside) : outside;
  const start = now === undefined ? shared.now : timeOf(now);
  if (shared.now !== undefined || now !== undefined) {
    shared.now = start;
  }
  const options = start === undefined ? { host } : { host, start };
  return clock === "real" ? realClock(options) : new LoginClock(options);
}

/** A host whose `fetch` asks the tenant for what is its own. */
function answeredFirst(api: ManagementApi, host: Host): Host {
  return {
    ...host,
    fetch: (input, init) =>
      api.serves(input instanceof Request ? input.url : String(input))
        ? api.answer(new Request(input, init))
        : host.fetch(input, init),
  };
}

/** Milliseconds since 1970. @throws RangeError if it is no time */
export function timeOf(time: Date | string | number): number {
  const value = new Date(time).getTime();
  if (Number.isNaN(value)) {
    throw new RangeError(`not a time: ${String(time)}`);
  }
  return value;
}

function findUser(login: PipelineLogin, { data: { users: store }, options }: Shared): User {
  const users = options.users ?? [];
  if (login.user) {
    store.put(login.user);
  } else if (login.userId === undefined && users.length === 0) {
    putOnce(store, aUser());
  }
  const userId = login.user?.user_id ?? login.userId ?? users[0]?.user_id ?? aUser().user_id;
  const user = store.find(userId);
  if (!user) {
    throw new Error(`the tenant has no user ${userId}`);
  }
  return user;
}

function putOnce(store: TenantData["users"], user: User): void {
  if (!store.get(user.user_id)) {
    store.put(user);
  }
}
