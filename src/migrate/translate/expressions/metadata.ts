import type { AnyNode, CallExpression, MemberExpression, ObjectExpression } from "acorn";

import { isFunction, memberKey, propertyKey } from "../../../script/syntax/tree.ts";
import { isAssigned } from "../../../script/syntax/uses.ts";
import { nodesIn } from "../read/origins.ts";
import { printEntries, printValue } from "./values.ts";
import type { Work } from "../work.ts";

const setters: Readonly<Record<string, string>> = {
  app_metadata: "setAppMetadata",
  user_metadata: "setUserMetadata",
};

const kinds: Readonly<Record<string, string>> = {
  "auth0.users.updateAppMetadata": "app_metadata",
  "auth0.users.updateUserMetadata": "user_metadata",
};

/** Methods that change the list or the object they are called on. */
const changing = new Set(["push", "unshift", "splice", "pop", "shift", "sort", "reverse", "fill"]);

/** A call of `auth0.users`. */
type UpdateCall = CallExpression & { readonly callee: MemberExpression };

export function isUpdate(node: AnyNode | null | undefined, work: Work): node is UpdateCall {
  if (node?.type !== "CallExpression" || node.callee.type !== "MemberExpression") {
    return false;
  }
  return work.denoter.nameOf(node.callee) in kinds;
}

/**
 * What a call of `auth0.users` becomes: a statement for each key. Undefined if that cannot be told.
 */
export function printUpdate(call: CallExpression, work: Work): string[] | undefined {
  const [id, data] = call.arguments;
  const kind = kinds[work.denoter.nameOf(call.callee)] ?? "";
  const setter = setters[kind] ?? "";
  if (!id || !data || data.type === "SpreadElement") {
    return undefined;
  }
  if (!isOwnId(id, work)) {
    work.notes.refuse("other-user", id);
    return [];
  }
  const mark = (text: string, node: AnyNode = call) => work.notes.mark("metadata", node, text);
  if (work.denoter.nameOf(data) === `user.${kind}`) {
    const plan = storagePlan(kind, work);
    if (!plan || plan.isImmediate) {
      return [];
    }
    const object = work.print(data);
    return plan.keys.map((key) =>
      mark(`api.user.${setter}(${work.quote(key)}, ${object}${memberText(key)})`),
    );
  }
  if (data.type !== "ObjectExpression") {
    return [mark(printEntries(data, `api.user.${setter}`, work))];
  }
  return printKeys(data, `api.user.${setter}`, work).map((text) => mark(text));
}

/** Whether an id is that of the user who logs in, perhaps under a name. */
function isOwnId(id: AnyNode, work: Work): boolean {
  if (work.denoter.nameOf(id) === "user.user_id") {
    return true;
  }
  return false;
}

function printKeys(data: ObjectExpression, call: string, work: Work): string[] {
  return data.properties.flatMap((property) => {
    if (property.type === "SpreadElement") {
      // What is stored already need not be stored.
      if (/^user\.(?:app|user)_metadata$/.test(work.denoter.nameOf(property.argument))) {
        return [];
      }
      return [printEntries(property.argument, call, work)];
    }
    const { key, computed } = property;
    const name = computed ? work.print(key) : work.quote(propertyKey(property) ?? "");
    return [`${call}(${name}, ${printValue(property, work)})`];
  });
}

function memberText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/**
 * How the metadata are stored that a rule changes in memory and then hands to `auth0.users` as a
 * whole.
 */
export interface StoragePlan {
  readonly setter: string;
  /** The keys that the rule changes. */
  readonly keys: readonly string[];
  /** Whether each change can be stored where it is made. */
  readonly isImmediate: boolean;
}

const plans = new WeakMap<Work, Map<string, StoragePlan | undefined>>();

export function storagePlan(kind: string, work: Work): StoragePlan | undefined {
  const known = plans.get(work) ?? new Map<string, StoragePlan | undefined>();
  plans.set(work, known);
  if (!known.has(kind)) {
    known.set(kind, planStorage(kind, work));
  }
  return known.get(kind);
}

function planStorage(kind: string, work: Work): StoragePlan | undefined {
  const updates = work.rule.names.nodes.filter(
    (node): node is UpdateCall =>
      isUpdate(node, work) &&
      kinds[work.denoter.nameOf(node.callee)] === kind &&
      work.denoter.nameOf(node.arguments[1]) === `user.${kind}`,
  );
  const [update] = updates;
  if (!update) {
    return undefined;
  }
  const changes = work.rule.names.nodes.flatMap((node) => changeOf(node, kind, work));
  const keys = new Set(changes.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const isImmediate =
    updates.length === 1 &&
    changes.every((change) => change.isPlain && leadsTo(change, { update, kind }, work));
  if (!isImmediate && changes.some(({ key }) => key === undefined)) {
    work.notes.refuse("whole-object", update);
  }
  return { setter: setters[kind] ?? "", keys: [...keys], isImmediate };
}

interface Change {
  readonly node: AnyNode;
  /** The key at the first level; undefined if it is worked out. */
  readonly key: string | undefined;
  /** Whether it is a statement that gives the key another value. */
  readonly isPlain: boolean;
}

function changeOf(node: AnyNode, kind: string, work: Work): Change[] {
  const root = `user.${kind}`;
  const keyOf = (target: AnyNode): string | undefined => {
    const name = work.denoter.nameOf(target);
    if (name.startsWith(`${root}.`)) {
      return name.slice(root.length + 1).split(".")[0];
    }
    return target.type === "MemberExpression" && name === "" ? keyOf(target.object) : undefined;
  };
  const isIn = (target: AnyNode): boolean => {
    if (target.type !== "MemberExpression") {
      return false;
    }
    return work.denoter.nameOf(target.object) === root || isIn(target.object);
  };
  if (node.type === "AssignmentExpression") {
    if (work.denoter.isDefaulting(node)) {
      return [];
    }
    if (work.denoter.nameOf(node.left) === root) {
      return keysIn(node.right, node, work);
    }
    if (!isIn(node.left) || node.left.type !== "MemberExpression") {
      return [];
    }
    const isStatement = work.rule.names.parentOf(node)?.type === "ExpressionStatement";
    const isFirst = work.denoter.nameOf(node.left.object) === root;
    const isPlain = isStatement && isFirst && node.operator === "=";
    return [{ node, key: keyOf(node.left), isPlain }];
  }
  if (node.type === "UpdateExpression" && isIn(node.argument)) {
    return [{ node, key: keyOf(node.argument), isPlain: false }];
  }
  if (node.type !== "CallExpression") {
    return [];
  }
  const { callee } = node;
  if (callee.type === "MemberExpression" && changing.has(memberKey(callee) ?? "")) {
    if (isIn(callee.object)) {
      return [{ node, key: keyOf(callee.object), isPlain: false }];
    }
  }
  const [target, ...sources] = node.arguments;
  if (!/\b(?:assign|extend|merge|defaults)$/.test(work.rule.code.slice(callee.start, callee.end))) {
    return [];
  }
  return target && work.denoter.nameOf(target) === root
    ? sources.flatMap((source) => keysIn(source, node, work))
    : [];
}

function keysIn(value: AnyNode, node: AnyNode, work: Work): Change[] {
  if (value.type !== "ObjectExpression") {
    return [{ node, key: undefined, isPlain: false }];
  }
  return value.properties.flatMap((property) => {
    if (property.type === "Property") {
      return [{ node, key: propertyKey(property), isPlain: false }];
    }
    const isOld = /^user\.\w+_metadata$/.test(work.denoter.nameOf(property.argument));
    return isOld ? [] : [{ node, key: undefined, isPlain: false }];
  });
}

/** The call that stores metadata as a whole. */
interface Storing {
  readonly update: AnyNode;
  readonly kind: string;
}

/**
 * Whether nothing can come between a change and the call that stores it, nor read the change
 * otherwise.
 */
function leadsTo(change: Change, { update, kind }: Storing, work: Work): boolean {
  const { node, key } = change;
  const list = listOf(node, update, work);
  if (!list) {
    return false;
  }
  const from = list.findIndex((part) => part.start <= node.start && part.end >= node.end);
  const to = list.findIndex((part) => part.start <= update.start && part.end >= update.end);
  if (from < 0 || to <= from || list.slice(from, to).some(mayEnd)) {
    return false;
  }
  const end = list.at(-1)?.end ?? node.end;
  const isEnd = /^(?:Return|Throw)/.test(list.at(-1)?.type ?? "");
  const path = `user.${kind}.${key ?? ""}`;
  const reads = work.rule.names.nodes.filter(
    (found) =>
      found.start > node.end && (!isEnd || found.end <= end) && work.denoter.nameOf(found) === path,
  );
  const others = work.rule.names.nodes.some((found) => {
    const isLater = found.start > node.end && (!isEnd || found.end <= end);
    return isLater && isWholeRead(found, { update, kind }, work);
  });
  if (others) {
    return false;
  }
  const value = node.type === "AssignmentExpression" ? plainValue(node.right, work) : undefined;
  if (reads.length > 0 && (value === undefined || list[from] !== work.rule.names.parentOf(node))) {
    return false;
  }
  for (const read of reads) {
    work.replaced.set(read, work.print(value ?? read));
  }
  return true;
}

/** Whether metadata are used as a whole other than by the call that stores them. */
function isWholeRead(found: AnyNode, { update, kind }: Storing, work: Work): boolean {
  if (work.denoter.nameOf(found) !== `user.${kind}`) {
    return false;
  }
  const parent = work.rule.names.parentOf(found);
  if (parent?.type === "MemberExpression" && parent.object === found && !parent.computed) {
    return false;
  }
  return found.start < update.start || found.end > update.end;
}

/** A value that is the same wherever it is written: a literal, or a name that keeps it. */
function plainValue(value: AnyNode, work: Work): AnyNode | undefined {
  if (value.type === "Literal") {
    return value;
  }
  const binding = work.bindingOf(value);
  if (!binding || binding.redeclared) {
    return undefined;
  }
  return binding.references.some((use) => isAssigned(work.rule.names, use)) ? undefined : value;
}

/** The statements among which the call that stores is, if it is one of them by itself. */
function listOf(node: AnyNode, update: AnyNode, work: Work): readonly AnyNode[] | undefined {
  for (
    let outer = work.rule.names.parentOf(update);
    outer;
    outer = work.rule.names.parentOf(outer)
  ) {
    if (outer.type === "BlockStatement") {
      if (outer.start <= node.start && outer.end >= node.end) {
        return outer.body;
      }
      const parent = work.rule.names.parentOf(outer);
      // What is tried is run in any case.
      if (parent?.type !== "TryStatement" || parent.block !== outer) {
        return undefined;
      }
    } else if (isFunction(outer) || /^(?:If|For|While|DoWhile|Switch)/.test(outer.type)) {
      return undefined;
    }
  }
  return undefined;
}

function mayEnd(part: AnyNode): boolean {
  for (const node of nodesIn(part)) {
    if (/^(?:Return|Throw|Break|Continue|Try)Statement$|^Await/.test(node.type)) {
      return true;
    }
    if (node.type === "CallExpression" && node.callee.type === "Identifier") {
      return true;
    }
  }
  return false;
}
