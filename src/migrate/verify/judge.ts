import { comparePlayed } from "../../explore/compare.ts";
import type { Names } from "../../emulator/outcome/diff.ts";
import type { Played } from "../../explore/play.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Result, RunOutcome } from "../../run/job.ts";
import { noCallback, type Condition, type ConditionKind } from "../translation.ts";
import { generalConditions, type GeneralCondition } from "./general.ts";
import type { Both, Judged } from "./pair.ts";

/** What the two are called in sentences. */
export const NAMES: Names = ["the rule", "the action"];

/** What was seen of a login. */
export interface Seen {
  /** The conditions that the login does not meet. */
  readonly broken: readonly Condition[];
  /** Whether the two differ. */
  readonly differs: boolean;
  /** Of conditions that no rule's own are, the one that explains the difference. */
  readonly general?: GeneralCondition;
}

/** Judges a login by the conditions of an action. What they explain is no longer a difference. */
export function judgeBy(
  conditions: readonly Condition[],
): (trial: Trial, both: Both) => Judged<Seen> {
  const kinds = new Set(conditions.map(({ about }) => about));
  const ofLogins = conditions.filter(({ about }) => about === "login");
  return (trial, both) => {
    const compared = levelForms(both, kinds);
    const broken = ofLogins.filter(({ holds }) => !holds(trial));
    const differs = comparePlayed(compared.rule, compared.action, NAMES).length > 0;
    if (!differs) {
      return { seen: { broken, differs }, compared };
    }
    const general =
      broken.length > 0
        ? undefined
        : generalConditions.find(({ explains }) => explains(trial, both));
    const isExplained = broken.length > 0 || general !== undefined;
    return {
      seen: { broken, differs, ...(general && { general }) },
      compared: isExplained ? { rule: compared.rule, action: likeRule(compared) } : compared,
    };
  };
}

/** The two without differences that conditions of these kinds are about. */
export function levelForms({ rule, action }: Both, kinds: ReadonlySet<ConditionKind>): Both {
  return {
    rule: kinds.has("waiting") ? mapLegs(rule, withoutUnderWay) : rule,
    action: kinds.has("silence") ? mapLegs(action, withoutSilence) : action,
  };
}

/** The action's way, with the end of its rule. */
function likeRule({ rule, action }: Both): Played {
  const { result, legs } = rule;
  return { ...action, result, legs };
}

function mapLegs(played: Played, change: (outcome: RunOutcome) => RunOutcome): Played {
  const changed = (result: Result): Result => ({ ...result, outcome: change(result.outcome) });
  return { ...played, result: changed(played.result), legs: played.legs.map(changed) };
}

/** The action waits for what its rule left under way. */
function withoutUnderWay(outcome: RunOutcome): RunOutcome {
  const waited = { ...outcome };
  delete waited.underWay;
  return waited;
}

/** An action that throws where its rule never calls back refuses the login as the end of its time does. */
function withoutSilence(outcome: RunOutcome): RunOutcome {
  if (outcome.result !== "failed" || outcome.error?.message !== noCallback) {
    return outcome;
  }
  const silent: RunOutcome = { ...outcome, result: "timed-out" };
  delete silent.error;
  return silent;
}
