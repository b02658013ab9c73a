import { parseProgram } from "../syntax/parser.ts";
import type { Program } from "acorn";

import { resolveNames } from "../syntax/names.ts";
import { formErrorOf, KindError, type FormError } from "./form-error.ts";
import { describeKind, describeOther, findOtherTrigger, commonjs } from "./kind.ts";
import type { ParsedScript } from "./parsed-script.ts";

/** The names that the platform declares for an action. Source: https://github.com/auth0/auth0-actions */
export const actionLocals = ["module", "exports", "console"] as const;

/** A script that may well be JavaScript, but is no post-login action. */
export class NoActionError extends KindError {}

/**
 * Reads the script of an action, a CommonJS module.
 *
 * @throws FormError if it is no JavaScript, an ES module, or an action of another trigger
 */
export function readAction(code: string): ReturnType<typeof readModule> {
  const script = readModule(code, actionLocals);
  const other = code.includes("PostLogin") ? undefined : findOtherTrigger(script.root);
  if (other) {
    throw new NoActionError(describeOther(other), { line: 1, column: 1 });
  }
  return script;
}

/** Reads a CommonJS module for which names are declared. @throws FormError as `readAction` does */
export function readModule(
  code: string,
  locals: readonly string[],
): ParsedScript & { readonly root: Program } {
  const script = { code, root: parseModule(code) };
  checkLocals(script, locals);
  return script;
}

function parseModule(code: string): Program {
  try {
    return parseProgram(code, commonjs);
  } catch (error) {
    const failure = formErrorOf(code, error);
    const kind = describeKind(code);
    throw kind === undefined ? failure : new NoActionError(kind, failure);
  }
}

/** The engine knows this too, but not each engine says where. */
function checkLocals(
  { code, root }: { readonly code: string; readonly root: Program },
  locals: readonly string[],
): void {
  const names = resolveNames(root);
  for (const name of locals) {
    const declaration = names.topLevel(name)?.declaration;
    if (!declaration) {
      continue;
    }
    const list = names.parentOf(declaration);
    const isVar = list?.type === "VariableDeclaration" && list.kind === "var";
    if (isVar || declaration.type === "FunctionDeclaration") {
      continue;
    }
    throw duplicate(name, code, declaration.start);
  }
}

function duplicate(name: string, code: string, offset: number): FormError {
  const message = `Identifier '${name}' has already been declared: the platform declares it for each action`;
  return formErrorOf(code, Object.assign(new SyntaxError(message), { pos: offset }));
}
