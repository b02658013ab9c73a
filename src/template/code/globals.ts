import type { Node, ObjectExpression } from "acorn";

import type { Names } from "../../script/syntax/names.ts";
import { loadingMembers } from "../../script/modules.ts";
import {
  allowedGlobals,
  allowedOfProcess,
  formGlobals,
  otherGlobals,
} from "../../script/platform.ts";
import { reachingMembers } from "./text-code.ts";
import { memberKey, propertyKey } from "../../script/syntax/tree.ts";
import { isAssigned, isCalled, memberOf } from "../../script/syntax/uses.ts";
import type { Range } from "../../text/places.ts";
import type { Form } from "../../script/form/form.ts";

/** A use of a global that a template may not use. */
export interface UnknownGlobal extends Range {
  readonly name: string;
}

/** What a form may not use by its name, apart from what belongs to the other form. */
export function findUnknownGlobals(form: Form, names: Names): UnknownGlobal[] {
  const known = new Set<string>([...formGlobals.rule, ...formGlobals.action]);
  const other = otherForm[form];
  const unknown = [...names.free].filter(
    ([name]) =>
      !allowedGlobals.has(name) && !known.has(name) && !other.has(name) && !reported.has(name),
  );
  return [
    ...unknown.flatMap(([name, uses]) => uses.map(({ start, end }) => ({ name, start, end }))),
    ...unknownOfProcess(names),
  ];
}

/** What is given to the other form as parameters, and what has problems of its own. */
const otherForm = {
  rule: new Set(["event", "api"]),
  action: new Set(["user", "context", "callback"]),
} as const;
const reported = new Set(["eval", "Function", "Reflect"]);

function unknownOfProcess(names: Names): UnknownGlobal[] {
  return (names.free.get("process") ?? []).flatMap((use) => {
    const member = memberOf(names, use);
    const key = member && memberKey(member);
    // What loads modules, reaches further or hides what it takes is a problem for itself.
    if (!member || key === undefined || loadingMembers.has(key)) {
      return [];
    }
    if (allowedOfProcess.has(key) || reachingMembers.has(key)) {
      return [];
    }
    return [{ name: `process.${key}`, start: member.start, end: member.end }];
  });
}

/** The first use of a global that calls out to another machine. */
export function findCallingOut(names: Names): Range | undefined {
  const uses = [...names.free]
    .filter(([name]) => allowedGlobals.get(name)?.callsOut === true)
    .flatMap(([, [first]]) => first ?? []);
  return uses.sort((a, b) => a.start - b.start)[0];
}

/**
 * Whether a name is one of the platform's, so that nothing of the code's own may be kept under it.
 */
function isTaken(key: string): boolean {
  return (
    allowedGlobals.has(key) ||
    otherGlobals.has(key) ||
    [...formGlobals.rule, ...formGlobals.action].some((name) => name === key)
  );
}

/**
 * Uses of the global object by which code may use what has a name. What is left is `global.name`,
 * where rules keep what is to outlive a login.
 */
export function findHiddenGlobals(names: Names): Range[] {
  const uses = ["global", "globalThis"].flatMap((name) => names.free.get(name) ?? []);
  return [...uses.flatMap((use) => hiddenBy(names, use)), ...hiddenByMethods(names)];
}

/** A global, or a member of one, that code changes for all that runs beside it. */
export interface ChangedGlobal extends Range {
  readonly name: string;
}

/**
 * Finds changes to what all code of a tenant shares, such as `JSON.parse`: whoever reads a name
 * could not know what it stands for. What outlives a login is kept as `global.name`, which is
 * judged elsewhere.
 */
export function findChangedGlobals(names: Names): ChangedGlobal[] {
  return [...names.free]
    .filter(([name]) => isTaken(name) && !otherGlobals.has(name) && !ownedGlobals.has(name))
    .flatMap(([name, uses]) =>
      uses.filter((use) => isChanged(names, use)).map(({ start, end }) => ({ name, start, end })),
    );
}

/** What is a form's own, or has problems of its own. */
const ownedGlobals = new Set([
  "arguments",
  "configuration",
  "exports",
  "global",
  "globalThis",
  "module",
]);

function isChanged(names: Names, use: Node): boolean {
  let whole = use;
  for (let member = memberOf(names, use); member; member = memberOf(names, member)) {
    if (isAssigned(names, member)) {
      return true;
    }
    whole = member;
  }
  if (whole === use && isAssigned(names, use)) {
    return true;
  }
  const call = names.parentOf(whole);
  if (call?.type !== "CallExpression" || call.arguments[0] !== whole) {
    return false;
  }
  const { callee } = call;
  return callee.type === "MemberExpression" && changing.has(memberKey(callee) ?? "");
}

/** Methods of `Object` that change what they are given first. */
const changing = new Set(["assign", "defineProperty", "defineProperties"]);

function hiddenBy(names: Names, use: Node): Range[] {
  const member = memberOf(names, use);
  const key = member && memberKey(member);
  return key === undefined || isTaken(key) ? [member ?? use] : [];
}

/** A method that is called by itself has the global object for `this`. */
function hiddenByMethods(names: Names): Range[] {
  const byObject = new Map<ObjectExpression, Node[]>();
  for (const { use, object } of names.methodThis) {
    const uses = byObject.get(object);
    if (uses) {
      uses.push(use);
    } else {
      byObject.set(object, [use]);
    }
  }
  return [...byObject].flatMap(([object, uses]) => {
    const hidden = uses.flatMap((use) => hiddenBy(names, use));
    return hidden.length > 0 && !keepsMethods(names, object, uses) ? hidden : [];
  });
}

/**
 * Whether the methods of an object are called as its methods only: nothing else is done with it,
 * nor with `this`, whose uses in the methods are `inside`.
 */
function keepsMethods(names: Names, object: ObjectExpression, inside: readonly Node[]): boolean {
  const parent = names.parentOf(object);
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") {
    return false;
  }
  const list = names.parentOf(parent);
  const binding = names.bindingOf(parent.id);
  const constant = list?.type === "VariableDeclaration" && list.kind === "const";
  if (!constant || !binding || binding.redeclared) {
    return false;
  }
  const methods = methodKeys(object);
  return (
    methods !== undefined &&
    binding.references.every((use) => keepsUse(names, use, methods)) &&
    inside.every((use) => isReturned(names, use) || keepsUse(names, use, methods))
  );
}

/**
 * Whether a use of an object reads a value of it, or calls a method of it and nothing but methods
 * of the result.
 */
function keepsUse(names: Names, use: Node, methods: ReadonlySet<string>): boolean {
  for (let object: Node = use; ;) {
    const member = memberOf(names, object);
    const key = member && memberKey(member);
    if (!member || key === undefined) {
      return false;
    }
    if (!methods.has(key)) {
      return true;
    }
    const call = isCalled(names, member) ? names.parentOf(member) : undefined;
    if (!call) {
      return false;
    }
    if (names.parentOf(call)?.type === "ExpressionStatement") {
      return true;
    }
    object = call;
  }
}

function isReturned(names: Names, use: Node): boolean {
  return names.parentOf(use)?.type === "ReturnStatement";
}

/** The keys under which an object may have a function, or undefined if it does not say them. */
function methodKeys({ properties }: ObjectExpression): Set<string> | undefined {
  const keys = new Set<string>();
  for (const property of properties) {
    const key = property.type === "Property" ? propertyKey(property) : undefined;
    if (property.type !== "Property" || key === undefined) {
      return undefined;
    }
    if (property.value.type !== "Literal") {
      keys.add(key);
    }
  }
  return keys;
}
