import type { ModuleSource } from "./require.ts";
import type { Rule } from "./rule-types.ts";

/** The names handed to a rule as parameters; whatever else it names is the realm's own. */
export const RULE_GLOBALS = [
  "configuration",
  "auth0",
  "global",
  "require",
  "console",
  "UnauthorizedError",
  "ValidationError",
  "WrongUsernameOrPasswordError",
  "fetch",
  "Date",
  "AbortSignal",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
] as const;

/** The names handed to an action as parameters. */
export const ACTION_GLOBALS = [
  "module",
  "exports",
  "require",
  "console",
  "global",
  "fetch",
  "Date",
  "AbortSignal",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
] as const;

export type RuleGlobals = Record<(typeof RULE_GLOBALS)[number], unknown>;
export type ActionGlobals = Record<(typeof ACTION_GLOBALS)[number], unknown>;

/** A rule's text made ready to run. */
export interface LoadedRule {
  kind: "rule";
  /** The function's name, or the file's. */
  name: string;
  /** What the platform would accept and an author should know. */
  warnings: readonly string[];
  modules: ModuleSource;
  /** The function, in a scope of its own. */
  start(globals: RuleGlobals): Rule;
}

/** An action's text made ready to run. */
export interface LoadedAction {
  kind: "action";
  name: string;
  warnings: readonly string[];
  modules: ModuleSource;
  /** Runs the top level of the text in a scope of its own; exports are put into `globals.module`. */
  start(globals: ActionGlobals): void;
}
