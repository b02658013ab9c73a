import type { AnyNode, VariableDeclaration, VariableDeclarator } from "acorn";

import { isFunction, type FunctionNode } from "../../../script/syntax/tree.ts";
import { bindingOfFunction } from "../read/denote.ts";
import { onlyCallOf } from "./local-functions.ts";
import { atEnd, type Writer } from "./writer.ts";
import { UnorderedError } from "./unordered.ts";
import { isUpdate } from "../expressions/metadata.ts";
import { ends, type Out } from "./output.ts";
import { withoutLastReturn, flatten } from "./tidy.ts";
import { render } from "./render.ts";
import { statementOf, textOf } from "./statement-text.ts";
import { dropped, plain, step } from "../work.ts";

/**
 * A local function. What ends the rule is written where it is called, or becomes a function that is
 * awaited.
 */
export function printFunction(
  node: Extract<AnyNode, { type: "FunctionDeclaration" }>,
  flow: Writer,
): Out[] {
  if (!flow.endings.isFinisher(node)) {
    return flow.plain(node);
  }
  if (isInlined(node, flow)) {
    return [];
  }
  const name = node.id ? flow.work.print(node.id) : "";
  return [{ kind: "text", text: finisher(node, `function ${name}`, flow) }];
}

/** Declarations of names, without those that have no use in an action. */
export function printDeclaration(node: VariableDeclaration, flow: Writer): Out[] {
  const outs: Out[] = [];
  const kept: string[] = [];
  for (const declarator of node.declarations) {
    const { init } = declarator;
    if (init && isFunction(init) && flow.endings.isFinisher(init)) {
      outs.push(...printLocal(declarator, init, flow));
    } else if (hoists(declarator, node, flow)) {
      flow.work.notes.heads.add(headOf(declarator, flow));
    } else {
      kept.push(printOne(declarator, flow));
    }
  }
  const shown = kept.filter((text) => plain(text) !== "");
  if (shown.length === 0) {
    return outs;
  }
  const isWhole = shown.length === node.declarations.length;
  const text =
    isWhole && shown.length === 1
      ? `${node.kind} ${shown[0] ?? ""};`
      : isWhole
        ? `${flow.work.print(node).replace(/;$/, "")};`
        : `${node.kind} ${shown.join(", ")};`;
  return [...outs, ...statementOf(textOf(node, flow.work, text))];
}

function printOne(declarator: VariableDeclarator, flow: Writer): string {
  if (flow.endings.has(declarator)) {
    throw new UnorderedError(declarator);
  }
  const { init } = declarator;
  const value = init?.type === "AwaitExpression" ? init.argument : init;
  // What the call would give is the user as stored, which an action does not get.
  if (value && isUpdate(value, flow.work)) {
    throw new UnorderedError(declarator);
  }
  return flow.work.print(declarator);
}

/** A local function under a name that is a variable. */
function printLocal(declarator: VariableDeclarator, owner: FunctionNode, flow: Writer): Out[] {
  if (isInlined(owner, flow)) {
    return [];
  }
  const name = flow.work.print(declarator.id);
  const text =
    owner.type === "ArrowFunctionExpression"
      ? `${finisher(owner, `const ${name} = `, flow)};`
      : `${finisher(owner, `const ${name} = function `, flow)};`;
  return [{ kind: "text", text }];
}

/**
 * Whether a function is written where it is called: it only calls back, or it is one continuation.
 */
export function isInlined(owner: FunctionNode, { endings, work }: Writer): boolean {
  const call = onlyCallOf(owner);
  if (call && endings.isCallback(call.callee)) {
    return true;
  }
  const references = bindingOfFunction(work.rule, owner)?.references ?? [];
  const [use] = references;
  if (!use || references.length !== 1) {
    return false;
  }
  const parent = work.rule.names.parentOf(use);
  return parent?.type === "CallExpression" && parent.callee !== use;
}

function finisher(owner: FunctionNode, head: string, flow: Writer): string {
  const { work } = flow;
  if (owner.generator) {
    throw new UnorderedError(owner);
  }
  const params = owner.params
    .filter((parameter) => !["callback", "context"].includes(work.denoter.nameOf(parameter)))
    .map((parameter) => work.print(parameter))
    .join(", ");
  let body = flatten(flow.body(owner, atEnd));
  // Where it is called, an error might be caught.
  if (!ends(body) && /\bcatch\b/.test(work.rule.code)) {
    throw new UnorderedError(owner);
  }
  body = ends(body) ? withoutLastReturn(body) : [...body, flow.silence(owner)];
  const lines = render(body, step).map((line) => (line === "" ? line : step + line));
  const arrow = owner.type === "ArrowFunctionExpression" ? " =>" : "";
  const isAwaiting = lines.some((line) => /\bawait\b/.test(plain(line)));
  const start = isAwaiting ? head.replace(/^(const [^=]*= )?/, "$1async ") : head;
  return [`${start}(${params})${arrow} {`, ...lines, "}"].join("\n");
}

/** Modules are loaded once, at the top, as long as nothing else has the name. */
function hoists(
  { id, init }: VariableDeclarator,
  node: VariableDeclaration,
  flow: Writer,
): boolean {
  const { names, root } = flow.work.rule;
  if (names.parentOf(node) !== root.body) {
    return false;
  }
  const call = init?.type === "MemberExpression" ? init.object : init;
  if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") {
    return false;
  }
  if (call.callee.name !== "require" || flow.work.bindingOf(call.callee)) {
    return false;
  }
  const binding = flow.work.bindingOf(id);
  return id.type === "ObjectPattern" || (binding !== undefined && !flow.names.areChanged([id]));
}

function headOf({ id, init }: VariableDeclarator, { work }: Writer): string {
  return `const ${work.print(id)} = ${init ? work.print(init) : dropped};`;
}
