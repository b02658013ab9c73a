import type { AnyNode, CallExpression, Pattern } from "acorn";

import { functionOf } from "../../../script/syntax/functions.ts";
import { isFunction, type FunctionNode } from "../../../script/syntax/tree.ts";
import { isInlined } from "./declarations.ts";
import { readEnding } from "./endings.ts";
import type { Following, Writer } from "./writer.ts";
import { UnorderedError } from "./unordered.ts";
import { isUpdate } from "../expressions/metadata.ts";
import { nodesIn } from "../read/origins.ts";
import { canThrow, ends, type Out } from "./output.ts";
import { step } from "../work.ts";
import { textOf } from "./statement-text.ts";
import { noteLate } from "./waiting.ts";

/** Methods that call a function at once, many times, or at another time than once. */
const repeatingTypes = new Set(
  `forEach map filter some every find findIndex reduce reduceRight sort flatMap each on addListener
  setInterval waterfall series parallel then catch finally replace times`.split(/\s+/),
);

export function methodOf({ callee }: CallExpression): string {
  if (callee.type === "Identifier") {
    return callee.name;
  }
  const isNamed = callee.type === "MemberExpression" && callee.property.type === "Identifier";
  return isNamed && !callee.computed ? (callee.property as { name: string }).name : "";
}

/** Whether a call goes on in a function that it is given last, once. */
export function isContinuation(node: CallExpression, flow: Writer): boolean {
  if (repeatingTypes.has(methodOf(node))) {
    return false;
  }
  const last = continuationOf(node);
  if (last === undefined) {
    return false;
  }
  const owner = ownerOf(last, flow);
  if (!owner || owner.generator) {
    return false;
  }
  if (isUpdate(node, flow.work)) {
    return true;
  }
  return flow.endings.has(last) || flow.endings.finisherOfName(last) !== undefined;
}

/** The argument that is called: the last one, or the first one of a timer. */
function continuationOf(node: CallExpression): AnyNode | undefined {
  const isTimer = /^set(?:Timeout|Immediate)$/.test(methodOf(node));
  return isTimer ? node.arguments[0] : node.arguments.at(-1);
}

export function ownerOf(node: AnyNode, flow: Writer): FunctionNode | undefined {
  return functionOf(flow.work.rule.names, node) ?? flow.endings.finisherOfName(node);
}

/** A call and what it goes on with, one after the other. */
export function flattenCall(node: CallExpression, following: Following, flow: Writer): Out[] {
  const { names, work } = flow;
  const last = continuationOf(node);
  const owner = last && ownerOf(last, flow);
  if (!last || !owner) {
    throw new UnorderedError(node);
  }
  const isEnd = flow.endings.has(last) || flow.endings.has(owner);
  if (node.arguments.some((argument) => argument !== last && flow.endings.has(argument))) {
    throw new UnorderedError(node);
  }
  if (isUpdate(node, work)) {
    return flattenUpdate({ node, owner }, following, flow);
  }
  if (isEnd && !following.isTail) {
    throw new UnorderedError(node);
  }
  checkOwn(owner, flow);
  if (isFunction(last) || isInlined(owner, flow)) {
    names.flatten(owner);
  } else {
    throw new UnorderedError(node);
  }
  const outs = [declareAnswers(node, { last, owner }, flow)];
  const body = flow.body(owner, { ...following, isTail: true, rest: [], isTried: false });
  // Around this the rule would not catch what its continuation throws.
  if (following.isTried && (canThrow(body) || !ends(body))) {
    throw new UnorderedError(node);
  }
  return [...outs, ...withSilence(body, owner, flow)];
}

/** Whether a call stores metadata in a function that the rule does not wait for. */
export function isLateStorage(node: CallExpression, flow: Writer): boolean {
  const last = repeatingTypes.has(methodOf(node)) ? undefined : continuationOf(node);
  const owner = last && ownerOf(last, flow);
  return owner !== undefined && [...nodesIn(owner)].some((part) => isUpdate(part, flow.work));
}

/**
 * A call whose answer is stored when the rule has called back already. An action has to wait for
 * it, as what it stores after its end is lost. What fails meanwhile does not refuse the login,
 * which the rule had let in by then.
 */
export function flattenLate(node: CallExpression, following: Following, flow: Writer): Out[] {
  const last = continuationOf(node);
  const owner = last && ownerOf(last, flow);
  const isWaiting = flow.isLateSuccess;
  if (!last || !owner || following.isTried || !(isWaiting || endsAtOnce(following.rest, flow))) {
    throw new UnorderedError(node);
  }
  checkOwn(owner, flow);
  flow.isLateSuccess = true;
  flow.names.flatten(owner);
  noteLate(node, flow.work);
  const answers = declareAnswers(node, { last, owner }, flow);
  const body = flow.body(owner, { isTail: true, rest: [], isTried: false });
  if (isWaiting || !canThrow(body)) {
    return [answers, ...withSilence(body, owner, flow)];
  }
  const parameter = flow.names.fresh("error");
  const handler: Out[] = [{ kind: "text", text: `console.error(${parameter});` }];
  const tried = body.at(-1)?.kind === "success" ? body.slice(0, -1) : body;
  return [answers, { kind: "try", body: tried, parameter, handler }, { kind: "success" }];
}

/** Whether nothing follows but the callback. */
function endsAtOnce(rest: readonly AnyNode[], flow: Writer): boolean {
  const [first, ...others] = rest.filter(({ type }) => type !== "EmptyStatement");
  const call =
    first?.type === "ReturnStatement"
      ? first.argument
      : first?.type === "ExpressionStatement"
        ? first.expression
        : undefined;
  return (
    call?.type === "CallExpression" &&
    others.every((node) => node.type === "ReturnStatement" && !node.argument) &&
    flow.endings.isCallback(call.callee) &&
    readEnding(call, flow.work).kind === "success"
  );
}

function withSilence(body: Out[], owner: FunctionNode, flow: Writer): Out[] {
  return ends(body) ? body : [...body, flow.silence(owner)];
}

export function checkOwn(owner: FunctionNode, flow: Writer): void {
  const usesOwn = [...nodesIn(owner)].some(
    (node) =>
      node.type === "ThisExpression" || (node.type === "Identifier" && node.name === "arguments"),
  );
  if (usesOwn) {
    throw new UnorderedError(owner);
  }
  if (owner.params.some((parameter) => parameter.type === "RestElement")) {
    throw new UnorderedError(owner);
  }
  if (flow.work.rule.root === owner) {
    throw new UnorderedError(owner);
  }
}

interface Continuation {
  readonly last: AnyNode;
  readonly owner: FunctionNode;
}

/** The statement that waits for the answers of a call. */
function declareAnswers(node: CallExpression, { last, owner }: Continuation, flow: Writer): Out {
  const { names, work } = flow;
  const used = owner.params.map((parameter) => names.isUsed(parameter));
  const count = used.lastIndexOf(true) + 1;
  const resolve = names.local("resolve");
  const answer = names.local("answer");
  const isOne = count <= 1;
  work.replaced.set(last, isOne ? resolve : `(...${answer}) => ${resolve}(${answer})`);
  const call = work.printParts(node);
  const text = textOf(node, work, call);
  const isLong = text.includes("\n") || text.length > 60;
  const promise =
    isLong && !isOne
      ? `await new Promise((${resolve}) =>\n${step}${text.replaceAll("\n", `\n${step}`)},\n)`
      : `await new Promise((${resolve}) => ${text})`;
  const keyword = names.areChanged(owner.params) ? "let" : "const";
  const list = owner.params
    .slice(0, count)
    .map((parameter, index) => printUsed(parameter, used[index], flow));
  const declared =
    count === 0 ? "" : `${keyword} ${isOne ? (list[0] ?? "") : `[${list.join(", ")}]`} = `;
  return { kind: "text", text: work.notes.mark("continuation", node, `${declared}${promise};`) };
}

function printUsed(parameter: Pattern, isUsed: boolean | undefined, flow: Writer): string {
  return isUsed ? flow.work.print(parameter) : "";
}

/** `auth0.users.updateAppMetadata(id, data, function (error) { … })` */
function flattenUpdate(
  { node, owner }: { readonly node: CallExpression; readonly owner: FunctionNode },
  following: Following,
  flow: Writer,
): Out[] {
  const [error, ...others] = owner.params;
  const binding = error && flow.work.bindingOf(error);
  if (binding) {
    flow.work.falsy.add(binding);
  }
  if (others.some((parameter) => flow.names.isUsed(parameter))) {
    throw new UnorderedError(node);
  }
  const isEnd = flow.endings.has(owner) || flow.endings.isFinisher(owner);
  if (isEnd && !following.isTail) {
    throw new UnorderedError(node);
  }
  const outs = flow.storage(node);
  if (!isEnd && !isQuietBody(owner)) {
    throw new UnorderedError(node);
  }
  if (!isEnd) {
    return outs;
  }
  checkOwn(owner, flow);
  flow.names.flatten(owner);
  const body = flow.body(owner, { ...following, isTail: true, rest: [] });
  return [...outs, ...withSilence(body, owner, flow)];
}

/** Whether a function only says something in the console. */
function isQuietBody(owner: FunctionNode): boolean {
  return [...nodesIn(owner.body)].every(
    (node) =>
      node.type !== "CallExpression" ||
      (node.callee.type === "MemberExpression" &&
        node.callee.object.type === "Identifier" &&
        node.callee.object.name === "console"),
  );
}
