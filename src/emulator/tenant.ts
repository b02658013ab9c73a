import { ActionCache } from "./action-cache.ts";
import { runActions } from "./action.ts";
import { LoginClock, realClock } from "./clock.ts";
import { completeOutcome, judge, timedOut } from "./conclude.ts";
import { standardHost, type Host } from "./host.ts";
import type { LoadedAction, LoadedRule } from "./loaded.ts";
import { completeLogin, isCounted, type LoginDescription, type User } from "./login.ts";
import type { ManagementMode } from "./management.ts";
import type { Outcome } from "./outcome.ts";
import type { ModuleSource } from "./require.ts";
import { runRules } from "./rule.ts";
import { aUser } from "./samples.ts";
import type { Ending, Session } from "./session.ts";
import { UserStore } from "./user-store.ts";

/** Milliseconds for a whole pipeline. Source: https://auth0.com/docs/customize/actions/limitations */
export const PIPELINE_LIMIT = 20_000;

export interface TenantOptions {
  users?: readonly User[];
  /** When the first login starts; later ones go on from where the one before ended. */
  now?: Date | string | number;
  /** `real` goes with real time; `virtual`, the default, jumps over waiting. */
  clock?: "virtual" | "real";
  /** How the Management API answers, unless a login says otherwise. */
  management?: ManagementMode;
  host?: Host;
}

export interface LoginOptions extends LoginDescription {
  /** Stored in the tenant before the login, in place of one with the same id. */
  user?: User;
  /** A stored user; needed if neither `user` nor a single stored user says who logs in. */
  userId?: string;
  now?: Date | string | number;
  management?: ManagementMode;
  /** Replaces the modules that the rules or actions were loaded with. */
  modules?: ModuleSource;
}

export interface RulesLogin extends LoginOptions {
  rules: readonly LoadedRule[];
  /** The settings of all rules. Values are strings. */
  configuration?: Record<string, string>;
}

export interface ActionsLogin extends LoginOptions {
  actions: readonly LoadedAction[];
  /** The settings of the actions. Values are strings. */
  secrets?: Record<string, string>;
}

/** An emulated tenant: its users, its actions' cache and its rules' `global` outlive a login. */
export interface Tenant {
  /** One login through rules or through actions. Logins of one tenant are played one after the other. */
  login(login: RulesLogin | ActionsLogin): Promise<Outcome>;
  /** A copy of a stored user. */
  user(userId: string): User | undefined;
}

/** Makes a tenant. Without users, a login is that of a sample user. */
export function createTenant(options: TenantOptions = {}): Tenant {
  const store = new UserStore(options.users ?? []);
  const shared = { global: {}, cache: new ActionCache() };
  let now = options.now === undefined ? undefined : timeOf(options.now);
  return {
    user: (userId) => store.get(userId),
    login: async (login) => {
      const start = login.now === undefined ? now : timeOf(login.now);
      const clock = makeClock(options, start);
      const stored = findUser(store, login, options.users);
      const session = makeSession(login, { options, store, shared, clock, stored });
      const outcome = await play(login, session, stored);
      if (start !== undefined) now = Math.max(start, session.endedAt);
      return outcome;
    },
  };
}

/** One login through one rule, in a tenant of its own. */
export function runRule(rule: LoadedRule, login: Omit<RulesLogin, "rules"> = {}): Promise<Outcome> {
  return createTenant().login({ ...login, rules: [rule] });
}

/** One login through one action, in a tenant of its own. */
export function runAction(
  action: LoadedAction,
  login: Omit<ActionsLogin, "actions"> = {},
): Promise<Outcome> {
  return createTenant().login({ ...login, actions: [action] });
}

interface TenantParts {
  options: TenantOptions;
  store: UserStore;
  shared: Pick<Session, "global" | "cache">;
  clock: LoginClock;
  stored: User;
}

interface PlayedSession extends Session {
  /** The time on the login's clock when the pipeline ended. */
  endedAt: number;
}

function makeSession(
  login: RulesLogin | ActionsLogin,
  { options, store, shared, clock, stored }: TenantParts,
): PlayedSession {
  const complete = completeLogin(login, new Date(clock.now()));
  const userId = stored.user_id;
  const mode = login.management ?? options.management ?? "ok";
  const settings = "rules" in login ? login.configuration : login.secrets;
  return {
    ...shared,
    login: complete,
    userId,
    loginsCount: isCounted(complete) ? store.countLogin(userId) : store.loginsCount(userId),
    clock,
    management: { clock, store, mode },
    console: [],
    warnings: [],
    configuration: checkSettings(settings ?? {}),
    modules: login.modules,
    stragglers: [],
    isOver: false,
    endedAt: clock.now(),
  };
}

async function play(
  login: RulesLogin | ActionsLogin,
  session: PlayedSession,
  stored: User,
): Promise<Outcome> {
  const { clock } = session;
  const work: Promise<Ending> =
    "rules" in login
      ? runRules(login.rules, session, stored)
      : runActions(login.actions, session, stored);
  const ran = await clock.run(work, PIPELINE_LIMIT);
  session.isOver = true;
  session.endedAt = clock.now();
  const verdict = ran.kind === "finished" ? judge(ran.value, session) : timedOut();
  const stragglers = session.stragglers.length > 0 ? Promise.all(session.stragglers) : undefined;
  if (ran.kind === "finished") await clock.drain(stragglers, PIPELINE_LIMIT);
  clock.stop();
  return completeOutcome(verdict, session);
}

function makeClock(
  { clock, host = standardHost }: TenantOptions,
  start: number | undefined,
): LoginClock {
  const options = start === undefined ? { host } : { host, start };
  return clock === "real" ? realClock(options) : new LoginClock(options);
}

function timeOf(time: Date | string | number): number {
  const value = new Date(time).getTime();
  if (Number.isNaN(value)) throw new RangeError(`not a time: ${String(time)}`);
  return value;
}

function findUser(store: UserStore, login: LoginOptions, users: readonly User[] = []): User {
  if (login.user) store.put(login.user);
  else if (login.userId === undefined && users.length === 0) putOnce(store, aUser());
  const userId = login.user?.user_id ?? login.userId ?? users[0]?.user_id ?? aUser().user_id;
  const user = store.get(userId);
  if (!user) throw new Error(`the tenant has no user ${userId}`);
  return user;
}

function putOnce(store: UserStore, user: User): void {
  if (!store.get(user.user_id)) store.put(user);
}

/** A frozen copy. @throws TypeError if a value is not a string, which the platform cannot store */
function checkSettings(settings: Record<string, unknown>): Readonly<Record<string, string>> {
  const checked: Record<string, string> = {};
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value !== "string") throw new TypeError(`the setting ${key} is not a string`);
    checked[key] = value;
  }
  return Object.freeze(checked);
}
