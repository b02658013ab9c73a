import type { AnyNode, AssignmentExpression, CallExpression } from "acorn";

import { shapes } from "../read/shapes.ts";
import { isAssigned } from "../../../script/syntax/uses.ts";
import { memberKey, propertyKey } from "../../../script/syntax/tree.ts";
import { isInNamedObject, nameClaimObject, printAtMargin } from "../claim-objects.ts";
import { printFactor } from "./factor.ts";
import { storagePlan } from "./metadata.ts";
import { printScope } from "./scopes.ts";
import { printRedirect } from "./redirect.ts";
import { printSaml, printSamlMapping, printSettings } from "./saml.ts";
import { isPure } from "./tests.ts";
import { isReadLater, noteEdit } from "./user-edits.ts";
import { printCall, printEntries, printValue } from "./values.ts";
import { dropped, lineBreak, type Work } from "../work.ts";

/** By part of `context`, the API that sets claims. */
const claims: Readonly<Record<string, string>> = {
  "context.idToken": "api.idToken",
  "context.accessToken": "api.accessToken",
};

/** What a rule sets. Several statements are parted by line breaks. */
export function printWrite(node: AnyNode, work: Work): string | undefined {
  switch (node.type) {
    case "AssignmentExpression":
      return printAssignment(node, work);
    case "CallExpression":
      return printMerge(node, work) ?? printPush(node, work);
    case "UnaryExpression":
      return node.operator === "delete" ? printDelete(node.argument, work) : undefined;
    case "UpdateExpression": {
      checkUpdate(node.argument, work);
      return;
    }
    default:
      return undefined;
  }
}

function printAssignment(node: AssignmentExpression, work: Work): string | undefined {
  const { left } = node;
  if (isInNamedObject(left, work)) {
    return undefined;
  }
  if (work.denoter.isDefaulting(node)) {
    return work.notes.mark("default", node, isStatement(node, work) ? dropped : work.print(left));
  }
  const path = work.denoter.nameOf(left);
  if (isOwnAlias(node, path, work)) {
    return work.notes.mark("default", node, dropped);
  }
  const written = printTarget(node, path, work);
  if (written !== undefined) {
    return written;
  }
  if (left.type === "MemberExpression") {
    const object = work.denoter.nameOf(left.object);
    const api = claims[object];
    if (api !== undefined) {
      return printClaim(node, { api, object }, work);
    }
    if (object === "context.samlConfiguration") {
      return printSaml(node, work);
    }
    if (object === "context.samlConfiguration.mappings") {
      return printSamlMapping(node, work);
    }
    if (object === "context" && isForOthers(path, work)) {
      return printForOthers(node, work);
    }
    if (/^context(?:\.|$)/.test(object)) {
      work.notes.refuse("context-write", node);
    }
    if (/^configuration|^auth0/.test(object)) {
      work.notes.refuse("context-write", node);
    }
    if (/^user(?:\.|$)/.test(object)) {
      return printEdit(node, work);
    }
  }
  return undefined;
}

/** `user.app_metadata = metadata`, where that is what the name stands for. */
function isOwnAlias(node: AssignmentExpression, path: string, work: Work): boolean {
  const isMetadata = /^user\.(?:app|user)_metadata$/.test(path) && node.operator === "=";
  return isMetadata && isStatement(node, work) && work.denoter.nameOf(node.right) === path;
}

/** Parts of `context` that are set as a whole. */
function printTarget(node: AssignmentExpression, path: string, work: Work): string | undefined {
  const { right } = node;
  switch (path) {
    case "context.idToken":
    case "context.accessToken":
      return printClaims(right, path, work) ?? refused("claims-read");
    case "context.multifactor":
      return printFactor(right, work) ?? refused("context-write");
    case "context.redirect":
      return printRedirect(right, work) ?? refused("context-write");
    case "context.primaryUser":
      return work.notes.mark(
        "primaryUser",
        node,
        `api.authentication.setPrimaryUser(${work.print(right)})`,
      );
    case "context.accessToken.scope":
      return printScope(node, work);
    case "context.samlConfiguration":
      return printSaml(node, work);
    default:
      return undefined;
  }

  function refused(id: "claims-read" | "context-write"): string {
    work.notes.refuse(id, node);
    return "";
  }
}

function printClaim(
  node: AssignmentExpression,
  { api, object }: { readonly api: string; readonly object: string },
  work: Work,
): string {
  const { left, right, operator } = node;
  if (left.type !== "MemberExpression" || operator !== "=") {
    work.notes.refuse("claims-read", left);
    return "";
  }
  const key = memberKey(left);
  const name = left.computed ? work.print(left.property) : work.quote(key ?? "");
  const named = nameClaimObject(node, work);
  if (!named) {
    checkMutation(object, left, work);
  }
  const value = named ? printAtMargin(right, node, work) : work.print(right);
  const set = printCall(`${api}.setCustomClaim`, [name, named?.name ?? value]);
  const text = named ? `const ${named.name} = ${value};${lineBreak}${set}` : set;
  return work.notes.mark("claim", left, text);
}

/** A claim that is set and then changed in place would leave as it is when it is set. */
function checkMutation(object: string, left: AnyNode, work: Work): void {
  const name = work.denoter.nameOf(left);
  if (name === "") {
    return;
  }
  for (const node of work.rule.names.nodes) {
    if (node.type !== "MemberExpression" || node === left) {
      continue;
    }
    const found = work.denoter.nameOf(node.object);
    if (found === name && found.startsWith(object)) {
      work.notes.refuse("claims-read", node);
    }
  }
}

/** `{ ...context.idToken, [name]: value }` */
function printClaims(value: AnyNode, path: string, work: Work): string | undefined {
  const api = claims[path] ?? "";
  if (isCopy(value, path, work)) {
    return dropped;
  }
  if (value.type === "CallExpression") {
    return printMerge(value, work, path);
  }
  if (value.type !== "ObjectExpression") {
    return undefined;
  }
  const lines = value.properties.map((property) => {
    if (property.type === "SpreadElement") {
      return isCopy(property.argument, path, work)
        ? undefined
        : printEntries(property.argument, `${api}.setCustomClaim`, work);
    }
    const { key, computed } = property;
    const name = computed ? work.print(key) : work.quote(propertyKey(property) ?? "");
    return work.notes.mark(
      "claim",
      property,
      printCall(`${api}.setCustomClaim`, [name, printValue(property, work)]),
    );
  });
  return lines.filter((line) => line !== undefined).join(`;${lineBreak}`);
}

function isCopy(node: AnyNode, path: string, work: Work): boolean {
  return work.denoter.nameOf(node) === path;
}

/** `Object.assign(context.idToken, { name: value })` and what lodash has for it. */
function printMerge(node: CallExpression, work: Work, assigned?: string): string | undefined {
  const { code } = work.rule;
  const callee = code.slice(node.callee.start, node.callee.end);
  if (!/^(?:Object\.assign|(?:_|lodash)\.(?:assign|extend|merge|assignIn))$/.test(callee)) {
    return undefined;
  }
  const [target, ...sources] = node.arguments;
  const isNew = target?.type === "ObjectExpression" && target.properties.length === 0;
  const path = assigned !== undefined && isNew ? assigned : work.denoter.nameOf(target);
  const api = claims[path];
  if (target && /^user(?:\.|$)/.test(path)) {
    noteEdit(target, work);
  }
  if (path === "context.samlConfiguration" && isStatement(node, work)) {
    return sources.map((source) => printSettings(source, work)).join(`;${lineBreak}`);
  }
  if (api === undefined || (assigned === undefined && !isStatement(node, work))) {
    return undefined;
  }
  const lines = sources.map((source) =>
    source.type === "ObjectExpression" || isCopy(source, path, work)
      ? printClaims(source, path, work)
      : printEntries(source, `${api}.setCustomClaim`, work),
  );
  return lines.filter((line) => line !== undefined && line !== dropped).join(`;${lineBreak}`);
}

/** A claim or a scope that is added to a list which the rule did not make. */
function printPush({ callee }: CallExpression, work: Work): string | undefined {
  if (callee.type !== "MemberExpression" || isInNamedObject(callee, work)) {
    return undefined;
  }
  const object = work.denoter.nameOf(callee.object);
  if (/^context\.(?:idToken|accessToken|samlConfiguration)\./.test(object)) {
    work.notes.refuse("claims-read", callee);
  }
  return undefined;
}

/** Whether the rule itself sets the claim before, so that no other rule or server did. */
function setsClaim(claim: AnyNode, work: Work): boolean {
  const textOf = ({ start, end }: AnyNode) => work.rule.code.slice(start, end);
  return work.rule.names.nodes.some(
    (node) =>
      node.type === "AssignmentExpression" &&
      node.end <= claim.start &&
      textOf(node.left) === textOf(claim),
  );
}

function printDelete(argument: AnyNode, work: Work): string | undefined {
  const node = argument.type === "ChainExpression" ? argument.expression : argument;
  if (node.type !== "MemberExpression") {
    return undefined;
  }
  const object = work.denoter.nameOf(node.object);
  if (object in claims) {
    work.notes.refuse(setsClaim(node, work) ? "claim-unset" : "claim-removed", node);
  } else if (object === "user") {
    work.notes.refuse("user-deleted", node);
  } else if (/^context(?:\.|$)/.test(object)) {
    work.notes.refuse("context-write", node);
  }
  return undefined;
}

function checkUpdate(argument: AnyNode, work: Work): undefined {
  if (argument.type !== "MemberExpression") {
    return;
  }
  if (work.denoter.nameOf(argument.object) in claims) {
    work.notes.refuse("claims-read", argument);
  }
}

/** What a rule changes of the user in memory. */
function printEdit(node: AssignmentExpression, work: Work): string | undefined {
  const { left } = node;
  if (left.type !== "MemberExpression") {
    return undefined;
  }
  const stored = printStored(node, work);
  if (stored !== undefined) {
    return stored;
  }
  noteEdit(left, work);
  const deferred = work.deferred.get(node);
  if (deferred) {
    return [work.printParts(node), ...deferred].join(`;${lineBreak}`);
  }
  if (isReadLater(left, work)) {
    return undefined;
  }
  // Working out the value may fail, or do something.
  if (!isPure(node.right)) {
    return work.hasProfile ? undefined : printUnset(node, work);
  }
  if (!isStatement(node, work)) {
    return undefined;
  }
  return work.notes.mark("edit", node, dropped);
}

/** What is left of a change that rules after this one would have seen. */
function printUnset(node: AssignmentExpression, work: Work): string {
  const { code } = work.rule;
  const value = work.print(node.right);
  if (!isStatement(node, work)) {
    return value;
  }
  const name = code.slice(node.left.start, node.left.end);
  return `// An action cannot set ${name} for what runs after it.${lineBreak}${value}`;
}

/** A key of metadata that `auth0.users` stores at once. Kept as it is if it is stored later. */
function printStored(node: AssignmentExpression, work: Work): string | undefined {
  const { left, right } = node;
  if (left.type !== "MemberExpression") {
    return undefined;
  }
  const name = work.denoter.nameOf(left) || work.denoter.nameOf(left.object);
  const kind = /^user\.(app|user)_metadata(?:\.|$)/.exec(name)?.[1];
  const plan = kind === undefined ? undefined : storagePlan(`${kind}_metadata`, work);
  if (!plan) {
    return undefined;
  }
  if (!plan.isImmediate) {
    return work.printParts(node);
  }
  const key = left.computed ? work.print(left.property) : work.quote(memberKey(left) ?? "");
  const text = `api.user.${plan.setter}(${key}, ${work.print(right)})`;
  return work.notes.mark("metadata", node, text);
}

export function isStatement(node: AnyNode, work: Work): boolean {
  return work.rule.names.parentOf(node)?.type === "ExpressionStatement";
}

/** Whether a property of the context is for rules after this one only. */
function isForOthers(path: string, work: Work): boolean {
  const key = path.split(".")[1] ?? "";
  if (path === "" || key in (shapes["context"]?.renamed ?? {})) {
    return false;
  }
  if (shapes["context"]?.same?.includes(key) === true) {
    return false;
  }
  return work.rule.names.nodes.every(
    (found) =>
      found.type !== "MemberExpression" ||
      work.denoter.nameOf(found) !== path ||
      isAssigned(work.rule.names, found),
  );
}

function printForOthers(node: AssignmentExpression, work: Work): string | undefined {
  const path = work.denoter.nameOf(node.left);
  work.notes.needs("user-edit", node, [
    `no rule after this one reads ${path}, which an action can pass on only as transaction metadata`,
  ]);
  return isStatement(node, work) ? work.notes.mark("edit", node, dropped) : work.print(node.right);
}
