import type { ParsedScript } from "../../script/form/parsed-script.ts";
import type { AnyNode, Identifier, Node } from "acorn";

import { resolveNames, type Names } from "../../script/syntax/names.ts";
import { childrenOf, isFunction, type FunctionNode } from "../../script/syntax/tree.ts";
import { isAssigned, isCalled } from "../../script/syntax/uses.ts";

/** What a script needs of what is around it. */
export interface ScriptNames {
  /** The names that it uses and does not declare, each once. */
  readonly free: readonly string[];
  /** Those that it makes globals of by giving them a value, as code that is not strict can. */
  readonly written: ReadonlySet<string>;
  /** Those for which it asks whether they are there. */
  readonly asked: ReadonlySet<string>;
  /** Whether it can reach the global object itself, and not only names in it. */
  readonly reachesGlobal: boolean;
  /** Whether it runs text as code of its own, with `eval`, so that its names are not all known. */
  readonly evaluates: boolean;
  /** Whether it runs text as code of nobody's: by `eval` under another name, or with `Function`. */
  readonly evaluatesApart: boolean;
  /** Whether it says `this` where it belongs to no function. */
  readonly topThis: boolean;
  /**
   * The functions that are not strict and use `this`, which is the global object where they are
   * called plainly.
   */
  readonly sloppyThis: readonly SloppyThis[];
}

/** A function, and where it says `this`. */
export interface SloppyThis {
  readonly body: Node;
  /** In its body. */
  readonly inBody: readonly Node[];
  /** In its parameters. */
  readonly inParameters: readonly Node[];
}

/** Names by which the global object itself is reached. */
const globalObjectNames: ReadonlySet<string> = new Set([
  "global",
  "globalThis",
  "eval",
  "Function",
]);

/** Every function has its own, and nobody else has any. */
const argumentsName = "arguments";

/** Reads a script's names. `locals` are those that its loader declares for it. */
export function readNames({ code, root }: ParsedScript, locals: readonly string[]): ScriptNames {
  const names = resolveNames(root);
  const own = new Set([...locals, argumentsName]);
  const free = [...names.free].filter(([name]) => !own.has(name));
  const holding = (isSo: (uses: readonly Identifier[]) => boolean): ReadonlySet<string> =>
    new Set(free.flatMap(([name, uses]) => (isSo(uses) ? name : [])));
  const { sloppyThis, topThis } = readThis(code, root, names);
  const callsEval = names.free.get("eval")?.some((use) => isCalled(names, use));
  return {
    free: free.map(([name]) => name),
    written: holding((uses) => uses.some((use) => isAssigned(names, use) && !isStrict(names, use))),
    asked: holding((uses) => uses.some((use) => isAsked(names, use))),
    reachesGlobal:
      topThis || sloppyThis.length > 0 || free.some(([name]) => globalObjectNames.has(name)),
    evaluates: callsEval === true,
    evaluatesApart: callsEval === false || (names.free.get("Function") ?? []).some(isMaking(names)),
    topThis,
    sloppyThis,
  };
}

function isAsked(names: Names, use: Identifier): boolean {
  const parent = names.parentOf(use);
  return parent?.type === "UnaryExpression" && parent.operator === "typeof";
}

/** `Function(…)` or `new Function(…)`, and not `instanceof Function`. */
function isMaking(names: Names): (use: Identifier) => boolean {
  return (use) => {
    const parent = names.parentOf(use);
    return isCalled(names, use) || (parent?.type === "NewExpression" && parent.callee === use);
  };
}

/** Whether code is strict: of a class, or after "use strict". */
function isStrict(names: Names, node: AnyNode): boolean {
  for (let at: AnyNode | undefined = node; at; at = names.parentOf(at)) {
    if (at.type === "ClassDeclaration" || at.type === "ClassExpression") {
      return true;
    }
    if (beginsStrict(at)) {
      return true;
    }
  }
  return false;
}

function beginsStrict(node: AnyNode): boolean {
  if (node.type === "Program") {
    return hasDirective(node.body);
  }
  return isFunction(node) && node.body.type === "BlockStatement" && hasDirective(node.body.body);
}

function hasDirective(statements: readonly AnyNode[]): boolean {
  return statements.some(
    (statement) => statement.type === "ExpressionStatement" && statement.directive === "use strict",
  );
}

function readThis(
  code: string,
  root: AnyNode,
  names: Names,
): Pick<ScriptNames, "topThis" | "sloppyThis"> {
  const found = new Map<FunctionNode, { inBody: Node[]; inParameters: Node[] }>();
  let topThis = false;
  for (const node of /\bthis\b/.test(code) ? findThis(root) : []) {
    const owner = ownerOf(names, node);
    if (owner === "top") {
      topThis = true;
    }
    if (typeof owner === "string" || isStrict(names, owner.of)) {
      continue;
    }
    const uses = found.get(owner.of) ?? { inBody: [], inParameters: [] };
    found.set(owner.of, uses);
    uses[owner.isInBody ? "inBody" : "inParameters"].push(node);
  }
  return { topThis, sloppyThis: [...found].map(([{ body }, uses]) => ({ body, ...uses })) };
}

/** Without recursion: a chain of calls is as deep as it is long. */
function findThis(root: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "ThisExpression") {
      found.push(node);
    }
    for (const child of childrenOf(node)) {
      pending.push(child);
    }
  }
  return found;
}

/** The function whose `this` is meant, if it is that of one. */
function ownerOf(
  names: Names,
  node: AnyNode,
): { of: FunctionNode; isInBody: boolean } | "class" | "top" {
  let inner = node;
  for (let at = names.parentOf(inner); at; inner = at, at = names.parentOf(at)) {
    if (isFunction(at) && at.type !== "ArrowFunctionExpression") {
      return { of: at, isInBody: inner === at.body };
    }
    if (at.type === "StaticBlock") {
      return "class";
    }
    if (at.type === "PropertyDefinition" && inner === at.value) {
      return "class";
    }
  }
  return "top";
}
