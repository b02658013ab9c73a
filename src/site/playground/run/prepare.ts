import type { Setting } from "../../../template/template.ts";
import type { FormText, Job } from "../../../run/job.ts";
import { readScript, type ScriptReading } from "../../../run/reading/read-script.ts";
import { noteSettings } from "../../../run/reading/setting-notes.ts";
import { findUnknownMembers } from "../../../run/reading/unknown-members.ts";
import { chosenForms, type Draft } from "../draft/draft.ts";
import { secretSettings } from "../../../run/secrets/public-settings.ts";
import { answersDuring } from "../draft/outage.ts";
import { readAnswers, readLogin, type TextProblem } from "./read-texts.ts";
import type { Form } from "../../../script/form/form.ts";

export interface Sources {
  readonly draft: Draft;
  /** The values of settings by key; what is empty is not set. */
  readonly values: Readonly<Record<string, string>>;
  readonly configuration: readonly Pick<Setting, "key" | "secret" | "description">[];
  /**
   * Texts that are known to all, such as the login of an example: nothing in them is a slip of the
   * reader's.
   */
  readonly known: readonly string[];
  /** When the login begins unless its text says so. */
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
  /**
   * Whether to tell of answers that nothing asked for: those of an example may not fit another
   * login.
   */
  readonly tellsUnused: boolean;
}

/** Makes of what the reader has written what a worker plays. */
export function prepareJobs({ draft, values, configuration, known, now }: Sources): Prepared {
  const login = readLogin(draft.login);
  if (login.kind === "wrong") {
    return { ...login, text: "login" };
  }
  const answers = readAnswers(draft.answers);
  if (answers.kind === "wrong") {
    return { ...answers, text: "answers" };
  }
  const settings = withValue(values);
  const { notes, now: written, ...described } = login.value;
  const scripts = readDraft(draft);
  const common = {
    ...described,
    settings,
    secrets: secretSettings(settings, configuration),
    answers: draft.outage ? answersDuring(draft.outage) : answers.value,
    now: written ?? now.getTime(),
  };
  const tellsUnused = known.includes(draft.login) || !known.includes(draft.answers);
  const jobs = chosenForms(draft).map((form) => ({
    form,
    tellsUnused,
    job: {
      ...common,
      pipeline: [textOf(draft, form)],
    },
  }));
  const unknown = scripts.flatMap((script) => findUnknownMembers([script], described.user));
  const about = noteSettings(scripts, settings, describedKeys(configuration));
  const missing = about.missing.map(({ sentence }) => sentence);
  const ofLogin = known.includes(draft.login) ? [] : notes;
  return { kind: "ready", jobs, notes: [...ofLogin, ...unknown, ...missing, ...about.unread] };
}

/** The settings that are set: what is empty is not. */
export function withValue(values: Sources["values"]): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

/** What the forms that run read; undefined for one that is no JavaScript. */
export function readDraft(draft: Draft): (ScriptReading | undefined)[] {
  return chosenForms(draft).map((form) => readScript(textOf(draft, form)));
}

function textOf(draft: Draft, form: Form): FormText {
  return { form, file: fileOf(form), line: 1, code: draft[form], enabled: true };
}

/** The keys that a template describes; those that a reader made up are described nowhere. */
function describedKeys(configuration: Sources["configuration"]): string[] {
  return configuration.filter(({ description }) => description !== "").map(({ key }) => key);
}

/** What stacks call the code of a form. */
export function fileOf(form: Form): string {
  return `${form}.js`;
}
