import type { AnyNode } from "acorn";

import { isFunction } from "../../../script/syntax/tree.ts";
import type { Writer } from "./writer.ts";
import { nodesIn } from "../read/origins.ts";

/**
 * Whether what a rule does after its callback may be left out: another callback is ignored, and of
 * a login that is denied nobody sees the claims.
 */
export function isHarmless(
  rest: readonly AnyNode[],
  ending: "success" | "denial" | "maybe",
  flow: Writer,
): boolean {
  const first = rest.find((node) => !isEmpty(node));
  if (!first) {
    return true;
  }
  if (!rest.every((node) => isQuiet(node, ending === "denial", flow))) {
    return false;
  }
  flow.work.notes.needs("after-callback", first, [
    "what the rule does after its callback does not matter: the action ends there",
  ]);
  return true;
}

function isEmpty(node: AnyNode): boolean {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "EmptyStatement" ||
    node.type === "BreakStatement" ||
    (node.type === "ReturnStatement" && !node.argument)
  );
}

function isQuiet(statement: AnyNode, isDenied: boolean, flow: Writer): boolean {
  if (isEmpty(statement)) {
    return true;
  }
  const { endings, work } = flow;
  for (const node of nodesIn(statement)) {
    if (node.type === "AwaitExpression") {
      return false;
    }
    if (node.type === "AssignmentExpression" && !isDenied && changesLogin(node.left, flow)) {
      return false;
    }
    if (node.type !== "CallExpression") {
      continue;
    }
    if (work.denoter.nameOf(node.callee).startsWith("auth0.users.")) {
      return false;
    }
    const isLog = work.rule.code.slice(node.callee.start, node.callee.end).startsWith("console.");
    const isEnd = endings.isCallback(node.callee) || endings.finisherOf(node) !== undefined;
    if (!isLog && !isEnd && !isPure(node.callee, flow)) {
      return false;
    }
    if (node.arguments.some(isFunction)) {
      return false;
    }
  }
  return true;
}

function changesLogin(left: AnyNode, { work }: Writer): boolean {
  return (
    left.type === "MemberExpression" && /^context(?:\.|$)/.test(work.denoter.nameOf(left.object))
  );
}

const pure = new Set(
  `split join trim toLowerCase toUpperCase indexOf includes slice substr substring replace match
  test concat startsWith endsWith toString keys parse stringify get has isArray now`.split(/\s+/),
);

/** Methods that only look at a value. */
function isPure(callee: AnyNode, { work }: Writer): boolean {
  if (callee.type === "Identifier") {
    return (
      work.bindingOf(callee) === undefined &&
      /^(?:String|Number|Boolean|Date|parseInt|require)$/.test(callee.name)
    );
  }
  return (
    callee.type === "MemberExpression" &&
    callee.property.type === "Identifier" &&
    pure.has(callee.property.name)
  );
}
