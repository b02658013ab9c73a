import { describeOutcome } from "../describe.ts";
import type { Difference, Exploration, Way } from "../explore.ts";
import type { Branch } from "../read/instrument.ts";
import type { Trial } from "../trial.ts";

/** A branch, and where it is for a person. */
export interface PlacedBranch extends Pick<Branch, "kind"> {
  /** As it was named. */
  readonly file: string;
  /** Of the file, from 1. */
  readonly line: number;
}

/** A branch, and the part of its script that it is about. */
export interface SpannedBranch extends PlacedBranch {
  /** In the script: an offset. */
  readonly start: number;
  /** An offset, exclusive. */
  readonly end: number;
}

/** One way in which a script ends logins. */
export interface ExploredOutcome {
  /** How the login ends, what the script sets and whom it asks, in a line. */
  readonly outcome: string;
  /** The smallest login that ends like this. */
  readonly login: Trial;
}

/** What a search tells, as data. */
export interface ExploreReport {
  /** Of two scripts whether they differ on a login that was tried, of a single one `explored`. */
  readonly verdict: "same" | "different" | "explored";
  /** Where the search began. */
  readonly seed: number;
  /** How many logins were tried. */
  readonly logins: number;
  /** Of all scripts, as far as these logins went. */
  readonly branches: {
    /** How many there are. */
    readonly all: number;
    /** How many were reached. */
    readonly reached: number;
    /** Those that were not. */
    readonly missed: readonly PlacedBranch[];
  };
  /** The smallest login on which two scripts differ, and how. */
  readonly difference?: Difference;
  /** The outcomes of a single script. */
  readonly outcomes?: readonly ExploredOutcome[];
  /** What keeps the search from being whole, a sentence each. */
  readonly notes: readonly string[];
}

/** What is told of a search of one script or two. */
export function reportExploration(
  { logins, reached, difference, ways, notes }: Exploration,
  { seed, branches, scripts }: { seed: number; branches: readonly PlacedBranch[]; scripts: number },
): ExploreReport {
  const taken = new Set(reached);
  const isPair = scripts > 1;
  return {
    verdict: difference ? "different" : isPair ? "same" : "explored",
    seed,
    logins,
    branches: {
      all: branches.length,
      reached: taken.size,
      missed: branches.filter((_branch, index) => !taken.has(index)),
    },
    ...(difference && {
      difference: { trial: difference.trial, sentences: difference.sentences },
    }),
    ...(!isPair && {
      outcomes: ways.map(({ trial, played }: Way) => ({
        outcome: describeOutcome(trial, played),
        login: trial,
      })),
    }),
    notes,
  };
}
