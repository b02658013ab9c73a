import type { Difference } from "../explore/explore.ts";
import type { PlacedBranch } from "../explore/report/report.ts";
import type { Json, Trial } from "../explore/trial.ts";
import { comparePlayed } from "../explore/compare.ts";
import type { Condition } from "../migrate/translation.ts";
import { withApplication } from "../migrate/verify/application.ts";
import { judgeBy, names } from "../migrate/verify/judge.ts";
import { prove, type Proof, type ProveOptions, type Stage } from "../migrate/verify/prove.ts";
import type { KeptLogin } from "../migrate/verify/tally.ts";

/** Logins that the proofs of single actions found, an action each. */
export type KeptByAction = readonly (readonly KeptLogin[])[];

/** So many logins of single actions go through the pipelines as well. */
const mostReplayed = 150;

/** The share of branches that a proof has to reach. */
const enough = 0.5;

/**
 * Searches for a login on which all rules and all actions differ: one that the search makes up, or
 * one that showed a way through one of the rules.
 */
export async function provePipelines(
  stage: Stage,
  conditions: readonly Condition[],
  { kept, ...options }: ProveOptions & { readonly kept: KeptByAction },
): Promise<Proof> {
  const fixed = readBaseline(kept);
  const proof = await prove(stage, conditions, { ...options, fixed: onlyAddresses(fixed) });
  if (proof.verdict === "different") {
    return proof;
  }
  const replayed = await replay(stage, conditions, { kept, fixed, isOver: options.isOver });
  return join(proof, replayed, stage);
}

/** Settings with which logins came through each of the rules. */
function readBaseline(kept: KeptByAction): Record<string, Json> {
  const chosen = kept.map((logins) =>
    logins
      .filter(({ result }) => result === "allowed" || result === "redirected")
      .map(({ trial }) => trial.settings)
      .sort((a, b) => Object.keys(b).length - Object.keys(a).length)
      .at(0),
  );
  return Object.assign({}, ...chosen.map((settings) => settings ?? {})) as Record<string, Json>;
}

/** Without an address no request is made, so that the search would not get any further. */
function onlyAddresses(settings: Readonly<Record<string, Json>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" && /^https?:\/\//.test(entry[1]),
    ),
  );
}

/** What logins of single actions showed. */
interface Replayed {
  readonly logins: number;
  readonly same: number;
  readonly passed: number;
  readonly reached: ReadonlySet<number>;
  readonly difference?: Difference;
}

interface ReplayOptions {
  readonly kept: KeptByAction;
  readonly fixed: Readonly<Record<string, Json>>;
  readonly isOver: (() => boolean) | undefined;
}

async function replay(
  { plays: [rules, actions] }: Stage,
  conditions: readonly Condition[],
  { kept, fixed, isOver }: ReplayOptions,
): Promise<Replayed> {
  const needsApplication = conditions.some(({ id }) => id === "management");
  const judge = judgeBy(conditions, { leavesRequests: true, getsToken: needsApplication });
  const reached = new Set<number>();
  let [logins, same, passed] = [0, 0, 0];
  for (const { trial } of takeTurns(kept).slice(0, mostReplayed)) {
    if (isOver?.() === true) {
      break;
    }
    const whole: Trial = { ...trial, settings: { ...fixed, ...trial.settings } };
    const login = needsApplication ? withApplication(whole) : whole;
    const both = { rule: await rules(login, "traced"), action: await actions(login, "plain") };
    const { seen, compared } = judge(login, both);
    const sentences = comparePlayed(compared.rule, compared.action, names);
    logins++;
    if (sentences.length > 0) {
      return { logins, same, passed, reached, difference: { trial: login, sentences } };
    }
    if (!seen.differs) {
      same++;
      const { result, calledBack } = both.rule.result.outcome;
      const isCrash = (result === "failed" && calledBack !== true) || result === "timed-out";
      passed += isCrash ? 0 : 1;
      both.rule.reached.forEach((branch) => reached.add(branch));
    }
  }
  return { logins, same, passed, reached };
}

/** The first of each, then the second of each, and so on. */
function takeTurns(kept: KeptByAction): KeptLogin[] {
  const longest = Math.max(0, ...kept.map(({ length }) => length));
  return Array.from({ length: longest }, (_item, index) =>
    kept.flatMap((logins) => logins[index] ?? []),
  ).flat();
}

function join(proof: Proof, replayed: Replayed, { branches, ruleBranches }: Stage): Proof {
  const { difference, reached, passed } = replayed;
  const numbers = new Map<PlacedBranch, number>(branches.map((branch, index) => [branch, index]));
  const missed = proof.branches.missed.filter((branch) => !reached.has(numbers.get(branch) ?? -1));
  const all = {
    ...proof,
    logins: proof.logins + replayed.logins,
    same: proof.same + replayed.same,
    branches: { all: ruleBranches, reached: ruleBranches - missed.length, missed },
  };
  if (difference) {
    return { ...all, verdict: "different", difference };
  }
  const isEnough = all.branches.reached >= ruleBranches * enough;
  if (proof.verdict !== "not proved" || !isEnough || passed === 0) {
    const why = `the logins reach ${all.branches.reached} of ${ruleBranches} branches of the rules`;
    return proof.verdict === "not proved" && passed > 0 ? { ...all, why } : all;
  }
  const proved = { ...all };
  delete proved.why;
  return { ...proved, verdict: proof.conditions.length > 0 ? "same under conditions" : "same" };
}
