import { describeOutcome } from "./describe.ts";
import type { Difference, Exploration, Way } from "./explore.ts";
import type { Branch } from "./read/instrument.ts";
import type { Trial } from "./trial.ts";

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

/** What a search tells, as data. */
export interface ExploreReport {
  readonly verdict: "same" | "different" | "explored";
  readonly seed: number;
  readonly logins: number;
  readonly branches: {
    readonly all: number;
    readonly reached: number;
    readonly missed: readonly PlacedBranch[];
  };
  readonly difference?: Difference;
  readonly outcomes?: readonly { readonly outcome: string; readonly login: Trial }[];
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
