import type { AnyNode, CallExpression, MemberExpression, Pattern } from "acorn";

import { functionOf } from "../script/syntax/functions.ts";
import type { Names } from "../script/syntax/names.ts";
import type { Binding } from "../script/syntax/scope.ts";
import {
  childrenOf,
  isFunction,
  memberKey,
  propertyKey,
  stringOf,
  type FunctionNode,
} from "../script/syntax/tree.ts";
import type { Path } from "./trial.ts";

/** Methods whose answer is made of what they are called on. */
const SAME = new Set(
  `concat filter flat normalize padEnd padStart replace replaceAll reverse slice sort substring
  substr toISOString toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim
  trimEnd trimStart valueOf then catch finally getTime match exec toSorted`.split(/\s+/),
);

/** Methods whose answer is an item of the list. */
const ITEM = new Set(["at", "find", "findLast", "pop", "shift"]);

/** Methods that call a function with each item. */
const EACH = new Set("every filter find findIndex findLast flatMap forEach map some".split(" "));

/** Functions whose answer is made of what they are given. */
const OF_ARGUMENTS = new Set(
  `String Number Boolean Array Date BigInt parseInt parseFloat encodeURIComponent decodeURIComponent
  URL URLSearchParams Set Map Object.assign Object.keys Array.from Date.parse Number.parseFloat
  Number.parseInt Object.fromEntries Promise.resolve Promise.all Buffer.from structuredClone`.split(
    /\s+/,
  ),
);

/** A chain of calls is as long as people write. */
const DEEPEST = 24;
/** More places than a value can be made of. */
const MOST = 12;

/** Which places of a login the values of expressions come from, as far as the text of a script tells. */
export class Origins {
  readonly #names: Names;
  readonly #bindings = new Map<Binding, Map<string, Path>>();
  readonly #returns = new Map<FunctionNode, AnyNode[]>();
  #changes = 0;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Follows values from name to name until nothing more is found. */
  follow(given: readonly { readonly pattern: Pattern; readonly path: Path }[]): void {
    for (const { pattern, path } of given) this.#bind(pattern, [path]);
    const rounds = 6;
    for (let round = 0; round < rounds; round++) {
      const before = this.#changes;
      for (const node of this.#names.nodes) this.#spread(node);
      if (this.#changes === before) return;
    }
  }

  /** Where the value of an expression comes from. */
  of(node: AnyNode, depth = 0): Path[] {
    if (depth > DEEPEST) return [];
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
        return unite(
          ...node.elements.map((element) =>
            element?.type === "SpreadElement" ? next(element) : [],
          ),
        );
      case "ObjectExpression":
        return unite(
          ...node.properties.map((property) =>
            property.type === "SpreadElement" ? next(property) : [],
          ),
        );
      default:
        return [];
    }
  }

  /** What an object that is written in the code has under a key. */
  propertyOf(node: AnyNode, key: string): AnyNode | undefined {
    const object = this.#writtenObject(node);
    const found = object?.properties.find(
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
    if (node.type !== "Identifier") return node;
    const declaration = this.#names.bindingOf(node)?.declaration;
    const isPlain =
      declaration?.type === "VariableDeclarator" && declaration.id.type === "Identifier";
    return isPlain && declaration.init ? declaration.init : node;
  }

  #writtenObject(node: AnyNode) {
    const written = this.written(node);
    return written.type === "ObjectExpression" ? written : undefined;
  }

  #ofName(node: Extract<AnyNode, { type: "Identifier" }>): Path[] {
    const binding = this.#names.bindingOf(node);
    if (binding) return [...(this.#bindings.get(binding)?.values() ?? [])];
    return node.name === "configuration" ? [["settings"]] : [];
  }

  #ofMember(node: MemberExpression, depth: number): Path[] {
    const object = node.object as AnyNode;
    const key = memberKey(node) ?? this.#keyOf(node.property);
    const own = key === undefined ? undefined : this.propertyOf(object, key);
    const of = this.of(object, depth + 1);
    if (own) return unite(this.of(own, depth + 1), memberOf(of, key));
    return memberOf(of, key);
  }

  /** The name or the number that a key is declared as. */
  #keyOf(property: AnyNode): string | undefined {
    const written = this.written(property);
    const isNumber = written.type === "Literal" && typeof written.value === "number";
    return isNumber ? String(written.value) : stringOf(written);
  }

  #ofCall({ callee, arguments: given }: CallExpression, depth: number): Path[] {
    const next = (part: AnyNode | undefined) => (part ? this.of(part, depth + 1) : []);
    const name = nameOfCallee(callee);
    if (name === "fetch") return [["answers", "[]"]];
    if (name === "JSON.parse")
      return next(given[0]).map((path) => (isAnswer(path) ? path : [...path, "{}"]));
    if (name === "Object.entries" || name === "Object.values")
      return next(given[0]).map((path) => [
        ...path,
        name === "Object.values" ? "*values" : "*entries",
      ]);
    if (OF_ARGUMENTS.has(name)) return unite(...given.map(next));
    const called = functionOf(this.#names, callee);
    if (called) return unite(...this.returnsOf(called).map(next));
    if (callee.type !== "MemberExpression") return [];
    const method = memberKey(callee) ?? "";
    if (method === "validateToken") return [["returns", "[]", "token", "payload"]];
    const of = next(callee.object);
    if (method === "json" || method === "text")
      return of.map((path) => (isAnswer(path) && path.length === 2 ? [...path, "body"] : path));
    if (method === "split") return of.map((path) => [...path, ","]);
    if (ITEM.has(method)) return of.map(itemOf);
    if (method === "get" || method === "getAll") return memberOf(of, textOf(given[0]));
    if (method === "map" || method === "flatMap") return this.#ofMapped(of, given[0], depth);
    return SAME.has(method) ? of : [];
  }

  /** A list whose items are those of the list itself is as good as that list. */
  #ofMapped(list: Path[], mapper: AnyNode | undefined, depth: number): Path[] {
    const called = mapper && functionOf(this.#names, mapper);
    if (!called) return list;
    const made = unite(...this.returnsOf(called).map((value) => this.of(value, depth + 1)));
    const same = list.filter((path) => made.some((one) => isSame(one, itemOf(path))));
    return same.length > 0 ? same : made.map((path) => [...path, "*values"]);
  }

  /** What a function returns, its inner functions left out. */
  returnsOf(called: FunctionNode): AnyNode[] {
    const known = this.#returns.get(called);
    if (known) return known;
    const { body } = called;
    const found: AnyNode[] = body.type === "BlockStatement" ? [] : [body];
    const pending: AnyNode[] = body.type === "BlockStatement" ? [body] : [];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.type === "ReturnStatement" && node.argument) found.push(node.argument);
      else if (!isFunction(node)) pending.push(...childrenOf(node));
    }
    this.#returns.set(called, found);
    return found;
  }

  #spread(node: AnyNode): void {
    switch (node.type) {
      case "VariableDeclarator":
        if (node.init) this.#bindValue(node.id, node.init);
        break;
      case "AssignmentExpression":
        if (node.left.type !== "MemberExpression") this.#bindValue(node.left, node.right);
        break;
      case "ForOfStatement": {
        const { left } = node;
        const pattern = left.type === "VariableDeclaration" ? left.declarations[0]?.id : left;
        if (pattern) this.#bind(pattern, this.of(node.right).map(itemOf));
        break;
      }
      case "CallExpression":
        this.#spreadCall(node);
        break;
      default:
    }
  }

  #bindValue(pattern: Pattern, value: AnyNode): void {
    if (pattern.type === "ObjectPattern")
      // What is taken from an object that the code writes comes from its parts.
      for (const property of pattern.properties) {
        const key = property.type === "Property" ? propertyKey(property) : undefined;
        const own = key === undefined ? undefined : this.propertyOf(value, key);
        if (own && property.type === "Property") this.#bind(property.value, this.of(own));
      }
    if (pattern.type === "ArrayPattern" && value.type === "ArrayExpression")
      for (const [index, element] of pattern.elements.entries()) {
        const part = value.elements[index];
        if (element && part) this.#bind(element, this.of(part));
      }
    else this.#bind(pattern, this.of(value));
  }

  #spreadCall({ callee, arguments: given }: CallExpression): void {
    const called = functionOf(this.#names, callee);
    if (called)
      for (const [index, argument] of given.entries()) {
        const parameter = called.params[index];
        if (!parameter || argument.type === "SpreadElement") break;
        this.#bindValue(parameter, argument);
      }
    const name = nameOfCallee(callee);
    const isRequest = /^(?:request|axios|got)(?:\.\w+)?$/.test(name);
    for (const argument of given) {
      const handler = isFunction(argument) ? argument : undefined;
      if (isRequest && handler) this.#bindAnswer(handler);
    }
    if (callee.type === "MemberExpression") this.#spreadMethod(callee, given);
  }

  /** What the callback of a request is given: the error, the response and its body. */
  #bindAnswer({ params }: FunctionNode): void {
    if (params[1]) this.#bind(params[1], [["answers", "[]"]]);
    if (params[2]) this.#bind(params[2], [["answers", "[]", "body"]]);
  }

  #spreadMethod(callee: MemberExpression, given: readonly AnyNode[]): void {
    const method = memberKey(callee) ?? "";
    const handler = given[0] && functionOf(this.#names, given[0]);
    if (!handler) return;
    const [first, second] = handler.params;
    const of = this.of(callee.object);
    if (EACH.has(method) && first) this.#bind(first, of.map(itemOf));
    if (method === "then" && first) this.#bind(first, of);
    if (method !== "reduce") return;
    if (second) this.#bind(second, of.map(itemOf));
    const start = given[1];
    if (first && start) this.#bind(first, unite(this.of(start)));
  }

  #bind(pattern: Pattern, paths: readonly Path[]): void {
    switch (pattern.type) {
      case "Identifier": {
        const binding = this.#names.bindingOf(pattern);
        if (binding) this.#note(binding, paths);
        break;
      }
      case "AssignmentPattern":
        this.#bind(pattern.left, paths);
        break;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "RestElement") this.#bind(property.argument, paths);
          else this.#bind(property.value, memberOf([...paths], propertyKey(property)));
        }
        break;
      case "ArrayPattern":
        for (const [index, element] of pattern.elements.entries())
          if (element)
            this.#bind(
              element,
              paths.flatMap((path) => elementOf(path, index)),
            );
        break;
      default:
    }
  }

  #note(binding: Binding, paths: readonly Path[]): void {
    const known = this.#bindings.get(binding) ?? new Map<string, Path>();
    for (const path of paths) {
      const key = keyOf(path);
      if (known.has(key) || known.size >= MOST) continue;
      known.set(key, path);
      this.#changes++;
    }
    this.#bindings.set(binding, known);
  }
}

/** A path as one text. */
export function keyOf(path: Path): string {
  return path.join("\u0001");
}

function isSame(one: Path, other: Path): boolean {
  return keyOf(one) === keyOf(other);
}

function unite(...lists: Path[][]): Path[] {
  return [...new Map(lists.flat().map((path) => [keyOf(path), path])).values()].slice(0, MOST);
}

/** What calls a function, such as `JSON.parse`. */
export function nameOfCallee(callee: AnyNode): string {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return "";
  return `${callee.object.name}.${memberKey(callee) ?? ""}`;
}

function isAnswer([root]: Path): boolean {
  return root === "answers";
}

/** The place of an item of a list. */
export function itemOf(path: Path): Path {
  const last = path.at(-1);
  if (last === ",") return path.slice(0, -1);
  if (last === "*values") return [...path.slice(0, -1), "*"];
  return last === "*entries" ? path : [...path, "[]"];
}

/** An element of a list by its number: of an entry, the second one is the value. */
function elementOf(path: Path, index: number): Path[] {
  if (path.at(-1) !== "*entries") return [itemOf(path)];
  return index === 1 ? [[...path.slice(0, -1), "*"]] : [];
}

const NO_PLACES = new Set(["length", "size", "message", "stack", "searchParams"]);

function memberOf(paths: Path[], key: string | undefined): Path[] {
  if (key !== undefined && NO_PLACES.has(key)) return key === "searchParams" ? paths : [];
  return paths.map((path): Path => {
    if (isAnswer(path) && path.length === 2) return answerPart(path, key);
    if (path.at(-1) === ",") return path.slice(0, -1);
    return [...path, key === undefined ? "*" : /^\d+$/.test(key) ? "[]" : key];
  });
}

/** The parts of a response, of `fetch` and of others. */
function answerPart(path: Path, key: string | undefined): Path {
  if (key === "ok" || key === "status" || key === "statusCode") return [...path, "status"];
  return key === "headers" ? [...path, "headers"] : [...path, "body"];
}

/** The text that an argument is. */
function textOf(node: AnyNode | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
