import type { Trial } from "../explore/trial.ts";

/** A stretch of the rule's text. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** An offset in the text. */
  readonly start: number;
  /** An offset in the text, exclusive. */
  readonly end: number;
}

/** What came of a rule. */
export type Translation = Translated | Untranslatable;

/** An action that does what the rule did, as long as its conditions hold. */
export interface Translated {
  readonly kind: "translated";
  /** `wrapped`: the calls are an action's, but the rule's control flow is kept inside a promise. */
  readonly level: "idiomatic" | "wrapped";
  readonly code: string;
  readonly conditions: readonly Condition[];
  /** The keys of `event.secrets` that the action reads, by code unit. */
  readonly secrets: readonly string[];
  readonly dependencies: readonly Dependency[];
  readonly rewrites: readonly Rewrite[];
}

/** Why a rule was not translated. */
export interface Untranslatable {
  readonly kind: "untranslatable";
  /** At least one, in the order of the text. */
  readonly obstacles: readonly Obstacle[];
}

/**
 * Where a condition can be judged:
 *
 * - `login`: by each login, so that a proof can split its logins by `holds`.
 * - `surroundings`: by what is outside a login, such as the application or other rules. `holds` is
 * always true.
 * - `waiting`: the action waits for something that the rule left under way. The two outcomes differ
 * in `underWay`
 *   only, which a proof leaves out of its comparison. `holds` is always true.
 * - `silence`: the rule never calls back on some path and runs out of time there; the action throws
 * an error with
 *   the message `noCallback`. A proof counts the two as the same refusal. `holds` is always true.
 */
export type ConditionKind = "login" | "surroundings" | "waiting" | "silence";

/** Something that has to be true for the action to do what the rule did. */
export interface Condition {
  /** A short name of its kind. */
  readonly id: string;
  /** Where it can be judged. */
  readonly about: ConditionKind;
  /** Where the rule has what it is about. */
  readonly place: Place;
  /** For people, without a final period. */
  readonly sentence: string;
  /** The page or the file that states the platform's behavior. */
  readonly source: string;
  /** Whether a login that was explored meets the condition. */
  readonly holds: (login: Trial) => boolean;
}

/** The message of the error that an action throws where its rule never called back. */
export const noCallback = "The rule does not call back here, so nobody could log in.";

/** An npm package that the action requires. */
export interface Dependency {
  /** Of the package. */
  readonly name: string;
  /** Exact; `latest` where the rule names no version and none is known to do. */
  readonly version: string;
  /** Whether the rule named no version, so that this one was chosen. */
  readonly chosen: boolean;
}

/** Lines of the rule and what they became. Lines count from 1 and include both ends. */
export interface Rewrite {
  /** A construct of `constructs`, whose sentence says what became of it. */
  readonly id: string;
  /** Of the rule. */
  readonly ruleLines: readonly [first: number, last: number];
  /** Of the action. */
  readonly actionLines: readonly [first: number, last: number];
}

/** Something in the rule that was not translated. */
export interface Obstacle {
  /** A short name of its kind. */
  readonly id: string;
  /** Where it is. */
  readonly place: Place;
  /** What is there, without a final period. */
  readonly reason: string;
  /** The page or the file that states why. */
  readonly source: string;
  /** What to do instead. */
  readonly instead: string;
  /** Whether running the rule as it is inside an adapter does what the rule did. */
  readonly adapterHelps: boolean;
}

/** What is known beside the rule's text. */
export interface TranslateOptions {
  /** Versions to depend on where the rule names none, by package. */
  readonly versions?: Readonly<Record<string, string>>;
}
