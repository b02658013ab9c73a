import type { AnyNode, Identifier } from "acorn";

import type { Work } from "../work.ts";

/**
 * `UnauthorizedError` where it is not an argument of the callback. It may be thrown, and end there
 * after all.
 */
export function printErrorClass(node: Identifier, work: Work): string {
  noteErrorCode(node, work);
  return work.notes.mark("error", node, "Error");
}

/** Notes that an action has one code for all errors. */
export function noteErrorCode(node: AnyNode, work: Work): void {
  work.notes.needs("error-code", node, [
    "the application does not look at the error code: unauthorized becomes access_denied",
  ]);
}
