import type { AnyNode, Identifier } from "acorn";

import type { Work } from "../work.ts";

/**
 * `UnauthorizedError` where it is not an argument of the callback. It may be thrown, and end there
 * after all. As an `Error` it could not be told from others.
 */
export function printErrorClass(node: Identifier, work: Work): string {
  const { names, code } = work.rule;
  const parent = names.parentOf(node);
  const isMade =
    (parent?.type === "NewExpression" || parent?.type === "CallExpression") &&
    parent.callee === node;
  const isNamed = /(?<quote>["'`])UnauthorizedError\k<quote>/.test(code);
  if (!isMade || isNamed) {
    work.notes.refuse("error-class", node);
  }
  noteErrorCode(node, work);
  return work.notes.mark("error", node, "Error");
}

/** Notes that an action has one code for all errors. */
export function noteErrorCode(node: AnyNode, work: Work): void {
  work.notes.needs("error-code", node, [
    "the application does not look at the error code: unauthorized becomes access_denied",
  ]);
}
