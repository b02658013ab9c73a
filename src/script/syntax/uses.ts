import type { MemberExpression, Node } from "acorn";

import type { Names } from "./names.ts";

/** The chain that ends with a link such as `a?.b`, or the node itself. */
export function chainOf(names: Names, node: Node): Node {
  const parent = names.parentOf(node);
  return parent?.type === "ChainExpression" ? parent : node;
}

/** The member that is read or written of an object: `object.x` where code has `object`. */
export function memberOf(names: Names, object: Node): MemberExpression | undefined {
  const parent = names.parentOf(object);
  return parent?.type === "MemberExpression" && parent.object === object ? parent : undefined;
}

/** Whether what a name stands for is called. */
export function isCalled(names: Names, use: Node): boolean {
  const parent = names.parentOf(use);
  return parent?.type === "CallExpression" && parent.callee === use;
}

/** Whether code gives a new value to what a name or a member stands for, or deletes it. */
export function isAssigned(names: Names, node: Node): boolean {
  const parent = names.parentOf(node);
  switch (parent?.type) {
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ForInStatement":
    case "ForOfStatement":
      return parent.left === node;
    case "Property":
      return parent.value === node && names.parentOf(parent)?.type === "ObjectPattern";
    case "ArrayPattern":
    case "RestElement":
    case "UpdateExpression":
      return true;
    case "UnaryExpression":
      return parent.operator === "delete";
    case "ChainExpression":
      return isAssigned(names, parent);
    default:
      return false;
  }
}
