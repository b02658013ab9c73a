import { formNames } from "../../../model/form-names.ts";
import type { FormRun, PlayedLeg } from "../../run/played.ts";
import type { RunState } from "../../run/use-runs.ts";
import { renderSummary, summarize, type Summary } from "./summary.ts";

/** What came of a run in a sentence or a few, for those who do not see it. */
export function statusOf(state: RunState): string {
  switch (state.kind) {
    case "none":
      return "";
    case "broken":
      return `Cannot run. ${state.isSandbox ? "The sandbox stopped." : state.message}`;
    case "wrong":
      return `Cannot run. The ${state.at.text === "login" ? "login is" : "answers are"} not valid.`;
    case "played":
      return describePlayed(state);
  }
}

function describePlayed({ runs, comparison }: Extract<RunState, { kind: "played" }>): string {
  const [first] = runs;
  if (comparison?.kind === "same" && first) {
    return `${describeRun(first)} ${sameInBoth}`;
  }
  const told = runs.map((run) => `${formNames[run.form]}: ${describeRun(run)}`);
  return [...(comparison?.kind === "different" ? ["Different."] : []), ...told].join(" ");
}

/** What is said below the sentence of two forms that do the same. */
export const sameInBoth = "Same in the Action and the Rule.";

function describeRun(run: FormRun): string {
  if (run.kind !== "played") {
    return "Cannot run.";
  }
  const leg = run.legs.at(-1);
  return leg ? renderSummary(summarize(leg)) : "";
}

const verbs: Readonly<Record<Summary["ending"], string>> = {
  allowed: "allows",
  nothing: "does nothing",
  denied: "denies",
  redirected: "redirects",
  failed: "fails",
  "timed-out": "times out",
};

/** In what the ends of two forms differ, or that they do not. */
export function describeBoth(rule: PlayedLeg, action: PlayedLeg): string {
  const [one, other] = [summarize(rule), summarize(action)];
  if (one.ending === other.ending) {
    return `. Both end the same: ${one.word.toLowerCase()}.`;
  }
  return `. The Rule ${verbs[one.ending]}, the Action ${verbs[other.ending]}.`;
}
