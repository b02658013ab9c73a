import type { Play, Played } from "../../explore/play.ts";
import type { Trial } from "../../explore/trial.ts";

/** A login as a rule and its action took it. */
export interface Both {
  readonly rule: Played;
  readonly action: Played;
}

/** A login that was tried, and how it went. */
export interface Tried<Seen> {
  readonly trial: Trial;
  readonly both: Both;
  /** What was seen of it. */
  readonly seen: Seen;
}

/** What is made of a login: what is seen, and the two ends that a search compares. */
export interface Judged<Seen> {
  readonly seen: Seen;
  readonly compared: Both;
}

/** What is made of each login. */
export interface PairOptions<Seen> {
  /** Adds what each login has, whatever a search has made of it. */
  readonly complete: (trial: Trial) => Trial;
  readonly judge: (trial: Trial, both: Both) => Judged<Seen>;
}

/**
 * A rule and its action as two plays of a search. A search plays each login through both, in this
 * order, so that the two can be judged together before it compares them.
 */
export class Pair<Seen> {
  readonly #rule: Play;
  readonly #action: Play;
  readonly #options: PairOptions<Seen>;
  readonly #waiting: Promise<Judged<Seen>>[] = [];
  #first: Tried<Seen> | undefined;

  constructor([rule, action]: readonly [rule: Play, action: Play], options: PairOptions<Seen>) {
    this.#rule = rule;
    this.#action = action;
    this.#options = options;
  }

  get plays(): readonly Play[] {
    return [
      async (...given) => {
        const playing = this.#play(given);
        this.#waiting.push(playing);
        return (await playing).compared.rule;
      },
      async () => {
        const played = await this.#waiting.shift();
        if (!played) {
          throw new Error("an action is played after its rule");
        }
        return played.compared.action;
      },
    ];
  }

  /** Plays a login of one's own, outside of a search. */
  async play(trial: Trial): Promise<void> {
    await this.#play([trial, "traced"]);
  }

  /**
   * The login that was tried since the last call. Those that followed it only looked at it more
   * closely.
   */
  take(): Tried<Seen> | undefined {
    const tried = this.#first;
    this.#first = undefined;
    return tried;
  }

  async #play(given: Parameters<Play>): Promise<Judged<Seen>> {
    const { complete, judge } = this.#options;
    const [searched, ...more] = given;
    const trial = complete(searched);
    // One after the other: both may have the same globals.
    const rule = await this.#rule(trial, ...more);
    const action = await this.#action(trial, ...more);
    const both = { rule, action };
    const judged = judge(trial, both);
    this.#first ??= { trial, both, seen: judged.seen };
    return judged;
  }
}
