import { PASSED_OVER } from "../emulator/differences.ts";
import { diffOutcomes } from "../emulator/diff.ts";
import type { Outcome } from "../emulator/outcome.ts";
import type { RunOutcome } from "./job.ts";
import { redactData, type Redact } from "./secrets.ts";

/**
 * Where a rule and an action differ, a sentence each; undefined if the action did not run, as its warning says. Who
 * wrote a line is no difference: each form goes by another name.
 */
export function compareRuns(
  rule: RunOutcome,
  action: RunOutcome,
  redact: Redact = (text) => text,
): string[] | undefined {
  if (action.warnings.includes(PASSED_OVER)) return undefined;
  const runs = [withoutScripts(rule), withoutScripts(action)] as const;
  const all = diffOutcomes(...runs);
  // Before a long value is cut: what is left of a secret would no longer be known for one.
  const [one, other] = [redactData(runs[0], redact), redactData(runs[1], redact)];
  const shown = diffOutcomes({ ...one, result: rule.result }, { ...other, result: action.result });
  return shown.length < all.length ? [...shown, HIDDEN] : shown;
}

/** Both have a mask where their values differ. */
const HIDDEN = "they differ in what they make of the value of a setting, which is not shown";

function withoutScripts(outcome: RunOutcome): Outcome {
  return { ...outcome, console: outcome.console.map(({ level, text }) => ({ level, text })) };
}
