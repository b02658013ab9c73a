import { parse, parseExpressionAt, tokenizer, tokTypes, type Expression, type Token } from "acorn";

const ECMA_VERSION = 2023;
const NOT_ONE_FUNCTION =
  "a rule is one function expression; the platform cannot compile statements around it or an export";

/** A place in a script. */
export interface ScriptPlace {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
}

/** A script that the platform would refuse, and where. */
export class FormError extends SyntaxError implements ScriptPlace {
  readonly line: number;
  readonly column: number;

  constructor(message: string, place: ScriptPlace) {
    super(message);
    this.name = "SyntaxError";
    this.line = place.line;
    this.column = place.column;
  }
}

/** A script that may well be JavaScript, but is no rule. */
export class NoRuleError extends FormError {}

/** A rule's script without what may follow the function. */
export interface RuleForm {
  code: string;
  /** The function's own name, if it has one. */
  name: string | undefined;
  warnings: string[];
}

/**
 * Holds a script against the form of a rule: one function expression, since the platform uses the text as an
 * expression. Source: https://auth0.com/docs/customize/rules/create-rules
 *
 * @throws FormError if the text is anything else
 */
export function checkRuleForm(script: string): RuleForm {
  const written = parseExpression(script);
  const expression = withoutParentheses(written);
  if (expression.type !== "FunctionExpression" && expression.type !== "ArrowFunctionExpression")
    throw new NoRuleError(NOT_ONE_FUNCTION, placeOf(script, written.start));
  const warnings = checkTail(script, written.end);
  if (expression !== written)
    warnings.push("parentheses around a rule work, but are not documented");
  if (expression.type === "ArrowFunctionExpression")
    warnings.push("an arrow function as a rule works, but is not documented");
  const name = expression.type === "FunctionExpression" ? expression.id?.name : undefined;
  return { code: script.slice(0, written.end), name, warnings };
}

function withoutParentheses(expression: Expression): Expression {
  return expression.type === "ParenthesizedExpression"
    ? withoutParentheses(expression.expression)
    : expression;
}

function parseExpression(script: string): Expression {
  try {
    return parseExpressionAt(script, 0, { ecmaVersion: ECMA_VERSION, preserveParens: true });
  } catch (error) {
    const noRule = noRuleError(script, offsetOf(error));
    if (noRule) throw noRule;
    throw formError(script, error);
  }
}

/** What a text is that is no expression from an offset on, if more of it can be read as statements. */
function noRuleError(script: string, offset: number): NoRuleError | undefined {
  const first = firstToken(script);
  if (first?.type === tokTypes.eof)
    return new NoRuleError("the rule is empty", { line: 1, column: 1 });
  return first && beginsWithStatement(script, offset)
    ? new NoRuleError(NOT_ONE_FUNCTION, placeOf(script, first.start))
    : undefined;
}

function firstToken(script: string): Token | undefined {
  try {
    return tokenizer(script, { ecmaVersion: ECMA_VERSION }).getToken();
  } catch {
    return undefined;
  }
}

function beginsWithStatement(script: string, offset: number): boolean {
  try {
    parse(script, { ecmaVersion: ECMA_VERSION, allowImportExportEverywhere: true });
    return true;
  } catch (error) {
    return offsetOf(error) > offset;
  }
}

/** After the function: nothing, or a semicolon or a comment, which the platform may not survive. */
function checkTail(script: string, end: number): string[] {
  const warnings: string[] = [];
  if (script.slice(end).trim() !== "")
    warnings.push("text after the closing brace of a rule can break the rules of the tenant");
  try {
    for (const token of tokenizer(script.slice(end), { ecmaVersion: ECMA_VERSION }))
      if (token.type.label !== ";")
        throw new NoRuleError(
          "code after the function of a rule; the platform cannot compile it",
          placeOf(script, end + token.start),
        );
  } catch (error) {
    throw formError(script, error);
  }
  return warnings;
}

function formError(script: string, error: unknown): FormError {
  if (error instanceof FormError) return error;
  const { message } = error as SyntaxError;
  return new FormError(message.replace(/ \(\d+:\d+\)$/, ""), placeOf(script, offsetOf(error)));
}

/** Where the parser stopped. */
function offsetOf(error: unknown): number {
  return (error as { pos?: number }).pos ?? 0;
}

function placeOf(script: string, offset: number): ScriptPlace {
  const before = script.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
