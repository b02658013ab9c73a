import type { AnyNode, AssignmentExpression } from "acorn";

import { stringOf } from "../../script/syntax/tree.ts";
import { isAssigned } from "../../script/syntax/uses.ts";
import type { Work } from "./work.ts";

/**
 * A claim that is an object which the rule goes on to change, and what the object is called in the
 * action.
 */
export interface ClaimObject {
  readonly name: string;
}

/**
 * `context.idToken[key] = { … }` where the rule changes or reads the object later on: it gets a
 * name, under which it is known wherever the rule says `context.idToken[key]` after that. Undefined
 * where this is not what the rule does.
 */
export function nameClaimObject(node: AssignmentExpression, work: Work): ClaimObject | undefined {
  const { code, names } = work.rule;
  const { left, right } = node;
  if (left.type !== "MemberExpression" || right.type !== "ObjectExpression") {
    return undefined;
  }
  if (!isFixed(left.computed ? left.property : undefined, work)) {
    return undefined;
  }
  const statement = names.parentOf(node);
  const block = statement && names.parentOf(statement);
  if (statement?.type !== "ExpressionStatement" || block?.type !== "BlockStatement") {
    return undefined;
  }
  const text = code.slice(left.start, left.end);
  const uses = names.nodes.filter(
    (other) => other !== left && code.slice(other.start, other.end) === text,
  );
  const isSafe = uses.every(
    (use) => use.start > node.end && use.end < block.end && !isAssigned(names, use),
  );
  if (uses.length === 0 || !isSafe) {
    return undefined;
  }
  const name = freshName(work);
  for (const use of uses) {
    work.replaced.set(use, name);
  }
  return { name };
}

/** The text of an object, at the margin of the statement that it is in. */
export function printAtMargin(node: AnyNode, statement: AnyNode, work: Work): string {
  const marginAt = (offset: number) => {
    const line = work.rule.code.lastIndexOf("\n", offset - 1) + 1;
    return /^[ \t]*/.exec(work.rule.code.slice(line))?.[0] ?? "";
  };
  const [inner, outer] = [marginAt(node.end), marginAt(statement.start)];
  const text = work.print(node);
  return inner.startsWith(outer) ? text.replaceAll(`\n${inner}`, `\n${outer}`) : text;
}

/** Whether a key is the same wherever it is written. */
function isFixed(key: AnyNode | undefined, work: Work): boolean {
  if (key === undefined || stringOf(key) !== undefined) {
    return true;
  }
  const binding = work.bindingOf(key);
  const isSet = binding?.references.some((use) => isAssigned(work.rule.names, use));
  return binding?.declaration.type === "VariableDeclarator" && !binding.redeclared && !isSet;
}

function freshName(work: Work): string {
  const taken = new Set(work.replaced.values());
  for (let number = 1; ; number++) {
    const name = work.free(number === 1 ? "claims" : `claims${number}`);
    if (!taken.has(name)) {
      return name;
    }
  }
}

/** Whether a part of an object is meant that has a name in the action. */
export function isInNamedObject(node: AnyNode, work: Work): boolean {
  let object = node;
  while (object.type === "MemberExpression") {
    object = object.object;
    if (work.replaced.has(object)) {
      return true;
    }
  }
  return false;
}
