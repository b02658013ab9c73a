import { passedOverSentence } from "../emulator/outcome/differences.ts";
import { diffOutcomes, type Names } from "../emulator/outcome/diff.ts";
import type { Outcome } from "../emulator/outcome/outcome.ts";
import type { RunOutcome } from "./job.ts";
import { redactData, type Redact } from "./secrets/secrets.ts";

/**
 * Where a rule and an action, or two scripts of other names, differ, a sentence each; undefined if
 * an action did not run, as its warning says. Who wrote a line is no difference: each form goes by
 * another name.
 */
export function compareRuns(
  first: RunOutcome,
  second: RunOutcome,
  { names, redact }: { names?: Names; redact?: Redact } = {},
): string[] | undefined {
  if ([first, second].some(({ warnings }) => warnings.includes(passedOverSentence))) {
    return undefined;
  }
  const [one, other] = [withoutScripts(first), withoutScripts(second)];
  const all = diffOutcomes(one, other, names);
  if (!redact) {
    return all;
  }
  // Before a long value is cut: what is left of a secret would no longer be known for one.
  const shown = diffOutcomes(
    { ...redactData(one, redact), result: first.result },
    { ...redactData(other, redact), result: second.result },
    names,
  );
  return shown.length < all.length ? [...shown, hidden] : shown;
}

/** Both have a mask where their values differ. */
const hidden = "they differ in what they make of the value of a setting, which is not shown";

function withoutScripts(outcome: RunOutcome): Outcome {
  return { ...outcome, console: outcome.console.map(({ level, text }) => ({ level, text })) };
}
