import type { AnyNode, CallExpression } from "acorn";

import type { Binding } from "../../../script/syntax/scope.ts";
import { isFunction, type FunctionNode } from "../../../script/syntax/tree.ts";
import { bindingOfFunction } from "../read/denote.ts";
import type { Out } from "./output.ts";
import { noteErrorCode } from "../expressions/errors.ts";
import { isUndefined } from "../expressions/tests.ts";
import type { Work } from "../work.ts";

/** How a call of the rule's callback ends the login. */
export type Ending =
  | { readonly kind: "success" }
  /** `text` is the reason. */
  | { readonly kind: "denial"; readonly text: string }
  /** Denied if there is an error. */
  | { readonly kind: "maybe"; readonly test: string; readonly text: string };

/** Which parts of a rule end it, and by which local functions. */
export class Endings {
  readonly #work: Work;
  readonly #ending = new Set<AnyNode>();
  readonly #finishers = new Map<Binding, FunctionNode>();

  constructor(work: Work) {
    this.#work = work;
    const { nodes } = work.rule.names;
    for (const node of nodes) {
      if (node.type === "Identifier" && this.#isCallback(node)) {
        this.#note(node);
      }
    }
    // Functions that call functions that end the rule end it as well.
    for (let size = -1; size !== this.#finishers.size;) {
      size = this.#finishers.size;
      for (const node of nodes) {
        this.#noteUse(node);
      }
    }
  }

  /** Whether a part of the rule ends it, or may. */
  has(node: AnyNode): boolean {
    return this.#ending.has(node);
  }

  /** The local function that is called, if it ends the rule. */
  finisherOf(call: CallExpression): FunctionNode | undefined {
    return this.finisherOfName(call.callee);
  }

  /** The local function that a name stands for, if it ends the rule. */
  finisherOfName(node: AnyNode): FunctionNode | undefined {
    const binding = this.#work.bindingOf(node);
    return binding && this.#finishers.get(binding);
  }

  isFinisher(owner: FunctionNode): boolean {
    const binding = bindingOfFunction(this.#work.rule, owner);
    return binding !== undefined && this.#finishers.has(binding);
  }

  isCallback(node: AnyNode): boolean {
    return this.#work.denoter.nameOf(node) === "callback";
  }

  #isCallback(node: AnyNode): boolean {
    const { names } = this.#work.rule;
    if (node.type !== "Identifier" || !this.isCallback(node)) {
      return false;
    }
    return names.bindingOf(node)?.references.includes(node) === true;
  }

  #noteUse(node: AnyNode): void {
    if (node.type !== "Identifier") {
      return;
    }
    const binding = this.#work.bindingOf(node);
    if (binding && this.#finishers.has(binding) && binding.references.includes(node)) {
      this.#note(node);
    }
  }

  #note(node: AnyNode): void {
    for (
      let outer: AnyNode | undefined = node;
      outer;
      outer = this.#work.rule.names.parentOf(outer)
    ) {
      this.#ending.add(outer);
      if (!isFunction(outer) || outer === this.#work.rule.root) {
        continue;
      }
      const binding = bindingOfFunction(this.#work.rule, outer);
      // What a local function does is done where it is called.
      if (!binding) {
        continue;
      }
      this.#finishers.set(binding, outer);
      return;
    }
  }
}

/** What a call of the callback says. */
export function readEnding(call: CallExpression, work: Work): Ending {
  const [error, user, context] = call.arguments;
  if (error === undefined || isNothing(error)) {
    checkPassed(user, context, work);
    return { kind: "success" };
  }
  return readError(error, work);
}

/** How an error ends the login that is made where it is thrown; undefined for any other. */
export function readThrown(error: AnyNode, work: Work): Ending | undefined {
  const ending = error.type === "NewExpression" ? readError(error, work) : undefined;
  return ending?.kind === "denial" ? ending : undefined;
}

function checkPassed(user: AnyNode | undefined, context: AnyNode | undefined, work: Work): void {
  if (user && !isUndefined(user) && work.denoter.nameOf(user) !== "user") {
    work.notes.needs("other-user", user, [
      "nothing after this rule reads the user that it passes on, which an action cannot change",
    ]);
  }
  if (context && !isUndefined(context) && work.denoter.nameOf(context) !== "context") {
    work.notes.refuse("other-context", context);
  }
}

/** Whether it is written out that there is no error. */
function isNothing(error: AnyNode): boolean {
  return isUndefined(error) || (error.type === "Literal" && error.value === false);
}

function readError(error: AnyNode, work: Work): Ending {
  if (isNothing(error)) {
    return { kind: "success" };
  }
  const given = givenFor(error, work);
  if (given?.value) {
    return readError(given.value, work);
  }
  if (given) {
    return { kind: "success" };
  }
  const denial = (text: string): Ending => ({ kind: "denial", text });
  if (error.type === "NewExpression" || error.type === "CallExpression") {
    const name = error.callee.type === "Identifier" ? error.callee.name : "";
    const [message] = error.arguments;
    const isOwn = error.callee.type === "Identifier" && work.bindingOf(error.callee) === undefined;
    if (isOwn && name === "UnauthorizedError") {
      noteErrorCode(error, work);
    }
    if (isOwn && /^(?:Unauthorized|Type|Range)?Error$/.test(name)) {
      return denial(message ? printMessage(message, work) : '""');
    }
  }
  if (error.type === "Literal" && typeof error.value === "string") {
    return denial(work.print(error));
  }
  if (error.type === "TemplateLiteral" || isText(error)) {
    return denial(work.print(error));
  }
  const binding = work.bindingOf(error);
  if (binding && work.falsy.has(binding)) {
    return { kind: "success" };
  }
  if (error.type === "LogicalExpression" && error.operator === "||") {
    return readEither([error.left, error.right], work);
  }
  const printed = work.print(error);
  const text = isSimple(error) ? printed : `(${printed})`;
  const isError = isCaught(binding, work);
  const reason = isError ? `${text}.message` : `${text}.message ?? ${text}`;
  return isTruthy(error, binding, work)
    ? denial(reason)
    : { kind: "maybe", test: text, text: reason };
}

/** `error || other`: the first one that is there. */
function readEither([left, right]: readonly [AnyNode, AnyNode], work: Work): Ending {
  const first = readError(left, work);
  if (first.kind === "denial") {
    return first;
  }
  const second = readError(right, work);
  if (first.kind === "success" || second.kind === "success") {
    return first.kind === "success" ? second : first;
  }
  const text = `${first.test} ? ${first.text} : ${second.text}`;
  if (second.kind === "denial") {
    return { kind: "denial", text };
  }
  return { kind: "maybe", test: `${first.test} || ${second.test}`, text };
}

/** Whether it can be followed by `.message` as it is. */
function isSimple({ type }: AnyNode): boolean {
  return /^(?:Identifier|(?:Member|Call|New|This)Expression)$/.test(type);
}

/**
 * The reason has to be a string. An error makes an empty one of undefined, and of any other value
 * what `String` does.
 */
function printMessage(message: AnyNode, work: Work): string {
  const given = givenFor(message, work);
  if (given) {
    return given.value ? printMessage(given.value, work) : '""';
  }
  const text = work.print(message);
  if (isText(message) || message.type === "Literal" || message.type === "TemplateLiteral") {
    return text;
  }
  if (isNamedText(message)) {
    return text;
  }
  if (isDefined(message)) {
    return `String(${text})`;
  }
  return `String(${isSimple(message) ? text : `(${text})`} ?? ${work.quote("")})`;
}

/** Whether it is never undefined, of which an error makes an empty text. */
function isDefined(node: AnyNode): boolean {
  if (isText(node)) {
    return true;
  }
  if (node.type === "LogicalExpression") {
    return node.operator !== "&&" && isDefined(node.right);
  }
  return (
    node.type === "ConditionalExpression" && isDefined(node.consequent) && isDefined(node.alternate)
  );
}

/** What a parameter gets where its function is written in the place of its call. */
function givenFor(node: AnyNode, work: Work): { readonly value: AnyNode | undefined } | undefined {
  const binding = work.bindingOf(node);
  return binding && work.given.has(binding) ? { value: work.given.get(binding) } : undefined;
}

function isNamedText(node: AnyNode): boolean {
  return (
    (node.type === "MemberExpression" &&
      node.property.type === "Identifier" &&
      /message$/i.test(node.property.name)) ||
    (node.type === "Identifier" && /message|reason|text|msg/i.test(node.name))
  );
}

function isText(node: AnyNode): boolean {
  if (node.type === "Literal") {
    return typeof node.value === "string";
  }
  if (node.type === "TemplateLiteral") {
    return true;
  }
  return (
    node.type === "BinaryExpression" &&
    node.operator === "+" &&
    (isText(node.left) || isText(node.right))
  );
}

/** Whether a name is that of what a `catch` caught. */
function isCaught(binding: Binding | undefined, work: Work): boolean {
  const declaration = binding?.declaration;
  if (!declaration) {
    return false;
  }
  if (declaration.type === "CatchClause") {
    return true;
  }
  const owner = work.rule.names.parentOf(declaration);
  const call = isFunction(owner) ? work.rule.names.parentOf(owner) : undefined;
  if (call?.type !== "CallExpression") {
    return false;
  }
  if (call.callee.type === "Identifier") {
    return work.bindingOf(call.callee) === undefined;
  }
  return call.callee.type === "MemberExpression";
}

/** Whether an error is known to be there, so that no test is needed. */
function isTruthy(error: AnyNode, binding: Binding | undefined, work: Work): boolean {
  const declaration = binding?.declaration;
  if (declaration?.type === "CatchClause") {
    return true;
  }
  const owner = declaration && work.rule.names.parentOf(declaration);
  const call = isFunction(owner) ? work.rule.names.parentOf(owner) : undefined;
  if (call?.type === "CallExpression" && call.callee.type === "MemberExpression") {
    const { property } = call.callee;
    if (property.type === "Identifier" && property.name === "catch") {
      return true;
    }
    if (property.type === "Identifier" && property.name === "then") {
      return call.arguments[1] === owner;
    }
  }
  return isTested(error, work);
}

/** Whether it is inside of `if (error)`. */
function isTested(error: AnyNode, work: Work): boolean {
  const { code, names } = work.rule;
  const text = code.slice(error.start, error.end);
  let inner = error;
  for (let outer = names.parentOf(error); outer; inner = outer, outer = names.parentOf(outer)) {
    if (outer.type === "IfStatement" || outer.type === "ConditionalExpression") {
      if (outer.consequent === inner && isSame(outer.test, text, code)) {
        return true;
      }
    }
    if (outer.type === "LogicalExpression" && outer.operator === "&&" && outer.right === inner) {
      if (isSame(outer.left, text, code)) {
        return true;
      }
    }
    if (isFunction(outer)) {
      return false;
    }
  }
  return false;
}

function isSame(test: AnyNode, text: string, code: string): boolean {
  if (test.type === "LogicalExpression" && test.operator === "&&") {
    return isSame(test.left, text, code) || isSame(test.right, text, code);
  }
  if (test.type === "BinaryExpression" && /^!==?$/.test(test.operator)) {
    return isUndefined(test.right) && code.slice(test.left.start, test.left.end) === text;
  }
  return code.slice(test.start, test.end) === text;
}

/** The statements that end a handler as the callback ended the rule. */
export function printEnding(ending: Ending, node: AnyNode, work: Work): Out[] {
  switch (ending.kind) {
    case "success":
      return [{ kind: "success" }];
    case "denial":
      return [{ kind: "denial", text: work.notes.mark("denial", node, ending.text) }];
    case "maybe":
      return [
        {
          kind: "if",
          test: ending.test,
          then: [{ kind: "denial", text: work.notes.mark("denial", node, ending.text) }],
        },
        { kind: "success" },
      ];
  }
}
