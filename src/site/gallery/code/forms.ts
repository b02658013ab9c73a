import type { Form } from "../../../script/form/form.ts";
import type { ShownTemplate } from "../../model/read-template.ts";

/** The code of a form, empty where there is none. */
export function codeOf({ action, code }: ShownTemplate, form: Form): string {
  return form === "action" ? (action?.code ?? "") : code;
}

/** Why there is no code of a form; empty where nobody says. */
export function reasonOf({ noAction, noRule }: ShownTemplate, form: Form): string {
  return form === "action" ? noAction : noRule;
}

/**
 * The forms that there are, or that there are not for a reason. The action is what a tenant runs
 * today.
 */
export function formsOf(template: ShownTemplate): readonly Form[] {
  const forms: readonly Form[] = ["action", "rule"];
  const told = forms.filter(
    (form) => codeOf(template, form) !== "" || reasonOf(template, form) !== "",
  );
  return told.length > 0 ? told : ["rule"];
}

/** The form to show: the one that an address names, or the first one with code. */
export function shownForm(template: ShownTemplate, named: Form | undefined): Form {
  const forms = formsOf(template);
  if (named !== undefined && forms.includes(named)) {
    return named;
  }
  return forms.find((form) => codeOf(template, form) !== "") ?? forms[0] ?? "rule";
}
