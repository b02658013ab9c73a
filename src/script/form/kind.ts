import { parseProgram } from "../syntax/parser.ts";
import type { AnyNode, Options, Program } from "acorn";

import { memberKey, namesIn, propertyKey } from "../syntax/tree.ts";

/** An action as the platform takes it. */
export const commonjs: Partial<Options> = { sourceType: "commonjs" };

/** The triggers of Actions whose names do not follow from that of their handler. */
const triggers: Readonly<Record<string, string>> = {
  PostChallenge: "password-reset-post-challenge",
};

const handlerName = /^on(?:Execute|Continue)([A-Z]\w*)$/;

/** The trigger that a handler belongs to; undefined if it is none. */
export function triggerOf(handler: string): string | undefined {
  const [, name] = handlerName.exec(handler) ?? [];
  if (name === undefined) {
    return undefined;
  }
  return triggers[name] ?? name.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase();
}

/** The trigger whose handlers a script exports, if it is no post-login action, and one of them. */
export function findOtherTrigger(
  program: Program,
): { readonly trigger: string; readonly handler: string } | undefined {
  const handlers = program.body.flatMap(exportedBy).flatMap((handler) => {
    const trigger = triggerOf(handler);
    return trigger === undefined ? [] : { trigger, handler };
  });
  return handlers.some(({ trigger }) => trigger === "post-login") ? undefined : handlers[0];
}

/** What a text is that is no rule, as a sentence; undefined if that is not clear. */
export function describeKind(code: string): string | undefined {
  const script = attempt(code, commonjs);
  const module = script ?? attempt(code, { sourceType: "module" });
  if (!module) {
    return undefined;
  }
  if (!script && module.body.some(isOfModule)) {
    return describeModule(module);
  }
  return describeAction(module);
}

function attempt(code: string, syntax: Partial<Options>): Program | undefined {
  try {
    return parseProgram(code, syntax);
  } catch {
    return undefined;
  }
}

function isOfModule({ type }: AnyNode): boolean {
  return type.startsWith("Import") || type.startsWith("Export");
}

function describeModule(module: Program): string {
  const other = findOtherTrigger(module);
  const hint = other ? `; and ${describeOther(other)}` : "";
  return `this is an ES module, with import or export: the platform takes CommonJS, with require and exports${hint}`;
}

function describeAction(program: Program): string | undefined {
  const other = findOtherTrigger(program);
  if (other) {
    return describeOther(other);
  }
  const handler = program.body.flatMap(exportedBy).find((name) => handlerName.test(name));
  return handler === undefined
    ? undefined
    : `this is an action, which exports ${handler}; a rule is a function (user, context, callback)`;
}

/** What an action of another trigger is. */
export function describeOther({ trigger, handler }: { trigger: string; handler: string }): string {
  return `this is an action of the trigger ${trigger}, which exports ${handler}; a login runs onExecutePostLogin`;
}

/** The names that a statement exports. */
function exportedBy(statement: AnyNode): string[] {
  if (statement.type === "ExportNamedDeclaration") {
    return declaredBy(statement.declaration);
  }
  if (statement.type !== "ExpressionStatement") {
    return [];
  }
  const { expression } = statement;
  if (expression.type !== "AssignmentExpression") {
    return [];
  }
  const { left, right } = expression;
  if (left.type !== "MemberExpression") {
    return [];
  }
  const name = memberKey(left);
  if (isExports(left.object)) {
    return name === undefined ? [] : [name];
  }
  if (!isExports(left) || right.type !== "ObjectExpression") {
    return [];
  }
  return right.properties.flatMap((property) =>
    property.type === "Property" ? (propertyKey(property) ?? []) : [],
  );
}

function declaredBy(declaration: AnyNode | null | undefined): string[] {
  if (declaration?.type === "FunctionDeclaration") {
    return declaration.id ? [declaration.id.name] : [];
  }
  if (declaration?.type !== "VariableDeclaration") {
    return [];
  }
  return declaration.declarations.flatMap(({ id }) => namesIn(id).map(({ name }) => name));
}

/** `exports` or `module.exports`. */
export function isExports(node: AnyNode): boolean {
  if (node.type === "Identifier") {
    return node.name === "exports";
  }
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") {
    return false;
  }
  return node.object.name === "module" && memberKey(node) === "exports";
}
