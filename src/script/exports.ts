import type { AnyNode, Identifier, Node, ObjectExpression, Program } from "acorn";

import { isModuleRequire } from "./modules.ts";
import type { Names } from "./syntax/names.ts";
import { memberKey, propertyKey } from "./syntax/tree.ts";
import { memberOf } from "./syntax/uses.ts";
import type { Range } from "../text/places.ts";

/** A value that an action exports under a name. */
export interface Export {
  readonly name: string;
  readonly place: Range;
  readonly value: AnyNode;
}

/** What a use of `exports` or `module` exports. */
interface Exporting {
  readonly exported: Export[];
  /** Whether it takes away what others export. */
  readonly replaces: boolean;
}

/**
 * What an action exports, by statements of its top level: `exports.x = …`, `module.exports.x = …`
 * or one `module.exports = { … }`. Any other use of the two names hides what is exported: it could
 * replace a value by one that nobody looked at.
 */
export function findExports(
  root: Program,
  names: Names,
): { exported: Export[]; hidden: Identifier[] } {
  const exported: Export[] = [];
  const hidden: Identifier[] = [];
  const uses = [...(names.free.get("exports") ?? []), ...(names.free.get("module") ?? [])].filter(
    (use) => !isModuleRequire(names, use),
  );
  for (const use of uses) {
    const exporting = exportsBy(root, names, use);
    if (!exporting || (exporting.replaces && uses.length > 1)) {
      hidden.push(use);
    } else {
      exported.push(...exporting.exported);
    }
  }
  return { exported, hidden };
}

function exportsBy(root: Program, names: Names, use: Identifier): Exporting | undefined {
  if (use.name === "exports") {
    return exportsInto(root, names, use);
  }
  const whole = memberOf(names, use);
  if (!whole || memberKey(whole) !== "exports") {
    return undefined;
  }
  const value = assignedValue(root, names, whole);
  if (!value) {
    return exportsInto(root, names, whole);
  }
  const exported = value.type === "ObjectExpression" ? itemsOf(value) : undefined;
  return exported && { exported, replaces: true };
}

/** What is exported by setting a member of the exports. */
function exportsInto(root: Program, names: Names, object: Node): Exporting | undefined {
  const member = memberOf(names, object);
  const name = member && memberKey(member);
  const value = member && assignedValue(root, names, member);
  if (name === undefined || !value) {
    return undefined;
  }
  return { exported: [{ name, place: member, value }], replaces: false };
}

/** What a statement of the top level assigns to an expression. */
function assignedValue(root: Program, names: Names, target: Node): AnyNode | undefined {
  const assignment = names.parentOf(target);
  if (assignment?.type !== "AssignmentExpression" || assignment.left !== target) {
    return undefined;
  }
  const statement = names.parentOf(assignment);
  const isTop = statement?.type === "ExpressionStatement" && names.parentOf(statement) === root;
  return isTop && assignment.operator === "=" ? assignment.right : undefined;
}

/** The properties of an object, or undefined if it has any that are not written there. */
function itemsOf({ properties }: ObjectExpression): Export[] | undefined {
  const items = properties.flatMap((property) => {
    if (property.type !== "Property" || property.kind !== "init") {
      return [];
    }
    const name = propertyKey(property);
    return name === undefined ? [] : { name, place: property.key, value: property.value };
  });
  return items.length === properties.length ? items : undefined;
}
