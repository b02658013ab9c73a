import { InputError } from "../../input/input-error.ts";
import { checkFilled } from "../../input/keywords.ts";
import type { Subject } from "../../input/subject.ts";
import { plainRule } from "../../migrate/plain-rule.ts";
import type { FormText } from "../../run/job.ts";
import { FormError, KindError } from "../../script/form/form-error.ts";
import { checkRuleForm } from "../../script/form/rule-form.ts";

/** The rule of what was named. @throws InputError if there is none */
export function chooseRule({ name, pipelines }: Subject): FormText {
  const rule = pipelines.flatMap(({ texts }) => texts).find(({ form }) => form === "rule");
  if (!rule) {
    const message = `${name} has no rule: it is an action already`;
    throw new InputError({
      message,
      hint: "name a file with a function (user, context, callback)",
    });
  }
  return rule;
}

/**
 * The text of a rule that can be loaded, without an export before it.
 *
 * @throws InputError at what the platform would refuse
 */
export function readText(rule: FormText): string {
  checkKeywords(rule);
  const code = plainRule(rule.code);
  try {
    checkRuleForm(code);
  } catch (error) {
    if (!(error instanceof FormError)) {
      throw error;
    }
    const { file, line } = rule;
    const isOther = error instanceof KindError;
    const message = isOther ? error.message : `the rule is not JavaScript: ${error.message}`;
    const place = { file, line: line + error.line - 1, column: error.column };
    const hint = isOther
      ? "give the text of one function (user, context, callback) { … }"
      : "a rule is plain JavaScript: compile TypeScript first";
    const text = "\n".repeat(line - 1) + rule.code;
    throw new InputError({ ...place, message, hint }, new Map([[file, text]]));
  }
  return code;
}

/** Placeholders of a deployment are text in quotes; elsewhere they are not JavaScript. */
function checkKeywords(rule: FormText): void {
  try {
    checkFilled(rule);
  } catch (error) {
    if (!(error instanceof InputError)) {
      throw error;
    }
    const hint = "replace it by its value, or put quotes around it: the action then keeps it";
    const problems = error.problems.map((problem) => ({ ...problem, hint }));
    throw new InputError(problems, error.texts);
  }
}
