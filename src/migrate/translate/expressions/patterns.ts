import type { AnyNode, ObjectPattern, VariableDeclarator } from "acorn";

import { propertyKey } from "../../../script/syntax/tree.ts";
import { needsPart } from "../read/guards.ts";
import { alwaysThere, shapes } from "../read/shapes.ts";
import { dropped, type Work } from "../work.ts";

/** A declaration of names for parts of the rule's objects, which can be elsewhere in an event. */
export function printDeclarator(node: AnyNode, work: Work): string | undefined {
  if (node.type !== "VariableDeclarator" || !node.init) {
    return undefined;
  }
  const path = work.denoter.nameOf(node.init);
  // A name for the context itself is event in the action.
  if (path === "context" && work.denoter.nameOf(node.id) === "context") {
    return dropped;
  }
  if (node.id.type === "Identifier" && isTarget(path) && work.denoter.nameOf(node.id) === path) {
    return dropped;
  }
  if (node.id.type !== "ObjectPattern" || path === "") {
    return undefined;
  }
  if (path === "context.samlConfiguration" && takesMappings(node.id)) {
    return dropped;
  }
  if (path === "auth0" || path === "auth0.users") {
    work.notes.refuse("management-token", node);
  }
  if (path === "configuration") {
    noteSettings(node.id, work);
  }
  if (path === "context.request" || path.startsWith("user.")) {
    needsPart(node.init, path, work);
  }
  return printParted(node.id, { node, path }, work);
}

/** What an action has no object for. Names for it are followed. */
function isTarget(path: string): boolean {
  return /^context\.(?:idToken|accessToken|samlConfiguration(?:\.mappings)?)$/.test(path);
}

/** What is mapped already is followed where it is used. */
function takesMappings({ properties }: ObjectPattern): boolean {
  return properties.every(
    (property) => property.type === "Property" && propertyKey(property) === "mappings",
  );
}

function noteSettings(pattern: ObjectPattern, work: Work): void {
  for (const property of pattern.properties) {
    const key = property.type === "Property" ? propertyKey(property) : undefined;
    if (key === undefined) {
      work.notes.refuse("settings", property);
    } else {
      work.notes.secrets.add(key);
    }
  }
}

interface Taken {
  readonly node: VariableDeclarator;
  readonly path: string;
}

/** Several declarators where what is taken is in several parts of an event. */
function printParted(
  pattern: ObjectPattern,
  { node, path }: Taken,
  work: Work,
): string | undefined {
  if (!shapes[path] && !holdsShape(pattern, path)) {
    return undefined;
  }
  const taken = new Map<string, string[]>();
  collect(pattern, { path, base: node.init ? work.print(node.init) : "", taken }, work);
  return [...taken].map(([parent, names]) => printOne(parent, names)).join(", ");
}

/** Whether a pattern goes into an object whose keys are called otherwise. */
function holdsShape(pattern: ObjectPattern, path: string): boolean {
  return pattern.properties.some((property) => {
    const key = property.type === "Property" ? propertyKey(property) : undefined;
    const inner = property.type === "Property" ? innerPattern(property.value) : undefined;
    if (!inner || key === undefined) {
      return false;
    }
    return `${path}.${key}` in shapes || holdsShape(inner, `${path}.${key}`);
  });
}

function innerPattern(value: AnyNode): ObjectPattern | undefined {
  const inner = value.type === "AssignmentPattern" ? value.left : value;
  return inner.type === "ObjectPattern" ? inner : undefined;
}

interface Source {
  /** By object of the event, the names that are taken out of it. */
  readonly taken: Map<string, string[]>;
  /** In the rule. */
  readonly path: string;
  /** In the action. */
  readonly base: string;
}

function collect(pattern: ObjectPattern, { path, base, taken }: Source, work: Work): void {
  for (const property of pattern.properties) {
    const key = property.type === "Property" ? propertyKey(property) : undefined;
    if (property.type !== "Property" || key === undefined) {
      work.notes.refuse("whole-object", property);
      continue;
    }
    const inner = `${path}.${key}`;
    if (path === "context" && !isKnown(key)) {
      work.notes.refuse("context-key", property);
    }
    if (inner in alwaysThere && property.value.type === "ObjectPattern") {
      needsPart(property, inner, work);
    }
    const keys = (shapes[path]?.renamed?.[key] ?? key).split(/\??\./);
    const below = innerPattern(property.value);
    if (below && (inner in shapes || holdsShape(below, inner))) {
      collect(below, { path: inner, base: [base, ...keys].join("."), taken }, work);
      continue;
    }
    const last = keys.at(-1) ?? key;
    const value = work.print(property.value);
    const isReturn = inner === "context.protocol" && work.mode === "continue";
    const parent = isReturn ? "" : [base, ...keys.slice(0, -1)].join(".");
    const name = value === last || value.startsWith(`${last} =`) ? value : `${last}: ${value}`;
    taken.set(parent, [...(taken.get(parent) ?? []), isReturn ? value : name]);
  }
}

function printOne(parent: string, names: readonly string[]): string {
  if (parent === "") {
    return `${(names[0] ?? "").replace(/ =[^]*/, "")} = "redirect-callback"`;
  }
  const isOptional = /\.(?:transaction|session|authentication)$/.test(parent);
  return `{ ${names.join(", ")} } = ${parent}${isOptional ? " ?? {}" : ""}`;
}

function isKnown(key: string): boolean {
  const { renamed = {}, same = [] } = shapes["context"] ?? {};
  return key in renamed || same.includes(key) || `context.${key}` in alwaysThere;
}
