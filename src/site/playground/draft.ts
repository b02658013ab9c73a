import type { ShownTemplate } from "../gallery/read-gallery.ts";
import type { Form } from "../../run/job.ts";
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
