import { tokenizer } from "acorn";

import { checkRuleForm, FormError } from "../emulator/rules/form.ts";
import { InputError } from "./input-error.ts";
import { KEYWORD } from "./keywords.ts";
import type { TextFile } from "./text-files.ts";
import type { Form } from "../script/form.ts";

/** A script is an action if it exports a handler, of whatever trigger and by whatever syntax; else it is a rule. */
export function detectForm(code: string): Form {
  // A keyword can stand where a name could.
  const words = readWords(code.replace(KEYWORD, "_"));
  return EXPORTED.some((pattern) => pattern.test(words)) ? "action" : "rule";
}

const HANDLER = String.raw`on(?:Execute|Continue)[A-Z]\w*(?: |$)`;

/** What exports a handler: CommonJS, and the ES modules that the platform does not take. */
const EXPORTED = [
  new RegExp(String.raw`(?:^| )exports (?:\. )?(?:= \{ (?:.* )?)?${HANDLER}`),
  new RegExp(
    String.raw`(?:^| )export (?:async )?(?:const|let|var|function|\{ (?:.* )?)? ?${HANDLER}`,
  ),
];

/** Holds a script against the form that it is to run as. @throws InputError if it is of the other one */
export function checkForm({ shown, text }: TextFile, form: Form): void {
  if (detectForm(text) === form) return;
  if (form === "rule")
    throw new InputError({
      message: `${shown} is an action, not a rule: it exports a handler`,
      hint: "run it by itself, without --as rule",
    });
  if (isOneFunction(text))
    throw new InputError({
      message: `${shown} is one function, as a rule is: an action exports onExecutePostLogin`,
      hint: "run a rule without --as action",
    });
}

function isOneFunction(code: string): boolean {
  try {
    checkRuleForm(code);
    return true;
  } catch (error) {
    if (error instanceof FormError) return false;
    throw error;
  }
}

/** The tokens of a script as far as it is JavaScript, without comments. */
function readWords(code: string): string {
  const words: string[] = [];
  try {
    for (const { start, end, type } of tokenizer(code, { ecmaVersion: "latest" }))
      words.push(type.label === "string" ? '""' : code.slice(start, end));
  } catch {
    // What is wrong is said where the script is loaded.
  }
  return words.join(" ");
}
