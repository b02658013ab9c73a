import { detectForm, isOneFunction } from "../script/form/detect.ts";
import type { Form } from "../script/form/form.ts";
import { InputError } from "./input-error.ts";
import type { TextFile } from "./text-files.ts";

/**
 * Holds a script against the form that it is to run as.
 *
 * @throws InputError if it is of the other one
 */
export function checkForm({ shown, text }: TextFile, form: Form): void {
  if (detectForm(text) === form) {
    return;
  }
  if (form === "rule") {
    throw new InputError({
      message: `${shown} is an action, not a rule: it exports a handler`,
      hint: "run it by itself, without --as rule",
    });
  }
  if (isOneFunction(text)) {
    throw new InputError({
      message: `${shown} is one function, as a rule is: an action exports onExecutePostLogin`,
      hint: "run a rule without --as action",
    });
  }
}
