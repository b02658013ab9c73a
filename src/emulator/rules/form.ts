import { parseExpressionAt, tokenizer, type Expression } from "acorn";

const ECMA_VERSION = 2023;

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
  const expression = parse(script);
  if (expression.type !== "FunctionExpression" && expression.type !== "ArrowFunctionExpression")
    throw new FormError(
      "a rule is one function expression; the platform cannot compile statements around it or an export",
      placeOf(script, expression.start),
    );
  const warnings = checkTail(script, expression.end);
  if (expression.type === "ArrowFunctionExpression")
    warnings.push("an arrow function as a rule works, but is not documented");
  const name = expression.type === "FunctionExpression" ? expression.id?.name : undefined;
  return { code: script.slice(0, expression.end), name, warnings };
}

function parse(script: string): Expression {
  try {
    return parseExpressionAt(script, 0, { ecmaVersion: ECMA_VERSION });
  } catch (error) {
    throw formError(script, error);
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
        throw new FormError(
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
  const { message, pos } = error as SyntaxError & { pos?: number };
  return new FormError(message.replace(/ \(\d+:\d+\)$/, ""), placeOf(script, pos ?? 0));
}

function placeOf(script: string, offset: number): ScriptPlace {
  const before = script.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
