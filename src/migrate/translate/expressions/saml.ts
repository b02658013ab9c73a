import type { AnyNode, AssignmentExpression } from "acorn";

import { inputOf, type Trial } from "../../../explore/trial.ts";
import { memberKey, propertyKey, stringOf } from "../../../script/syntax/tree.ts";
import { valueAt } from "../read/guards.ts";
import { samlSetters } from "../read/shapes.ts";
import { printCall, printPairs } from "./values.ts";
import { dropped, lineBreak, type Work } from "../work.ts";

/** `context.samlConfiguration.key = value`, or all of it at once. */
export function printSaml({ left, right, operator }: AssignmentExpression, work: Work): string {
  if (operator !== "=") {
    return refused("saml-mapping", left, work);
  }
  if (work.denoter.nameOf(left) === "context.samlConfiguration") {
    return printSettings(right, work);
  }
  const key = left.type === "MemberExpression" ? memberKey(left) : undefined;
  if (key === undefined) {
    return refused("saml-mapping", left, work);
  }
  return printSetting({ node: left, key, value: right }, work);
}

/** `{ audience: value, mappings: { … } }` */
export function printSettings(value: AnyNode, work: Work): string {
  if (value.type !== "ObjectExpression") {
    return refused("saml-mapping", value, work);
  }
  const lines = value.properties.map((property) => {
    const key = property.type === "Property" ? propertyKey(property) : undefined;
    if (property.type !== "Property" || key === undefined) {
      return refused("saml-mapping", property, work);
    }
    return printSetting({ node: property, key, value: property.value }, work);
  });
  const shown = lines.filter((line) => line !== dropped);
  return shown.length === 0 ? dropped : shown.join(`;${lineBreak}`);
}

interface Setting {
  readonly node: AnyNode;
  readonly key: string;
  readonly value: AnyNode;
}

function printSetting({ node, key, value }: Setting, work: Work): string {
  if (key === "mappings") {
    return printMappings(value, work);
  }
  const setter = Object.hasOwn(samlSetters, key) ? samlSetters[key] : undefined;
  if (setter === undefined) {
    return refused("saml-setting", node, work);
  }
  return work.notes.mark("saml", node, `api.samlResponse.${setter}(${work.print(value)})`);
}

function printMappings(value: AnyNode, work: Work): string {
  if (isOwnMappings(value, work)) {
    return dropped;
  }
  if (value.type !== "ObjectExpression") {
    return printAll(value, work);
  }
  const lines = value.properties.map((property) => {
    if (property.type !== "Property") {
      return isOwnMappings(property.argument, work) ? dropped : printAll(property.argument, work);
    }
    const { key, computed } = property;
    const name = computed ? work.print(key) : work.quote(propertyKey(property) ?? "");
    return printAttribute({ node: property, name, path: property.value }, work);
  });
  const shown = lines.filter((line) => line !== dropped);
  return shown.length === 0 ? dropped : shown.join(`;${lineBreak}`);
}

/**
 * Whether it is what is mapped already, or an empty object where there is none. Names for it are
 * followed.
 */
function isOwnMappings(value: AnyNode, work: Work): boolean {
  if (value.type === "LogicalExpression" && isEmptyObject(value.right)) {
    return isOwnMappings(value.left, work);
  }
  return work.denoter.nameOf(value) === "context.samlConfiguration.mappings";
}

function isEmptyObject(node: AnyNode): boolean {
  return node.type === "ObjectExpression" && node.properties.length === 0;
}

/** Mappings that are worked out. */
function printAll(value: AnyNode, work: Work): string {
  const [name, path] = [work.free("name"), work.free("path")];
  const look = needValueAt(value, work);
  const set = `api.samlResponse.setAttribute(${name}, ${look}(${work.user}, ${path}))`;
  return work.notes.mark(
    "saml",
    value,
    `for (const [${name}, ${path}] of ${printPairs(value, work)}) ${set}`,
  );
}

/** Notes the function that looks up a path, and what it may find. */
function needValueAt(value: AnyNode, work: Work): string {
  const look = work.free("valueAt");
  work.notes.heads.add(
    `const ${look} = (object, path) => path.split(".").reduce((value, key) => value?.[key], object);`,
  );
  work.notes.needs("saml-values", value, [
    "each mapped value is neither null, an object nor longer than 2,048 characters",
  ]);
  return look;
}

/** `context.samlConfiguration.mappings[name] = path` */
export function printSamlMapping({ left, right }: AssignmentExpression, work: Work): string {
  if (left.type !== "MemberExpression") {
    return "";
  }
  const name = left.computed ? work.print(left.property) : work.quote(memberKey(left) ?? "");
  return printAttribute({ node: left, name, path: right }, work);
}

interface Attribute {
  readonly node: AnyNode;
  readonly name: string;
  /** The path in the profile. */
  readonly path: AnyNode;
}

function printAttribute({ node, name, path: value }: Attribute, work: Work): string {
  const path = stringOf(value);
  if (path === undefined) {
    const found = `${needValueAt(value, work)}(${work.user}, ${work.print(value)})`;
    return work.notes.mark("saml", node, `api.samlResponse.setAttribute(${name}, ${found})`);
  }
  if (path !== "user_id") {
    work.notes.needs("saml-value", node, [
      `user.${path} is neither null, an object nor longer than 2,048 characters`,
      (login) => canBeAttribute(login, path.split(".")),
    ]);
  }
  const text = printCall("api.samlResponse.setAttribute", [
    name,
    `${work.user}${accessOf(path.split("."))}`,
  ]);
  const isSet = defer(node, { path, text }, work);
  return isSet ? dropped : work.notes.mark("saml", node, text);
}

/**
 * Mappings are looked up when all rules have ended, so what is written to the profile later counts:
 * the attribute is set again after that. True if it is written in any case.
 */
function defer(
  node: AnyNode,
  { path, text }: { readonly path: string; readonly text: string },
  work: Work,
): boolean {
  const { names } = work.rule;
  let isSet = false;
  for (const found of names.nodes) {
    if (found.type !== "AssignmentExpression" || found.start < node.start) {
      continue;
    }
    const written = work.denoter.nameOf(found.left);
    const isLater = written === `user.${path}` || `user.${path}`.startsWith(`${written}.`);
    if (!written.startsWith("user.") || !isLater || work.denoter.isDefaulting(found)) {
      continue;
    }
    work.deferred.set(found, [...(work.deferred.get(found) ?? []), text]);
    const statement = names.parentOf(found) ?? found;
    const list = names.parentOf(statement);
    isSet ||=
      list !== undefined &&
      list.start <= node.start &&
      list.type === "BlockStatement" &&
      statement.type === "ExpressionStatement";
  }
  return isSet;
}

const always = new Set(["app_metadata", "user_metadata"]);

function accessOf(keys: readonly string[]): string {
  return keys
    .map((key, index) => {
      const before = keys[index - 1];
      const isSafe = index === 0 || (index === 1 && before !== undefined && always.has(before));
      if (/^[A-Za-z_$][\w$]*$/.test(key)) {
        return `${isSafe ? "" : "?"}.${key}`;
      }
      return `${isSafe ? "" : "?."}[${JSON.stringify(key)}]`;
    })
    .join("");
}

function canBeAttribute(login: Trial, keys: readonly string[]): boolean {
  const { user } = inputOf(login);
  const value = valueAt({ ...user, ...user.app_metadata }, keys);
  const items: unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  return items.every((item) =>
    typeof item === "string"
      ? item.length <= 2048
      : ["number", "boolean", "undefined"].includes(typeof item),
  );
}

function refused(id: "saml-setting" | "saml-mapping", node: AnyNode, work: Work): string {
  work.notes.refuse(id, node);
  return "";
}
