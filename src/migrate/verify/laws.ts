import type { Result, RunOutcome } from "../../run/job.ts";
import type { Both } from "./pair.ts";

/** What no migration may do, whatever else is different. */
export interface Law {
  readonly id: "silence" | "crash" | "denial" | "factor";
  /** For people, without a final period. */
  readonly sentence: string;
  /** Whether a leg of a login breaks the law. */
  readonly isBroken: (rule: RunOutcome, action: RunOutcome) => boolean;
}

/** How strictly browsers are asked: a factor of `none` asks nobody. */
function asksFactor({ multifactor }: RunOutcome): boolean {
  return multifactor !== undefined && multifactor.provider !== "none";
}

function letsIn({ result }: RunOutcome): boolean {
  return result === "allowed" || result === "redirected";
}

/** The four laws. */
export const laws: readonly Law[] = [
  {
    id: "silence",
    sentence: "where the rule never calls back, which lets nobody in, the action lets nobody in",
    isBroken: (rule, action) => rule.result === "timed-out" && letsIn(action),
  },
  {
    id: "crash",
    sentence: "where the rule fails, the action refuses the login",
    isBroken: (rule, action) =>
      rule.result === "failed" && rule.calledBack !== true && letsIn(action),
  },
  {
    id: "denial",
    sentence: "where the rule denies, the action does not admit",
    isBroken: (rule, action) =>
      (rule.result === "denied" || (rule.result === "failed" && rule.calledBack === true)) &&
      letsIn(action),
  },
  {
    id: "factor",
    sentence: "where the rule asks for a factor, so does the action, and as often",
    isBroken: (rule, action) =>
      rule.result === "allowed" &&
      action.result === "allowed" &&
      asksFactor(rule) &&
      (!asksFactor(action) ||
        action.multifactor?.provider !== rule.multifactor?.provider ||
        (action.multifactor?.allowRememberBrowser === true &&
          rule.multifactor?.allowRememberBrowser !== true)),
  },
];

/** The first law that an action breaks on a login, as far as both went. */
export function findBrokenLaw({ rule, action }: Both): Law | undefined {
  const [ones, others] = [legsOf(rule), legsOf(action)];
  for (const [index, one] of ones.entries()) {
    const other = others[index];
    const broken = other && laws.find(({ isBroken }) => isBroken(one.outcome, other.outcome));
    if (broken) {
      return broken;
    }
  }
  return undefined;
}

function legsOf({ legs, result }: Both["rule"]): readonly Result[] {
  return [...legs, result];
}
