import { explore, type Difference, type Progress } from "../../explore/explore.ts";
import type { Harvest } from "../../explore/read/harvest.ts";
import type { Play } from "../../explore/play.ts";
import type { PlacedBranch } from "../../explore/report/report.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Condition } from "../translation.ts";
import { withApplication } from "./application.ts";
import { findBreaking } from "./break.ts";
import { reachesEnough } from "./coverage.ts";
import { judgeBy, names, type Seen } from "./judge.ts";
import { findBrokenLaw } from "./laws.ts";
import { Pair } from "./pair.ts";
import { Tally, type KeptLogin, type TestedCondition } from "./tally.ts";

/** A rule and an action, ready to be played. */
export interface Stage {
  readonly plays: readonly [rule: Play, action: Play];
  readonly harvest: Harvest;
  /** Of both, those of the rule first. */
  readonly branches: readonly PlacedBranch[];
  /** How many are the rule's. */
  readonly ruleBranches: number;
}

/** How a proof is made, and how far it goes. */
export interface ProveOptions {
  /** The text of the rule. */
  readonly rule: string;
  /**
   * Whether the action runs the rule's own text, so that it waits for what the rule waits for and
   * nothing else.
   */
  readonly waitsAlike?: boolean;
  /** Where the search begins: the same seed gives the same proof. */
  readonly seed: number;
  /** How many logins are tried. */
  readonly logins: number;
  /** Settings that every login has. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Whether the search is to end with what it has. */
  readonly isOver?: () => boolean;
  /** Told of each login. */
  readonly onProgress?: (progress: Progress) => void;
}

/** What a search says of a rule and the action that it became. */
export interface Proof {
  /** Whether rule and action do the same, as far as the search went. */
  readonly verdict: "same" | "same under conditions" | "different" | "not proved";
  /** Not proved: why, without a final period. */
  readonly why?: string;
  /** Where the search began. */
  readonly seed: number;
  /** Logins that were tried. */
  readonly logins: number;
  /** Those on which the two do the same; on the others they differ as a condition says. */
  readonly same: number;
  /** Of the rule, as far as these logins went. */
  readonly branches: {
    /** How many there are. */
    readonly all: number;
    /** How many were reached. */
    readonly reached: number;
    /** Those that were not. */
    readonly missed: readonly PlacedBranch[];
  };
  /** The conditions of the action, and those of the platform that showed. */
  readonly conditions: readonly TestedCondition[];
  /** The smallest login on which the two differ though each condition is met. */
  readonly difference?: Difference;
  /** What the action must not do and does on that login. */
  readonly brokenLaw?: string;
  /** Logins that show the ways through the rule, on which the two do the same. */
  readonly kept: readonly KeptLogin[];
  /** What keeps the search from being whole, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Searches for a login on which a rule and its action differ. The logins are split by the
 * conditions: where one is not met, a difference is explained by it, and where all are, it is one.
 */
export async function prove(
  { plays, harvest, branches, ruleBranches }: Stage,
  conditions: readonly Condition[],
  options: ProveOptions,
): Promise<Proof> {
  const { rule, onProgress, waitsAlike = false, ...search } = options;
  const needsApplication = conditions.some(({ id }) => id === "management");
  const complete = needsApplication ? withApplication : (trial: Trial) => trial;
  const tally = new Tally(conditions);
  const leavesRequests = waitsAlike || conditions.some(({ id }) => id === "under-way");
  const judge = judgeBy(conditions, { leavesRequests, getsToken: needsApplication });
  const pair = new Pair<Seen>(plays, { complete, judge });
  const found = await explore({
    ...search,
    // What rules share in global is a condition of its own.
    hasLater: false,
    ...{ plays: pair.plays, names, harvest, branches: branches.length },
    onProgress: (progress) => {
      const tried = pair.take();
      if (tried) {
        tally.add(tried);
      }
      // Of the rule, as in what is told at the end.
      onProgress?.({ ...progress, reached: tally.reached.size, branches: ruleBranches });
    },
  });
  if (!found.difference) {
    await breakConditions(pair, tally, { conditions, rule, isOver: options.isOver });
  }
  const ofRule = branches.slice(0, ruleBranches);
  const missed = ofRule.filter((_branch, index) => !tally.reached.has(index));
  const tested = tally.conditions();
  const difference = found.difference && {
    trial: complete(found.difference.trial),
    sentences: found.difference.sentences,
  };
  const brokenLaw = difference && (await findLaw(plays, difference.trial));
  const proof = {
    seed: options.seed,
    logins: found.logins,
    same: tally.compared,
    branches: { all: ruleBranches, reached: ruleBranches - missed.length, missed },
    conditions: tested,
    ...(difference && { difference }),
    ...(brokenLaw !== undefined && { brokenLaw }),
    kept: tally.kept,
    notes: found.notes,
  };
  const isEnough = reachesEnough({ branches: ofRule, seen: tally.seen }, rule);
  const [unkept] = tally.unkept.flatMap((branch) => ofRule[branch] ?? []);
  const reach = { obstruction: tally.obstruction, isEnough, unkept };
  return { ...decide(proof, reach), ...proof };
}

/** Plays logins that do not meet the conditions which no login has shown. */
async function breakConditions(
  pair: Pair<Seen>,
  tally: Tally,
  { conditions, rule, isOver }: Pick<ProveOptions, "rule"> & Unbroken,
): Promise<void> {
  const kept = tally.kept.map(({ trial }) => trial);
  const open = conditions.filter(({ about }) => about === "login").filter(tally.isUnbroken);
  for (const condition of open) {
    for (const trial of findBreaking(condition, kept, rule)) {
      if (isOver?.() === true) {
        return;
      }
      await pair.play(trial);
      const tried = pair.take();
      if (tried) {
        tally.addBroken(tried);
      }
    }
  }
}

interface Unbroken {
  readonly conditions: readonly Condition[];
  readonly isOver: ProveOptions["isOver"];
}

async function findLaw([rule, action]: Stage["plays"], trial: Trial): Promise<string | undefined> {
  const both = { rule: await rule(trial, "plain"), action: await action(trial, "plain") };
  return findBrokenLaw(both)?.sentence;
}

interface Reach {
  /** Why no login came through the rule. */
  readonly obstruction: string | undefined;
  /** Whether the logins came to enough of the rule. */
  readonly isEnough: boolean;
  /** A branch that refuses or asks for a factor, which the action does on no login. */
  readonly unkept: PlacedBranch | undefined;
}

function decide(
  { difference, branches, conditions }: Pick<Proof, "difference" | "branches" | "conditions">,
  { obstruction, isEnough, unkept }: Reach,
): Pick<Proof, "verdict" | "why"> {
  if (difference) {
    return { verdict: "different" };
  }
  if (obstruction !== undefined) {
    return { verdict: "not proved", why: `no login came through the rule: ${obstruction}` };
  }
  if (!isEnough) {
    const why = `the logins reach ${branches.reached} of ${branches.all} branches of the rule`;
    return { verdict: "not proved", why };
  }
  if (unkept) {
    const why = `the rule refuses or asks for a factor in a branch of line ${unkept.line}, the action on no login that comes there`;
    return { verdict: "not proved", why };
  }
  return { verdict: conditions.length > 0 ? "same under conditions" : "same" };
}
