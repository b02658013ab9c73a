import type { AnyNode, CallExpression, IfStatement } from "acorn";

import { isFunction, memberKey } from "../../../script/syntax/tree.ts";

import { isUpdate, printUpdate } from "../expressions/metadata.ts";
import { foldTest } from "../expressions/tests.ts";
import type { Out } from "./output.ts";
import { UnorderedError } from "./unordered.ts";
import { noteUnawaited } from "./waiting.ts";
import { dropped, lineBreak, plain, type Work } from "../work.ts";

/** The text of a node with what its parts became, moved to the margin. */
export function textOf(node: AnyNode, work: Work, text = work.print(node)): string {
  const { code } = work.rule;
  const line = code.lastIndexOf("\n", node.start - 1) + 1;
  const margin = /^[ \t]*/.exec(code.slice(line))?.[0] ?? "";
  return text
    .split("\n")
    .map((part, index) => (index > 0 && part.startsWith(margin) ? part.slice(margin.length) : part))
    .map((part) => part.replaceAll(lineBreak, lineBreak + (/^[ \t]*/.exec(part)?.[0] ?? "")))
    .join("\n");
}

/** A statement, or none if nothing is left of it. */
export function statementOf(text: string, end = ";"): Out[] {
  if (plain(text).replace(/[;\s]/g, "") === "") {
    return [];
  }
  const ended = plain(text).endsWith(";") ? text : text + end;
  return [{ kind: "text", text: ended }];
}

/** Comments and blank lines before a statement, and what follows on the line of the one before. */
export interface Gap {
  readonly trailing: string;
  readonly leading: readonly Out[];
}

export function readGap(from: number, to: number, work: Work): Gap {
  const gap = work.rule.code.slice(from, to);
  const firstLine = gap.split("\n", 1)[0] ?? "";
  const hasLines = gap.includes("\n");
  const trailing = hasLines ? firstLine.replace(/^[\s;]+/, "").trimEnd() : "";
  const rest = hasLines ? gap.slice(firstLine.length + 1) : gap;
  return { trailing: isComment(trailing) ? trailing : "", leading: readLines(rest, hasLines) };
}

function isComment(text: string): boolean {
  return /^(?:\/\/|\/\*)/.test(text);
}

/** The lines between two statements. Those of a comment keep their places below its first one. */
function readLines(text: string, hasLines: boolean): Out[] {
  if (!hasLines) {
    return [];
  }
  const leading: Out[] = [];
  const lines = text.split("\n");
  let margin: string | undefined;
  for (const [index, line] of lines.entries()) {
    const inner = margin !== undefined && line.startsWith(margin) ? line.slice(margin.length) : "";
    const shown = inner.trimEnd() || line.trim();
    if (shown === "" && index === lines.length - 1) {
      continue;
    }
    leading.push(shown === "" ? { kind: "blank" } : { kind: "comment", text: shown });
    if (margin === undefined && line.trim().startsWith("/*")) {
      margin = /^[ \t]*/.exec(line)?.[0];
    }
    if (line.includes("*/")) {
      margin = undefined;
    }
  }
  return leading;
}

/** The comments between two offsets, a line each. */
export function commentsIn(from: number, to: number, work: Work): Out[] {
  const found = work.rule.code.slice(from, to).match(/\/\*[^]*?\*\/|\/\/.*$/gm) ?? [];
  return found.flatMap((comment) =>
    comment.split("\n").map((line): Out => ({ kind: "comment", text: line.trim() })),
  );
}

/** Statements inside of functions that are not taken apart. */
export function printInnerStatement(node: AnyNode, work: Work): string | undefined {
  if (node.type === "IfStatement") {
    return printChosen(node, work);
  }
  if (node.type !== "ExpressionStatement") {
    return undefined;
  }
  const text = printStored(node.expression, work) ?? work.print(node.expression);
  const ending = work.rule.code.slice(node.expression.end, node.end);
  const isInList = /^(?:BlockStatement|SwitchCase)$/.test(
    work.rule.names.parentOf(node)?.type ?? "",
  );
  if (plain(text) === "") {
    return isInList ? dropped : "{}";
  }
  if (!text.includes(`;${lineBreak}`) && !plain(text).startsWith("for (")) {
    return text + ending;
  }
  return isInList ? text + ending : `{ ${text}${ending} }`;
}

/** What is left of an `if` where the test is decided. */
function printChosen(node: IfStatement, work: Work): string | undefined {
  const folded = foldTest(node.test, work);
  if (folded === undefined) {
    return undefined;
  }
  const chosen = folded ? node.consequent : node.alternate;
  if (chosen) {
    return work.print(chosen);
  }
  return work.rule.names.parentOf(node)?.type === "BlockStatement" ? dropped : "{}";
}

/** `auth0.users.updateAppMetadata(…)` as a statement. */
function printStored(node: AnyNode, work: Work): string | undefined {
  const call = node.type === "AwaitExpression" ? node.argument : node;
  if (!isUpdate(call, work)) {
    return call.type === "CallExpression" ? printStoredChain(call, node, work) : undefined;
  }
  if (call.arguments.length > 2) {
    return undefined;
  }
  noteUnawaited(call, work);
  const lines = printUpdate(call, work);
  return lines && (lines.length === 0 ? dropped : lines.join(`;${lineBreak}`));
}

/**
 * `auth0.users.updateAppMetadata(…).then(function () { … }).catch(…)` as the last statement of a
 * function.
 */
function printStoredChain(call: CallExpression, node: AnyNode, work: Work): string | undefined {
  const chain = readSteps(call);
  if (!chain || !isUpdate(chain.root, work) || chain.root.arguments.length > 2) {
    return undefined;
  }
  const { names } = work.rule;
  const statement = names.parentOf(node);
  const list = statement && names.parentOf(statement);
  if (list?.type !== "BlockStatement" || list.body.at(-1) !== statement) {
    return undefined;
  }
  const lines = printUpdate(chain.root, work) ?? [];
  for (const { method, argument } of chain.steps) {
    // What is queued cannot fail here.
    if (method === "catch") {
      break;
    }
    const body = bodyText(argument, work);
    if (method !== "then" || body === undefined) {
      return undefined;
    }
    lines.push(body);
  }
  return lines.join(`;${lineBreak}`);
}

interface StepText {
  readonly method: string;
  readonly argument: AnyNode | undefined;
}

function readSteps(call: CallExpression): { root: AnyNode; steps: StepText[] } | undefined {
  const steps: StepText[] = [];
  let root: AnyNode = call;
  while (root.type === "CallExpression" && root.callee.type === "MemberExpression") {
    const method = memberKey(root.callee) ?? "";
    if (!["then", "catch"].includes(method)) {
      break;
    }
    steps.unshift({ method, argument: root.arguments[0] });
    root = root.callee.object;
  }
  return steps.length > 0 ? { root, steps } : undefined;
}

/** The only statement of a function that takes nothing. */
function bodyText(owner: AnyNode | undefined, work: Work): string | undefined {
  if (!owner || !isFunction(owner) || owner.params.length > 0) {
    return undefined;
  }
  if (owner.body.type !== "BlockStatement") {
    return work.print(owner.body);
  }
  const [first, second] = owner.body.body;
  if (second || first?.type !== "ExpressionStatement") {
    return undefined;
  }
  return work.print(first.expression);
}

/** `auth0.users.updateAppMetadata(…)` inside of an expression. */
export function printUpdateValue(node: AnyNode, work: Work): string | undefined {
  if (!isUpdate(node, work)) {
    return undefined;
  }
  const { names } = work.rule;
  const parent = names.parentOf(node);
  const lines = node.arguments.length > 2 ? undefined : printUpdate(node, work);
  const [line = "undefined", ...others] = lines ?? [];
  const isStep = parent?.type === "MemberExpression" && parent.object === node;
  if (!lines || others.length > 0 || line.includes("for (") || isStep) {
    throw new UnorderedError(node);
  }
  const isWaited =
    parent?.type === "AwaitExpression" ||
    parent?.type === "ExpressionStatement" ||
    isStepBody(node, work);
  return isWaited ? line : `Promise.resolve(${line})`;
}

/** Whether it is all that an arrow function in a step of a chain gives. */
function isStepBody(node: AnyNode, { rule: { names } }: Work): boolean {
  const owner = names.parentOf(node);
  const call = owner && names.parentOf(owner);
  return (
    owner?.type === "ArrowFunctionExpression" &&
    owner.body === node &&
    call?.type === "CallExpression" &&
    call.callee.type === "MemberExpression" &&
    ["then", "catch"].includes(memberKey(call.callee) ?? "")
  );
}
