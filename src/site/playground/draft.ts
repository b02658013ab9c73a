import type { ShownTemplate } from "../gallery/read-gallery.ts";
import type { Form } from "../../script/form/form.ts";
import { outages, type Outage } from "./outage.ts";
import { readyLogins, renderLogin } from "./ready-logins.ts";

/** Which forms a run plays. */
export type Forms = Form | "both";

/** What the reader has in the playground, apart from settings: texts as they are written, right or wrong. */
export interface Draft {
  /** The code of each form, empty if there is none. */
  readonly action: string;
  readonly rule: string;
  readonly forms: Forms;
  /** The id of the ready login that the text is; empty if it is the reader's own. */
  readonly ready: string;
  /** JSON. */
  readonly login: string;
  /** The reader's own login while a ready one takes its place; empty if there is none. */
  readonly own: string;
  /** JSON. */
  readonly answers: string;
  readonly outage: Outage | undefined;
}

const NO_ANSWERS = "[]";

/** What the playground begins with on the page of a template. */
export function draftOf(
  { action, code }: Pick<ShownTemplate, "action" | "code">,
  now: Date,
): Draft {
  const texts = { action: action?.code ?? "", rule: code };
  return { ...texts, forms: formsOf(texts), ...firstLogin(now) };
}

/** What the playground begins with on a page of its own. */
export function emptyDraft(now: Date): Draft {
  return { action: SAMPLE_ACTION, rule: SAMPLE_RULE, forms: "both", ...firstLogin(now) };
}

function firstLogin(now: Date): Pick<Draft, "ready" | "login" | "own" | "answers" | "outage"> {
  const [first] = readyLogins;
  const login = first ? renderLogin(first, now) : "{}";
  return { ready: first?.id ?? "", login, own: "", answers: NO_ANSWERS, outage: undefined };
}

function formsOf({ action, rule }: Pick<Draft, Form>): Forms {
  if (action === "") return "rule";
  return rule === "" ? "action" : "both";
}

/** The forms that a run plays: those that are chosen and there. */
export function chosenForms({ forms, ...texts }: Draft): Form[] {
  const wanted: readonly Form[] = forms === "both" ? ["action", "rule"] : [forms];
  return wanted.filter((form) => texts[form].trim() !== "");
}

/** The form whose code a reader should see first: one that runs and that is not known to all. */
export function unknownForm(draft: Draft, known: readonly string[]): Form | undefined {
  return chosenForms(draft).find((form) => !known.includes(draft[form]));
}

/** The form that code is written for, as far as one sees at a glance. */
export function formOf(code: string): Form | undefined {
  if (/\bon(?:Execute|Continue)PostLogin\b/.test(code)) return "action";
  return RULE.test(code) ? "rule" : undefined;
}

/** A function of three parameters, perhaps behind comments. No text can be read in two ways: it may be a stranger's. */
const RULE =
  /^(?:\s|\/\/.*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*\(?(?:async\s+)?(?:function\b[^(]*)?\(\s*\w+\s*,\s*\w+\s*,\s*\w+\s*\)/;

/**
 * What changes with the code of a form. Once it is the reader's own, the sample of the other form has nothing to do
 * with it, and only this one runs.
 */
export function writeCode(draft: Draft, form: Form, text: string): Partial<Draft> {
  const other = otherForm(form);
  const isFirst = draft[form] === SAMPLES[form];
  const hasOther = draft[other].trim() !== "" && draft[other] !== SAMPLES[other];
  return { [form]: text, ...(isFirst && { forms: hasOther ? "both" : form }) };
}

/** Puts the code of a form into the place of the other one; what is the reader's own there takes its place. */
export function moveCode(draft: Draft, form: Form): Partial<Draft> {
  const other = otherForm(form);
  const back = draft[other] === SAMPLES[other] ? "" : draft[other];
  return { [other]: draft[form], [form]: back, forms: back.trim() === "" ? other : "both" };
}

export function otherForm(form: Form): Form {
  return form === "action" ? "rule" : "action";
}

/** Narrows what came with a link, which anybody can have made. Undefined if it is no draft. */
export function readDraft(value: Readonly<Record<string, unknown>>): Draft | undefined {
  const { action, rule, login, own, answers, forms, ready, outage } = value;
  const texts = [action, rule, login, answers];
  if (!texts.every((text) => typeof text === "string")) return undefined;
  const [actionText = "", ruleText = "", loginText = "", answersText = ""] = texts;
  return {
    action: actionText,
    rule: ruleText,
    login: loginText,
    own: typeof own === "string" ? own : "",
    answers: answersText,
    ready: readyLogins.find(({ id }) => id === ready)?.id ?? "",
    forms: forms === "action" || forms === "rule" ? forms : "both",
    outage: outages.find(({ id }) => id === outage)?.id,
  };
}

const SAMPLE_ACTION = `exports.onExecutePostLogin = async (event, api) => {
  if (!event.user.email_verified) {
    api.access.deny("Verify your email address first.");
    return;
  }
  api.idToken.setCustomClaim("https://example.com/name", event.user.name);
};
`;

const SAMPLE_RULE = `function nameClaim(user, context, callback) {
  if (!user.email_verified) {
    return callback(new UnauthorizedError("Verify your email address first."));
  }
  context.idToken["https://example.com/name"] = user.name;
  callback(null, user, context);
}
`;

const SAMPLES: Readonly<Record<Form, string>> = { action: SAMPLE_ACTION, rule: SAMPLE_RULE };
