import type { AnyNode, Expression } from "acorn";

import { isExports } from "./kind.ts";
import { childrenOf, isFunction, type FunctionNode } from "../syntax/tree.ts";

/**
 * What an expression is for certain, as in "an object", if it can never be a function; else
 * undefined.
 */
export function findNoFunction(expression: AnyNode): string | undefined {
  switch (expression.type) {
    case "ParenthesizedExpression":
      return findNoFunction(expression.expression);
    case "Literal":
      return describeLiteral(expression.value);
    case "Identifier":
      return expression.name === "undefined" ? "undefined" : undefined;
    case "TemplateLiteral":
      return "a string";
    case "ObjectExpression":
      return "an object";
    case "ArrayExpression":
      return "a list";
    case "ClassExpression":
      return "a class";
    case "UnaryExpression":
    case "BinaryExpression":
    case "UpdateExpression":
      return "a value";
    case "ImportExpression":
      return "a promise";
    case "SequenceExpression":
      return findLast(expression.expressions);
    case "ConditionalExpression":
      return findBoth(expression.consequent, expression.alternate);
    case "LogicalExpression":
      return expression.operator === "&&"
        ? findNoFunction(expression.right)
        : findBoth(expression.left, expression.right);
    case "AssignmentExpression":
      return findAssigned(expression);
    case "CallExpression":
      return isFunction(withoutParentheses(expression.callee))
        ? findReturned(withoutParentheses(expression.callee) as FunctionNode)
        : undefined;
    default:
      return undefined;
  }
}

/** The expression in parentheses, or the expression itself. */
export function withoutParentheses(expression: AnyNode): AnyNode {
  return expression.type === "ParenthesizedExpression"
    ? withoutParentheses(expression.expression)
    : expression;
}

function describeLiteral(value: unknown): string {
  if (value === null) {
    return "null";
  }
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function findLast(expressions: readonly Expression[]): string | undefined {
  const last = expressions.at(-1);
  return last && findNoFunction(last);
}

function findBoth(first: AnyNode, second: AnyNode): string | undefined {
  const [one, other] = [findNoFunction(first), findNoFunction(second)];
  return one === undefined || other === undefined ? undefined : other;
}

function findAssigned({
  operator,
  left,
  right,
}: Extract<AnyNode, { type: "AssignmentExpression" }>): string | undefined {
  if (isExports(left) || (left.type === "MemberExpression" && isExports(left.object))) {
    return "an export";
  }
  if (operator === "=") {
    return findNoFunction(right);
  }
  return ["&&=", "||=", "??="].includes(operator) ? undefined : "a value";
}

/** What a function returns that is called where it is written. */
function findReturned(called: FunctionNode): string | undefined {
  if (called.async) {
    return "a promise";
  }
  if (called.generator) {
    return "an object";
  }
  if (called.body.type !== "BlockStatement") {
    return findNoFunction(called.body);
  }
  const found = returnsIn(called.body).map((argument) =>
    argument ? findNoFunction(argument) : "undefined",
  );
  return found.includes(undefined) ? undefined : (found[0] ?? "undefined");
}

/** What a function's own `return` statements give. */
function returnsIn(body: AnyNode): (Expression | null | undefined)[] {
  const found: (Expression | null | undefined)[] = [];
  const pending = [body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "ReturnStatement") {
      found.push(node.argument);
    }
    if (!isFunction(node)) {
      for (const child of childrenOf(node)) {
        pending.push(child);
      }
    }
  }
  return found;
}
