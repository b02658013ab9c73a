import { tokensOf } from "../syntax/parser.ts";
import type { Form } from "./form.ts";
import { checkRuleForm } from "./rule-form.ts";
import { FormError } from "./form-error.ts";

/** What the Deploy CLI replaces in a file before it deploys it. */
export const keyword = /@@\w+@@|##\w+##/g;

/**
 * A script is an action if it exports a handler, of whatever trigger and by whatever syntax; else
 * it is a rule.
 */
export function detectForm(code: string): Form {
  // A keyword can stand where a name could.
  const words = readWords(code.replace(keyword, "_"));
  return exported.some((pattern) => pattern.test(words)) ? "action" : "rule";
}

const handler = String.raw`on(?:Execute|Continue)[A-Z]\w*(?: |$)`;

/** What exports a handler: CommonJS, and the ES modules that the platform does not take. */
const exported = [
  new RegExp(String.raw`(?:^| )exports (?:\. )?(?:= \{ (?:.* )?)?${handler}`),
  new RegExp(
    String.raw`(?:^| )export (?:async )?(?:const|let|var|function|\{ (?:.* )?)? ?${handler}`,
  ),
];

/** Whether a text is one function, as a rule is. */
export function isOneFunction(code: string): boolean {
  try {
    checkRuleForm(code);
    return true;
  } catch (error) {
    if (error instanceof FormError) {
      return false;
    }
    throw error;
  }
}

/** The tokens of a script as far as it is JavaScript, without comments. */
function readWords(code: string): string {
  const words: string[] = [];
  try {
    for (const { start, end, type } of tokensOf(code)) {
      words.push(type.label === "string" ? '""' : code.slice(start, end));
    }
  } catch {
    // What is wrong is said where the script is loaded.
  }
  return words.join(" ");
}
