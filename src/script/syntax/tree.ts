import type {
  AnyNode,
  AssignmentProperty,
  Identifier,
  MemberExpression,
  Pattern,
  Property,
} from "acorn";

export type FunctionNode = Extract<
  AnyNode,
  { type: "FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression" }
>;

export function isFunction(node: AnyNode | undefined): node is FunctionNode {
  return (
    node?.type === "FunctionDeclaration" ||
    node?.type === "FunctionExpression" ||
    node?.type === "ArrowFunctionExpression"
  );
}

/** The nodes below a node that are code: no labels, and no names of properties. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const key in node) {
    const value: unknown = node[key as keyof AnyNode];
    if (typeof value !== "object" || value === null || isName(node, key)) {
      continue;
    }
    if (isNode(value)) {
      children.push(value);
    } else if (Array.isArray(value)) {
      for (const item of value) {
        if (isNode(item)) {
          children.push(item);
        }
      }
    }
  }
  return children;
}

function isName(node: AnyNode, key: string): boolean {
  switch (node.type) {
    case "MemberExpression":
      return key === "property" && !node.computed;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return key === "key" && !node.computed;
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return key === "label";
    case "MetaProperty":
      return true;
    default:
      return false;
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** The names that a pattern declares. */
export function namesIn(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === "Property" ? property.value : property.argument),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "RestElement":
      return namesIn(pattern.argument);
    case "MemberExpression":
      return [];
  }
}

/** The name of the property that a member expression stands for, if the code itself says it. */
export function memberKey({ computed, property }: MemberExpression): string | undefined {
  return !computed && property.type === "Identifier" ? property.name : stringOf(property);
}

/** The name of a property of an object or a pattern, if the code itself says it. */
export function propertyKey({ computed, key }: Property | AssignmentProperty): string | undefined {
  return !computed && key.type === "Identifier" ? key.name : stringOf(key);
}

/** The text that an expression is, if it is written there. */
export function stringOf(node: AnyNode): string | undefined {
  if (node.type === "Literal") {
    return typeof node.value === "string" ? node.value : undefined;
  }
  if (node.type !== "TemplateLiteral" || node.expressions.length > 0) {
    return undefined;
  }
  return node.quasis[0]?.value.cooked ?? undefined;
}
