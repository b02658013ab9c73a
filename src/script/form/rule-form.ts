import { parseFirstExpression, parseProgram, tokensOf } from "../syntax/parser.ts";
import type { AnyNode, Token } from "acorn";

import { positionAt } from "../../text/places.ts";
import { formErrorOf, KindError, offsetOf } from "./form-error.ts";
import { describeKind } from "./kind.ts";
import type { ParsedScript } from "./parsed-script.ts";
import { findNoFunction, withoutParentheses } from "./yield.ts";

const notOneFunction =
  "a rule is one function expression; the platform cannot compile statements around it or an export";

/** A script that may well be JavaScript, but is no rule. */
export class NoRuleError extends KindError {}

/** A rule's script without what may follow the function. */
export interface RuleForm extends ParsedScript {
  /** The function's own name, if it has one. */
  name: string | undefined;
  warnings: string[];
}

/**
 * Holds a script against the form of a rule: one function expression, since the platform uses the
 * text as an expression. Whatever other expression may give a function is taken, too.
 * Source: https://auth0.com/docs/customize/rules/create-rules
 *
 * @throws FormError if the text is anything else
 */
export function checkRuleForm(script: string): RuleForm {
  const written = parseExpression(script);
  const expression = withoutParentheses(written);
  const { type } = expression;
  const isFunction = type === "FunctionExpression" || type === "ArrowFunctionExpression";
  if (!isFunction) {
    checkYield(script, written);
  }
  const warnings = checkTail(script, written.end);
  if (!isFunction) {
    warnings.push("an expression that gives a function works as a rule, but is not documented");
  } else if (expression !== written) {
    warnings.push("parentheses around a rule work, but are not documented");
  }
  if (type === "ArrowFunctionExpression") {
    warnings.push("an arrow function as a rule works, but is not documented");
  }
  const name = type === "FunctionExpression" ? expression.id?.name : undefined;
  return { code: script.slice(0, written.end), root: written, name, warnings };
}

/** @throws NoRuleError if an expression cannot give a function */
function checkYield(script: string, written: AnyNode): void {
  const found = findNoFunction(written);
  if (found === undefined) {
    return;
  }
  const isExport = found === "an export" || found === "a class";
  const message = isExport
    ? (describeKind(script) ?? notOneFunction)
    : `a rule is a function (user, context, callback), or gives one, and this gives ${found}`;
  throw new NoRuleError(message, positionAt(script, written.start));
}

function parseExpression(script: string): AnyNode {
  try {
    return parseFirstExpression(script);
  } catch (error) {
    const noRule = noRuleError(script, offsetOf(error));
    if (noRule) {
      throw noRule;
    }
    throw formErrorOf(script, error);
  }
}

/**
 * What a text is that is no expression from an offset on, if more of it can be read as statements.
 */
function noRuleError(script: string, offset: number): NoRuleError | undefined {
  const first = firstToken(script);
  if (first === null) {
    return new NoRuleError("the rule is empty", { line: 1, column: 1 });
  }
  if (!first || !beginsWithStatement(script, offset)) {
    return undefined;
  }
  const message = describeKind(script) ?? notOneFunction;
  return new NoRuleError(message, positionAt(script, first.start));
}

/** The first token of a script: null if there is none, undefined if it cannot be read. */
function firstToken(script: string): Token | null | undefined {
  try {
    const [first = null] = tokensOf(script);
    return first;
  } catch {
    return undefined;
  }
}

function beginsWithStatement(script: string, offset: number): boolean {
  try {
    parseProgram(script, { allowImportExportEverywhere: true });
    return true;
  } catch (error) {
    return offsetOf(error) > offset;
  }
}

/** After the function: nothing, or a semicolon or a comment, which the platform may not survive. */
function checkTail(script: string, end: number): string[] {
  const warnings: string[] = [];
  if (script.slice(end).trim() !== "") {
    warnings.push("text after the closing brace of a rule can break the rules of the tenant");
  }
  try {
    for (const token of tokensOf(script.slice(end))) {
      if (token.type.label !== ";") {
        throw new NoRuleError(
          describeKind(script) ??
            "code after the function of a rule; the platform cannot compile it",
          positionAt(script, end + token.start),
        );
      }
    }
  } catch (error) {
    throw formErrorOf(script, error);
  }
  return warnings;
}
