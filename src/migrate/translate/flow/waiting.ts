import type { AnyNode } from "acorn";

import type { Work } from "../work.ts";

/** Notes that the login now waits for something, unless the rule waited as well. */
export function noteUnawaited(node: AnyNode, work: Work): void {
  if (work.rule.names.parentOf(node)?.type === "ExpressionStatement") {
    noteLate(node, work);
  }
}

/** Notes that the login now waits for something. */
export function noteLate(node: AnyNode, work: Work): void {
  work.notes.needs("waiting", node, [
    "the login can wait for what the rule left under way when it called back",
  ]);
}
