import { parse, parseExpressionAt, type AnyNode, type Options } from "acorn";

import type { CodeBlock } from "../document.ts";
import type { Problem } from "../problem.ts";
import type { Range, Source } from "../source.ts";
import { resolveNames, type Names } from "./scope.ts";

/** A block of code as a syntax tree whose places can be shown in the file. */
export interface ParsedCode<Root extends AnyNode = AnyNode> {
  readonly form: "rule" | "action";
  readonly root: Root;
  readonly names: Names;
  readonly rangeOf: (node: Range) => Range;
}

/** What Node 22, the platform's runtime, can run. The platform takes scripts, no ES modules. */
export const syntax: Options = { ecmaVersion: 2024, sourceType: "script" };

export type RuleFunction = Extract<AnyNode, { type: "FunctionExpression" }>;
export type ActionProgram = Extract<AnyNode, { type: "Program" }>;

/** Reads a rule: the text of one function expression (user, context, callback). */
export function parseRule(source: Source, block: CodeBlock): ParsedCode<RuleFunction> | Problem {
  const { code, start } = block;
  const rangeOf = shift(start);
  const wrong = (range: Range, message: string): Problem =>
    source.problem(
      "rule-form",
      rangeOf(range),
      message,
      "write one function (user, context, callback) { … } and nothing else",
    );
  const all = { start: 0, end: code.trimEnd().length };
  if (all.end === 0) return wrong(all, "the rule is empty");
  const expression = attempt(() => parseExpressionAt(code, 0, syntax));
  if (expression instanceof Failure) {
    const program = attempt(() => parse(code, syntax));
    if (!(program instanceof Failure)) {
      return wrong(program.body[0] ?? all, "the rule is not one function expression");
    }
    return syntaxProblem(source, "rule", rangeOf, code, later(expression, program));
  }
  if (expression.type !== "FunctionExpression" || expression.generator) {
    return wrong(expression, "the rule is not one function expression");
  }
  const rest = code.slice(expression.end);
  if (rest.trim() !== "") {
    const from = expression.end + rest.length - rest.trimStart().length;
    return wrong({ start: from, end: all.end }, "something follows the function");
  }
  const plain = expression.params.every(({ type }) => type === "Identifier");
  if (expression.params.length !== 3 || !plain) {
    const end = expression.body.start;
    return wrong({ start: expression.start, end }, "the function does not have three parameters");
  }
  return finish(source, { form: "rule", root: expression, rangeOf });
}

/** Reads an action: a CommonJS module. */
export function parseAction(source: Source, block: CodeBlock): ParsedCode<ActionProgram> | Problem {
  const rangeOf = shift(block.start);
  const program = attempt(() => parse(block.code, syntax));
  if (program instanceof Failure) {
    return syntaxProblem(source, "action", rangeOf, block.code, program);
  }
  return finish(source, { form: "action", root: program, rangeOf });
}

/** Where JavaScript could not be read on, as an offset in the code. */
class Failure {
  readonly offset: number;
  readonly message: string;
  constructor(offset: number, message: string) {
    this.offset = offset;
    this.message = message;
  }
}

function attempt<T>(read: () => T): T | Failure {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError && "pos" in error && typeof error.pos === "number") {
      return new Failure(error.pos, error.message.replace(/ \(\d+:\d+\)$/, ""));
    }
    if (error instanceof RangeError) return new Failure(0, "It is nested too deeply");
    throw error;
  }
}

function later(a: Failure, b: Failure): Failure {
  return b.offset > a.offset ? b : a;
}

function syntaxProblem(
  source: Source,
  form: "rule" | "action",
  rangeOf: (range: Range) => Range,
  code: string,
  { offset, message }: Failure,
): Problem {
  const ended = code !== "" && offset >= code.trimEnd().length;
  const esm = message.includes("'import' and 'export'");
  return source.problem(
    `${form}-syntax`,
    rangeOf({ start: offset, end: Math.min(offset + 1, code.length) }),
    ended ? `the ${form} ends before it is complete` : `the ${form} is not JavaScript: ${message}`,
    ended
      ? "close what is still open: a brace, a bracket, a quote"
      : esm
        ? "use require and exports: the platform takes CommonJS"
        : "correct the syntax here",
  );
}

function finish<Root extends AnyNode>(
  source: Source,
  parsed: Omit<ParsedCode<Root>, "names">,
): ParsedCode<Root> | Problem {
  const names = attempt(() => resolveNames(parsed.root));
  if (!(names instanceof Failure)) return { ...parsed, names };
  return syntaxProblem(source, parsed.form, parsed.rangeOf, "", names);
}

function shift(offset: number): (range: Range) => Range {
  return ({ start, end }) => ({ start: start + offset, end: end + offset });
}
