import type { AnyNode, Pattern } from "acorn";

import type { CodeBlock } from "../body/document.ts";
import { messageOf } from "../../script/form/form-error.ts";
import type { Problem } from "../problem.ts";
import type { RuleFault } from "../problems/code.ts";
import type { Source } from "../source.ts";
import { resolveNames, type Names } from "../../script/syntax/names.ts";
import { DepthError, parseExpression, parseScript } from "../../script/syntax/parser.ts";
import type { Range } from "../../text/places.ts";
import type { Form } from "../../script/form/form.ts";

/** A block of code as a syntax tree whose places can be shown in the file. */
export interface ParsedCode<Root extends AnyNode = AnyNode> {
  readonly form: Form;
  /** The text of the block. */
  readonly code: string;
  readonly root: Root;
  readonly names: Names;
  readonly rangeOf: (node: Range) => Range;
}

export type RuleFunction = Extract<AnyNode, { type: "FunctionExpression" }>;
export type ActionProgram = Extract<AnyNode, { type: "Program" }>;

/** Reads a rule: the text of one function expression (user, context, callback). */
export function parseRule(source: Source, block: CodeBlock): ParsedCode<RuleFunction> | Problem {
  const { code, start } = block;
  const rangeOf = shift(start);
  const wrong = (range: Range, fault: RuleFault): Problem =>
    source.problem("rule-form", rangeOf(range), { fault });
  const all = { start: 0, end: code.trimEnd().length };
  if (all.end === 0) {
    return wrong(all, "empty");
  }
  const expression = attempt(() => parseExpression(code));
  if (expression instanceof ParseFailure) {
    const program = attempt(() => parseScript(code));
    if (!(program instanceof ParseFailure)) {
      const [first] = program.body;
      return first ? wrong(first, "other") : wrong(all, "empty");
    }
    // More of it can be read as statements than as an expression.
    if (expression.message !== undefined && program.offset > expression.offset) {
      return wrong({ start: expression.offset, end: expression.offset + 1 }, "other");
    }
    return failureProblem({ source, form: "rule", block }, later(expression, program));
  }
  if (expression.type !== "FunctionExpression" || expression.generator) {
    return wrong(expression, "other");
  }
  const rest = code.slice(expression.end);
  if (rest.trim() !== "") {
    const from = expression.end + rest.length - rest.trimStart().length;
    return wrong({ start: from, end: all.end }, "tail");
  }
  const head = { start: expression.start, end: expression.body.start };
  const names = expression.params.map(plainName);
  if (names.length !== 3 || names.includes(undefined)) {
    return wrong(head, "parameters");
  }
  if (new Set(names).size < 3) {
    return wrong(head, "names");
  }
  return { form: "rule", code, root: expression, names: resolveNames(expression), rangeOf };
}

function plainName(parameter: Pattern): string | undefined {
  return parameter.type === "Identifier" ? parameter.name : undefined;
}

/** Reads an action: a CommonJS module. */
export function parseAction(source: Source, block: CodeBlock): ParsedCode<ActionProgram> | Problem {
  const program = attempt(() => parseScript(block.code));
  if (program instanceof ParseFailure) {
    return failureProblem({ source, form: "action", block }, program);
  }
  return {
    form: "action",
    code: block.code,
    root: program,
    names: resolveNames(program),
    rangeOf: shift(block.start),
  };
}

/** Where code could not be read on, as an offset in it, and why. */
class ParseFailure {
  readonly offset: number;
  /** What is wrong with the syntax, or undefined if the code is too deep. */
  readonly message: string | undefined;
  constructor(offset: number, message?: string) {
    this.offset = offset;
    this.message = message;
  }
}

function attempt<T>(read: () => T): T | ParseFailure {
  try {
    return read();
  } catch (error) {
    if (error instanceof DepthError) {
      return new ParseFailure(error.pos);
    }
    if (error instanceof SyntaxError && "pos" in error && typeof error.pos === "number") {
      return new ParseFailure(error.pos, messageOf(error));
    }
    throw error;
  }
}

function later(a: ParseFailure, b: ParseFailure): ParseFailure {
  return b.offset > a.offset ? b : a;
}

interface FormBlock {
  readonly source: Source;
  readonly form: Form;
  readonly block: CodeBlock;
}

function failureProblem(
  { source, form, block: { code, start } }: FormBlock,
  { offset, message }: ParseFailure,
): Problem {
  const range = { start: start + offset, end: start + Math.min(offset + 1, code.length) };
  if (message === undefined) {
    return source.problem("code-deep", range, { form });
  }
  const isCutOff = code !== "" && offset >= code.trimEnd().length;
  return source.problem(`${form}-syntax`, range, { message: isCutOff ? undefined : message });
}

function shift(offset: number): (range: Range) => Range {
  return ({ start, end }) => ({ start: start + offset, end: end + offset });
}
