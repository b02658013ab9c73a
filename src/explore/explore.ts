import type { Names } from "../emulator/outcome/diff.ts";
import { comparePlayed } from "./compare.ts";
import { Keeper, kindsOf } from "./keep.ts";
import { canBeLogin } from "./logins/domain.ts";
import { Generator } from "./logins/generator.ts";
import type { Kept } from "./logins/guidance.ts";
import { Random } from "./logins/random.ts";
import type { Mode, Play, Played } from "./play.ts";
import type { Harvest } from "./read/harvest.ts";
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
  /** Whether users log in again, one login after the other; so they do unless given. */
  readonly hasLater?: boolean;
  /**
   * Why scripts may differ on a login that shows nothing of theirs; such differences are not
   * counted.
   */
  readonly explain?: (trial: Trial) => string | undefined;
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

/** The same, with the ways that the scripts went. */
export interface PlayedDifference extends Difference, Kept {}

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
  readonly difference?: PlayedDifference;
  /** Of a single script, the smallest login for each of its outcomes. */
  readonly ways: readonly Way[];
  /** Logins that showed something new, with the ways that scripts went. */
  readonly kept: readonly Kept[];
  /** What keeps the search from being whole, a sentence each. */
  readonly notes: readonly string[];
}

/** After so many logins that had to be ended, the search ends as well. */
const mostEnded = 3;
/** The share of logins on which differences are not counted. */
const uncounted = 0.15;
/** So many of them are passed over at a time. */
const mostPassed = 8;
/** So many logins are played once more to see what is read of them. */
const mostWatched = 24;
/** Of a single script's outcomes, so many are shrunk. */
const mostWays = 40;

/**
 * Searches the logins that show what a script does, or where two differ. The same seed gives the
 * same search.
 */
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
  /** By reason, how many differences are not counted. */
  readonly #explained = new Map<string, number>();
  #logins = 0;
  #uncounted = 0;
  #ended = 0;
  #watched = 0;
  #difference: PlayedDifference | undefined;

  constructor(options: ExploreOptions) {
    this.#options = options;
    this.#keeper = new Keeper(options.harvest);
    const { harvest, seed, fixed, hasLater } = options;
    this.#generator = new Generator(harvest, new Random(seed), { fixed, hasLater });
  }

  async run(): Promise<void> {
    const { logins, isOver } = this.#options;
    while (this.#logins < logins && isOver?.() !== true) {
      if (await this.#tryOne(this.#next())) {
        return;
      }
    }
  }

  async finish(): Promise<Exploration> {
    const ways = this.#options.plays.length === 1 ? await this.#findWays() : [];
    return {
      logins: this.#logins,
      reached: this.#keeper.reached,
      ...(this.#difference && { difference: this.#difference }),
      ways,
      kept: this.#keeper.kept,
      notes: [...this.#notes, ...[...this.#explained].map(describeExplained)],
    };
  }

  /** A login to try. Of those on which differences are not counted there are few. */
  #next(): Trial {
    for (let left = mostPassed; ; left--) {
      const trial = this.#generator.next(this.#keeper);
      const isCounted = this.#options.explain?.(trial) === undefined;
      if (isCounted || left === 0 || this.#uncounted < this.#logins * uncounted) {
        this.#uncounted += isCounted ? 0 : 1;
        return trial;
      }
    }
  }

  /** Whether the search is at its end. */
  async #tryOne(trial: Trial): Promise<boolean> {
    const all = await this.#playAll(trial, "traced");
    this.#logins++;
    const isNew = this.#keeper.take(trial, all);
    const isEnded = all.some((played) => played.isEnded);
    if (isEnded) {
      this.#ended++;
    } else if (isNew && this.#watched < mostWatched) {
      await this.#watch(trial);
    }
    if (await this.#differs(trial, all)) {
      this.#difference = await this.#shrinkDifference(trial);
    }
    const { branches, onProgress } = this.#options;
    const { length: reached } = this.#keeper.reached;
    const differences = this.#difference ? 1 : 0;
    onProgress?.({ logins: this.#logins, reached, branches, differences });
    if (this.#ended < mostEnded) {
      return this.#difference !== undefined;
    }
    this.#notes.add(
      `the search ended early: ${this.#ended} logins took too long and had to be ended`,
    );
    return true;
  }

  /** Looks at what the scripts read of a login, wherever in their text they do it. */
  async #watch(trial: Trial): Promise<void> {
    this.#watched++;
    for (const { read } of await this.#playAll(trial, "watched")) {
      this.#generator.addPlaces(read);
    }
  }

  #playAll(trial: Trial, mode: Mode): Promise<Played[]> {
    return Promise.all(this.#options.plays.map((play) => play(trial, mode)));
  }

  /** Whether the scripts differ as they are, and do so again. */
  async #differs(trial: Trial, all: readonly Played[]): Promise<boolean> {
    if (this.#compare(all).length === 0) {
      return false;
    }
    const reason = this.#options.explain?.(trial);
    if (reason !== undefined) {
      this.#explained.set(reason, (this.#explained.get(reason) ?? 0) + 1);
      return false;
    }
    const before = await this.#playAll(trial, "plain");
    if (this.#compare(before).length === 0) {
      return false;
    }
    const again = await this.#playAll(trial, "plain");
    const isSteady = again.every((played, index) => {
      const first = before[index];
      return first !== undefined && comparePlayed(first, played, ["", ""]).length === 0;
    });
    if (!isSteady) {
      this.#notes.add(unsteady);
    }
    return isSteady;
  }

  #compare([first, second]: readonly Played[]): string[] {
    return first && second ? comparePlayed(first, second, this.#options.names) : [];
  }

  async #shrinkDifference(trial: Trial): Promise<PlayedDifference> {
    const smallest = await shrink(trial, async (smaller) => {
      if (!canBeLogin(smaller) || this.#options.explain?.(smaller) !== undefined) {
        return false;
      }
      const all = await this.#playAll(smaller, "plain");
      return all.every(({ isEnded }) => !isEnded) && this.#compare(all).length > 0;
    });
    const sentences = this.#compare(await this.#playAll(smallest, "plain"));
    return { trial: smallest, sentences, all: await this.#playAll(smallest, "traced") };
  }

  /** The outcomes of the script as it is, each with the smallest login. */
  async #findWays(): Promise<Way[]> {
    const [play] = this.#options.plays;
    const ways: Way[] = [];
    const known = new Set<string>();
    const { found } = this.#keeper;
    for (const { trial, played } of play ? found.values() : []) {
      const plain = played.isEnded || !play ? played : await play(trial, "plain");
      const kind = kindsOf(trial, plain).find((one) => !known.has(one));
      if (!play || kind === undefined) {
        continue;
      }
      if (ways.length >= mostWays) {
        this.#notes.add(`only the first ${mostWays} of ${found.size} outcomes are shown`);
        break;
      }
      known.add(kind);
      ways.push(plain.isEnded ? { trial, played: plain } : await smallestWay(trial, play, kind));
    }
    return ways;
  }
}

async function smallestWay(trial: Trial, play: Play, kind: string): Promise<Way> {
  const smallest = await shrink(
    trial,
    async (smaller) =>
      canBeLogin(smaller) && kindsOf(smaller, await play(smaller, "plain")).includes(kind),
  );
  return { trial: smallest, played: await play(smallest, "plain") };
}

function describeExplained([reason, logins]: [string, number]): string {
  const those =
    logins === 1 ? "1 login on which they differ is" : `${logins} logins on which they differ are`;
  return `${those} not counted, because of the platform: ${reason}`;
}

const unsteady =
  "a script answers the same login differently each time, so some differences are not counted";
