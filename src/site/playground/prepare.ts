import type { Setting } from "../../template/compile.ts";
import type { Form, Job } from "../../run/job.ts";
import { chosenForms, type Draft } from "./draft.ts";
import { openKeys } from "./open-keys.ts";
import { answersDuring } from "./outage.ts";
import { readAnswers, readLogin, type TextProblem } from "./read-texts.ts";

export interface Sources {
  readonly draft: Draft;
  /** The values of settings by key; what is empty is not set. */
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Pick<Setting, "key" | "secret">[];
  /** When the login begins. */
  readonly now: Date;
}

/** A job for each form that is to run, or the text that is in the way. */
export type Prepared =
  | {
      readonly kind: "ready";
      readonly jobs: readonly FormJob[];
      /** What a person should know of what they have written. */
      readonly notes: readonly string[];
    }
  | { readonly kind: "wrong"; readonly text: "login" | "answers"; readonly problem: TextProblem };

export interface FormJob {
  readonly form: Form;
  readonly job: Job;
}

/** Makes of what the reader has written what a worker plays. */
export function prepareJobs({ draft, values, configuration, now }: Sources): Prepared {
  const login = readLogin(draft.login);
  if (login.kind === "wrong") return { ...login, text: "login" };
  const answers = readAnswers(draft.answers);
  if (answers.kind === "wrong") return { ...answers, text: "answers" };
  const settings = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const { notes, ...described } = login.value;
  const common = {
    ...described,
    settings,
    secrets: secretsOf(settings, configuration),
    answers: draft.outage ? answersDuring(draft.outage) : answers.value,
    now: now.getTime(),
  };
  const jobs = chosenForms(draft).map((form) => ({
    form,
    job: {
      ...common,
      pipeline: [{ form, file: fileOf(form), line: 1, code: draft[form], enabled: true }],
    },
  }));
  return { kind: "ready", jobs, notes };
}

/** What stacks call the code of a form. */
export function fileOf(form: Form): string {
  return `${form}.js`;
}

/** All settings but those that are said to be no secret. */
function secretsOf(
  settings: Readonly<Record<string, string>>,
  configuration: Sources["configuration"],
): Record<string, string> {
  const open = openKeys(configuration);
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !open.has(key)));
}
