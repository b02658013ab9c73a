import type { AnyNode } from "acorn";

import type { Names } from "./names.ts";
import type { Binding } from "./scope.ts";
import { isFunction, type FunctionNode } from "./tree.ts";
import { isAssigned } from "./uses.ts";

/** The function that a value is: written there, or declared under a name that keeps it. */
export function functionOf(names: Names, value: AnyNode): FunctionNode | undefined {
  if (value.type !== "Identifier") {
    return isFunction(value) ? value : undefined;
  }
  const binding = names.bindingOf(value);
  return binding && declaredFunction(names, binding);
}

/** The function that a name stands for wherever it is used. */
export function declaredFunction(names: Names, binding: Binding): FunctionNode | undefined {
  const { declaration, references, redeclared } = binding;
  if (redeclared || references.some((use) => isAssigned(names, use))) {
    return undefined;
  }
  if (declaration.type === "FunctionDeclaration") {
    return declaration;
  }
  if (declaration.type !== "VariableDeclarator" || declaration.id.type !== "Identifier") {
    return undefined;
  }
  const list = names.parentOf(declaration);
  const constant = list?.type === "VariableDeclaration" && list.kind === "const";
  const value = constant ? declaration.init : undefined;
  return value && isFunction(value) ? value : undefined;
}
