import type { Answer } from "../../../run/answers.ts";
import type { RequestLog } from "../../../run/job.ts";
import type { Place } from "../draft/place.ts";
import { showExample, type TextName } from "../draft/draft.ts";
import type { RunSources } from "./words/reasons.ts";

/** What an outcome is shown with: what it came of, and what a reader can do about it. */
export interface View {
  readonly sources: RunSources;
  /** What a person should know of what they have written. */
  readonly notes: readonly string[];
  readonly onRun: () => void;
  /** Shows a place in an editor. */
  readonly onPlace: (text: TextName, place: Place) => void;
  /** Begins answers to requests that had none. */
  readonly onAnswers: (answers: readonly Answer[]) => void;
  /** Runs again with the settings of the example. */
  readonly onExampleSettings: () => void;
  /** Runs an example. */
  readonly onExample: (title: string) => void;
}

/** Whether requests are answered by what the chosen example says, which nobody has changed. */
export function hasAnswersOfExample({ sources: { draft, examples } }: View): boolean {
  const example = examples.find(({ title }) => title === draft.example);
  return (
    example !== undefined &&
    draft.outage === undefined &&
    draft.answers === showExample(example).answers
  );
}

/** An answer for each request that has none, to be completed. */
export function beginAnswers(requests: readonly RequestLog[]): readonly Answer[] {
  const answers = requests
    .filter(({ by }) => by === "default")
    .map(({ method, url }) => ({ method, url: url.replace(/[?#].*$/, ""), status: 200, body: {} }));
  return [...new Map(answers.map((answer) => [`${answer.method} ${answer.url}`, answer])).values()];
}
