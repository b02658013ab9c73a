import type { AnyNode, BlockStatement } from "acorn";

import { memberKey } from "../../../script/syntax/tree.ts";

import { Endings, readEnding } from "./endings.ts";
import { UnorderedError } from "./unordered.ts";
import { FreshNames } from "../fresh-names.ts";
import { getToken } from "../expressions/management.ts";
import type { Out } from "./output.ts";
import { textOf } from "./statement-text.ts";
import { dropped, step, type Work } from "../work.ts";

/** Keeps the control flow of a rule, inside of a promise that settles with its callback. */
export function wrap(work: Work): Out[] {
  const { root, names } = work.rule;
  const fresh = new FreshNames(work);
  const endings = new Endings(work);
  const finish = fresh.fresh("finish");
  for (const node of names.nodes) {
    if (node.type === "CallExpression" && endings.isCallback(node.callee)) {
      work.replaced.set(node, printCall(node, finish, work));
    } else if (isCallbackUse(node, endings, work)) {
      work.replaced.set(node, printHandler(node, finish, work));
    }
  }
  if (root.body.type !== "BlockStatement") {
    throw new UnorderedError(root.body);
  }
  const directives = takeDirectives(root.body, work);
  const body = textOf(root.body, work, work.print(root.body));
  const isAsync = root.async;
  const [resolve, reject] = [fresh.fresh("resolve"), fresh.fresh("reject")];
  const lines = [
    `await new Promise((${resolve}, ${reject}) => {`,
    ...directives,
    `${step}let isOver = false;`,
    `${step}const ${finish} = (deny) => {`,
    `${step}${step}if (isOver) return;`,
    `${step}${step}isOver = true;`,
    `${step}${step}deny?.();`,
    `${step}${step}${resolve}();`,
    `${step}};`,
    ...(isAsync
      ? [`${step}(async () => ${body.replaceAll("\n", `\n${step}`)})().catch(${reject});`]
      : insideOf(body)),
    "});",
  ];
  const used = isAsync
    ? lines
    : lines.map((line, index) =>
        index === 0
          ? line
              .replace(`, ${reject}`, "")
              .replace(`(${resolve})`, resolve === "resolve" ? "(resolve)" : `(${resolve})`)
          : line,
      );
  return [...getToken(root, work), { kind: "text", text: used.join("\n") }];
}

/** `"use strict";` says something at the start of a function only. */
function takeDirectives({ body }: BlockStatement, work: Work): string[] {
  return body.flatMap((statement) => {
    if (statement.type !== "ExpressionStatement" || statement.directive === undefined) {
      return [];
    }
    const text = work.rule.code.slice(statement.start, statement.end);
    work.replaced.set(statement, dropped);
    return [step + text];
  });
}

/** The lines in a block. */
function insideOf(block: string): string[] {
  const text = block.slice(1, -1);
  return text.includes("\n") ? text.replace(/^\n/, "").trimEnd().split("\n") : [step + text.trim()];
}

function printCall(
  node: Extract<AnyNode, { type: "CallExpression" }>,
  finish: string,
  work: Work,
): string {
  const ending = readEnding(node, work);
  if (ending.kind === "success") {
    return `${finish}()`;
  }
  // What denies is a function, as a reason may be undefined.
  const deny = `() => api.access.deny(${ending.text})`;
  return ending.kind === "denial"
    ? `${finish}(${deny})`
    : `${finish}(${ending.test} ? ${deny} : undefined)`;
}

function isCallbackUse(node: AnyNode, endings: Endings, work: Work): boolean {
  if (node.type !== "Identifier" || !endings.isCallback(node)) {
    return false;
  }
  const binding = work.rule.names.bindingOf(node);
  const parent = work.rule.names.parentOf(node);
  if (binding !== work.rule.callback || !binding.references.includes(node)) {
    return false;
  }
  return parent?.type !== "CallExpression" || parent.callee !== node;
}

/** The callback itself as what catches the errors of a promise, and nothing else. */
function printHandler(node: AnyNode, finish: string, work: Work): string {
  const parent = work.rule.names.parentOf(node);
  const isHandler =
    parent?.type === "CallExpression" &&
    parent.callee.type === "MemberExpression" &&
    memberKey(parent.callee) === "catch";
  if (!isHandler) {
    throw new UnorderedError(parent ?? node);
  }
  return `(error) => ${finish}(() => api.access.deny(error.message ?? error))`;
}
