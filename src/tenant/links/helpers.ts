import type { AnyNode, ExpressionStatement, Identifier, Node, Statement } from "acorn";

import type { RuleTree } from "../../migrate/translate/read/rule-tree.ts";
import type { Names } from "../../script/syntax/names.ts";
import { childrenOf, isFunction, memberKey } from "../../script/syntax/tree.ts";
import { isAssigned } from "../../script/syntax/uses.ts";

/**
 * Something that a rule keeps in `global` for the others, and that can be written in each of them.
 */
export interface Helper {
  /** Of `global`. */
  readonly key: string;
  /** The number of the rule that keeps it. */
  readonly number: number;
  readonly rule: RuleTree;
  readonly value: AnyNode;
  /** What goes from its rule if each reader has it. */
  readonly statement: Statement;
  /** Keys of `global` that it uses. */
  readonly needs: readonly string[];
  /** Declarations of its rule that it uses, in the order of the text. */
  readonly locals: readonly Local[];
}

/** `const name = value;` at the top of a rule. */
export interface Local {
  readonly name: string;
  readonly value: AnyNode;
}

/** Names that mean the same in each rule and in an action. */
const everywhere = new Set(
  `configuration require console global JSON Math Object Array String Number Boolean Date RegExp Promise Set Map Error
  UnauthorizedError Buffer URL URLSearchParams parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent
  encodeURI decodeURI setTimeout clearTimeout setInterval clearInterval setImmediate fetch undefined NaN Infinity process
  Symbol BigInt Intl TextEncoder TextDecoder AbortSignal AbortController structuredClone`.split(
    /\s+/,
  ),
);

/** Calls that give the same at each login and cost little. */
const cheap =
  /^(?:require|JSON\.parse|Object\.freeze|String|Number|Boolean|parseInt|parseFloat|RegExp|Set|Map)$/;

/**
 * What can be written in each rule that uses it: kept unconditionally in one place, and made of
 * settings, packages and other such things only, so that each login and each rule gets the same.
 */
export function findHelpers(
  rules: readonly { readonly rule: RuleTree; readonly number: number }[],
) {
  const candidates = rules.flatMap(({ rule, number }) => findKept(rule, number));
  const written = countWrites(rules.map(({ rule }) => rule));
  let helpers = candidates.filter(({ key }) => written.get(key) === 1);
  // One that needs another stands and falls with it.
  for (let before = -1; before !== helpers.length;) {
    before = helpers.length;
    const keys = new Set(helpers.map(({ key }) => key));
    helpers = helpers.filter(({ needs }) => needs.every((key) => keys.has(key)));
  }
  return new Map(helpers.map((helper) => [helper.key, helper]));
}

/**
 * How often each key of `global` is written; a key that is written under a computed name counts for
 * all.
 */
function countWrites(rules: readonly RuleTree[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { names } of rules) {
    for (const use of names.free.get("global") ?? []) {
      const member = names.parentOf(use);
      const key = member?.type === "MemberExpression" ? memberKey(member) : undefined;
      if (member && key !== undefined && isChanged(names, member)) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** Whether what is at a member, or in it, gets another value. */
function isChanged(names: Names, member: Node): boolean {
  if (isAssigned(names, member)) {
    return true;
  }
  const parent = names.parentOf(member);
  return (
    parent?.type === "MemberExpression" && parent.object === member && isChanged(names, parent)
  );
}

function findKept(rule: RuleTree, number: number): Helper[] {
  const { body } = rule.root;
  const found: Helper[] = [];
  for (const statement of body.type === "BlockStatement" ? body.body : []) {
    const kept = readKept(statement);
    if (kept.length > 0) {
      const all = kept.map((one) => describeHelper(one, { rule, number, statement }));
      // A block goes as a whole, or stays.
      found.push(...(all.every((helper) => helper !== undefined) ? all : []));
    } else if (mayEnd(statement)) {
      break;
    }
  }
  return found;
}

interface Kept {
  readonly key: string;
  readonly value: AnyNode;
}

/** `global.x = value`, also as `global.x = global.x || value` and inside `if (!global.x) { … }`. */
function readKept(statement: Statement): Kept[] {
  if (statement.type === "ExpressionStatement") {
    const kept = readAssignment(statement);
    return kept ? [kept] : [];
  }
  if (statement.type !== "IfStatement" || statement.alternate) {
    return [];
  }
  const { test, consequent } = statement;
  const isGuard = test.type === "UnaryExpression" && test.operator === "!";
  const guarded = isGuard ? globalKey(test.argument) : undefined;
  const inside = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  const kept = inside.map((one) =>
    one.type === "ExpressionStatement" ? readAssignment(one) : undefined,
  );
  const isWhole = kept.length > 0 && kept.every((one) => one !== undefined);
  return isWhole && kept.some((one) => one.key === guarded) ? kept : [];
}

function readAssignment({ expression }: ExpressionStatement): Kept | undefined {
  if (expression.type !== "AssignmentExpression" || expression.operator !== "=") {
    return undefined;
  }
  const key = globalKey(expression.left);
  if (key === undefined) {
    return undefined;
  }
  const { right } = expression;
  const isOwn = right.type === "LogicalExpression" && globalKey(right.left) === key;
  return { key, value: isOwn && right.operator !== "&&" ? right.right : right };
}

/** The key of `global.key`. */
export function globalKey(node: AnyNode): string | undefined {
  if (node.type !== "MemberExpression") {
    return undefined;
  }
  const { object } = node;
  const isGlobal = object.type === "Identifier" && object.name === "global";
  return isGlobal ? memberKey(node) : undefined;
}

function describeHelper(
  { key, value }: Kept,
  at: { readonly rule: RuleTree; readonly number: number; readonly statement: Statement },
): Helper | undefined {
  const needs = new Set<string>();
  const locals = new Map<string, Local>();
  const isSame = isPortable(value, at.rule, { needs, locals });
  needs.delete(key);
  return isSame
    ? { key, value, ...at, needs: [...needs], locals: [...locals.values()].sort(byPlace) }
    : undefined;
}

function byPlace(one: Local, other: Local): number {
  return one.value.start - other.value.start;
}

interface Found {
  readonly needs: Set<string>;
  readonly locals: Map<string, Local>;
}

/** Whether a value is made of nothing that belongs to one login or one rule. */
function isPortable(value: AnyNode, rule: RuleTree, found: Found): boolean {
  const pending: { node: AnyNode; isInside: boolean }[] = [{ node: value, isInside: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, isInside } = next;
    if (node.type === "Identifier" && !isPortableName(node, { value, rule, found })) {
      return false;
    }
    if (node.type === "ThisExpression" || node.type === "AwaitExpression") {
      if (!isInside) {
        return false;
      }
    }
    if (!isInside && !isCheap(node, rule)) {
      return false;
    }
    const inside = isInside || isFunction(node);
    pending.push(...childrenOf(node).map((child) => ({ node: child, isInside: inside })));
  }
  return true;
}

function isCheap(node: AnyNode, { code }: RuleTree): boolean {
  return node.type !== "CallExpression" && node.type !== "NewExpression"
    ? true
    : cheap.test(code.slice(node.callee.start, node.callee.end));
}

function isPortableName(
  identifier: Identifier,
  {
    value,
    rule,
    found,
  }: { readonly value: AnyNode; readonly rule: RuleTree; readonly found: Found },
): boolean {
  const { names } = rule;
  const binding = names.bindingOf(identifier);
  if (!binding) {
    return everywhere.has(identifier.name) && noteGlobal(identifier, names, found);
  }
  const { declaration } = binding;
  if (declaration.start >= value.start && declaration.end <= value.end) {
    return true;
  }
  if (found.locals.has(identifier.name)) {
    return true;
  }
  const isTop =
    declaration.type === "VariableDeclarator" &&
    declaration.id.type === "Identifier" &&
    isAtTop(declaration, rule) &&
    binding.references.every((use) => !isAssigned(names, use));
  if (!isTop || !declaration.init || !isPortable(declaration.init, rule, found)) {
    return false;
  }
  found.locals.set(identifier.name, { name: identifier.name, value: declaration.init });
  return true;
}

function noteGlobal(identifier: Identifier, names: Names, { needs }: Found): boolean {
  if (identifier.name !== "global") {
    return true;
  }
  const member = names.parentOf(identifier);
  const key = member ? globalKey(member) : undefined;
  if (key === undefined) {
    return false;
  }
  needs.add(key);
  return true;
}

function isAtTop(declaration: Node, { names, root }: RuleTree): boolean {
  const list = names.parentOf(declaration);
  return list !== undefined && names.parentOf(list) === root.body;
}

/** Whether a rule may end, or wait, before what comes after a statement. */
function mayEnd(statement: AnyNode): boolean {
  const pending: AnyNode[] = [statement];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (["ReturnStatement", "ThrowStatement", "AwaitExpression"].includes(node.type)) {
      return true;
    }
    if (!isFunction(node)) {
      pending.push(...childrenOf(node));
    }
  }
  return false;
}
