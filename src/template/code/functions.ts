import type { AnyNode, AssignmentExpression, Identifier } from "acorn";

import type { Names } from "./scope.ts";

export type FunctionNode = Extract<
  AnyNode,
  { type: "FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression" }
>;

/** The function of this code that a name stands for. */
export function functionOf(names: Names, name: Identifier): FunctionNode | undefined {
  const declaration = names.bindingOf(name)?.declaration;
  if (declaration?.type === "VariableDeclarator") {
    const list = names.parentOf(declaration);
    const constant = list?.type === "VariableDeclaration" && list.kind === "const";
    return constant && declaration.init ? asFunction(declaration.init) : undefined;
  }
  // A parameter's declaration is the function that has it; only its own name stands for itself.
  if (declaration?.type === "FunctionDeclaration" && declaration.id?.name === name.name) {
    return declaration;
  }
  return undefined;
}

/** The value that an action exports under each name, as far as its statements say. */
export function exportsOf(names: Names): Map<string, AnyNode> {
  const found = new Map<string, AnyNode>();
  for (const assignment of names.nodesOf("AssignmentExpression")) {
    const name = exportedName(names, assignment);
    if (name !== undefined) found.set(name, assignment.right);
    if (!isModuleExports(names, assignment.left) || assignment.right.type !== "ObjectExpression") {
      continue;
    }
    for (const property of assignment.right.properties) {
      if (
        property.type === "Property" &&
        property.key.type === "Identifier" &&
        !property.computed
      ) {
        found.set(property.key.name, property.value);
      }
    }
  }
  return found;
}

/** The function an exported value is: written there, or declared under a name. */
export function exportedFunction(names: Names, value: AnyNode): FunctionNode | undefined {
  return value.type === "Identifier" ? functionOf(names, value) : asFunction(value);
}

function asFunction(node: AnyNode): FunctionNode | undefined {
  return node.type === "FunctionExpression" || node.type === "ArrowFunctionExpression"
    ? node
    : undefined;
}

/** X in `exports.X = …` and `module.exports.X = …`. */
function exportedName(names: Names, { left, operator }: AssignmentExpression): string | undefined {
  if (operator !== "=" || left.type !== "MemberExpression" || left.computed) return undefined;
  if (left.property.type !== "Identifier") return undefined;
  const { object } = left;
  const exported = isFree(names, object, "exports") || isModuleExports(names, object);
  return exported ? left.property.name : undefined;
}

function isModuleExports(names: Names, node: AnyNode): boolean {
  return (
    node.type === "MemberExpression" &&
    !node.computed &&
    node.property.type === "Identifier" &&
    node.property.name === "exports" &&
    isFree(names, node.object, "module")
  );
}

function isFree(names: Names, node: AnyNode, name: string): boolean {
  return node.type === "Identifier" && node.name === name && !names.bindingOf(node);
}
