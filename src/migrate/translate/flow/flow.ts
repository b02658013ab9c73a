import type { AnyNode, CallExpression, ThrowStatement } from "acorn";

import { isFunction, type FunctionNode } from "../../../script/syntax/tree.ts";
import { calledAtOnce, flattenChain, isChain } from "./chains.ts";
import { noteUnawaited } from "./waiting.ts";
import { flattenCall, flattenLate, isContinuation, isLateStorage } from "./continuations.ts";
import { printDeclaration, printFunction } from "./declarations.ts";
import { writeChoice, writeIf, writeLoop, writeSwitch, writeTry } from "./compound.ts";
import { printEnding, readEnding, readThrown, type Endings } from "./endings.ts";
import { isHarmless } from "./harmless.ts";
import { getToken } from "../expressions/management.ts";
import { isUpdate, printUpdate } from "../expressions/metadata.ts";
import type { FreshNames } from "../fresh-names.ts";
import { ends, type Out } from "./output.ts";
import { readGap, statementOf, textOf } from "./statement-text.ts";
import { noCallback } from "../../translation.ts";
import { UnorderedError } from "./unordered.ts";
import type { Work } from "../work.ts";
import { give, isPlainReturn, onlyCallOf } from "./local-functions.ts";
import type { Following, Range, Writer } from "./writer.ts";

/** Writes the statements of a rule as those of a handler, one after the other. */
export class Flow implements Writer {
  readonly work: Work;
  readonly endings: Endings;
  readonly names: FreshNames;

  /** Whether the rule calls back when something is stored that it does not wait for. */
  isLateSuccess = false;

  constructor(parts: { work: Work; endings: Endings; names: FreshNames }) {
    this.work = parts.work;
    this.endings = parts.endings;
    this.names = parts.names;
  }

  /** The statements of a function, or the expression that it gives. */
  body(owner: FunctionNode, following: Following): Out[] {
    if (owner.body.type !== "BlockStatement") {
      return this.expression(owner.body, following);
    }
    const { body, start, end } = owner.body;
    return this.list(body, { start: start + 1, end: end - 1 }, following);
  }

  /** Statements between two offsets, with their comments. */
  list(statements: readonly AnyNode[], { start, end }: Range, following: Following): Out[] {
    const outs: Out[] = [];
    const functions: Out[] = [];
    let from = start;
    let hasEnded = false;
    for (const [index, statement] of statements.entries()) {
      const gap = readGap(from, statement.start, this.work);
      from = statement.end;
      // What follows an end is not reached, except that functions are there from the start.
      if (hasEnded && statement.type !== "FunctionDeclaration") {
        continue;
      }
      const after = statements
        .slice(index + 1)
        .filter(({ type }) => type !== "FunctionDeclaration");
      const isLast = after.length === 0 || isPlainReturn(after[0]);
      const isRoot = statement === this.#rootOf(statement);
      const token = isRoot ? getToken(statement, this.work) : [];
      const written = this.statement(statement, {
        isTail: isLast && (following.isTail || after.length > 0),
        rest: [...after, ...following.rest],
        isTried: following.isTried,
      });
      addTrailing(outs, gap.trailing);
      if (hasEnded) {
        functions.push(...gap.leading, ...written);
        continue;
      }
      if (written.length > 0 || gap.leading.every(({ kind }) => kind === "blank")) {
        outs.push(...gap.leading);
      }
      outs.push(...token, ...written);
      hasEnded ||= ends(written);
    }
    const gap = readGap(from, end, this.work);
    addTrailing(outs, gap.trailing);
    outs.push(...gap.leading);
    return functions.length === 0 ? outs : [...functions, { kind: "blank" }, ...outs];
  }

  /** The statement itself, if it is one of the rule's own and in no other. */
  #rootOf(statement: AnyNode): AnyNode | undefined {
    const { names, root } = this.work.rule;
    return names.parentOf(statement) === root.body ? statement : undefined;
  }

  statement(node: AnyNode, following: Following): Out[] {
    switch (node.type) {
      case "EmptyStatement":
        return [];
      case "BlockStatement":
        return this.list(node.body, { start: node.start + 1, end: node.end - 1 }, following);
      case "FunctionDeclaration":
        return printFunction(node, this);
      case "VariableDeclaration":
        return printDeclaration(node, this);
      case "ReturnStatement":
        return this.#return(node.argument, node, following);
      case "ExpressionStatement":
        return this.expression(node.expression, following);
      case "IfStatement":
        return writeIf(node, following, this);
      case "TryStatement":
        return writeTry(node, following, this);
      case "SwitchStatement":
        return this.endings.has(node) ? writeSwitch(node, following, this) : this.plain(node);
      case "ThrowStatement":
        return this.#throw(node, following);
      default:
        return this.endings.has(node) ? writeLoop(node, following, this) : this.plain(node);
    }
  }

  /** A statement that is kept. */
  plain(node: AnyNode): Out[] {
    return statementOf(textOf(node, this.work), "");
  }

  /** What a rule never calls back after. */
  silence(node: AnyNode): Out {
    if (this.isLateSuccess) {
      return { kind: "success" };
    }
    const { notes } = this.work;
    const { line } = notes.rule.placeOf(node);
    notes.needs("silence", node, [
      `on a path through line ${line} the rule never calls back, so its login times out; the action throws`,
    ]);
    const text = notes.mark("silence", node, `throw new Error(${JSON.stringify(noCallback)});`);
    return { kind: "text", text, isEnd: true };
  }

  /**
   * An error of the rule's own that ends it is a denial: what was stored before stays stored, as
   * after a rule.
   */
  #throw(node: ThrowStatement, following: Following): Out[] {
    const { names, root } = this.work.rule;
    let owner = names.parentOf(node);
    while (owner && !isFunction(owner)) {
      owner = names.parentOf(owner);
    }
    const isOwn = owner === root && !root.async && !following.isTried;
    const denial = isOwn ? readThrown(node.argument, this.work) : undefined;
    return denial
      ? printEnding(denial, node, this.work)
      : [{ kind: "text", text: textOf(node, this.work), isEnd: true }];
  }

  #return(argument: AnyNode | null | undefined, node: AnyNode, following: Following): Out[] {
    const outs = argument
      ? this.expression(argument, { ...following, isTail: true, rest: [] })
      : [];
    if (ends(outs)) {
      return outs;
    }
    // What is thrown here would be caught, and the login perhaps allowed.
    if (following.isTried && !this.isLateSuccess) {
      throw new UnorderedError(node);
    }
    return [...outs, this.silence(node)];
  }

  expression(node: AnyNode, following: Following): Out[] {
    const { endings, work } = this;
    switch (node.type) {
      case "ChainExpression":
        return this.expression(node.expression, following);
      case "AwaitExpression":
        if (isUpdate(node.argument, work)) {
          return this.storage(node.argument);
        }
        if (
          endings.has(node) ||
          (isChain(node.argument) && isUpdate(rootOf(node.argument), work))
        ) {
          return this.expression(node.argument, following);
        }
        break;
      case "UnaryExpression":
        if (node.operator === "void") {
          return this.expression(node.argument, following);
        }
        break;
      case "SequenceExpression":
        return node.expressions.flatMap((part) => this.expression(part, following));
      case "CallExpression":
        return this.#call(node, following);
      case "ConditionalExpression":
        if (endings.has(node)) {
          return writeChoice(node.test, [node.consequent, node.alternate], {
            following,
            writer: this,
          });
        }
        break;
      case "LogicalExpression":
        if (!endings.has(node) || node.operator === "??") {
          break;
        }
        if (node.operator === "&&") {
          return writeChoice(node.left, [node.right, undefined], { following, writer: this });
        }
        return writeChoice(node.left, [undefined, node.right], { following, writer: this });
      default:
    }
    if (endings.has(node)) {
      throw new UnorderedError(node);
    }
    return statementOf(textOf(node, work));
  }

  /** The calls of the API for one of `auth0.users`. */
  storage(call: CallExpression): Out[] {
    const lines = printUpdate(call, this.work);
    if (!lines) {
      throw new UnorderedError(call);
    }
    return lines.map((text) => ({ kind: "storage", text: textOf(call, this.work, `${text};`) }));
  }

  #call(node: CallExpression, following: Following): Out[] {
    const { endings, work } = this;
    if (endings.isCallback(node.callee)) {
      return this.#end(node, node, following);
    }
    const finisher = endings.finisherOf(node);
    if (finisher) {
      return this.#finish(node, finisher, following);
    }
    if (isUpdate(node, work) && node.arguments.length < 3) {
      noteUnawaited(node, work);
      return this.storage(node);
    }
    if (isChain(node) || (endings.has(node) && calledAtOnce(node))) {
      return flattenChain(node, following, this);
    }
    if (isContinuation(node, this)) {
      return flattenCall(node, following, this);
    }
    if (endings.has(node)) {
      throw new UnorderedError(node);
    }
    if (isLateStorage(node, this)) {
      return flattenLate(node, following, this);
    }
    noteUnderWay(node, work);
    return statementOf(textOf(node, work));
  }

  #end(call: CallExpression, node: AnyNode, following: Following): Out[] {
    const ending = readEnding(call, this.work);
    if (!following.isTail && !isHarmless(following.rest, ending.kind, this)) {
      throw new UnorderedError(node);
    }
    return printEnding(ending, node, this.work);
  }

  /** A call of a local function that ends the rule: the end itself, if that is all it does. */
  #finish(node: CallExpression, finisher: FunctionNode, following: Following): Out[] {
    const call = onlyCallOf(finisher);
    if (call && this.endings.isCallback(call.callee)) {
      give(finisher, node.arguments, this.work);
      return this.#end(call, node, following);
    }
    if (!following.isTail && !isHarmless(following.rest, "maybe", this)) {
      throw new UnorderedError(node);
    }
    const names = finisher.params.map((parameter) => this.work.denoter.nameOf(parameter));
    const shown = node.arguments.filter(
      (_argument, index) => !["callback", "context"].includes(names[index] ?? ""),
    );
    if (shown.some((argument) => this.endings.has(argument))) {
      throw new UnorderedError(node);
    }
    const list = shown.map((argument) => this.work.print(argument)).join(", ");
    const text = `return ${this.work.print(node.callee)}(${list});`;
    return [{ kind: "text", text: textOf(node, this.work, text), isEnd: true }];
  }
}

function rootOf(node: AnyNode): AnyNode {
  let root = node;
  while (
    root.type === "CallExpression" &&
    root.callee.type === "MemberExpression" &&
    isChain(root)
  ) {
    root = root.callee.object;
  }
  return root;
}

/** Notes that an action ends while something goes on, as the rule did. */
function noteUnderWay(node: CallExpression, work: Work): void {
  let root: AnyNode = node.callee;
  while (root.type === "MemberExpression") {
    root = root.object;
  }
  if (root.type !== "Identifier") {
    return;
  }
  const declaration = work.bindingOf(root)?.declaration;
  const init = declaration?.type === "VariableDeclarator" ? declaration.init : undefined;
  const text = init ? work.rule.code.slice(init.start, init.end) : "";
  const isModule =
    /\brequire\(/.test(text) && !/["'](?:lodash|underscore|ramda|moment)\b/.test(text);
  if (!isModule && !(declaration === undefined && /^(?:request|fetch)$/.test(root.name))) {
    return;
  }
  if (work.rule.names.parentOf(node)?.type === "AwaitExpression") {
    return;
  }
  work.notes.needs("under-way", node, [
    "what is under way when the action ends goes on, as it did after a rule",
  ]);
}

function addTrailing(outs: Out[], trailing: string): void {
  const last = outs.at(-1);
  if (trailing === "") {
    return;
  }
  if (!last) {
    outs.push({ kind: "comment", text: trailing });
  } else if (last.kind === "text" || last.kind === "storage") {
    outs[outs.length - 1] = { ...last, text: `${last.text} ${trailing}` };
  } else {
    outs.splice(-1, 0, { kind: "comment", text: trailing });
  }
}
