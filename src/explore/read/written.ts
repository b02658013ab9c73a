import type { AnyNode } from "acorn";

import { stringOf } from "../../script/syntax/tree.ts";
import type { Json } from "../trial.ts";
import type { Seen } from "../seen.ts";
import type { Origins } from "./origins.ts";

/**
 * The text, number or truth that code writes, or declares under a name; undefined if it is none.
 */
export function writtenValue(node: AnyNode, origins: Origins): Json | undefined {
  const written = origins.written(node);
  const text = stringOf(written);
  if (text !== undefined) {
    return text;
  }
  if (written.type === "UnaryExpression" && written.operator === "-") {
    const value = writtenValue(written.argument, origins);
    return typeof value === "number" ? -value : undefined;
  }
  if (written.type !== "Literal") {
    return undefined;
  }
  const { value } = written;
  return typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

/** The items that code writes into a list or a set. */
export function writtenItems(node: AnyNode): AnyNode[] {
  if (node.type === "NewExpression") {
    return node.arguments.flatMap(writtenItems);
  }
  if (node.type !== "ArrayExpression") {
    return [];
  }
  return node.elements.flatMap((element) => element ?? []);
}

/** What is known of a value before the script runs; undefined if that is nothing. */
export function writtenSeen(node: AnyNode, origins: Origins): Seen | undefined {
  const written = origins.written(node);
  if (written.type === "Literal" && written.regex) {
    return { pattern: written.regex.pattern };
  }
  const value = writtenValue(node, origins);
  return typeof value === "object" ? undefined : value;
}
