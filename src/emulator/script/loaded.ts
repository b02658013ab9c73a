import type { ModuleSource } from "../host/require.ts";
import type { Rule } from "../rules/types.ts";
import type { Describe } from "../clock/work.ts";

const clockGlobals = [
  "fetch",
  "crypto",
  "Date",
  "Intl",
  "Temporal",
  "performance",
  "AbortSignal",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "clearImmediate",
  "queueMicrotask",
] as const;

const ownRuleGlobals = [
  "configuration",
  "auth0",
  "global",
  "require",
  "console",
  "UnauthorizedError",
  "ValidationError",
  "WrongUsernameOrPasswordError",
] as const;

const ownActionGlobals = ["module", "exports", "require", "console", "global"] as const;

type ClockGlobal = (typeof clockGlobals)[number];
type RuleGlobal = (typeof ownRuleGlobals)[number] | ClockGlobal;
type ActionGlobal = (typeof ownActionGlobals)[number] | ClockGlobal;

/**
 * The names that each login gives to a rule; whatever else it names is the container's or the
 * realm's.
 */
export const ruleGlobals: readonly RuleGlobal[] = [...ownRuleGlobals, ...clockGlobals];

/** The names that each login gives to an action. */
export const actionGlobals: readonly ActionGlobal[] = [...ownActionGlobals, ...clockGlobals];

/** The values of a rule's free names; the runtime `node12` has more of them. */
export type RuleGlobals = Record<RuleGlobal, unknown>;

/** The values of an action's free names. */
export type ActionGlobals = Record<ActionGlobal, unknown>;

/** The values of the free names of an Actions Module. */
export type ModuleGlobals = Record<ActionGlobal | "actions", unknown>;

/** The Node that rules run on. Source: https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations */
export type Runtime = "node12" | "node22";

/** Watches for rejections that nobody handles, in the work that it runs and in no other. */
export interface RejectionWatch {
  /** Runs work, and watches it and all that it starts. */
  run<T>(work: () => T): T;
  /** Ends the watch. */
  stop(): void;
}

/** Told of a request that a package makes; the answer is to be called at its end. */
export type OnRequest = (describe: Describe) => () => void;

/** A text made ready to run. */
interface Loaded {
  /** The function's name, or the file's. */
  name: string;
  /** What the platform would accept and an author should know. */
  warnings: readonly string[];
  /** What it may load. */
  modules: ModuleSource;
  /**
   * How to notice unhandled rejections where the text runs; without it they are the host's matter.
   */
  watchRejections?: (
    onRejection: (reason: unknown) => void,
    onRequest?: OnRequest,
  ) => RejectionWatch;
}

/** A rule's text made ready to run. */
export interface LoadedRule extends Loaded {
  /** Tells it from an action. */
  kind: "rule";
  /** What `api.rules.wasExecuted` asks for; the name if left out. */
  id?: string;
  /** False takes the rule out of the pipeline. */
  enabled?: boolean;
  /** `node12` has the old free names, such as `request` and `_`, and no `fetch`. */
  runtime?: Runtime;
  /** The function, in a scope of its own. */
  start(globals: RuleGlobals): Rule;
}

/** An action's text made ready to run. */
export interface LoadedAction extends Loaded {
  /** Tells it from a rule. */
  kind: "action";
  /** Its own settings; those of the login if left out. */
  secrets?: Readonly<Record<string, string>>;
  /**
   * Runs the top level of the text in a scope of its own; exports are put into `globals.module`.
   */
  start(globals: ActionGlobals): void;
  /** The Actions Modules that it can load as `require("actions:name")`, by name. */
  actionsModules?: Readonly<Record<string, LoadedActionsModule>>;
}

/**
 * The text of an Actions Module made ready to run.
 * Source: https://auth0.com/docs/customize/actions/modules/actions-modules-overview
 */
export interface LoadedActionsModule {
  /** What it may load. */
  modules: ModuleSource;
  /** Its own settings, which it reads as `actions.secrets.KEY`. */
  secrets: Readonly<Record<string, string>>;
  /** Runs the text in a scope of its own; exports are put into `globals.module`. */
  start(globals: ModuleGlobals): void;
}

/** What a rule or an action is called in outcomes. */
export function nameOf(script: LoadedRule | LoadedAction): string {
  return script.kind === "rule" ? (script.id ?? script.name) : script.name;
}

/** The scripts of a login; rules run before actions. */
export interface Scripts {
  readonly rules: readonly LoadedRule[];
  readonly actions: readonly LoadedAction[];
}
