import type { AnyNode, Node } from "acorn";

import type { Form } from "../script/form/form.ts";
import { resolveNames } from "../script/syntax/names.ts";
import { parseExpression, parseScript } from "../script/syntax/parser.ts";
import { isFunction } from "../script/syntax/tree.ts";

/** A way that a script can go, or not. */
export interface Branch {
  /** Whether a test holds or not, or what is entered. */
  readonly kind: "true" | "false" | "operand" | "case" | "default" | "catch";
  /** From 1, in the script. */
  readonly line: number;
  /** Of the test, the operand, the case or the value: an offset. */
  readonly start: number;
  /** An offset, exclusive. */
  readonly end: number;
}

/** A script that tells which branches it takes. */
export interface Instrumented {
  /** Each line is where it was. */
  readonly code: string;
  /** By the number that is told. */
  readonly branches: readonly Branch[];
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Parts that end here go before those that begin. */
  readonly isEnd: boolean;
}

/**
 * Makes a script tell which branches it takes. It calls a global function with the number of a branch and a value,
 * which it gives back: with `n` of a test that holds, and of one that does not the branch is `n + 1`.
 *
 * @param reach the name of that function
 * @param first the number of the first branch
 * @throws SyntaxError or DepthError if the script cannot be parsed
 */
export function instrument(
  { form, code }: { readonly form: Form; readonly code: string },
  reach: string,
  first = 0,
): Instrumented {
  const root: AnyNode = form === "rule" ? parseExpression(code) : parseScript(code);
  const writer = new Writer(code, reach, first);
  // In the order of the text, what is around goes before what is inside.
  for (const node of resolveNames(root).nodes) writer.visit(node);
  return writer.finish();
}

class Writer {
  readonly #code: string;
  readonly #reach: string;
  readonly #first: number;
  readonly #branches: Branch[] = [];
  readonly #insertions: Insertion[] = [];
  readonly #lines: number[];

  constructor(code: string, reach: string, first: number) {
    this.#code = code;
    this.#reach = reach;
    this.#first = first;
    this.#lines = [...code.matchAll(/\n/g)].map(({ index }) => index);
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
        if (node.test) this.#wrapTest(node.test);
        break;
      case "LogicalExpression":
        this.#wrapReached(node.right, "operand");
        break;
      case "AssignmentPattern":
        // A function gets its name from what it is the default of.
        if (!isNamed(node.right)) this.#wrapReached(node.right, "default");
        break;
      case "SwitchCase": {
        const at = node.consequent[0]?.start ?? node.end;
        const number = this.#add("case", node);
        this.#insert(at, ` ${this.#reach}(${number}, 1);`);
        break;
      }
      case "CatchClause":
        this.#insert(node.body.start + 1, ` ${this.#reach}(${this.#add("catch", node)}, 1);`);
        break;
      default:
    }
  }

  finish(): Instrumented {
    // The order of those at one place is that of their insertion.
    const sorted = this.#insertions
      .map((insertion, index) => ({ ...insertion, index }))
      .sort((a, b) => a.at - b.at || Number(b.isEnd) - Number(a.isEnd) || a.index - b.index);
    let code = "";
    let from = 0;
    for (const { at, text } of sorted) {
      code += this.#code.slice(from, at) + text;
      from = at;
    }
    return { code: code + this.#code.slice(from), branches: this.#branches };
  }

  #wrapTest(test: Node): void {
    const number = this.#add("true", test);
    this.#add("false", test);
    this.#insert(test.start, ` ${this.#reach}(${number}, (`);
    this.#insert(test.end, "))", true);
  }

  #wrapReached(value: Node, kind: Branch["kind"]): void {
    this.#insert(value.start, ` (${this.#reach}(${this.#add(kind, value)}, 1), (`);
    this.#insert(value.end, "))", true);
  }

  #add(kind: Branch["kind"], { start, end }: Node): number {
    const line = 1 + this.#lines.filter((at) => at < start).length;
    this.#branches.push({ kind, line, start, end });
    return this.#first + this.#branches.length - 1;
  }

  #insert(at: number, text: string, isEnd = false): void {
    this.#insertions.push({ at, text, isEnd });
  }
}

function isNamed(value: AnyNode): boolean {
  return isFunction(value) || value.type === "ClassExpression";
}
