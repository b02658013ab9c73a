import type { Play, Played } from "./play.ts";
import type { Trial } from "./trial.ts";

/** Milliseconds after the end of a search in which logins are still made smaller. */
const grace = 2_000;

/** What plays the logins of a script, such as a thread. */
export interface Player {
  readonly play: Play;
  /** What there is of a login that is not played. */
  readonly skip: () => Played;
}

/**
 * When a search ends: after its time, or when somebody stops it. Logins are then made smaller for a
 * little longer. One that has begun by then is played to its end, and again for the report.
 */
export class Deadline {
  readonly #now: () => number;
  readonly #begun = new WeakSet<Trial>();
  #until: number;

  /** @param now the time in milliseconds */
  constructor(seconds: number, now: () => number) {
    this.#now = now;
    this.#until = now() + seconds * 1000;
  }

  stop(): void {
    this.#until = Math.min(this.#until, this.#now());
  }

  /** Whether the search is to end. */
  isOver(): boolean {
    return this.#now() >= this.#until;
  }

  /**
   * Whether a login is to be played. What is admitted once always is, so that all scripts play the
   * same logins.
   */
  admits(trial: Trial): boolean {
    if (this.#now() < this.#until + grace) {
      this.#begun.add(trial);
    }
    return this.#begun.has(trial);
  }

  /** Plays the logins that are admitted, and skips all others. */
  limit(player: Player): Play {
    return async (trial, mode) => (this.admits(trial) ? player.play(trial, mode) : player.skip());
  }
}
