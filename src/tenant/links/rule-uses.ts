import type { AnyNode, CallExpression, Expression, MemberExpression, Pattern } from "acorn";

import type { RuleTree } from "../../migrate/translate/read/rule-tree.ts";
import { declaredFunction } from "../../script/syntax/functions.ts";
import type { Names } from "../../script/syntax/names.ts";
import type { Binding } from "../../script/syntax/scope.ts";
import { memberKey, propertyKey } from "../../script/syntax/tree.ts";
import { isAssigned } from "../../script/syntax/uses.ts";

/**
 * Where something is in what rules share: its root, such as `user`, and the keys that lead to it.
 */
export type SharedPath = readonly string[];

/** A use of something that other rules see as well. */
export interface SharedUse {
  readonly path: SharedPath;
  readonly isRead: boolean;
  readonly isWrite: boolean;
  readonly node: AnyNode;
}

/** Methods that change a list in its place. */
const changing = new Set(["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill"]);

/** Calls that store what they get, and let no rule see it. */
const storing = /^update(?:App|User)Metadata$/;

/** More keys than this tell nothing more. */
const deepest = 4;

/** What a rule reads and writes of `user`, `context` and `global`, as far as its text says. */
export function readSharedUses(rule: RuleTree): SharedUse[] {
  const follower = new Follower(rule);
  follower.followBinding(rule.user, ["user"]);
  follower.followBinding(rule.context, ["context"]);
  for (const use of rule.names.free.get("global") ?? []) {
    follower.follow(use, ["global"]);
  }
  return follower.finish();
}

class Follower {
  readonly #names: Names;
  readonly #callback: Binding;
  readonly #uses: SharedUse[] = [];
  readonly #followed = new Map<Binding, Set<string>>();

  constructor({ names, callback }: RuleTree) {
    this.#names = names;
    this.#callback = callback;
  }

  finish(): SharedUse[] {
    return this.#uses;
  }

  /** A name whose value is what is at a path. */
  followBinding(binding: Binding, path: SharedPath): void {
    const known = this.#followed.get(binding) ?? new Set();
    const key = path.join("\0");
    if (known.has(key)) {
      return;
    }
    this.#followed.set(binding, known.add(key));
    for (const use of binding.references) {
      if (!isAssigned(this.#names, use)) {
        this.follow(use, path);
      }
    }
  }

  /** `node` is an expression whose value is what is at a path. */
  follow(node: AnyNode, path: SharedPath): void {
    const parent = this.#names.parentOf(node);
    switch (parent?.type) {
      case "MemberExpression":
        if (parent.object === node) {
          this.#followMember(parent, path);
        } else {
          this.#read(node, path);
        }
        return;
      case "ChainExpression":
      case "AwaitExpression":
        this.follow(parent, path);
        return;
      case "LogicalExpression":
        if (isDefault(parent, node, this.#names)) {
          return;
        }
        // Whether one of the platform's own objects is there tells nothing of what is in it.
        if (parent.left === node && !isContainer(path) && !isEmpty(parent.right)) {
          this.#read(node, path);
        }
        if (parent.operator !== "&&" || parent.right === node) {
          this.follow(parent, path);
        }
        return;
      case "IfStatement":
      case "UnaryExpression":
      case "ConditionalExpression":
        if (
          !isContainer(path) ||
          (parent.type === "ConditionalExpression" && parent.test !== node)
        ) {
          this.#read(node, path);
        }
        return;
      case "VariableDeclarator":
        this.#followPattern(parent.id, node, path);
        return;
      case "AssignmentExpression":
        this.#followAssigned(parent.left, node, path);
        return;
      case "CallExpression":
        this.#followCall(parent, node, path);
        return;
      case "ExpressionStatement":
        return;
      default:
        this.#read(node, path);
    }
  }

  #followMember(member: MemberExpression, path: SharedPath): void {
    const key = memberKey(member);
    const next = key === undefined || path.length > deepest ? path : [...path, key];
    if (isAssigned(this.#names, member)) {
      this.#noteWrite(member, next);
      return;
    }
    const call = this.#names.parentOf(member);
    const isCalled = call?.type === "CallExpression" && call.callee === member;
    if (!isCalled || path.length === 1) {
      if (key === undefined) {
        this.#read(member, path);
      } else {
        this.follow(member, next);
      }
      if (isCalled) {
        this.#read(member, next);
      }
      return;
    }
    this.#uses.push({ path, isRead: true, isWrite: changing.has(key ?? ""), node: member });
  }

  #noteWrite(member: MemberExpression, path: SharedPath): void {
    const parent = this.#names.parentOf(member);
    if (parent?.type === "AssignmentExpression" && parent.left === member) {
      if (isOwnDefault(parent.left, parent.right, this.#names)) {
        return;
      }
      this.#write(member, path, parent.operator !== "=");
      return;
    }
    this.#write(member, path, parent?.type === "UpdateExpression");
  }

  #followPattern(pattern: Pattern, node: AnyNode, path: SharedPath): void {
    if (pattern.type === "Identifier") {
      const binding = this.#names.bindingOf(pattern);
      if (binding) {
        this.followBinding(binding, path);
      }
      return;
    }
    if (pattern.type !== "ObjectPattern") {
      this.#read(node, path);
      return;
    }
    for (const property of pattern.properties) {
      const key = property.type === "Property" ? propertyKey(property) : undefined;
      if (property.type !== "Property" || key === undefined) {
        this.#read(node, path);
        continue;
      }
      const { value } = property;
      const target = value.type === "AssignmentPattern" ? value.left : value;
      this.#read(node, [...path, key]);
      this.#followPattern(target, node, [...path, key]);
    }
  }

  #followAssigned(left: AnyNode, node: AnyNode, path: SharedPath): void {
    if (left === node) {
      return;
    }
    const binding = left.type === "Identifier" ? this.#names.bindingOf(left) : undefined;
    if (binding) {
      this.followBinding(binding, path);
    } else {
      this.#read(node, path);
    }
  }

  #followCall(call: CallExpression, node: AnyNode, path: SharedPath): void {
    const { callee } = call;
    if (callee === node) {
      this.#read(node, path);
      return;
    }
    const index = call.arguments.findIndex((argument) => argument === node);
    if (this.#isHandedOn(call, index, path)) {
      return;
    }
    if (callee.type === "Identifier") {
      const binding = this.#names.bindingOf(callee);
      const called = binding && declaredFunction(this.#names, binding);
      const parameter = called?.params[index];
      if (parameter) {
        this.#followPattern(parameter, node, path);
        return;
      }
    }
    const name = callee.type === "MemberExpression" ? (memberKey(callee) ?? "") : "";
    if (storing.test(name)) {
      return;
    }
    if (/^(?:assign|extend|merge|set|defaults)$/.test(name) && index === 0) {
      this.#write(node, path, true);
      return;
    }
    this.#uses.push({ path, isRead: true, isWrite: this.#mayWrite(callee, path), node });
  }

  /** `callback(null, user, context)`, whatever the callback is called. */
  #isHandedOn({ callee, arguments: given }: CallExpression, index: number, path: SharedPath) {
    if (callee.type !== "Identifier" || path.length > 1 || path[0] === "global") {
      return false;
    }
    const place = path[0] === "user" ? 1 : 2;
    const isCallback = this.#names.bindingOf(callee) === this.#callback;
    return index === place && (isCallback || given.length === 3);
  }

  /** A function of another rule that gets all of an object may change it. */
  #mayWrite(callee: Expression | AnyNode, path: SharedPath): boolean {
    let root: AnyNode = callee;
    while (root.type === "MemberExpression") {
      root = root.object;
    }
    const isShared = root.type === "Identifier" && root.name === "global";
    return isShared && path.length === 1;
  }

  #read(node: AnyNode, path: SharedPath): void {
    if (path.length > 1) {
      this.#uses.push({ path, isRead: true, isWrite: false, node });
    } else {
      this.#noteWhole(node, path);
    }
  }

  /** All of an object is looked at, unless it is only asked whether it is there. */
  #noteWhole(node: AnyNode, path: SharedPath): void {
    const parent = this.#names.parentOf(node);
    const isTest =
      parent?.type === "LogicalExpression" ||
      parent?.type === "UnaryExpression" ||
      parent?.type === "IfStatement";
    if (!isTest) {
      this.#uses.push({ path, isRead: true, isWrite: false, node });
    }
  }

  #write(node: AnyNode, path: SharedPath, isRead: boolean): void {
    this.#uses.push({ path, isRead, isWrite: true, node });
  }
}

/** Of `x = x || {}`, the `x` on the right. */
function isDefault(logical: AnyNode, node: AnyNode, names: Names): boolean {
  if (logical.type !== "LogicalExpression" || logical.left !== node) {
    return false;
  }
  const parent = names.parentOf(logical);
  return parent?.type === "AssignmentExpression" && isOwnDefault(parent.left, parent.right, names);
}

/** `x = x || {}`, which changes nothing that a rule could see. */
function isOwnDefault(left: AnyNode, right: AnyNode, names: Names): boolean {
  if (right.type !== "LogicalExpression" || right.operator === "&&") {
    return false;
  }
  return isEmpty(right.right) && sameChain(left, right.left, names);
}

/** `{}` or `[]` */
function isEmpty(node: AnyNode): boolean {
  return (
    (node.type === "ObjectExpression" && node.properties.length === 0) ||
    (node.type === "ArrayExpression" && node.elements.length === 0)
  );
}

/** Objects that the platform gives, or that rules fill key by key. */
const containers = new Set([
  "user.app_metadata",
  "user.user_metadata",
  "context.idToken",
  "context.accessToken",
  "context.samlConfiguration",
  "context.authorization",
  "context.request",
]);

function isContainer(path: SharedPath): boolean {
  return path.length === 1 || containers.has(path.join("."));
}

function sameChain(one: AnyNode, other: AnyNode, names: Names): boolean {
  if (one.type === "Identifier" && other.type === "Identifier") {
    return one.name === other.name;
  }
  if (one.type !== "MemberExpression" || other.type !== "MemberExpression") {
    return false;
  }
  const key = memberKey(one);
  return (
    key !== undefined && key === memberKey(other) && sameChain(one.object, other.object, names)
  );
}
