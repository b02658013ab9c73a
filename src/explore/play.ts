import type { Result } from "../run/job.ts";
import type { Trial } from "./trial.ts";

/** How a script took a login. */
export interface Played {
  readonly result: Result;
  /** How it went until its user was sent away, each time. */
  readonly legs: readonly Result[];
  /** The numbers of the branches that were taken. */
  readonly reached: readonly number[];
  /** Whether it had to be ended from outside. */
  readonly isEnded: boolean;
}

/** Plays a login through a script. */
export type Play = (trial: Trial) => Promise<Played>;
