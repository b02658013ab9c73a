import type { AnyNode, CallExpression } from "acorn";

import type { FunctionNode } from "../../../script/syntax/tree.ts";
import type { Work } from "../work.ts";
import type { Endings } from "./endings.ts";
import type { FreshNames } from "../fresh-names.ts";
import type { Out } from "./output.ts";

/** What comes after a statement. */
export interface Following {
  /** Whether the handler ends after it. */
  readonly isTail: boolean;
  /** What of the same function would run after it. */
  readonly rest: readonly AnyNode[];
  /** Whether an error here would be caught by the rule. */
  readonly isTried: boolean;
}

export const atEnd: Following = { isTail: true, rest: [], isTried: false };

/** Writes the statements of a rule as those of a handler, one after the other. */
export interface Writer {
  readonly work: Work;
  readonly endings: Endings;
  readonly names: FreshNames;
  /** Whether the rule calls back when something is stored that it does not wait for. */
  isLateSuccess: boolean;
  /** The statements of a function, or the expression that it gives. */
  body(owner: FunctionNode, following: Following): Out[];
  /** Statements between two offsets, with their comments. */
  list(statements: readonly AnyNode[], range: Range, following: Following): Out[];
  statement(node: AnyNode, following: Following): Out[];
  expression(node: AnyNode, following: Following): Out[];
  /** A statement that is kept. */
  plain(node: AnyNode): Out[];
  /** The calls of the API for one of `auth0.users`. */
  storage(call: CallExpression): Out[];
  /** What a rule never calls back after. */
  silence(node: AnyNode): Out;
}

/** Two offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
