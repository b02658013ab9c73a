import type { AnyNode } from "acorn";

/** The order of a rule cannot be kept where its callbacks are written one after the other. */
export class UnorderedError extends Error {
  readonly node: AnyNode;
  constructor(node: AnyNode) {
    super("the order of the rule cannot be kept");
    this.node = node;
  }
}
