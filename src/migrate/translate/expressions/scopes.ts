import type { AnyNode, AssignmentExpression } from "acorn";

import { printSetScopes } from "../../set-scopes.ts";
import type { Work } from "../work.ts";

/** `context.accessToken.scope = scopes` */
export function printScope(node: AssignmentExpression, work: Work): string {
  const { left, right, operator } = node;
  if (operator !== "=" || readsScope(right, work) || isRepeated(node, work)) {
    work.notes.refuse("claims-read", left);
    return "";
  }
  work.notes.needs("scopes", left, [
    "the access token is not for an API of Auth0, which takes no scopes that are added",
  ]);
  const name = work.free("setScopes");
  work.notes.heads.add(printSetScopes(name));
  return work.notes.mark("scope", left, `${name}(event, api, ${work.print(right)})`);
}

function readsScope(node: AnyNode, work: Work): boolean {
  return work.rule.names.nodes.some(
    (found) =>
      found.start >= node.start &&
      found.end <= node.end &&
      work.denoter.nameOf(found) === "context.accessToken.scope",
  );
}

/** Whether an earlier assignment may have set other scopes, which this one would leave. */
function isRepeated(node: AnyNode, work: Work): boolean {
  return work.rule.names.nodes.some(
    (found) =>
      found.type === "AssignmentExpression" &&
      found.start < node.start &&
      work.denoter.nameOf(found.left) === "context.accessToken.scope" &&
      !isApart(found, node, work),
  );
}

/** Whether only one of two statements can be run. */
function isApart(first: AnyNode, second: AnyNode, work: Work): boolean {
  const { names } = work.rule;
  let inner = first;
  for (let outer = names.parentOf(first); outer; inner = outer, outer = names.parentOf(outer)) {
    const holdsBoth = outer.start <= second.start && outer.end >= second.end;
    if (holdsBoth) {
      return outer.type === "IfStatement" && outer.consequent === inner;
    }
    if (outer.type === "BlockStatement" && outer.body.at(-1)?.type === "ReturnStatement") {
      return true;
    }
  }
  return false;
}
