import type { AnyNode } from "acorn";

import type { Form } from "../../script/form/form.ts";
import { resolveNames, type Names } from "../../script/syntax/names.ts";
import { parseExpression, parseScript } from "../../script/syntax/parser.ts";

/** The text of a script, and what it is made of. */
export interface Syntax {
  readonly form: Form;
  readonly code: string;
  readonly root: AnyNode;
  readonly names: Names;
}

/** A part of a text, by offsets. */
export interface Span {
  /** An offset. */
  readonly start: number;
  /** An offset, exclusive. */
  readonly end: number;
}

/** @throws SyntaxError or DepthError if the script cannot be parsed */
export function readSyntax({ form, code }: Pick<Syntax, "form" | "code">): Syntax {
  const root: AnyNode = form === "rule" ? parseExpression(code) : parseScript(code);
  return { form, code, root, names: resolveNames(root) };
}

/** Whether a part is inside another, or the same. */
export function isInside(part: Span, whole: Span): boolean {
  return part.start >= whole.start && part.end <= whole.end;
}
