import type { Return } from "../../emulator/login/transaction.ts";
import type { Runtime } from "../../emulator/script/loaded.ts";
import type { Playable } from "../../explore/play/local-player.ts";
import type { Mode, Played } from "../../explore/play.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Job, LoadProblem } from "../../run/job.ts";

/**
 * How page, frame and worker speak. For each run the page sends a port into the frame, and the
 * frame one into a worker of its own. What comes out of a worker is text, because a script that a
 * stranger wrote has run beside what sends it: only the page reads it, as a message that may be
 * anything.
 */

/** An npm package that a script may load. */
export interface PackageText {
  readonly name: string;
  readonly version: string;
  /** The body of a CommonJS module. */
  readonly code: string;
}

/** What a worker needs to play the logins of a search. */
export interface SearchOrder {
  readonly script: Playable;
  /** The Node that rules run on. */
  readonly runtime: Runtime;
  readonly packages: readonly PackageText[];
}

/** A login of a search. */
export interface TrialOrder {
  readonly kind: "trial";
  /** Given with the first login. */
  readonly search?: SearchOrder;
  readonly number: number;
  readonly trial: Trial;
  readonly mode: Mode;
}

/** What the page asks for, on the port of a run. The frame hands on all but the last. */
export type Order =
  | { readonly kind: "login"; readonly job: Job; readonly packages: readonly PackageText[] }
  | { readonly kind: "resume"; readonly back: Return }
  | TrialOrder
  | { readonly kind: "end" };

/** What a worker tells of a login of a search, as JSON. */
export interface TrialAnswer {
  readonly number: number;
  /** How it went, or why the script cannot be loaded. */
  readonly played: Played | { readonly problem: LoadProblem };
  /** What a person should know. */
  readonly notes: readonly string[];
}

/**
 * What the frame asks a worker that waits for its user. It answers with the same, unless a script
 * keeps it busy.
 */
export const stillWaiting = "still waiting";

/** What a worker says. */
export interface Telling {
  /** A `Message` or a `TrialAnswer` as JSON. */
  readonly text: string;
  /**
   * Whether the worker has more to do, waits for its user's return or for the next login of a
   * search, or is done.
   */
  readonly state: "running" | "waiting" | "resting" | "over";
}

/** What the frame tells the page. */
export type Report =
  /** The worker is there, and its time begins. */
  | { readonly kind: "begun" }
  | { readonly kind: "told"; readonly text: string }
  /** The frame ended the worker. */
  | { readonly kind: "ended"; readonly why: "time" | "size" | "idle" | "busy" }
  /** The worker broke. */
  | { readonly kind: "broken"; readonly message: string }
  /** The worker is no more, however it came to that. */
  | { readonly kind: "gone" };

/** Real milliseconds that a login has: waiting costs it none. */
export const runLimit = 2_000;

/** Real milliseconds that a login waits for its user. */
export const idleLimit = 600_000;

/** Real milliseconds that a worker waits for the next login of a search. */
export const restLimit = 10_000;

/** Real milliseconds between two questions to a worker that waits. */
export const askInterval = 250;

/**
 * Real milliseconds that the answer to such a question may take without counting as computing:
 * other programs run, too.
 */
export const answerTime = 20;

/**
 * A timer that is later than this shows that the frame or the whole machine stood still, as with a
 * closed lid.
 */
export const standstill = 500;

/**
 * How often a login that waits is forgiven for it: a script could flood the frame to make it late.
 */
export const mostStandstills = 5;

/**
 * Real milliseconds that a login may compute while it waits for its user, as far as the answers to
 * the questions show: each counts with what it takes beyond `ANSWER_TIME`.
 */
export const waitingBudget = 2_000;

/** The most that a run may tell: texts, and characters in all. */
export const mostTexts = 2_000;
export const mostCharacters = 4_000_000;
