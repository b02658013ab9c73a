import type { Names } from "../emulator/outcome/diff.ts";
import { canBeLogin } from "./domain.ts";
import { comparePlayed } from "./compare.ts";
import { Generator } from "./generate.ts";
import type { Harvest } from "./harvest.ts";
import { Keeper, kindOf } from "./keep.ts";
import type { Play, Played } from "./play.ts";
import { Random } from "./random.ts";
import { shrink } from "./shrink.ts";
import type { Trial } from "./trial.ts";

/** What is explored, and how far. */
export interface ExploreOptions {
  /** One script, or two that are compared. Their branches have different numbers. */
  readonly plays: readonly Play[];
  readonly names: Names;
  readonly harvest: Harvest;
  /** How many branches there are. */
  readonly branches: number;
  readonly seed: number;
  /** How many logins are tried at most. */
  readonly logins: number;
  /** Settings that every login has. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Whether the search is to end with what it has. */
  readonly isOver?: () => boolean;
  /** Told of each login. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a search is. */
export interface Progress {
  readonly logins: number;
  readonly reached: number;
  readonly branches: number;
  readonly differences: number;
}

/** A login on which scripts differ, and how. */
export interface Difference {
  /** The login. */
  readonly trial: Trial;
  /** A sentence each. */
  readonly sentences: readonly string[];
}

/** One way in which a script ends a login. */
export interface Way {
  readonly trial: Trial;
  readonly played: Played;
}

/** What a search found. */
export interface Exploration {
  readonly logins: number;
  /** The numbers of the branches that logins reached, in order. */
  readonly reached: readonly number[];
  /** The smallest login on which the two differ. */
  readonly difference?: Difference;
  /** Of a single script, the smallest login for each of its outcomes. */
  readonly ways: readonly Way[];
  /** What keeps the search from being whole, a sentence each. */
  readonly notes: readonly string[];
}

/** After so many logins that had to be ended, the search ends as well. */
const MOST_ENDED = 3;
/** Of a single script's outcomes, so many are shrunk. */
const MOST_WAYS = 40;

/** Searches the logins that show what a script does, or where two differ. The same seed gives the same search. */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const search = new Search(options);
  await search.run();
  return search.finish();
}

class Search {
  readonly #options: ExploreOptions;
  readonly #keeper: Keeper;
  readonly #generator: Generator;
  readonly #notes = new Set<string>();
  #logins = 0;
  #ended = 0;
  #difference: Difference | undefined;

  constructor(options: ExploreOptions) {
    this.#options = options;
    this.#keeper = new Keeper(options.branches);
    this.#generator = new Generator(options.harvest, new Random(options.seed), options.fixed);
  }

  async run(): Promise<void> {
    const { logins, isOver } = this.#options;
    while (this.#logins < logins && isOver?.() !== true) {
      const { kept, open } = this.#keeper;
      const trial = this.#generator.next({ kept, open });
      if (await this.#tryOne(trial)) return;
    }
  }

  async finish(): Promise<Exploration> {
    const { reached } = this.#keeper;
    const ways = this.#options.plays.length === 1 ? await this.#findWays() : [];
    return {
      logins: this.#logins,
      reached: [...reached].sort((a, b) => a - b),
      ...(this.#difference && { difference: this.#difference }),
      ways,
      notes: [...this.#notes],
    };
  }

  /** Whether the search is at its end. */
  async #tryOne(trial: Trial): Promise<boolean> {
    const all = await this.#playAll(trial);
    this.#logins++;
    this.#keeper.take(trial, all);
    if (all.some(({ isEnded }) => isEnded)) this.#ended++;
    const isExplained = isRefused(trial);
    if (!isExplained && (await this.#differs(trial, all)))
      this.#difference = await this.#shrinkDifference(trial);
    const { branches, onProgress } = this.#options;
    const { size: reached } = this.#keeper.reached;
    const differences = this.#difference ? 1 : 0;
    onProgress?.({ logins: this.#logins, reached, branches, differences });
    if (this.#ended < MOST_ENDED) return this.#difference !== undefined;
    this.#notes.add(
      `the search ended early: ${this.#ended} logins took too long and had to be ended`,
    );
    return true;
  }

  /** One after the other, so that a search is the same each time. */
  async #playAll(trial: Trial): Promise<Played[]> {
    const all: Played[] = [];
    for (const play of this.#options.plays) all.push(await play(trial));
    return all;
  }

  /** Whether the scripts differ, and do so again. */
  async #differs(trial: Trial, all: readonly Played[]): Promise<boolean> {
    if (this.#compare(all).length === 0) return false;
    const again = await this.#playAll(trial);
    const isSteady = again.every((played, index) => {
      const before = all[index];
      return before !== undefined && comparePlayed(before, played, ["", ""]).length === 0;
    });
    if (!isSteady) this.#notes.add(UNSTEADY);
    return isSteady;
  }

  #compare([first, second]: readonly Played[]): string[] {
    return first && second ? comparePlayed(first, second, this.#options.names) : [];
  }

  async #shrinkDifference(trial: Trial): Promise<Difference> {
    const smallest = await shrink(trial, async (smaller) => {
      if (!canBeLogin(smaller)) return false;
      const all = await this.#playAll(smaller);
      return all.every(({ isEnded }) => !isEnded) && this.#compare(all).length > 0;
    });
    return { trial: smallest, sentences: this.#compare(await this.#playAll(smallest)) };
  }

  async #findWays(): Promise<Way[]> {
    const [play] = this.#options.plays;
    if (!play) return [];
    const found = [...this.#keeper.found.values()];
    if (found.length > MOST_WAYS)
      this.#notes.add(`only the first ${MOST_WAYS} of ${found.length} outcomes are shown`);
    const ways: Way[] = [];
    for (const { trial, played } of found.slice(0, MOST_WAYS)) {
      const kind = kindOf(trial, played);
      const smallest = played.isEnded
        ? trial
        : await shrink(
            trial,
            async (smaller) => canBeLogin(smaller) && kindOf(smaller, await play(smaller)) === kind,
          );
      ways.push({ trial: smallest, played: played.isEnded ? played : await play(smallest) });
    }
    return ways;
  }
}

/**
 * Whether the tenant stores nothing. A rule can notice, an action cannot: a difference that the platform has, which is
 * `failed-write` among `platformDifferences`.
 */
function isRefused({ login }: Trial): boolean {
  return "management" in login;
}

const UNSTEADY =
  "a script answers the same login differently each time, so some differences are not counted";
