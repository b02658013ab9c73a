import type { AnyNode, Node } from "acorn";

import { isFunction } from "../../script/syntax/tree.ts";
import { findLineMarks, lineCounter, type LineMark } from "./line-marks.ts";
import { probesOf, type Probe, type Side } from "./probes.ts";
import type { Span, Syntax } from "./syntax.ts";

/** A way that a script can go, or not. */
export interface Branch extends Span {
  /** Which way the script goes: what a test gives, or which part of the code runs. */
  readonly kind: "true" | "false" | "operand" | "case" | "default" | "catch";
  /** From 1, in the script. */
  readonly line: number;
  /** The code whose value decides whether the script goes this way. */
  readonly decidedBy: Span;
  /** What that value has to be. */
  readonly wants: "truthy" | "falsy" | "nothing" | "equal" | "error";
}

/** A script that tells which ways it goes. */
export interface Instrumented {
  /** Each line is where it was. */
  readonly code: string;
  /** By the number that is told, from `first.branch` on. */
  readonly branches: readonly Branch[];
  /** By number, from `first.probe` on. */
  readonly probes: readonly Probe[];
  /** By number, from `first.mark` on. */
  readonly marks: readonly LineMark[];
}

/** The numbers with which a script begins. */
export interface FirstNumbers {
  readonly branch: number;
  readonly probe: number;
  readonly mark: number;
}

/** Marks of lines are told by numbers from this one on. */
export const firstMark = 1_000_000;

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Parts that end here go before those that begin. */
  readonly isEnd: boolean;
}

/**
 * Makes a script tell which ways it goes. It calls a global function with a number and a value,
 * which it gives back. `n` with a truthy value is branch `n`, and with another `n + 1`; `MARKS + n`
 * is a line mark; `-1 - 2 * n` is the left value of probe `n`, and `-2 - 2 * n` the right one. A
 * third argument says that the value is one of `JSON.parse`.
 *
 * @param reach the name of that function
 */
export function instrument(
  syntax: Syntax,
  reach: string,
  first: FirstNumbers = { branch: 0, probe: 0, mark: 0 },
): Instrumented {
  const writer = new Writer(syntax.code, reach, first);
  const marks = findLineMarks(syntax);
  for (const [index, mark] of marks.entries()) {
    writer.mark(mark, firstMark + first.mark + index);
  }
  // In the order of the text, what is around goes before what is inside.
  for (const node of syntax.names.nodes) {
    writer.visit(node);
  }
  return { ...writer.finish(), marks };
}

class Writer {
  readonly #code: string;
  readonly #reach: string;
  readonly #first: FirstNumbers;
  readonly #branches: Branch[] = [];
  readonly #probes: Probe[] = [];
  readonly #insertions: Insertion[] = [];
  readonly #lineOf: (offset: number) => number;

  constructor(code: string, reach: string, first: FirstNumbers) {
    this.#code = code;
    this.#reach = reach;
    this.#first = first;
    this.#lineOf = lineCounter(code);
  }

  mark({ at, end, as }: LineMark, number: number): void {
    const call = `${this.#reach}(${number}, 1)`;
    const [before, after] =
      as === "value"
        ? [` (${call}, (`, "))"]
        : as === "block"
          ? [` { ${call};`, " }"]
          : [` ${call};`];
    this.#insert(at, before);
    if (after !== undefined) {
      this.#insert(end, after, true);
    }
  }

  visit(node: AnyNode): void {
    switch (node.type) {
      case "IfStatement":
      case "ConditionalExpression":
      case "WhileStatement":
      case "DoWhileStatement":
        this.#wrapTest(node.test);
        break;
      case "ForStatement":
        if (node.test) {
          this.#wrapTest(node.test);
        }
        break;
      case "LogicalExpression": {
        const wants = wanted[node.operator];
        this.#wrapReached(node.right, { kind: "operand", decidedBy: node.left, wants });
        break;
      }
      case "AssignmentPattern":
        this.#visitDefault(node.left, node.right);
        break;
      case "SwitchStatement":
        this.#visitCases(node);
        break;
      case "TryStatement":
        this.#visitCatch(node);
        break;
      default:
    }
    for (const probe of probesOf(node)) {
      this.#wrapSides(probe);
    }
  }

  finish(): Omit<Instrumented, "marks"> {
    return { code: this.#write(), branches: this.#branches, probes: this.#probes };
  }

  #write(): string {
    const sorted = this.#insertions.map((insertion, index) => ({ ...insertion, index }));
    // Of those at one place what begins first ends last.
    sorted.sort((a, b) => {
      const order = a.at - b.at || Number(b.isEnd) - Number(a.isEnd);
      return order !== 0 ? order : a.isEnd ? b.index - a.index : a.index - b.index;
    });
    let code = "";
    let from = 0;
    for (const { at, text } of sorted) {
      code += this.#code.slice(from, at) + text;
      from = at;
    }
    return code + this.#code.slice(from);
  }

  #wrapTest(test: Node): void {
    const number = this.#add(test, { kind: "true", decidedBy: test, wants: "truthy" });
    this.#add(test, { kind: "false", decidedBy: test, wants: "falsy" });
    this.#insert(test.start, ` ${this.#reach}(${number}, (`);
    this.#insert(test.end, "))", true);
  }

  #wrapReached(value: Node, branch: Pick<Branch, "kind" | "decidedBy" | "wants">): void {
    this.#insert(value.start, ` (${this.#reach}(${this.#add(value, branch)}, 1), (`);
    this.#insert(value.end, "))", true);
  }

  #visitDefault(name: Node, value: AnyNode): void {
    // A function gets its name from what it is the default of.
    if (!isNamed(value)) {
      this.#wrapReached(value, { kind: "default", decidedBy: name, wants: "nothing" });
    }
  }

  #visitCases({ discriminant, cases }: Extract<AnyNode, { type: "SwitchStatement" }>): void {
    for (const one of cases) {
      const at = one.consequent[0]?.start ?? one.end;
      const number = this.#add(one, { kind: "case", decidedBy: discriminant, wants: "equal" });
      this.#insert(at, ` ${this.#reach}(${number}, 1);`);
    }
  }

  #visitCatch({ block, handler }: Extract<AnyNode, { type: "TryStatement" }>): void {
    if (!handler) {
      return;
    }
    const number = this.#add(handler, { kind: "catch", decidedBy: block, wants: "error" });
    this.#insert(handler.body.start + 1, ` ${this.#reach}(${number}, 1);`);
  }

  #wrapSides(probe: Probe): void {
    const number = this.#first.probe + this.#probes.length;
    const end = probe.relation === "parsed" ? "), 1)" : "))";
    const wrap = ({ node, isSeen }: Side, slot: number) => {
      if (isSeen) {
        this.#insert(node.start, ` ${this.#reach}(${slot}, (`);
        this.#insert(node.end, end, true);
      }
    };
    wrap(probe.left, -1 - 2 * number);
    if (probe.right) {
      wrap(probe.right, -2 - 2 * number);
    }
    this.#probes.push(probe);
  }

  #add({ start, end }: Node, branch: Pick<Branch, "kind" | "decidedBy" | "wants">): number {
    const decidedBy = { start: branch.decidedBy.start, end: branch.decidedBy.end };
    this.#branches.push({ ...branch, decidedBy, line: this.#lineOf(start), start, end });
    return this.#first.branch + this.#branches.length - 1;
  }

  #insert(at: number, text: string, isEnd = false): void {
    this.#insertions.push({ at, text, isEnd });
  }
}

const wanted = { "&&": "truthy", "||": "falsy", "??": "nothing" } as const;

function isNamed(value: AnyNode): boolean {
  return isFunction(value) || value.type === "ClassExpression";
}
