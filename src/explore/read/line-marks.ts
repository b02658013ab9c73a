import type { AnyNode } from "acorn";

import { isFunction } from "../../script/syntax/tree.ts";
import type { Syntax } from "./syntax.ts";

/** A statement that tells when it runs. */
export interface LineMark {
  /** Where it begins, as an offset. */
  readonly at: number;
  /** Lines of the script, from 1. Of what holds other statements, only what is before them. */
  readonly line: number;
  readonly endLine: number;
  /**
   * How it tells: a call before it, in a block with it where there is room for one statement only,
   * or before a value.
   */
  readonly as: "statement" | "block" | "value";
  /** Where it ends. */
  readonly end: number;
}

/** The statements of a script, in the order of the text. */
export function findLineMarks({ code, names }: Syntax): LineMark[] {
  const lineOf = lineCounter(code);
  const marks = names.nodes.flatMap((node) => [
    ...statementsIn(node).map((statement) => ({ node: statement, as: "statement" as const })),
    ...bodiesOf(node),
  ]);
  return marks
    .map(({ node, as }): LineMark => {
      const { start, end } = node;
      return { at: start, end, as, line: lineOf(start), endLine: lineOf(headEnd(node)) };
    })
    .sort((a, b) => a.at - b.at || b.end - a.end);
}

/** Counts lines, from 1. */
export function lineCounter(code: string): (offset: number) => number {
  const ends = [...code.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? Infinity) < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low + 1;
  };
}

/** The statements of a list, where each can have another before it. */
function statementsIn(node: AnyNode): AnyNode[] {
  switch (node.type) {
    case "Program":
    case "BlockStatement":
    case "StaticBlock":
      return node.body.filter(canTell);
    case "SwitchCase":
      return node.consequent.filter(canTell);
    default:
      return [];
  }
}

/** A block tells by its statements. What begins with a directive has to begin with it. */
function canTell(node: AnyNode): boolean {
  switch (node.type) {
    case "BlockStatement":
    case "EmptyStatement":
    case "FunctionDeclaration":
      return false;
    case "ExpressionStatement":
      return node.directive === undefined;
    default:
      return true;
  }
}

/** What a statement or an arrow function has in place of a block. */
function bodiesOf(node: AnyNode): { node: AnyNode; as: "block" | "value" }[] {
  switch (node.type) {
    case "IfStatement":
      return [node.consequent, ...(node.alternate ? [node.alternate] : [])].flatMap(asBlock);
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return asBlock(node.body);
    case "ArrowFunctionExpression":
      return node.expression ? [{ node: node.body, as: "value" }] : [];
    default:
      return [];
  }
}

function asBlock(node: AnyNode): { node: AnyNode; as: "block" }[] {
  return canTell(node) ? [{ node, as: "block" }] : [];
}

/** Where the part of a statement ends that is before its own statements. */
function headEnd(node: AnyNode): number {
  switch (node.type) {
    case "IfStatement":
      return node.test.end;
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "LabeledStatement":
      return node.body.start;
    case "DoWhileStatement":
    case "TryStatement":
      return node.start;
    case "SwitchStatement":
      return node.discriminant.end;
    default:
      return isFunction(node) ? node.start : node.end;
  }
}
