import { nameOf, type LoadedAction, type LoadedRule } from "../script/loaded.ts";
import type { LoginFacts } from "./facts.ts";
import type { LoginRecord } from "./record.ts";
import type { LoginRuntime } from "./runtime.ts";
import type { Transaction } from "./transaction.ts";

/**
 * What the steps of one login share, from its start or from the user's return to its end or its
 * suspension.
 */
export interface Session {
  readonly facts: LoginFacts;
  readonly runtime: LoginRuntime;
  readonly record: LoginRecord;
  readonly transaction: Transaction;
}

/** Notes the script that runs from now on. What it begins is its own. */
export function beginScript(script: LoadedRule | LoadedAction, { runtime, record }: Session): void {
  const name = nameOf(script);
  record.running = name;
  runtime.clock = runtime.clock.forScript();
  runtime.management = { ...runtime.management, clock: runtime.clock };
  runtime.listeners.onBegin?.(name);
}

/**
 * Notes what a script is still doing when it has called back or ended. Of one that has thrown,
 * timers are not noted: with nothing left that counts, they are no loss.
 */
export function endScript(
  { name, kind }: LoadedRule | LoadedAction,
  { runtime: { clock }, record }: Session,
  how: "ended" | "thrown",
): void {
  if (!clock.work || clock.work.isOver) {
    return;
  }
  clock.work.end(how === "ended" ? clock.timers : []);
  record.leftovers.push({ name, form: kind, work: clock.work });
}
