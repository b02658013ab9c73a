import type { AnyNode, Node } from "acorn";

import { resolveNames, type Names } from "../../../script/syntax/names.ts";
import { parseExpression, parseScript } from "../../../script/syntax/parser.ts";
import type { Binding } from "../../../script/syntax/scope.ts";
import { isFunction, type FunctionNode } from "../../../script/syntax/tree.ts";
import type { Obstacle, Place } from "../../translation.ts";

/** A rule as a syntax tree. */
export interface RuleTree {
  readonly code: string;
  readonly root: FunctionNode;
  readonly names: Names;
  /** What declares the three parameters. */
  readonly user: Binding;
  readonly context: Binding;
  readonly callback: Binding;
  readonly placeOf: (node: Node) => Place;
}

/**
 * Reads the text of a rule: one function (user, context, callback), perhaps in brackets or
 * exported.
 */
export function readRule(code: string): RuleTree | Obstacle {
  const placeOf = places(code);
  const all = placeOf({ start: 0, end: code.length });
  let root: AnyNode;
  try {
    root = findFunction(code);
  } catch (error) {
    const at = offsetOf(error);
    const place = placeOf({ start: at, end: Math.min(at + 1, code.length) });
    const said = error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, "") : "";
    return notRule(place, `the rule cannot be read: ${said}`);
  }
  if (!isFunction(root) || root.generator) {
    return notRule(all, "the rule is not one function");
  }
  const names = resolveNames(root);
  const [user, context, callback] = root.params.map((parameter) =>
    parameter.type === "Identifier" ? names.bindingOf(parameter) : undefined,
  );
  if (!user || !context || !callback) {
    return notRule(all, "the function does not have the parameters user, context and callback");
  }
  return { code, root, names, user, context, callback, placeOf };
}

function findFunction(code: string): AnyNode {
  let failure: unknown;
  try {
    const expression = parseExpression(code);
    if (/^[\s;]*$/.test(withoutComments(code.slice(expression.end)))) {
      return expression;
    }
  } catch (error) {
    failure = error;
  }
  try {
    return findStatement(code);
  } catch (error) {
    // As a statement it may only have lacked a name.
    throw failure !== undefined && offsetOf(failure) > offsetOf(error) ? failure : error;
  }
}

function offsetOf(error: unknown): number {
  return error instanceof Error && "pos" in error ? Number(error.pos) : 0;
}

/** `function name(…) { … }` or `module.exports = function …` */
function findStatement(code: string): AnyNode {
  const { body } = parseScript(code);
  const [first] = body;
  if (body.length !== 1 || !first) {
    throw new SyntaxError("it is more than one function");
  }
  if (first.type !== "ExpressionStatement") {
    return first;
  }
  const { expression } = first;
  return expression.type === "AssignmentExpression" ? expression.right : expression;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
}

function places(code: string): (node: Pick<Node, "start" | "end">) => Place {
  const starts = [0, ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return ({ start, end }) => {
    const line = starts.filter((from) => from <= start).length;
    return { line, column: start - (starts[line - 1] ?? 0) + 1, start, end };
  };
}

function notRule(place: Place, reason: string): Obstacle {
  return {
    id: "not-a-rule",
    place,
    reason,
    source: "https://auth0.com/docs/customize/rules/create-rules",
    instead: "give the text of one function (user, context, callback) { … } and nothing else",
    adapterHelps: false,
  };
}
