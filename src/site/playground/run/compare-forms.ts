import { passedOverSentence } from "../../../emulator/outcome/differences.ts";
import { findDifferences, type Difference } from "../../../emulator/outcome/diff.ts";
import type { Outcome } from "../../../emulator/outcome/outcome.ts";
import type { RequestLog, RunOutcome } from "../../../run/job.ts";
import { redactData, type Redact } from "../../../run/secrets/secrets.ts";
import type { PlayedLeg } from "./played.ts";

/** A part of a login in which rule and action differ. */
export interface FormDifference {
  /** Where it is, such as `idToken`, `https://example.com/roles`; `requests` for what was sent. */
  readonly path: readonly string[];
  /** Undefined where there is none. */
  readonly rule: unknown;
  readonly action: unknown;
}

/** What a comparison found of the two forms. */
export type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly differences: readonly FormDifference[] }
  /** The action had no turn, so that there is nothing to compare. */
  | { readonly kind: "passed-over" };

type Legs = readonly PlayedLeg[];

/** Compares two logins part by part, up to the first part in which they differ. */
export function compareForms(rule: Legs, action: Legs, redact: Redact): Comparison {
  for (const [index, ofRule] of rule.entries()) {
    const ofAction = action[index];
    if (!ofAction) {
      break;
    }
    if ([ofRule, ofAction].some(({ outcome }) => outcome.warnings.includes(passedOverSentence))) {
      return { kind: "passed-over" };
    }
    const differences = compareLegs(ofRule, ofAction, redact);
    if (differences.length > 0) {
      return { kind: "different", differences };
    }
  }
  return { kind: "same" };
}

function compareLegs(rule: PlayedLeg, action: PlayedLeg, redact: Redact): FormDifference[] {
  const [one, other] = [rule, action].map(({ outcome }) => withoutScripts(outcome));
  if (!one || !other) {
    return [];
  }
  const shown = findDifferences(redactOutcome(one, redact), redactOutcome(other, redact));
  const found = [
    ...withoutTarget(shown).map(toFormDifference),
    ...compareRequests(rule.report.requests, action.report.requests),
  ];
  // Both have a mask where their values differ.
  const isHidden = findDifferences(one, other).length > shown.length;
  return isHidden ? [...found, { path: ["hidden"], rule: undefined, action: undefined }] : found;
}

/** Where the ends differ, that only one of them has a target is a part of it. */
function withoutTarget(differences: readonly Difference[]): readonly Difference[] {
  const isEnd = differences.some(({ path }) => path[0] === "result");
  return isEnd ? differences.filter(({ path }) => path[0] !== "redirect") : differences;
}

function toFormDifference({ path, first, second }: Difference): FormDifference {
  return { path, rule: first, action: second };
}

/** Who wrote a line is no difference: each form goes by another name. */
function withoutScripts(outcome: RunOutcome): Outcome {
  return { ...outcome, console: outcome.console.map(({ level, text }) => ({ level, text })) };
}

function redactOutcome(outcome: Outcome, redact: Redact): Outcome {
  return { ...redactData(outcome, redact), result: outcome.result };
}

/**
 * What only one of them sends. Each reaches its tenant in its own way; what changes there is in the
 * outcome.
 */
function compareRequests(
  rule: readonly RequestLog[],
  action: readonly RequestLog[],
): FormDifference[] {
  const [ofRule = [], ofAction = []] = [rule, action].map((requests) =>
    requests.filter(({ by }) => by !== "tenant").map(describe),
  );
  const path = ["requests"];
  return [
    ...without(ofRule, ofAction).map((text) => ({ path, rule: text, action: undefined })),
    ...without(ofAction, ofRule).map((text) => ({ path, rule: undefined, action: text })),
  ];
}

/** The texts without those of another list, each as often as it is there. */
function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

function describe({ method, url, body }: RequestLog): string {
  return `${method} ${url}${body === undefined ? "" : ` ${body}`}`;
}
