import type { AnyNode, CallExpression } from "acorn";

import type { FunctionNode } from "../../../script/syntax/tree.ts";
import type { Work } from "../work.ts";
import { UnorderedError } from "./unordered.ts";

export function isPlainReturn(node: AnyNode | undefined): boolean {
  return node?.type === "ReturnStatement" && !node.argument;
}

/** The only thing that a function does, if it is a call. */
export function onlyCallOf(owner: FunctionNode): CallExpression | undefined {
  const { body } = owner;
  if (body.type === "CallExpression") {
    return body;
  }
  if (body.type !== "BlockStatement") {
    return undefined;
  }
  const [first, second] = body.body;
  const isOne = second === undefined || isPlainReturn(second);
  const call =
    first?.type === "ReturnStatement"
      ? first.argument
      : first?.type === "ExpressionStatement"
        ? first.expression
        : undefined;
  return isOne && call?.type === "CallExpression" ? call : undefined;
}

/** Parameters of a function that is written where it is called. */
export function give(owner: FunctionNode, values: readonly AnyNode[], work: Work): void {
  owner.params.forEach((parameter, index) => {
    const binding = work.bindingOf(parameter);
    if (!binding) {
      throw new UnorderedError(owner);
    }
    if (work.denoter.nameOf(parameter) !== "") {
      return;
    }
    const value = values[index];
    work.given.set(binding, value);
    work.written.set(binding, value ? work.print(value) : "undefined");
  });
}
