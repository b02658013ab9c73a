import type { AnyNode, AssignmentExpression } from "acorn";

import type { Names } from "./names.ts";

/** The value that an action exports under each name, as far as its statements say. */
export function exportsOf(names: Names): Map<string, AnyNode> {
  const found = new Map<string, AnyNode>();
  for (const assignment of names.assignments) {
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
