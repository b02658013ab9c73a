import { comparePlayed } from "../../explore/compare.ts";
import type { Names } from "../../emulator/outcome/diff.ts";
import type { Played } from "../../explore/play.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Condition } from "../translation.ts";
import { generalConditions, type GeneralCondition } from "./general.ts";
import { levelForms, type LevelOptions } from "./level.ts";
import type { Both, Judged } from "./pair.ts";

/** What the two are called in sentences. */
export const names: Names = ["the rule", "the action"];

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
  options: LevelOptions,
): (trial: Trial, both: Both) => Judged<Seen> {
  const ofLogins = conditions.filter(({ about }) => about === "login");
  return (trial, both) => {
    const compared = levelForms(both, options);
    const broken = ofLogins.filter(({ holds }) => !holds(trial));
    const differs = comparePlayed(compared.rule, compared.action, names).length > 0;
    if (!differs) {
      return { seen: { broken, differs }, compared };
    }
    // A tenant that refuses to store, say, is why the two differ, whatever else there is.
    const general = generalConditions.find(
      ({ id, explains }) =>
        !broken.some((condition) => condition.id === id) && explains(trial, compared),
    );
    const isExplained = broken.length > 0 || general !== undefined;
    return {
      seen: { broken, differs, ...(general && { general }) },
      compared: isExplained ? { rule: compared.rule, action: likeRule(compared) } : compared,
    };
  };
}

/** The action's way, with the end of its rule. */
function likeRule({ rule, action }: Both): Played {
  const { result, legs } = rule;
  return { ...action, result, legs };
}
