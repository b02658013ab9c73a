import type { AnyNode, BinaryExpression, CallExpression } from "acorn";

import { isFunction, memberKey, stringOf } from "../../script/syntax/tree.ts";
import { nameOfCallee } from "./paths.ts";
import type { Span } from "./syntax.ts";

/**
 * How two values are compared: a list or a text `holds` an item, a text `starts` or `ends` with
 * another, a pattern `matches` a text, an object has a `key`. Of `truth` there is one value, and of
 * `parsed` one that comes from JSON.
 */
export type Relation =
  "equal" | "order" | "holds" | "starts" | "ends" | "matches" | "key" | "truth" | "parsed";

/** One of the values of a comparison. */
export interface Side {
  readonly node: AnyNode;
  /** Whether it is looked at when the script runs: what the code writes is known before. */
  readonly isSeen: boolean;
  /** Whether its length is compared, not the value itself. */
  readonly isLength: boolean;
}

/** A comparison whose values are looked at when the script runs. */
export interface Probe extends Span {
  readonly relation: Relation;
  readonly left: Side;
  readonly right?: Side;
  /** What else the left value is compared with: the cases of a switch. */
  readonly cases?: readonly AnyNode[];
}

/** By the name of a method, how it compares what it is called on with what it is given. */
const methods = new Map<string, Relation>([
  ["includes", "holds"],
  ["indexOf", "holds"],
  ["lastIndexOf", "holds"],
  ["has", "holds"],
  ["get", "key"],
  ["hasOwnProperty", "key"],
  ["startsWith", "starts"],
  ["endsWith", "ends"],
  ["test", "matches"],
  ["exec", "matches"],
  ["localeCompare", "equal"],
]);

/** The same for methods of texts that are given a pattern. */
const patternMethods = new Set(["match", "matchAll", "search"]);

/** Functions that compare their first two arguments. */
const functions = new Map<string, Relation>([
  ["Object.hasOwn", "key"],
  ["_.includes", "holds"],
  ["_.contains", "holds"],
  ["_.has", "key"],
  ["_.isEqual", "equal"],
  ["_.startsWith", "starts"],
  ["_.endsWith", "ends"],
  ["timingSafeEqual", "equal"],
  ["crypto.timingSafeEqual", "equal"],
]);

/** The comparisons that a node is, none for most nodes. */
export function probesOf(node: AnyNode): Probe[] {
  switch (node.type) {
    case "BinaryExpression":
      return probeComparison(node);
    case "SwitchStatement":
      return probe(node.discriminant, "equal", [node.discriminant]).map((one) => ({
        ...one,
        cases: node.cases.flatMap(({ test }) => test ?? []),
      }));
    case "LogicalExpression":
      return probe(node.left, "truth", [node.left]);
    case "CallExpression":
      return probeCall(node);
    case "MemberExpression":
      return node.computed && stringOf(node.property) === undefined
        ? probe(node, "key", [objectOf(node), node.property])
        : [];
    default:
      return [];
  }
}

function probeComparison(node: BinaryExpression): Probe[] {
  const { operator, left, right } = node;
  if (operator === "in") {
    return left.type === "PrivateIdentifier" ? [] : probe(node, "key", [right, left]);
  }
  const isEquality = /^[=!]==?$/.test(operator);
  if (!isEquality && !/^[<>]=?$/.test(operator)) {
    return [];
  }
  const isOfType = [left, right].some(isTypeOf);
  return isOfType ? [] : probe(node, isEquality ? "equal" : "order", [left, right]);
}

/** Whether a node is `typeof x`: what is asked of a type is not a value of a login. */
export function isTypeOf(node: AnyNode): boolean {
  return node.type === "UnaryExpression" && node.operator === "typeof";
}

function probeCall(node: CallExpression): Probe[] {
  const { callee, arguments: given } = node;
  const [first, second] = given;
  const name = nameOfCallee(callee);
  if (name === "JSON.parse") {
    return probe(node, "parsed", [node]);
  }
  const compares = functions.get(name);
  if (compares) {
    return probe(node, compares, [first, second]);
  }
  if (callee.type !== "MemberExpression") {
    return [];
  }
  const method = memberKey(callee) ?? "";
  if (method === "json" && given.length === 0) {
    return probe(node, "parsed", [node]);
  }
  if (method === "call" && isOwnProperty(callee.object)) {
    return probe(node, "key", [first, second]);
  }
  if (patternMethods.has(method)) {
    return probe(node, "matches", [first, objectOf(callee)]);
  }
  const relation = methods.get(method);
  return relation ? probe(node, relation, [objectOf(callee), first]) : [];
}

function isOwnProperty(node: AnyNode): boolean {
  return node.type === "MemberExpression" && memberKey(node) === "hasOwnProperty";
}

function objectOf({ object }: Extract<AnyNode, { type: "MemberExpression" }>): AnyNode {
  return object;
}

function probe(
  { start, end }: Span,
  relation: Relation,
  [left, right]: readonly [left: AnyNode | undefined, right?: AnyNode | undefined],
): Probe[] {
  if (!left) {
    return [];
  }
  const sides = { left: sideOf(left), ...(right && { right: sideOf(right) }) };
  return sides.left.isSeen || sides.right?.isSeen ? [{ start, end, relation, ...sides }] : [];
}

function sideOf(node: AnyNode): Side {
  const isLength =
    node.type === "MemberExpression" && memberKey(node) === "length" && canBeSeen(node.object);
  const seen = isLength ? node.object : node;
  return { node: seen, isLength, isSeen: canBeSeen(seen) };
}

/** Whether a node has a value that the code does not write, and can be wrapped in a call. */
function canBeSeen(node: AnyNode): boolean {
  switch (node.type) {
    case "Literal":
    case "SpreadElement":
    case "Super":
    case "PrivateIdentifier":
      return false;
    case "TemplateLiteral":
      return node.expressions.length > 0;
    case "UnaryExpression":
      return node.argument.type !== "Literal";
    case "MemberExpression":
    case "CallExpression":
      return !isOptional(node);
    default:
      return !isFunction(node);
  }
}

/**
 * Whether a part of a chain is after `?.`: what is around it ends with the chain, so it cannot be
 * wrapped.
 */
function isOptional(node: AnyNode): boolean {
  switch (node.type) {
    case "MemberExpression":
      return node.optional || isOptional(node.object);
    case "CallExpression":
      return node.optional || isOptional(node.callee);
    default:
      return false;
  }
}
