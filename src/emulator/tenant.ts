import { ActionCache } from "./actions/api/cache.ts";
import type { LoadedAction, LoadedRule, Scripts } from "./script/loaded.ts";
import type { User } from "./login/login.ts";
import { ChangeLog } from "./users/change-log.ts";
import { Directory } from "./users/directory.ts";
import { TokenStore } from "./management-api/access/tokens.ts";
import { ManagementApi } from "./management-api/serve.ts";
import type { Outcome } from "./outcome/outcome.ts";
import { play } from "./play.ts";
import { checkOptions, checkReturn, loginOptions, tenantOptions } from "./login/options.ts";
import { beginSession, resumeSession, timeOf, type Shared } from "./login/begin.ts";
import type { ActionsLogin, PipelineLogin, RulesLogin } from "./login/pipeline-login.ts";
import type { Session } from "./login/session.ts";
import type { Return, Transaction } from "./login/transaction.ts";
import type { TenantOptions } from "./tenant-options.ts";
import { GlobalObject } from "./script/global-object.ts";
import { checkParts } from "./users/tenant-parts.ts";
import { SessionStore } from "./users/session-store.ts";
import { UserStore } from "./users/user-store.ts";

/** A login that waits for its user to come back. */
export interface Suspended {
  /** What Auth0 appends to the URL, and the user comes back with. */
  readonly state: string;
}

/** An emulated tenant: its users, its actions' cache and its rules' `global` outlive a login. */
export interface Tenant {
  /**
   * One login through rules or actions or both. Those of one tenant are played one after the other,
   * also when asked for at once.
   */
  login(login: PipelineLogin): Promise<Outcome>;
  /** The return of the user whom the last login sent elsewhere. */
  resume(back?: Return): Promise<Outcome>;
  /** The login that waits for its user. */
  readonly suspended: Suspended | undefined;
  /**
   * When the next login starts, in milliseconds since 1970; undefined if that is the host's time.
   */
  readonly now: number | undefined;
  /** A copy of a stored user. */
  user(userId: string): User | undefined;
  /**
   * Whether a URL is one of the tenant's own domains, as far as the last login that began tells.
   */
  serves(url: string): boolean;
  /**
   * Answers a request to one of the tenant's own domains as its Management API does, in the last
   * login that began; undefined for any other address. With it a test's own `fetch` or interceptors
   * can hand requests to the tenant.
   */
  answer(request: Request): Promise<Response> | undefined;
  /** Makes the second user's identities secondary ones of the first user; answers the first. */
  link(primaryId: string, secondaryId: string): User;
  /** Starts a new container, as the platform does at any time: `global` is empty again. */
  recycle(): void;
}

/** A login that waits for its user. */
interface Waiting {
  login: PipelineLogin;
  scripts: Scripts;
  transaction: Transaction;
}

/**
 * Makes a tenant. Without users, a login is that of a sample user.
 *
 * @throws TypeError if there is no such option; so do its methods
 */
export function createTenant(options: TenantOptions = {}): Tenant {
  checkOptions(options, tenantOptions, "createTenant");
  checkParts(options);
  const shared = startTenant(options);
  const { data, api } = shared;
  const inTurn = takeTurns();
  let waiting: Waiting | undefined;
  const finish = async (session: Session, again: Omit<Waiting, "transaction">) => {
    const outcome = await play(again.scripts, session);
    const { record, transaction } = session;
    if (shared.now !== undefined) {
      shared.now = Math.max(shared.now, record.endedAt);
    }
    waiting = outcome.result === "redirected" ? { ...again, transaction } : undefined;
    return outcome;
  };

  return {
    get suspended() {
      return waiting && { state: waiting.transaction.state };
    },
    get now() {
      return shared.now;
    },
    login: (login) =>
      inTurn(async () => {
        checkOptions(login, loginOptions, "tenant.login");
        const scripts = { rules: login.rules ?? [], actions: login.actions ?? [] };
        return finish(beginSession(login, scripts, shared), { login, scripts });
      }),
    resume: (back = {}) =>
      inTurn(async () => {
        checkReturn(back);
        if (!waiting) {
          throw new Error("no login waits for its user");
        }
        const { transaction, ...again } = waiting;
        const session = resumeSession(again.login, { transaction, back, shared });
        return "refusal" in session ? session.refusal : finish(session, again);
      }),
    user: (userId) => data.users.get(userId),
    serves: (url) => api.serves(url),
    answer: (request) => (api.serves(request.url) ? api.answer(request) : undefined),
    link: (primaryId, secondaryId) => data.users.link(primaryId, secondaryId),
    recycle: () => {
      shared.container.global = new GlobalObject();
    },
  };
}

/** What the logins of a new tenant share. */
function startTenant(options: TenantOptions): Shared {
  const log = new ChangeLog();
  const data = {
    users: new UserStore(options.users ?? [], log),
    directory: new Directory(log),
    sessions: new SessionStore(log),
    tokens: new TokenStore(),
    log,
  };
  data.directory.add(options);
  data.sessions.add(options.sessions ?? []);
  data.tokens.add(options);
  return {
    options,
    data,
    api: new ManagementApi(data),
    container: { global: new GlobalObject() },
    cache: new ActionCache(),
    now: options.now === undefined ? undefined : timeOf(options.now),
    logins: 0,
  };
}

/** Plays logins one after the other, also those that are asked for at once. */
function takeTurns(): (play: () => Promise<Outcome>) => Promise<Outcome> {
  let last: Promise<unknown> = Promise.resolve();
  return (play) => {
    const outcome = last.then(play);
    last = outcome.catch(() => undefined);
    return outcome;
  };
}

/** One login through one rule, in a tenant of its own. Rejects as `tenant.login` does. */
export async function runRule(
  rule: LoadedRule,
  login: Omit<RulesLogin, "rules"> = {},
): Promise<Outcome> {
  checkOptions(login, loginOptions, "runRule");
  return createTenant().login({ ...login, rules: [rule] });
}

/** One login through one action, in a tenant of its own. Rejects as `tenant.login` does. */
export async function runAction(
  action: LoadedAction,
  login: Omit<ActionsLogin, "actions"> = {},
): Promise<Outcome> {
  checkOptions(login, loginOptions, "runAction");
  return createTenant().login({ ...login, actions: [action] });
}
