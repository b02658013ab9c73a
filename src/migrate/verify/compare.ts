import type { Outcome } from "../../emulator/outcome/outcome.ts";
import { comparePlayed } from "../../explore/compare.ts";
import type { Trial } from "../../explore/trial.ts";
import { names } from "./judge.ts";
import { levelForms } from "./level.ts";
import type { Stage } from "./prove.ts";

/** How a rule and its action took a login. */
export interface ComparedLogin {
  /** How the rule ended it. */
  readonly rule: Outcome;
  /** How the action ended it. */
  readonly action: Outcome;
  /** Where they differ, a sentence each; none if they do the same. */
  readonly differences: readonly string[];
}

/** Plays logins through a rule and its action, one after the other. */
export async function compareOn(
  { plays: [rule, action] }: Pick<Stage, "plays">,
  logins: readonly Trial[],
): Promise<ComparedLogin[]> {
  const all: ComparedLogin[] = [];
  for (const trial of logins) {
    const both = { rule: await rule(trial, "plain"), action: await action(trial, "plain") };
    const levelled = levelForms(both, { leavesRequests: true, getsToken: true });
    all.push({
      rule: both.rule.result.outcome,
      action: both.action.result.outcome,
      differences: comparePlayed(levelled.rule, levelled.action, names),
    });
  }
  return all;
}
