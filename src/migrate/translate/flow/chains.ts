import type { AnyNode, CallExpression } from "acorn";

import { childrenOf, isFunction, type FunctionNode } from "../../../script/syntax/tree.ts";
import { isUpdate } from "../expressions/metadata.ts";
import { nodesIn } from "../read/origins.ts";
import type { Work } from "../work.ts";
import { checkOwn, methodOf, ownerOf } from "./continuations.ts";
import { canThrow, ends, type Out, type OutTry } from "./output.ts";
import { textOf } from "./statement-text.ts";
import { UnorderedError } from "./unordered.ts";
import { noteUnawaited } from "./waiting.ts";
import type { Following, Writer } from "./writer.ts";

const stepNames = new Set(["then", "catch", "finally"]);

/** Whether it is `promise.then(…)` or another step of a chain. */
export function isChain(node: AnyNode): node is CallExpression {
  return node.type === "CallExpression" && stepNames.has(methodOf(node));
}

interface Step {
  readonly call: CallExpression;
  readonly method: string;
  readonly functions: readonly AnyNode[];
}

/** `promise.then(…).then(…).catch(…)`, one after the other. */
export function flattenChain(node: CallExpression, following: Following, flow: Writer): Out[] {
  const { steps, root } = withPlainStart(readChain(node), flow);
  const isStored = updatesOf(root, flow.work).length > 0;
  if (isStored && !following.isTail) {
    noteUnawaited(node, flow.work);
  }
  if (!flow.endings.has(node) && !isStored) {
    return keepChain(node, following, flow);
  }
  if (flow.endings.has(root) && !calledAtOnce(root)) {
    throw new UnorderedError(root);
  }
  if (flow.endings.has(node) && !following.isTail) {
    // The rule calls back before what is stored is, so that a callback after that is a second one.
    const isLate =
      isStored && steps.every(({ functions }) => functions.every((part) => onlyEnds(part, flow)));
    if (!isLate) {
      throw new UnorderedError(node);
    }
    flow.isLateSuccess = true;
    return updatesOf(root, flow.work).flatMap((call) => flow.storage(call));
  }
  return new ChainWriter(flow, following, flow.endings.has(node)).write(root, steps);
}

/** Whether a function does nothing but call back, and look at its error. */
function onlyEnds(node: AnyNode, flow: Writer): boolean {
  if (flow.endings.isCallback(node)) {
    return true;
  }
  const owner = ownerOf(node, flow);
  if (!owner) {
    return false;
  }
  return [...nodesIn(owner.body)].every((part) => {
    if (part.type !== "CallExpression") {
      return !/^(?:Assignment|Await|Update)Expression$/.test(part.type);
    }
    if (flow.endings.isCallback(part.callee) || flow.endings.finisherOf(part)) {
      return true;
    }
    return flow.work.rule.code.slice(part.callee.start, part.callee.end).startsWith("console.");
  });
}

/** The function of `(async () => { … })()`. */
export function calledAtOnce(node: AnyNode): FunctionNode | undefined {
  if (node.type !== "CallExpression" || node.arguments.length > 0) {
    return undefined;
  }
  const { callee } = node;
  return isFunction(callee) && callee.async && callee.params.length === 0 ? callee : undefined;
}

interface Chain {
  readonly root: AnyNode;
  readonly steps: readonly Step[];
}

function readChain(node: CallExpression): Chain {
  const steps: Step[] = [];
  let root: AnyNode = node;
  while (isChain(root) && root.callee.type === "MemberExpression") {
    steps.unshift({ call: root, method: methodOf(root), functions: root.arguments });
    root = root.callee.object;
  }
  return { root, steps };
}

/**
 * The part of a chain that does not end the rule stays one if it catches its own errors or returns
 * in many places.
 */
function withPlainStart(chain: Chain, flow: Writer): Chain {
  const { root, steps } = chain;
  const first = steps.findIndex(({ functions }) =>
    functions.some((part) => flow.endings.has(part)),
  );
  const start = steps.slice(0, first < 0 ? 0 : first);
  const last = start.findLast(
    ({ method, functions }) => method !== "then" || functions.some(returnsEarly),
  );
  if (!last || isUpdate(root, flow.work)) {
    return chain;
  }
  return { root: last.call, steps: steps.slice(steps.indexOf(last) + 1) };
}

function returnsEarly(node: AnyNode): boolean {
  if (!isFunction(node) || node.body.type !== "BlockStatement") {
    return false;
  }
  return hasReturn(node.body.body.slice(0, -1));
}

/** A chain that does not end the rule: the rule goes on before it is done. */
function keepChain(node: CallExpression, following: Following, flow: Writer): Out[] {
  const { steps } = readChain(node);
  const text = textOf(node, flow.work);
  const isCaught = steps.at(-1)?.method === "catch";
  const parent = flow.work.rule.names.parentOf(node);
  if (parent?.type === "AwaitExpression") {
    return [{ kind: "text", text: `await ${text};` }];
  }
  if (!isCaught || following.isTail) {
    return [{ kind: "text", text: `${text};` }];
  }
  noteUnawaited(node, flow.work);
  return [{ kind: "text", text: `await ${text};` }];
}

/** Writes the steps of a chain. */
class ChainWriter {
  readonly #flow: Writer;
  readonly #following: Following;
  readonly #isEnd: boolean;
  /** Whether a later step catches errors. */
  #isCaught = false;
  #outs: Out[] = [];
  /** What starts the chain, whose errors no step catches. */
  #started: Out[] = [];
  /** What the next step gets, still to be awaited. */
  #value: string | undefined;

  constructor(flow: Writer, following: Following, isEnd: boolean) {
    this.#flow = flow;
    this.#following = following;
    this.#isEnd = isEnd;
  }

  write(root: AnyNode, steps: readonly Step[]): Out[] {
    const { work } = this.#flow;
    const updates = updatesOf(root, work);
    const owner = calledAtOnce(root);
    if (owner) {
      this.#isCaught = steps.some(({ method }) => method === "catch");
      this.#then(owner, steps);
    } else if (updates.length > 0) {
      this.#started = updates.flatMap((call) => this.#flow.storage(call));
    } else {
      this.#value = textOf(root, work);
    }
    steps.forEach((step, index) => {
      const later = steps.slice(index + 1);
      this.#isCaught = later.some(({ method }) => method === "catch");
      this.#step(step, later);
    });
    this.#await();
    return [...this.#started, ...this.#outs];
  }

  #step(step: Step, later: readonly Step[]): void {
    const [first, second] = step.functions;
    switch (step.method) {
      case "then":
        // What is queued cannot fail, so that the second function is never called.
        if (second && (this.#value !== undefined || canThrow(this.#outs))) {
          this.#either([this.#ownerOf(first, step), this.#ownerOf(second, step)], later);
          return;
        }
        this.#then(this.#ownerOf(first, step), later);
        return;
      case "catch":
        this.#catch(this.#ownerOf(first, step), later);
        return;
      default:
        // What catches its errors is done in any case.
        if (this.#value === undefined || !isCaught(step.call)) {
          throw new UnorderedError(step.call);
        }
        this.#then(this.#ownerOf(first, step), later);
    }
  }

  /** `.then(onValue, onError)`: what the first one throws is not for the second one. */
  #either(owners: readonly (FunctionNode | "callback")[], later: readonly Step[]): void {
    const [owner, other] = owners;
    const { names, work } = this.#flow;
    if (!owner || !other || owner === "callback" || later.length > 0) {
      throw new UnorderedError(work.rule.root);
    }
    names.flatten(owner);
    const [value] = owner.params;
    const caught = this.#handler(other);
    if (!ends(caught.handler) || this.#value === undefined) {
      throw new UnorderedError(owner);
    }
    const isUsed = value !== undefined && names.isUsed(value);
    const name = isUsed ? work.print(value) : "";
    if (isUsed) {
      this.#outs.push({ kind: "text", text: `let ${name};` });
    }
    const text = `${isUsed ? `${name} = ` : ""}await ${this.#value};`;
    this.#value = undefined;
    this.#outs.push({
      kind: "try",
      body: [{ kind: "text", text }],
      ...caught,
    });
    this.#body(owner, later);
  }

  /** What a function does with the error that it gets. */
  #handler(owner: FunctionNode | "callback"): Pick<OutTry, "parameter"> & { handler: Out[] } {
    const { names, work } = this.#flow;
    if (owner === "callback") {
      const parameter = names.fresh("error");
      return { parameter, handler: [{ kind: "denial", text: `${parameter}.message` }] };
    }
    names.flatten(owner);
    const [error] = owner.params;
    const handler = this.#flow.body(owner, { ...this.#following, rest: [], isTail: this.#isEnd });
    return { ...(error && names.isUsed(error) && { parameter: work.print(error) }), handler };
  }

  #ownerOf(node: AnyNode | undefined, step: Step): FunctionNode | "callback" {
    if (node && this.#flow.endings.isCallback(node)) {
      return "callback";
    }
    const owner = node && ownerOf(node, this.#flow);
    if (!owner || owner.generator) {
      throw new UnorderedError(step.call);
    }
    checkOwn(owner, this.#flow);
    return owner;
  }

  #await(): void {
    if (this.#value === undefined) {
      return;
    }
    this.#outs.push({ kind: "text", text: `await ${this.#value};` });
    this.#value = undefined;
  }

  #then(owner: FunctionNode | "callback", later: readonly Step[]): void {
    if (owner === "callback") {
      throw new UnorderedError(this.#flow.work.rule.root);
    }
    const { names, work } = this.#flow;
    names.flatten(owner);
    const [parameter, ...others] = owner.params;
    if (others.some((other) => names.isUsed(other))) {
      throw new UnorderedError(owner);
    }
    if (parameter && names.isUsed(parameter)) {
      if (this.#value === undefined) {
        throw new UnorderedError(owner);
      }
      const keyword = names.areChanged([parameter]) ? "let" : "const";
      const text = `${keyword} ${work.print(parameter)} = await ${this.#value};`;
      this.#outs.push({ kind: "text", text: work.notes.mark("chain", owner, text) });
      this.#value = undefined;
    } else {
      this.#await();
    }
    this.#body(owner, later);
  }

  /** What a step does, and what it hands to the next one. */
  #body(owner: FunctionNode, later: readonly Step[]): void {
    const isLast = !later.some(({ method }) => method === "then");
    const { work, endings } = this.#flow;
    if (owner.body.type !== "BlockStatement") {
      if (endings.has(owner.body) || (isLast && isUpdate(owner.body, work))) {
        this.#outs.push(...this.#flow.expression(owner.body, this.#inner(isLast)));
      } else {
        this.#value = textOf(owner.body, work);
      }
      return;
    }
    const { body, start, end } = owner.body;
    const last = body.at(-1);
    const returned = last?.type === "ReturnStatement" ? last.argument : undefined;
    if (returned && !endings.has(returned)) {
      if (hasReturn(body.slice(0, -1))) {
        throw new UnorderedError(owner);
      }
      this.#outs.push(
        ...this.#flow.list(
          body.slice(0, -1),
          { start: start + 1, end: last?.start ?? end },
          this.#inner(false),
        ),
      );
      this.#give(returned);
      return;
    }
    // What is returned would be waited for.
    if (hasReturn(body, (value) => value !== undefined && !endings.has(value))) {
      throw new UnorderedError(owner);
    }
    if (!isLast && hasReturn(body)) {
      throw new UnorderedError(owner);
    }
    if (!this.#isEnd && hasReturn(body)) {
      throw new UnorderedError(owner);
    }
    const range = { start: start + 1, end: end - 1 };
    this.#outs.push(...this.#flow.list(body, range, this.#inner(isLast)));
  }

  #give(node: AnyNode): void {
    const { work } = this.#flow;
    const { root, steps } = isChain(node) ? readChain(node) : { root: node, steps: [] };
    if (isUpdate(root, work) && steps.length === 0) {
      this.#outs.push(...this.#flow.storage(root));
    } else if (isUpdate(root, work)) {
      throw new UnorderedError(node);
    } else {
      this.#value = textOf(node, work);
    }
  }

  #inner(isTail: boolean): Following {
    const isTried = this.#following.isTried || this.#isCaught;
    return { isTail: isTail && this.#isEnd, rest: [], isTried };
  }

  #catch(owner: FunctionNode | "callback", later: readonly Step[]): void {
    if (later.length > 0) {
      throw new UnorderedError(this.#flow.work.rule.root);
    }
    this.#await();
    if (!canThrow(this.#outs)) {
      return;
    }
    this.#outs = [{ kind: "try", body: this.#outs, ...this.#handler(owner) }];
    if (owner === "callback") {
      return;
    }
    if (this.#isEnd && !ends(this.#outs)) {
      this.#outs.push(this.#flow.silence(owner));
    }
  }
}

/** Whether statements return, not counting those of functions inside. */
function hasReturn(
  list: readonly AnyNode[],
  counts: (value: AnyNode | undefined) => boolean = () => true,
): boolean {
  return list.some((node) => {
    if (node.type === "ReturnStatement") {
      return counts(node.argument ?? undefined);
    }
    return !isFunction(node) && hasReturn(childrenOf(node), counts);
  });
}

/** Whether the step before is a `catch`. */
function isCaught({ callee }: CallExpression): boolean {
  const before = callee.type === "MemberExpression" ? callee.object : undefined;
  return before?.type === "CallExpression" && methodOf(before) === "catch";
}

/** The call of `auth0.users` that a node is, or the calls that `Promise.all` waits for. */
function updatesOf(node: AnyNode, work: Work): CallExpression[] {
  const call = node.type === "CallExpression" ? node : undefined;
  if (!call) {
    return [];
  }
  if (isUpdate(node, work)) {
    return [call];
  }
  const isAll = work.rule.code.slice(call.callee.start, call.callee.end) === "Promise.all";
  const [list] = call.arguments;
  if (!isAll || list?.type !== "ArrayExpression") {
    return [];
  }
  const calls = list.elements.filter((element) => isUpdate(element, work));
  return calls.length === list.elements.length ? calls : [];
}
