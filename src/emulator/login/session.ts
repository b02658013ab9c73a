import type { ActionCache } from "../actions/api/cache.ts";
import { builtIns } from "../host/built-ins.ts";
import type { ChangeLog } from "../users/change-log.ts";
import type { LoginClock } from "../clock/clock.ts";
import { nameOf, type LoadedAction, type LoadedRule } from "../script/loaded.ts";
import type { Login } from "./login.ts";
import type { Management } from "../users/management.ts";
import type { ConsoleLine, Multifactor, Outcome } from "../outcome/outcome.ts";
import type { ModuleSource } from "../host/require.ts";
import type { LoginSecrets } from "./settings.ts";
import type { GlobalObject } from "../script/global-object.ts";
import type { TenantOptions } from "../tenant.ts";
import type { Transaction } from "./transaction.ts";
import type { ScriptWork } from "../clock/work.ts";

/** The process that rules run in. It can be recycled at any time, which empties `global`. */
export interface Container {
  global: GlobalObject;
}

/** What the steps of one login share, from its start or from the user's return to its end or its suspension. */
export interface Session {
  login: Login;
  userId: string;
  loginsCount: number;
  /** As the script sees it that runs. */
  clock: LoginClock;
  management: Management;
  /** What the login changes in its tenant. */
  changes: ChangeLog;
  console: ConsoleLine[];
  /** The rule or the action that is running, by its id or its name. */
  running: string | undefined;
  /** Who is told of what the scripts do. */
  listeners: Pick<TenantOptions, "onBegin" | "onConsole">;
  warnings: string[];
  container: Container;
  cache: ActionCache;
  /** The settings of the rules. */
  configuration: Readonly<Record<string, string>>;
  /** The settings of the actions. */
  secrets: LoginSecrets;
  /** Replaces the modules that a form was loaded with. */
  modules: ModuleSource | undefined;
  transaction: Transaction;
  /** Whether edits of the user that rules made before a redirect are there after it. */
  keepsRuleEdits: boolean;
  /** Makes a second callback a failure. */
  strict: boolean;
  /** The first breach of a rule that `strict` does not forgive. */
  breach: Error | undefined;
  /** Work that a step began and that may outlive its answer. */
  stragglers: Promise<unknown>[];
  /** What each script was still at when it had ended. */
  leftovers: Leftover[];
  /** Set at the end, so that a late step changes nothing. */
  isOver: boolean;
  /** The time on the login's clock when the pipelines ended. */
  endedAt: number;
}

/** What a script of a login has begun. */
export interface Leftover {
  /** Of the function or the file. */
  name: string;
  form: "rule" | "action";
  work: ScriptWork;
}

/** A pipeline that did not come to its regular end. */
export type Stop =
  | { kind: "denied"; reason: string }
  /** `calledBack`: a rule has called back with the error, which refuses the login, and has not thrown it. */
  | { kind: "failed"; error: unknown; calledBack?: true };

/** What a pipeline asks for. */
export interface Effects {
  idToken: Record<string, unknown>;
  accessToken: Record<string, unknown>;
  scope?: string[];
  notIssued?: NonNullable<Outcome["notIssued"]>;
  multifactor?: Multifactor;
  saml?: Record<string, unknown>;
  primaryUser?: string;
}

/** How warnings of a second callback begin. */
export const SECOND_CALLBACK = "a second callback";

/** What a pipeline asks for that does nothing. */
export function noEffects(): Effects {
  return { idToken: {}, accessToken: {} };
}

/** Adds a warning that is not there yet. */
export function warnOnce({ warnings }: Pick<Session, "warnings">): (text: string) => void {
  return (text) => {
    if (!warnings.includes(text)) warnings.push(text);
  };
}

/** Notes the script that runs from now on. What it begins is its own. */
export function beginScript(script: LoadedRule | LoadedAction, session: Session): void {
  const name = nameOf(script);
  session.running = name;
  session.clock = session.clock.forScript();
  session.management = { ...session.management, clock: session.clock };
  session.listeners.onBegin?.(name);
}

/** Puts back what scripts have replaced of the realm, before the emulator goes on. */
export function restoreBuiltIns({ running, warnings }: Session): void {
  const names = builtIns.restore();
  if (names.length === 0) return;
  const who = running === undefined ? "" : ` by ${running}`;
  const what = names.length === 1 ? "has" : "have";
  const all = `${names.join(", ")} ${what} been replaced${who}`;
  const warning = `${all}: the emulator, which needs the original, puts it back where it can`;
  if (!warnings.includes(warning)) warnings.push(warning);
}

/**
 * Notes what a script is still at when it has called back or ended. Of one that has thrown, timers are not noted: with
 * nothing left that counts, they are no loss.
 */
export function endScript(
  { name, kind }: LoadedRule | LoadedAction,
  { clock, leftovers }: Session,
  how: "ended" | "thrown",
): void {
  if (!clock.work || clock.work.isOver) return;
  clock.work.end(how === "ended" ? clock.timers : []);
  leftovers.push({ name, form: kind, work: clock.work });
}
