import type { AnyNode, AssignmentExpression, Identifier, Pattern, VariableDeclarator } from "acorn";

import type { Binding } from "../../../script/syntax/scope.ts";
import {
  isFunction,
  memberKey,
  propertyKey,
  type FunctionNode,
} from "../../../script/syntax/tree.ts";
import { isAssigned } from "../../../script/syntax/uses.ts";
import type { RuleTree } from "./rule-tree.ts";
import { alwaysThere } from "./shapes.ts";

/** What an expression stands for, such as `["context", "request", "ip"]`. */
export type Path = readonly string[];

const globals = ["configuration", "auth0", "global"];

/** Follows names, destructuring and parameters of local functions to what they stand for. */
export class Denoter {
  readonly #rule: RuleTree;
  readonly #known = new Map<Binding, Path | undefined>();

  readonly #paths = new Map<AnyNode, Path | undefined>();
  #depth = 0;

  constructor(rule: RuleTree) {
    this.#rule = rule;
    this.#known.set(rule.user, ["user"]);
    this.#known.set(rule.context, ["context"]);
    this.#known.set(rule.callback, ["callback"]);
  }

  pathOf(node: AnyNode | null | undefined): Path | undefined {
    if (!node) {
      return undefined;
    }
    if (this.#paths.has(node)) {
      return this.#paths.get(node);
    }
    const path = this.#read(node);
    // While names are followed, one that stands for itself is not known yet.
    if (this.#depth === 0) {
      this.#paths.set(node, path);
    }
    return path;
  }

  #read(node: AnyNode): Path | undefined {
    switch (node.type) {
      case "ChainExpression":
        return this.pathOf(node.expression);
      case "Identifier":
        return this.#ofName(node);
      case "MemberExpression": {
        const key = memberKey(node);
        const object = key === undefined ? undefined : this.pathOf(node.object);
        return object && key !== undefined ? [...object, key] : undefined;
      }
      case "LogicalExpression": {
        const path = isDefault(node.right) ? this.pathOf(node.left) : undefined;
        return path && path.join(".") in alwaysThere ? path : undefined;
      }
      case "AssignmentExpression":
        return this.isDefaulting(node) ? this.pathOf(node.left) : undefined;
      default:
        return undefined;
    }
  }

  /** The path as text, or an empty text. */
  nameOf(node: AnyNode | null | undefined): string {
    return this.pathOf(node)?.join(".") ?? "";
  }

  /** Whether it is `x = x || {}` or `x ||= {}`, of something that an action always has. */
  isDefaulting({ left, operator, right }: AssignmentExpression): boolean {
    const path = this.nameOf(left);
    if (!(path in alwaysThere)) {
      return false;
    }
    if (["||=", "??="].includes(operator)) {
      return isDefault(right);
    }
    if (operator !== "=") {
      return false;
    }
    const isSame = right.type === "LogicalExpression" && isDefault(right.right);
    return isSame && this.nameOf(right.left) === path;
  }

  #ofName(node: Identifier): Path | undefined {
    const binding = this.#rule.names.bindingOf(node);
    if (!binding) {
      return globals.includes(node.name) ? [node.name] : undefined;
    }
    if (this.#known.has(binding)) {
      return this.#known.get(binding);
    }
    // A name that stands for itself ends the search.
    this.#known.set(binding, undefined);
    this.#depth++;
    const path = this.#isKept(binding) ? this.#ofDeclaration(binding, node.name) : undefined;
    this.#depth--;
    this.#known.set(binding, path);
    return path;
  }

  /** Whether a name stands for the same thing wherever it is. */
  #isKept({ redeclared, references }: Binding): boolean {
    const { names } = this.#rule;
    return !redeclared && !references.some((use) => isAssigned(names, use));
  }

  #ofDeclaration({ declaration }: Binding, name: string): Path | undefined {
    if (declaration.type === "VariableDeclarator") {
      return this.#ofDeclarator(declaration, name);
    }
    const parent = this.#rule.names.parentOf(declaration);
    return isFunction(parent) ? this.#ofParameter(parent, declaration) : undefined;
  }

  #ofDeclarator({ id, init }: VariableDeclarator, name: string): Path | undefined {
    const path = this.pathOf(init);
    const inside = path && keysTo(id, name);
    if (!inside) {
      return undefined;
    }
    const found = [...path, ...inside];
    // With a default it may be something else, except that a login always has a protocol.
    return hasDefault(id, name) && found.join(".") !== "context.protocol" ? undefined : found;
  }

  #ofParameter(owner: FunctionNode, parameter: AnyNode): Path | undefined {
    if (parameter.type !== "Identifier") {
      return undefined;
    }
    const calls = this.callsOf(owner);
    const at = owner.params.indexOf(parameter);
    const paths = calls?.map((call) => this.nameOf(call[at])) ?? [];
    const [first] = paths;
    if (!first || paths.some((path) => path !== first)) {
      return undefined;
    }
    return first.split(".");
  }

  /**
   * The arguments of all calls of a local function; undefined if it is used in another way as well.
   */
  callsOf(owner: FunctionNode): AnyNode[][] | undefined {
    const { names } = this.#rule;
    const binding = bindingOfFunction(this.#rule, owner);
    if (!binding || binding.redeclared) {
      return undefined;
    }
    const calls: AnyNode[][] = [];
    for (const use of binding.references) {
      const parent = names.parentOf(use);
      if (parent?.type !== "CallExpression" || parent.callee !== use) {
        return undefined;
      }
      calls.push(parent.arguments);
    }
    return calls;
  }
}

/** What declares the name of a local function. */
export function bindingOfFunction({ names }: RuleTree, owner: FunctionNode): Binding | undefined {
  if (owner.type === "FunctionDeclaration") {
    return owner.id ? names.bindingOf(owner.id) : undefined;
  }
  const parent = names.parentOf(owner);
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier"
    ? names.bindingOf(parent.id)
    : undefined;
}

function isDefault(node: AnyNode): boolean {
  return node.type === "ObjectExpression" && node.properties.length === 0;
}

/** The keys by which a pattern takes a name. */
function keysTo(pattern: Pattern, name: string): string[] | undefined {
  if (pattern.type === "Identifier") {
    return pattern.name === name ? [] : undefined;
  }
  if (pattern.type === "AssignmentPattern") {
    return isDefault(pattern.right) || isText(pattern.right)
      ? keysTo(pattern.left, name)
      : undefined;
  }
  if (pattern.type !== "ObjectPattern") {
    return undefined;
  }
  for (const property of pattern.properties) {
    if (property.type !== "Property") {
      continue;
    }
    const key = propertyKey(property);
    const inside = keysTo(property.value, name);
    if (inside && key !== undefined) {
      return [key, ...inside];
    }
  }
  return undefined;
}

/** Whether a pattern gives a name a text where there is none. */
function hasDefault(pattern: Pattern, name: string): boolean {
  if (pattern.type === "AssignmentPattern") {
    return isText(pattern.right)
      ? keysTo(pattern.left, name) !== undefined
      : hasDefault(pattern.left, name);
  }
  if (pattern.type !== "ObjectPattern") {
    return false;
  }
  return pattern.properties.some(
    (property) => property.type === "Property" && hasDefault(property.value, name),
  );
}

function isText(node: AnyNode): boolean {
  return node.type === "Literal" && typeof node.value === "string";
}
