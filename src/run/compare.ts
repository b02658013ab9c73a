import { PASSED_OVER } from "../emulator/differences.ts";
import { diffOutcomes } from "../emulator/diff.ts";
import type { Outcome } from "../emulator/outcome.ts";
import type { RunOutcome } from "./job.ts";

/**
 * Where a rule and an action differ, a sentence each; undefined if the action did not run, as its warning says. Who
 * wrote a line is no difference: each form goes by another name.
 */
export function compareRuns(rule: RunOutcome, action: RunOutcome): string[] | undefined {
  if (action.warnings.includes(PASSED_OVER)) return undefined;
  return diffOutcomes(withoutScripts(rule), withoutScripts(action));
}

function withoutScripts(outcome: RunOutcome): Outcome {
  return { ...outcome, console: outcome.console.map(({ level, text }) => ({ level, text })) };
}
