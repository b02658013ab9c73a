import type { AnyNode } from "acorn";

import { functionOf } from "../../script/syntax/functions.ts";
import type { Names } from "../../script/syntax/names.ts";
import { childrenOf, isFunction, type FunctionNode } from "../../script/syntax/tree.ts";

/** The functions that the expression of a rule can yield, as far as the code itself says it. */
export function findRules(names: Names, expression: AnyNode): FunctionNode[] {
  switch (expression.type) {
    case "ConditionalExpression":
      return [expression.consequent, expression.alternate].flatMap((part) =>
        findRules(names, part),
      );
    case "LogicalExpression":
      return [expression.left, expression.right].flatMap((part) => findRules(names, part));
    case "SequenceExpression":
      return expression.expressions.slice(-1).flatMap((part) => findRules(names, part));
    case "CallExpression":
      // A function that is called where it stands.
      return isFunction(expression.callee)
        ? returnsOf(expression.callee).flatMap((value) => findRules(names, value))
        : [];
    default: {
      const found = functionOf(names, expression);
      return found ? [found] : [];
    }
  }
}

/** What a function returns, its inner functions left out. */
function returnsOf({ body }: FunctionNode): AnyNode[] {
  if (body.type !== "BlockStatement") {
    return [body];
  }
  const returned: AnyNode[] = [];
  const pending: AnyNode[] = [body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "ReturnStatement" && node.argument) {
      returned.push(node.argument);
    } else if (!isFunction(node)) {
      pending.push(...childrenOf(node));
    }
  }
  return returned;
}
