import type { Played } from "../play.ts";
import type { Trial } from "../trial.ts";
import type { State } from "./state.ts";

/** A login that showed something new, and how each script took it. */
export interface Kept {
  readonly trial: Trial;
  readonly all: readonly Played[];
}

/** A way in which a comparison has not ended so far. */
export interface Goal {
  readonly probe: number;
  readonly state: State;
}

/** What the logins so far have shown. */
export interface Guidance {
  /** In their order. */
  readonly kept: readonly Kept[];
  /** Branches that nothing has reached. */
  readonly open: readonly number[];
  /** Ways in which comparisons that were made have not ended. */
  readonly goals: readonly Goal[];
  /** Kept logins in which a statement ran, by the number of its mark. */
  running(mark: number): readonly Kept[];
  /** Kept logins in which a comparison was made. */
  meeting(probe: number): readonly Kept[];
}
