import type { AnyNode, Identifier, Pattern } from "acorn";

import type { Names } from "../../script/syntax/names.ts";
import { isFunction, memberKey, propertyKey } from "../../script/syntax/tree.ts";
import { isAssigned } from "../../script/syntax/uses.ts";
import type { Work } from "../translate/work.ts";

/** Which properties of an object a rule uses. */
export interface Uses {
  /** The properties that are named, each with the first place. */
  readonly keys: ReadonlyMap<string, AnyNode>;
  /** A place where it is used as a whole, so that any property may matter. */
  readonly whole?: AnyNode;
}

/** What a rule uses, so that its adapter has this and nothing else. */
export interface Needs {
  readonly user: Uses;
  readonly context: Uses;
  /** Of `context.request`. */
  readonly request: Uses;
  readonly configuration: Uses;
  readonly auth0: Uses;
  /** Properties of the user, beside its metadata, that the rule sets. */
  readonly edited: ReadonlyMap<string, AnyNode>;
  /** Names that the rule does not declare, each with its first use. */
  readonly free: ReadonlyMap<string, AnyNode>;
  /** Where the callback may get a user or a context that is not the rule's own. */
  readonly handsOn?: AnyNode;
}

/** Finds what a rule uses. */
export function readNeeds(work: Work): Needs {
  const { names } = work.rule;
  const handsOn = findHandsOn(work);
  return {
    user: readUses("user", work),
    context: readUses("context", work),
    request: readUses("context.request", work),
    configuration: readUses("configuration", work),
    auth0: readUses("auth0", work),
    edited: readEdited(work),
    free: new Map([...names.free].flatMap(([name, [first]]) => (first ? [[name, first]] : []))),
    ...(handsOn && { handsOn }),
  };
}

/** Whether a rule uses a property, or may. */
export function uses({ keys, whole }: Uses, key: string): boolean {
  return whole !== undefined || keys.has(key);
}

function readUses(root: string, work: Work): Uses {
  const { names } = work.rule;
  const keys = new Map<string, AnyNode>();
  let whole: AnyNode | undefined;
  const note = (key: string | undefined, node: AnyNode) => {
    if (key === undefined) {
      whole ??= node;
    } else if (!keys.has(key)) {
      keys.set(key, node);
    }
  };
  for (const node of names.nodes) {
    if (!isUse(node, names) || work.denoter.nameOf(node) !== root) {
      continue;
    }
    for (const key of keysUsed(node, root, work)) {
      note(key, node);
    }
  }
  return { keys, ...(whole && { whole }) };
}

/** Whether a node can be the use of an object, and no declaration or new value of one. */
function isUse(node: AnyNode, names: Names): boolean {
  if (node.type === "Identifier") {
    const binding = names.bindingOf(node);
    return !binding || binding.references.includes(node);
  }
  return useTypes.has(node.type) && !isAssigned(names, node);
}

const useTypes = new Set(["MemberExpression", "LogicalExpression", "ChainExpression"]);

/** The properties that a use of an object names; undefined stands for all of them. */
function keysUsed(node: AnyNode, root: string, work: Work): (string | undefined)[] {
  const { names } = work.rule;
  const parent = names.parentOf(node);
  switch (parent?.type) {
    case "MemberExpression":
      return parent.object === node ? [memberKey(parent)] : [undefined];
    case "VariableDeclarator":
      return parent.id.type === "Identifier"
        ? keysOfName(parent.id, root, work)
        : keysOfPattern(parent.id);
    case "CallExpression":
      return isHandedOn(parent.callee, work) || isFollowed(parent, node, work) ? [] : [undefined];
    case "ChainExpression":
      return [];
    case "LogicalExpression":
      if (work.denoter.nameOf(parent) === root) {
        return [];
      }
      return parent.operator === "&&" && parent.left === node ? [] : [undefined];
    case "UnaryExpression":
    case "IfStatement":
      return [];
    default:
      return [undefined];
  }
}

/** Another name for the object is followed unless it may become something else. */
function keysOfName(id: Identifier, root: string, work: Work): (string | undefined)[] {
  const references = work.rule.names.bindingOf(id)?.references ?? [];
  const isKept = references.every((use) => work.denoter.nameOf(use) === root);
  return isKept ? [] : [undefined];
}

function keysOfPattern(pattern: Pattern): (string | undefined)[] {
  if (pattern.type !== "ObjectPattern") {
    return [undefined];
  }
  return pattern.properties.map((property) =>
    property.type === "Property" ? propertyKey(property) : undefined,
  );
}

/** Whether a call is one of the rule's callback, by whatever name. */
function isHandedOn(callee: AnyNode, work: Work): boolean {
  return work.denoter.nameOf(callee) === "callback";
}

/** Whether a local function gets the object under a name that stands for it. */
function isFollowed(
  call: Extract<AnyNode, { type: "CallExpression" }>,
  node: AnyNode,
  work: Work,
): boolean {
  const declaration = work.bindingOf(call.callee)?.declaration;
  const owner = declaration?.type === "VariableDeclarator" ? declaration.init : declaration;
  if (!owner || !isFunction(owner)) {
    return false;
  }
  const parameter = owner.params[call.arguments.findIndex((argument) => argument === node)];
  return work.denoter.nameOf(parameter) === work.denoter.nameOf(node);
}

function readEdited(work: Work): Map<string, AnyNode> {
  const edited = new Map<string, AnyNode>();
  for (const node of work.rule.names.nodes) {
    const [root, key = "", ...rest] = work.denoter.pathOf(node) ?? [];
    const isRoot = root === "user" && rest.length === 0 && !/^(?:app|user)_metadata$/.test(key);
    if (isRoot && key !== "" && isAssigned(work.rule.names, node)) {
      edited.set(key, edited.get(key) ?? node);
    }
  }
  return edited;
}

/**
 * Finds a use of the callback that hands on something else than the rule's own user and context.
 */
function findHandsOn(work: Work): AnyNode | undefined {
  const { names } = work.rule;
  for (const node of names.nodes) {
    if (node.type !== "Identifier" || !isHandedOn(node, work) || !isReference(node, names)) {
      continue;
    }
    const parent = names.parentOf(node);
    if (parent?.type === "VariableDeclarator") {
      continue;
    }
    if (parent?.type !== "CallExpression") {
      return node;
    }
    if (parent.callee === node) {
      const [, user, context] = parent.arguments;
      if (isOther(user, "user", work) || isOther(context, "context", work)) {
        return parent;
      }
    } else if (!isOfErrors(parent.callee, parent.arguments.indexOf(node))) {
      return node;
    }
  }
  return undefined;
}

function isReference(node: Identifier, names: Names): boolean {
  return names.bindingOf(node)?.references.includes(node) === true;
}

function isOther(given: AnyNode | undefined, own: string, work: Work): boolean {
  if (!given || (given.type === "Identifier" && given.name === "undefined")) {
    return false;
  }
  return work.denoter.nameOf(given) !== own && !(given.type === "Literal" && given.value === null);
}

/**
 * The callback of `promise.catch(callback)` and `promise.then(…, callback)` gets an error and
 * nothing else.
 */
function isOfErrors(callee: AnyNode, index: number): boolean {
  const method = callee.type === "MemberExpression" ? memberKey(callee) : undefined;
  return method === "catch" || (method === "then" && index === 1);
}
