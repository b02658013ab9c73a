import type { AnyNode, BinaryExpression, ConditionalExpression, LogicalExpression } from "acorn";

import { stringOf } from "../../../script/syntax/tree.ts";
import { evaluateAtEmpty } from "../read/empty.ts";
import { isRefusal } from "../read/refusals.ts";
import { needsPart, noteAbsence, noteNone, valueAt } from "../read/guards.ts";
import { nodesIn } from "../read/origins.ts";
import { alwaysThere } from "../read/shapes.ts";
import { isRecord } from "../../../text/plain-data.ts";
import { plain, type Work } from "../work.ts";
import { inputOf } from "../../../explore/trial.ts";

/** What a test comes to wherever the handler runs; undefined if logins differ. */
export function foldTest(node: AnyNode, work: Work): boolean | undefined {
  const path = work.denoter.nameOf(node);
  if (path in alwaysThere && !isEmptied(path)) {
    noteWay(node, work);
    return true;
  }
  if (path === "user" || path === "context") {
    return true;
  }
  if (path === "context.redirect" || path === "context.multifactor") {
    return foldTarget(node, path, work);
  }
  switch (node.type) {
    case "Literal":
      return Boolean(node.value);
    case "Identifier": {
      const binding = work.bindingOf(node);
      return binding && work.falsy.has(binding) ? false : foldName(node, work);
    }
    case "UnaryExpression": {
      const inner = node.operator === "!" ? foldTest(node.argument, work) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case "LogicalExpression":
      return foldLogical(node, work);
    case "BinaryExpression":
      return foldProtocol(node, work);
    default:
      return undefined;
  }
}

/** Whether an action sees an empty object where a rule sees nothing. */
function isEmptied(path: string): boolean {
  return path === "context.request.geoip" || /^user\.(?:app|user)_metadata$/.test(path);
}

/**
 * Notes what has to be there for a rule to look at a part at all, which is not written where the
 * look is left out.
 */
function noteWay(node: AnyNode, work: Work): void {
  const inner = node.type === "ChainExpression" ? node.expression : node;
  if (inner.type === "MemberExpression") {
    needsPart(inner, work.denoter.nameOf(inner.object), work);
  }
}

/** What was declared as a test for the return from a redirect. */
function foldName(node: AnyNode, work: Work): boolean | undefined {
  const binding = work.bindingOf(node);
  const declaration = binding?.declaration;
  if (declaration?.type !== "VariableDeclarator" || declaration.id.type !== "Identifier") {
    return undefined;
  }
  const { init } = declaration;
  if (init?.type !== "BinaryExpression" || binding?.redeclared) {
    return undefined;
  }
  const isConstant = binding?.references.every((use) => {
    const parent = work.rule.names.parentOf(use);
    return parent?.type !== "AssignmentExpression" || parent.left !== use;
  });
  return isConstant ? foldProtocol(init, work) : undefined;
}

function foldTarget(node: AnyNode, path: string, work: Work): boolean {
  const isOwn = work.rule.names.nodes.some(
    (other) =>
      other.type === "AssignmentExpression" &&
      other.start < node.start &&
      work.denoter.nameOf(other.left) === path,
  );
  if (isOwn) {
    work.notes.refuse("claims-read", node);
  }
  const what = path === "context.redirect" ? "redirects" : "asks for a factor";
  work.notes.needs("earlier-rule", node, [`no rule before this one ${what}`]);
  return false;
}

function foldLogical(
  { left, operator, right }: LogicalExpression,
  work: Work,
): boolean | undefined {
  if (operator === "??") {
    return undefined;
  }
  const [first, second] = [foldTest(left, work), foldTest(right, work)];
  // Either side decides, unless it has to be run.
  const decides = operator === "||";
  if (first === decides) {
    return decides;
  }
  if (second === decides) {
    return isPure(left) ? decides : undefined;
  }
  return first === undefined || second === undefined ? undefined : second;
}

/** Whether running it does nothing that can be seen. */
export function isPure(node: AnyNode): boolean {
  const acts = /^(?:Call|New|Await|Assignment|Update|Yield|TaggedTemplate)/;
  return [...nodesIn(node)].every(({ type }) => !acts.test(type));
}

/** The protocol of a return from a redirect is what tells the two handlers apart. */
function foldProtocol(node: AnyNode, work: Work): boolean | undefined {
  if (node.type !== "BinaryExpression" || !/^[!=]==?$/.test(node.operator)) {
    return undefined;
  }
  const sides = [node.left, node.right];
  const protocol = sides.find((side) => work.denoter.nameOf(side) === "context.protocol");
  const literal = sides.map((side) => stringOf(side)).find((text) => text !== undefined);
  if (!protocol || literal === undefined) {
    return undefined;
  }
  const isReturn = literal === "redirect-callback";
  if (work.mode === "execute" && !isReturn) {
    return undefined;
  }
  const isEqual = isReturn && work.mode === "continue";
  return node.operator.startsWith("!") ? !isEqual : isEqual;
}

/** Prints an expression of which only matters whether it counts as true. */
export function printTest(node: AnyNode, work: Work): string {
  const path = work.denoter.nameOf(node);
  if (isEmptied(path)) {
    return printPresence(node, path, work);
  }
  if (node.type === "UnaryExpression" && node.operator === "!") {
    return printNot(node.argument, work);
  }
  if (node.type === "LogicalExpression") {
    return printLogical(node, work, true) ?? work.print(node);
  }
  return work.print(node);
}

function printNot(argument: AnyNode, work: Work): string {
  const path = work.denoter.nameOf(argument);
  if (isEmptied(path)) {
    return printPresence(argument, path, work).replace("> 0", "=== 0");
  }
  const text = printTest(argument, work);
  const isSimple = /^!?[\w$.?[\]"'-]+$/.test(plain(text)) || !loose.has(argument.type);
  return isSimple ? `!${text}` : `!(${text})`;
}

/** What has to be in brackets after `!`. */
const loose = new Set([
  "LogicalExpression",
  "BinaryExpression",
  "AssignmentExpression",
  "ConditionalExpression",
  "SequenceExpression",
  "ArrowFunctionExpression",
]);

/** A rule sees undefined where an action sees an empty object. */
function printPresence(node: AnyNode, path: string, work: Work): string {
  const text = `Object.keys(${work.print(node)}).length > 0`;
  if (!path.startsWith("user.")) {
    work.notes.needs("part-empty", node, [
      "the place of the request is not an empty object, which a rule would tell from none",
      (login) => isNotEmpty(inputOf(login).login, ["request", "geoip"]),
    ]);
    return work.notes.mark("read", node, text);
  }
  const kind = path.slice("user.".length);
  work.notes.needs("metadata-empty", node, [
    `${kind} is not stored as an empty object, which a rule would tell from none`,
    (login) => isNotEmpty(inputOf(login).user, [kind]),
  ]);
  return work.notes.mark("default", node, text);
}

/** In what is described, null is what is not there. */
function isNotEmpty(described: unknown, keys: readonly string[]): boolean {
  const value = valueAt(described, keys);
  return !isRecord(value) || Object.values(value).some((part) => part !== null);
}

/** Prints `&&`, `||` and `??` without what is always true or false in an action. */
export function printLogical(
  node: LogicalExpression,
  work: Work,
  isTest: boolean,
): string | undefined {
  const { left, operator, right } = node;
  const both = (part: AnyNode) => (isTest ? printTest(part, work) : work.print(part));
  if (isDefaultOf(node, work)) {
    return work.notes.mark("default", node, work.print(left));
  }
  if (operator === "??") {
    return undefined;
  }
  const whole = isTest ? foldLogical(node, work) : undefined;
  if (whole !== undefined) {
    return String(whole);
  }
  const first = foldTest(left, work);
  // What a comparison comes to is true or false, also where the value matters.
  if (first === (operator === "||") && left.type === "BinaryExpression") {
    return String(first);
  }
  if (first !== undefined && (isTest || first === (operator === "&&"))) {
    return first === (operator === "&&") ? bracketed(right, both(right), operator) : String(first);
  }
  if (isTest && foldTest(right, work) === (operator === "&&")) {
    return both(left);
  }
  const guarded = printGuarded(node, work, isTest);
  if (guarded !== undefined) {
    return guarded;
  }
  const text = work.rule.code.slice(left.end, right.start);
  const opening = work.rule.code.slice(node.start, left.start);
  const closing = work.rule.code.slice(right.end, node.end);
  const leftText = operator === "&&" || isTest ? printTest(left, work) : work.print(left);
  const rightText = both(right);
  // What has become one name needs no brackets.
  const isBare =
    closing === ")" && text.trim() === `${operator} (` && /^[\w$.]+$/.test(plain(rightText));
  if (isBare) {
    return `${opening}${leftText}${text.replace(/\($/, "")}${rightText}`;
  }
  if (opening === "(" && text.startsWith(")") && /^[\w$.]+$/.test(plain(leftText))) {
    return `${leftText}${text.slice(1)}${rightText}${closing}`;
  }
  return `${opening}${leftText}${text}${rightText}${closing}`;
}

/** What takes the place of a larger expression keeps to itself. */
function bracketed(node: AnyNode, text: string, operator = "?"): string {
  const isLoose =
    node.type === "LogicalExpression" ? node.operator !== operator : loose.has(node.type);
  return isLoose && node.type !== "BinaryExpression" ? `(${text})` : text;
}

function isDefaultOf({ left, right }: LogicalExpression, work: Work): boolean {
  const isEmpty = right.type === "ObjectExpression" && right.properties.length === 0;
  return isEmpty && work.denoter.nameOf(left) in alwaysThere;
}

/**
 * `metadata && rest`, `!metadata || rest`: the first part can go where the rest comes to the same
 * without it.
 */
function printGuarded(node: LogicalExpression, work: Work, isTest: boolean): string | undefined {
  const { left, operator, right } = node;
  const isNot = left.type === "UnaryExpression" && left.operator === "!";
  if (isNot !== (operator === "||")) {
    return undefined;
  }
  const guard = isNot ? left.argument : left;
  const path = work.denoter.nameOf(lastOf(guard));
  if (!(path in alwaysThere)) {
    return undefined;
  }
  const print = (part: AnyNode) => (isTest ? printTest(part, work) : work.print(part));
  const found = evaluateAtEmpty(right, path, work);
  const isSame =
    found.kind === "value" && (isTest ? Boolean(found.value) === isNot : found.value === undefined);
  const rest = () => bracketed(right, print(right), operator);
  if (isSame) {
    noteWay(lastOf(guard), work);
  }
  if (isSame && guard === lastOf(guard)) {
    return rest();
  }
  if (isSame && guard.type === "LogicalExpression") {
    return `${print(guard.left)} ${operator} ${rest()}`;
  }
  // An action that sees an empty object would never come to what the rule does with one.
  const isForEmpty = found.kind === "value" && Boolean(found.value) && path.startsWith("user.");
  if (isTest && operator === "&&" && guard === left && isForEmpty && isRefusal(node, work)) {
    noteNone(guard, path, work);
    return rest();
  }
  if (!isEmptied(path)) {
    noteAbsence(guard, path, work);
  } else if (!isTest && operator === "&&" && guard === left) {
    return `(${printPresence(guard, path, work)} ? ${rest()} : undefined)`;
  }
  return undefined;
}

/** The last part of `a && b && c`. */
function lastOf(node: AnyNode): AnyNode {
  return node.type === "LogicalExpression" && node.operator === "&&" ? node.right : node;
}

/** Prints `metadata ? x : y`, and what is decided already. */
export function printConditional(node: ConditionalExpression, work: Work): string | undefined {
  const folded = foldTest(node.test, work);
  if (folded !== undefined) {
    const chosen = folded ? node.consequent : node.alternate;
    return bracketed(chosen, work.print(chosen));
  }
  const { code } = work.rule;
  const path = work.denoter.nameOf(node.test);
  const found = path in alwaysThere ? evaluateAtEmpty(node.consequent, path, work) : undefined;
  const other = node.alternate.type === "Literal" ? node.alternate.value : undefined;
  const isOther = node.alternate.type === "Literal" || isUndefined(node.alternate);
  if (found?.kind === "value" && isOther && found.value === other) {
    noteWay(node.test, work);
    return work.print(node.consequent);
  }
  return [
    printTest(node.test, work),
    code.slice(node.test.end, node.consequent.start),
    work.print(node.consequent),
    code.slice(node.consequent.end, node.alternate.start),
    work.print(node.alternate),
  ].join("");
}

export function isUndefined(node: AnyNode | undefined): boolean {
  return (
    node === undefined ||
    (node.type === "Identifier" && node.name === "undefined") ||
    (node.type === "UnaryExpression" && node.operator === "void") ||
    (node.type === "Literal" && node.value === null)
  );
}

/** Tests inside of expressions. */
export function printInner(node: AnyNode, work: Work): string | undefined {
  switch (node.type) {
    case "LogicalExpression":
      return printLogical(node, work, false);
    case "ConditionalExpression":
      return printConditional(node, work);
    case "BinaryExpression": {
      const folded = foldProtocol(node, work);
      return folded === undefined ? joinTemplate(node, work) : String(folded);
    }
    case "UnaryExpression":
      return node.operator === "!" && [...nodesIn(node.argument)].length < 40
        ? printNotAsIs(node.argument, work)
        : undefined;
    default:
      return undefined;
  }
}

/** A text that is added to what has become a template is a part of it. */
function joinTemplate({ left, operator, right }: BinaryExpression, work: Work): string | undefined {
  const added = operator === "+" ? stringOf(right) : undefined;
  if (left.type !== "MemberExpression" || added === undefined || /[`\\$\n]/.test(added)) {
    return undefined;
  }
  const [, text, after] = /^([^`]*`[^`]*)`(\uE002*)$/.exec(work.print(left)) ?? [];
  return text === undefined ? undefined : `${text}${added}\`${after ?? ""}`;
}

/** A negation keeps its brackets. */
function printNotAsIs(argument: AnyNode, work: Work): string | undefined {
  const folded = foldTest(argument, work);
  if (folded !== undefined) {
    return String(!folded);
  }
  return printNot(argument, work);
}
