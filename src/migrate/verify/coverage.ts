import type { AnyNode } from "acorn";

import type { PlacedBranch } from "../../explore/report/report.ts";
import { readRule } from "../translate/read/rule-tree.ts";

/** The share of the rule's branches that a proof has to reach. */
const enough = 0.5;

/** The branches of a rule, and which of them a search came to. */
export interface Coverage {
  /** Those of the rule, in order. */
  readonly branches: readonly PlacedBranch[];
  /** Those that a login reached, whether or not the two did the same on it. */
  readonly seen: ReadonlySet<number>;
}

/**
 * Whether a search came to at least half of the branches. One in which nothing could differ does
 * not count: the `{}` of `context.idToken = context.idToken || {}` is never needed.
 */
export function reachesEnough({ branches, seen }: Coverage, rule: string): boolean {
  const defaults = findEmptyDefaults(rule);
  const needed = branches.filter(
    ({ kind, line }, index) => seen.has(index) || kind !== "operand" || !defaults.has(line),
  );
  return seen.size >= needed.length * enough;
}

/**
 * The lines of a rule on which an empty object or list is what something is taken for that is not
 * there.
 */
function findEmptyDefaults(text: string): ReadonlySet<number> {
  const rule = readRule(text);
  if ("reason" in rule) {
    return new Set();
  }
  const defaults = rule.names.nodes.flatMap((node) =>
    node.type === "LogicalExpression" && node.operator !== "&&" && isEmpty(node.right)
      ? [node.right]
      : [],
  );
  return new Set(defaults.map((node) => rule.placeOf(node).line));
}

function isEmpty(node: AnyNode): boolean {
  return (
    (node.type === "ObjectExpression" && node.properties.length === 0) ||
    (node.type === "ArrayExpression" && node.elements.length === 0)
  );
}
