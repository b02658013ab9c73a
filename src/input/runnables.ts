import type { Names } from "../emulator/outcome/diff.ts";
import { compareRuns } from "../run/compare.ts";
import type { Comparison } from "../run/report.ts";
import type { Redact } from "../run/secrets/secrets.ts";
import { InputError } from "./input-error.ts";
import type { TryResult } from "../thread/job.ts";
import type { Pipeline, Subject } from "./subject.ts";

/** A pipeline, and what it is part of. */
export interface Runnable {
  readonly subject: Subject;
  readonly pipeline: Pipeline;
}

/**
 * What is to be played, a login each: the forms of one subject, or the one of each of two. A rule
 * goes before an action, in whatever order they are named.
 *
 * @throws InputError if one of two has two forms
 */
export function chooseRunnables(subjects: readonly Subject[]): Runnable[] {
  const runnables = subjects.flatMap((subject) => {
    const { name, pipelines } = subject;
    if (subjects.length > 1 && pipelines.length > 1) {
      throw new InputError({
        message: `${name} has a rule and an action, and one of them can be compared`,
        hint: "say which: --as rule or --as action",
      });
    }
    return pipelines.map((pipeline) => ({ subject, pipeline }));
  });
  return runnables.sort((a, b) => order[a.pipeline.form] - order[b.pipeline.form]);
}

const order = { rule: 0, both: 1, action: 2 } as const;

/** Compares the outcomes of two; undefined if there is one. */
export function compareRunnables(
  [one, other]: readonly Runnable[],
  [first, second]: readonly TryResult[],
  redact: Redact,
): Comparison | undefined {
  if (!one || !other || !first || !second) {
    return undefined;
  }
  const compared = namesOf(one, other);
  const differences = compareRuns(first.outcome, second.outcome, { names: compared, redact });
  if (!differences) {
    return { compared, verdict: "not proved" };
  }
  return { compared, verdict: differences.length === 0 ? "same" : "different", differences };
}

/** What two are called in sentences: by their forms, as far as those tell them apart. */
export function namesOf(one: Runnable, other: Runnable): Names {
  const forms = [one.pipeline.form, other.pipeline.form];
  const isFolder = [one, other].some(({ subject }) => subject.isFolder);
  if (!isFolder && forms.join(" ") === "rule action") {
    return ["the rule", "the action"];
  }
  return [nameOf(one), nameOf(other)];
}

function nameOf({ subject: { name, isFolder } }: Runnable): string {
  return isFolder === true ? `${name}/` : name;
}
