import type { Form } from "../../../script/form/form.ts";
import type { ShownExample } from "../../model/read-example.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import { otherForm, samples } from "./code.ts";
import { outages, type Outage } from "./outage.ts";
import { readyLogins, renderLogin } from "./ready-logins.ts";

/** Which forms a run plays. */
export type Forms = Form | "both";

/** A text that the reader edits. */
export type TextName = Form | "login" | "answers";

/** Where the settings of a run come from: the example, or what the reader has entered. */
export type SettingsSource = "example" | "mine";

/**
 * What the reader has in the playground, apart from settings: texts as they are written, right or
 * wrong.
 */
export interface Draft {
  /** The code of each form, empty if there is none. */
  readonly action: string;
  readonly rule: string;
  readonly forms: Forms;
  /** The title of the example that was chosen last; empty if there is none. */
  readonly example: string;
  readonly settings: SettingsSource;
  /**
   * The id of the ready login that the text is; empty if it is an example's or the reader's own.
   */
  readonly ready: string;
  /** JSON. */
  readonly login: string;
  /** JSON. */
  readonly answers: string;
  /** The reader's own login and answers while others take their place; empty if there are none. */
  readonly own: string;
  readonly ownAnswers: string;
  readonly outage: Outage | undefined;
}

/** What the playground begins with on the page of a template: its first example. */
export function draftOf(
  { action, code, examples: [example] }: Pick<ShownTemplate, "action" | "code" | "examples">,
  now: Date,
): Draft {
  const texts = { action: action?.code ?? "", rule: code };
  const first = firstLogin(now);
  return { ...texts, forms: formsOf(texts), ...first, ...(example && showExample(example)) };
}

/** What the playground begins with on a page of its own. */
export function emptyDraft(now: Date): Draft {
  return { ...samples, forms: "both", ...firstLogin(now) };
}

/** The login, the answers and the settings of an example. */
export function showExample(example: ShownExample): Partial<Draft> {
  return {
    example: example.title,
    settings: "example",
    ready: "",
    login: renderJson(example.login),
    answers: renderJson(example.answers),
    outage: undefined,
  };
}

function renderJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function firstLogin(now: Date): Omit<Draft, Form | "forms"> {
  const [first] = readyLogins;
  return {
    example: "",
    settings: "mine",
    ready: first?.id ?? "",
    login: first ? renderLogin(first, now) : "{}",
    answers: "[]",
    own: "",
    ownAnswers: "",
    outage: undefined,
  };
}

/** All forms that there is code of. */
export function formsOf({ action, rule }: Pick<Draft, Form>): Forms {
  if (action === "") {
    return "rule";
  }
  return rule === "" ? "action" : "both";
}

/** The forms that a run plays: those that are chosen and there. */
export function chosenForms({ forms, ...texts }: Pick<Draft, Form | "forms">): Form[] {
  const wanted: readonly Form[] = forms === "both" ? ["action", "rule"] : [forms];
  return wanted.filter((form) => texts[form].trim() !== "");
}

/** The form whose code a reader should see first: one that runs and that is not known to all. */
export function unknownForm(draft: Draft, known: readonly string[]): Form | undefined {
  return chosenForms(draft).find((form) => !known.includes(draft[form]));
}

/**
 * What changes with the code of a form. Once it is the reader's own, the sample of the other form
 * has nothing to do with it, and only this one runs.
 */
export function writeCode(draft: Draft, form: Form, text: string): Partial<Draft> {
  const other = otherForm(form);
  const isFirst = draft[form] === samples[form];
  const hasOther = draft[other].trim() !== "" && draft[other] !== samples[other];
  return { [form]: text, ...(isFirst && { forms: hasOther ? "both" : form }) };
}

/**
 * Puts the code of a form into the place of the other one; what is the reader's own there takes its
 * place.
 */
export function moveCode(draft: Draft, form: Form): Partial<Draft> {
  const other = otherForm(form);
  const back = draft[other] === samples[other] ? "" : draft[other];
  return { [other]: draft[form], [form]: back, forms: back.trim() === "" ? other : "both" };
}

/** Narrows what came with a link, which anybody can have made. Undefined if it is no draft. */
export function readDraft(value: Readonly<Record<string, unknown>>): Draft | undefined {
  const { action, rule, login, answers, forms, ready, outage, settings } = value;
  const texts = [action, rule, login, answers];
  if (!texts.every((text) => typeof text === "string")) {
    return undefined;
  }
  const [actionText = "", ruleText = "", loginText = "", answersText = ""] = texts;
  const textOf = (name: string) => (typeof value[name] === "string" ? value[name] : "");
  return {
    action: actionText,
    rule: ruleText,
    login: loginText,
    answers: answersText,
    own: textOf("own"),
    ownAnswers: textOf("ownAnswers"),
    example: textOf("example"),
    // The settings of a link stand beside its draft.
    settings: settings === "example" ? "example" : "mine",
    ready: readyLogins.find(({ id }) => id === ready)?.id ?? "",
    forms: forms === "action" || forms === "rule" ? forms : "both",
    outage: outages.find(({ id }) => id === outage)?.id,
  };
}
