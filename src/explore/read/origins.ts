import type { AnyNode, CallExpression, MemberExpression, ObjectExpression } from "acorn";

import { functionOf } from "../../script/syntax/functions.ts";
import type { Names } from "../../script/syntax/names.ts";
import {
  childrenOf,
  isFunction,
  memberKey,
  propertyKey,
  stringOf,
  type FunctionNode,
} from "../../script/syntax/tree.ts";
import type { Path } from "../places.ts";
import type { Bindings } from "./bindings.ts";
import { clientNames, clients, itemMethods, passingFunctions, sameMethods } from "./methods.ts";
import { dottedOf, isAnswer, isSamePath, itemOf, memberOf, nameOfCallee, unite } from "./paths.ts";

/** What the token says with which a user comes back. */
export const tokenOrigin: Path = ["returns", "[]", "token", "payload"];

/** A chain of calls is as long as people write. */
const deepest = 24;

/**
 * Which places of a login the values of expressions come from, as far as the text of a script
 * tells.
 */
export class Origins {
  readonly #names: Names;
  readonly #bindings: Bindings;
  readonly #returns = new Map<FunctionNode, AnyNode[]>();

  constructor(names: Names, bindings: Bindings) {
    this.#names = names;
    this.#bindings = bindings;
  }

  /** Where the value of an expression comes from. */
  of(node: AnyNode, depth = 0): Path[] {
    if (depth > deepest) {
      return [];
    }
    const next = (part: AnyNode) => this.of(part, depth + 1);
    switch (node.type) {
      case "Identifier":
        return this.#ofName(node);
      case "MemberExpression":
        return this.#ofMember(node, depth);
      case "CallExpression":
      case "NewExpression":
        return this.#ofCall(node as CallExpression, depth);
      case "ChainExpression":
        return next(node.expression);
      case "AwaitExpression":
      case "UnaryExpression":
      case "SpreadElement":
        return next(node.argument);
      case "LogicalExpression":
        return unite(next(node.left), next(node.right));
      case "BinaryExpression":
        return /^[-+*/%]$/.test(node.operator) ? unite(next(node.left), next(node.right)) : [];
      case "ConditionalExpression":
        return unite(next(node.consequent), next(node.alternate));
      case "SequenceExpression":
        return node.expressions.slice(-1).flatMap(next);
      case "AssignmentExpression":
        return next(node.right);
      case "TemplateLiteral":
        return unite(...node.expressions.map(next));
      case "ArrayExpression":
        return unite(...node.elements.map((element) => (isSpread(element) ? next(element) : [])));
      case "ObjectExpression":
        return unite(
          ...node.properties.map((property) => (isSpread(property) ? next(property) : [])),
        );
      default:
        return [];
    }
  }

  /** What an object that is written in the code has under a key. */
  propertyOf(node: AnyNode, key: string): AnyNode | undefined {
    const found = this.#writtenObject(node)?.properties.find(
      (property) => property.type === "Property" && propertyKey(property) === key,
    );
    return found?.type === "Property" ? found.value : undefined;
  }

  /** The keys of an object that is written in the code. */
  keysOf(node: AnyNode): string[] {
    const properties = this.#writtenObject(node)?.properties ?? [];
    return properties.flatMap((property) =>
      property.type === "Property" ? (propertyKey(property) ?? []) : [],
    );
  }

  /** What a name is declared as, or the node itself. */
  written(node: AnyNode): AnyNode {
    if (node.type !== "Identifier") {
      return node;
    }
    const declaration = this.#names.bindingOf(node)?.declaration;
    const isPlain =
      declaration?.type === "VariableDeclarator" && declaration.id.type === "Identifier";
    return isPlain && declaration.init ? declaration.init : node;
  }

  /** Whether a call asks others by a package or a module of Node. */
  isClient(callee: AnyNode): boolean {
    const object = callee.type === "MemberExpression" ? callee.object : callee;
    if (object.type !== "Identifier") {
      return false;
    }
    const loaded = requiredModule(this.written(object));
    return loaded === undefined
      ? clientNames.has(object.name)
      : clients.has(loaded.replace(/(?<=.)@[^/]*$/, ""));
  }

  /** What a function returns, its inner functions left out. */
  returnsOf(called: FunctionNode): AnyNode[] {
    const known = this.#returns.get(called);
    if (known) {
      return known;
    }
    const { body } = called;
    const found: AnyNode[] = body.type === "BlockStatement" ? [] : [body];
    const pending: AnyNode[] = body.type === "BlockStatement" ? [body] : [];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.type === "ReturnStatement" && node.argument) {
        found.push(node.argument);
      } else if (!isFunction(node)) {
        pending.push(...childrenOf(node));
      }
    }
    this.#returns.set(called, found);
    return found;
  }

  #writtenObject(node: AnyNode): ObjectExpression | undefined {
    const written = this.written(node);
    return written.type === "ObjectExpression" ? written : undefined;
  }

  #ofName(node: Extract<AnyNode, { type: "Identifier" }>): Path[] {
    const binding = this.#names.bindingOf(node);
    if (binding) {
      return this.#bindings.of(binding);
    }
    return node.name === "configuration" ? [["settings"]] : [];
  }

  #ofMember(node: MemberExpression, depth: number): Path[] {
    const object: AnyNode = node.object;
    const key = memberKey(node) ?? this.#keyOf(node.property);
    const own = key === undefined ? undefined : this.propertyOf(object, key);
    const of = memberOf(this.of(object, depth + 1), key);
    return own ? unite(this.of(own, depth + 1), of) : of;
  }

  /** The name or the number that a key is declared as. */
  #keyOf(property: AnyNode): string | undefined {
    const written = this.written(property);
    const isNumber = written.type === "Literal" && typeof written.value === "number";
    return isNumber ? String(written.value) : stringOf(written);
  }

  #ofCall({ callee, arguments: given }: CallExpression, depth: number): Path[] {
    const next = (part: AnyNode | undefined) => (part ? this.of(part, depth + 1) : []);
    const [first, second] = given;
    const name = nameOfCallee(callee);
    const decoded = decodedBy(name, second);
    if (decoded !== undefined) {
      const of = next(first);
      return decoded === "{}" ? of.map(jsonOf) : of.map((path) => [...path, decoded]);
    }
    if (name === "fetch" || this.isClient(callee)) {
      return [["answers", "[]"]];
    }
    if (name === "Object.entries" || name === "Object.values") {
      const view = name === "Object.values" ? "*values" : "*entries";
      return next(first).map((path) => [...path, view]);
    }
    if (name === "_.get" || name === "lodash.get") {
      return dottedOf(next(first), (second && stringOf(second)) ?? "");
    }
    if (/^(?:jwt|jsonwebtoken)\.(?:verify|decode)$/.test(name)) {
      return [tokenOrigin];
    }
    if (passingFunctions.has(name)) {
      return unite(...given.map(next));
    }
    const called = functionOf(this.#names, callee);
    if (called) {
      return unite(...this.returnsOf(called).map(next));
    }
    return callee.type === "MemberExpression" ? this.#ofMethod(callee, given, depth) : [];
  }

  #ofMethod(callee: MemberExpression, [first]: readonly AnyNode[], depth: number): Path[] {
    const method = memberKey(callee) ?? "";
    if (method === "validateToken") {
      return [tokenOrigin];
    }
    const of = this.of(callee.object, depth + 1);
    switch (method) {
      case "json":
      case "text":
        return of.map((path) => (isAnswer(path) && path.length === 2 ? [...path, "body"] : path));
      case "split":
        return of.map((path) => [...path, ","]);
      case "get":
      case "getAll":
        return memberOf(of, first && stringOf(first));
      case "map":
      case "flatMap":
        return this.#ofMapped(of, first, depth);
      default:
        return itemMethods.has(method) ? of.map(itemOf) : sameMethods.has(method) ? of : [];
    }
  }

  /** A list whose items are those of the list itself is as good as that list. */
  #ofMapped(list: Path[], mapper: AnyNode | undefined, depth: number): Path[] {
    const called = mapper && functionOf(this.#names, mapper);
    if (!called) {
      return list;
    }
    const made = unite(...this.returnsOf(called).map((value) => this.of(value, depth + 1)));
    const same = list.filter((path) => made.some((one) => isSamePath(one, itemOf(path))));
    return same.length > 0 ? same : made.map((path) => [...path, "*values"]);
  }
}

function isSpread(node: AnyNode | null): node is Extract<AnyNode, { type: "SpreadElement" }> {
  return node?.type === "SpreadElement";
}

/** What of a text a function decodes: its JSON or its base64. */
function decodedBy(name: string, encoding: AnyNode | undefined): "{}" | "{64}" | undefined {
  if (name === "JSON.parse") {
    return "{}";
  }
  const isBase64 = /^base64(?:url)?$/.test((encoding && stringOf(encoding)) ?? "");
  return name === "atob" || (name === "Buffer.from" && isBase64) ? "{64}" : undefined;
}

/** The body of an answer is given as what it says. */
function jsonOf(path: Path): Path {
  return isAnswer(path) ? path : [...path, "{}"];
}

function requiredModule(node: AnyNode): string | undefined {
  if (node.type === "MemberExpression") {
    return requiredModule(node.object);
  }
  const [first] = node.type === "CallExpression" ? node.arguments : [];
  const isRequire = node.type === "CallExpression" && nameOfCallee(node.callee) === "require";
  return isRequire && first ? stringOf(first) : undefined;
}
