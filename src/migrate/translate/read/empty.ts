import type { AnyNode, CallExpression } from "acorn";

import { memberKey } from "../../../script/syntax/tree.ts";
import type { Work } from "../work.ts";

/** What an expression is where an object is empty that a rule would not see at all. */
export type AtEmpty =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "throws" }
  | { readonly kind: "unknown" };

const unknown: AtEmpty = { kind: "unknown" };
const throws: AtEmpty = { kind: "throws" };
/** The empty object itself. */
const empty = {};
/** What is listed of it. */
const nothing: readonly unknown[] = [];

/** Works out an expression as far as it depends on an empty object at a path of the rule. */
export function evaluateAtEmpty(node: AnyNode, path: string, work: Work): AtEmpty {
  const name = work.denoter.nameOf(node);
  if (name === path) {
    return valued(empty);
  }
  const inner = (part: AnyNode) => evaluateAtEmpty(part, path, work);
  switch (node.type) {
    case "Literal":
      return valued(node.value);
    case "ChainExpression":
      return inner(node.expression);
    case "MemberExpression":
      return memberOf(inner(node.object), node.optional, memberKey(node));
    case "CallExpression":
      if (isListing(node, work) && listsEmpty(node, path, work)) {
        return valued(nothing);
      }
      return node.callee.type === "MemberExpression" ? callOf(inner(node.callee)) : unknown;
    case "UnaryExpression":
      return node.operator === "!" ? map(inner(node.argument), (value) => !value) : unknown;
    case "LogicalExpression":
      return logical(node.operator, inner(node.left), () => inner(node.right));
    case "BinaryExpression":
      return compare(node.operator, inner(node.left), inner(node.right));
    default:
      return unknown;
  }
}

/** Whether it is `Object.keys(…)`, or one of the like. */
function isListing({ callee }: CallExpression, work: Work): boolean {
  const text = work.rule.code.slice(callee.start, callee.end);
  return /^Object\.(?:keys|values|entries)$/.test(text);
}

function listsEmpty({ arguments: [listed] }: CallExpression, path: string, work: Work): boolean {
  const found = listed && evaluateAtEmpty(listed, path, work);
  return found?.kind === "value" && found.value === empty;
}

function valued(value: unknown): AtEmpty {
  return { kind: "value", value };
}

function map(result: AtEmpty, change: (value: unknown) => unknown): AtEmpty {
  return result.kind === "value" ? valued(change(result.value)) : result;
}

function memberOf(object: AtEmpty, optional: boolean, key: string | undefined): AtEmpty {
  if (object.kind !== "value") {
    return object;
  }
  if (object.value === nothing) {
    return key === "length" ? valued(0) : unknown;
  }
  if (object.value === empty) {
    return key === undefined ? unknown : valued(undefined);
  }
  if (object.value !== undefined) {
    return unknown;
  }
  return optional ? valued(undefined) : throws;
}

/** What is undefined cannot be called. */
function callOf(callee: AtEmpty): AtEmpty {
  return callee.kind === "value" && callee.value === undefined ? throws : callee;
}

function logical(operator: string, left: AtEmpty, right: () => AtEmpty): AtEmpty {
  if (left.kind !== "value") {
    return left;
  }
  if (operator === "&&") {
    return left.value ? right() : left;
  }
  if (operator === "||") {
    return left.value ? left : right();
  }
  return left.value === undefined || left.value === null ? right() : left;
}

function compare(operator: string, left: AtEmpty, right: AtEmpty): AtEmpty {
  if (left.kind === "throws" || right.kind === "throws") {
    return throws;
  }
  const [known, other] = left.kind === "value" ? [left, right] : [right, left];
  if (known.kind !== "value" || known.value === empty) {
    return unknown;
  }
  const isSame = other.kind === "value" && other.value === known.value;
  // What is not known here is taken for something else only where both sides are written out.
  if (other.kind !== "value") {
    return unknown;
  }
  if (operator === "===" || operator === "==") {
    return valued(isSame);
  }
  if (operator === "!==" || operator === "!=") {
    return valued(!isSame);
  }
  return operator === "in" ? valued(false) : unknown;
}
