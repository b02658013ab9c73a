import type { AnyNode } from "acorn";

import { nodesIn } from "./origins.ts";
import type { Work } from "../work.ts";

/** Whether a part of a test leads to an error or a factor where it is true. */
export function isRefusal(test: AnyNode, work: Work): boolean {
  const { names } = work.rule;
  let inner = test;
  let outer = names.parentOf(test);
  while (outer?.type === "LogicalExpression") {
    inner = outer;
    outer = names.parentOf(outer);
  }
  if (outer?.type !== "IfStatement" && outer?.type !== "ConditionalExpression") {
    return false;
  }
  return outer.test === inner && refuses(outer.consequent, work);
}

function refuses(node: AnyNode, work: Work): boolean {
  return [...nodesIn(node)].some((found) => {
    switch (found.type) {
      case "ThrowStatement":
        return true;
      case "NewExpression":
        return found.callee.type === "Identifier" && found.callee.name.endsWith("Error");
      case "AssignmentExpression":
        return work.denoter.nameOf(found.left) === "context.multifactor";
      default:
        return false;
    }
  });
}
