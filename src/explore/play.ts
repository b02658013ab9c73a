import type { Result } from "../run/job.ts";
import type { Path } from "./places.ts";
import type { Sighting } from "./seen.ts";
import type { Trial } from "./trial.ts";

/**
 * How a login is played: by the script as it is, by one that tells which ways it goes, or with
 * parts that tell what is read of them, so that its end may be another one.
 */
export type Mode = "plain" | "traced" | "watched";

/** How a script took a login. */
export interface Played {
  readonly result: Result;
  /**
   * How it went before: until its user was sent away, each time, and in logins before the last one.
   */
  readonly legs: readonly Result[];
  /** Which of all legs are logins that begin, by number. */
  readonly begins: readonly number[];
  /** The numbers of the branches that were taken. */
  readonly reached: readonly number[];
  /** The numbers of the line marks that were met. */
  readonly marks: readonly number[];
  /** What comparisons met. */
  readonly seen: readonly Sighting[];
  /** The places that were read, from `user`, `context`, `event`, `settings` or `answers`. */
  readonly read: readonly Path[];
  /** Whether it had to be ended from outside. */
  readonly isEnded: boolean;
}

/** Plays a login through a script. */
export type Play = (trial: Trial, mode: Mode) => Promise<Played>;

/** A login of which nothing but its end is known. */
export function endedBy(result: Result): Played {
  const nothing = { reached: [], marks: [], seen: [], read: [] };
  return { result, legs: [], begins: [0], ...nothing, isEnded: true };
}
