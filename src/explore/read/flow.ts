import type { AnyNode, CallExpression, MemberExpression, Pattern } from "acorn";

import { functionOf } from "../../script/syntax/functions.ts";
import type { Names } from "../../script/syntax/names.ts";
import {
  isFunction,
  memberKey,
  propertyKey,
  stringOf,
  type FunctionNode,
} from "../../script/syntax/tree.ts";
import type { Path } from "../places.ts";
import type { Bindings } from "./bindings.ts";
import { eachMethods } from "./methods.ts";
import { tokenOrigin, type Origins } from "./origins.ts";
import { itemOf, nameOfCallee, unite } from "./paths.ts";

/** Values go from name to name so often. */
const mostRounds = 6;

/** Follows the values of a login from name to name through a script. */
export class Flow {
  readonly #names: Names;
  readonly #bindings: Bindings;
  readonly #origins: Origins;

  constructor(names: Names, bindings: Bindings, origins: Origins) {
    this.#names = names;
    this.#bindings = bindings;
    this.#origins = origins;
  }

  /** Follows what the parameters of a script are given until nothing more is found. */
  follow(given: readonly { readonly pattern: Pattern; readonly path: Path }[]): void {
    for (const { pattern, path } of given) {
      this.#bindings.bind(pattern, [path]);
    }
    for (let round = 0; round < mostRounds; round++) {
      const before = this.#bindings.changes;
      for (const node of this.#names.nodes) {
        this.#spread(node);
      }
      if (this.#bindings.changes === before) {
        return;
      }
    }
  }

  #spread(node: AnyNode): void {
    switch (node.type) {
      case "VariableDeclarator":
        if (node.init) {
          this.#bindValue(node.id, node.init);
        }
        break;
      case "AssignmentExpression":
        if (node.left.type !== "MemberExpression") {
          this.#bindValue(node.left, node.right);
        }
        break;
      case "ForOfStatement": {
        const { left } = node;
        const pattern = left.type === "VariableDeclaration" ? left.declarations[0]?.id : left;
        if (pattern) {
          this.#bindings.bind(pattern, this.#origins.of(node.right).map(itemOf));
        }
        break;
      }
      case "CallExpression":
        this.#spreadCall(node);
        break;
      default:
    }
  }

  #bindValue(pattern: Pattern, value: AnyNode): void {
    if (pattern.type === "ObjectPattern") {
      this.#bindWrittenParts(pattern, value);
    }
    if (pattern.type === "ArrayPattern" && value.type === "ArrayExpression") {
      for (const [index, element] of pattern.elements.entries()) {
        const part = value.elements[index];
        if (element && part) {
          this.#bindings.bind(element, this.#origins.of(part));
        }
      }
    } else {
      this.#bindings.bind(pattern, this.#origins.of(value));
    }
  }

  /** What is taken from an object that the code writes comes from its parts. */
  #bindWrittenParts(pattern: Extract<Pattern, { type: "ObjectPattern" }>, value: AnyNode): void {
    for (const property of pattern.properties) {
      const key = property.type === "Property" ? propertyKey(property) : undefined;
      const own = key === undefined ? undefined : this.#origins.propertyOf(value, key);
      if (own && property.type === "Property") {
        this.#bindings.bind(property.value, this.#origins.of(own));
      }
    }
  }

  #spreadCall({ callee, arguments: given }: CallExpression): void {
    const called = functionOf(this.#names, callee);
    for (const [index, argument] of called ? given.entries() : []) {
      const parameter = called?.params[index];
      if (!parameter || argument.type === "SpreadElement") {
        break;
      }
      this.#bindValue(parameter, argument);
    }
    const handler = given.findLast((argument) => isFunction(argument));
    if (isFunction(handler) && this.#origins.isClient(callee)) {
      this.#bindAnswer(handler);
    }
    const decoded =
      nameOfCallee(callee) === "jwt.verify" && isFunction(handler) && handler.params[1];
    if (decoded) {
      this.#bindings.bind(decoded, [tokenOrigin]);
    }
    if (callee.type === "MemberExpression") {
      this.#spreadMethod(callee, given);
    }
  }

  /**
   * The callback of a request is given an error, the response and its body, that of Node's `http`
   * only the response.
   */
  #bindAnswer({ params }: FunctionNode): void {
    const response = params.length === 1 ? params[0] : params[1];
    if (response) {
      this.#bindings.bind(response, [["answers", "[]"]]);
    }
    if (params[2]) {
      this.#bindings.bind(params[2], [["answers", "[]", "body"]]);
    }
  }

  #spreadMethod(callee: MemberExpression, given: readonly AnyNode[]): void {
    const method = memberKey(callee) ?? "";
    const [, second] = given;
    if (method === "on" && given[0] && stringOf(given[0]) === "data" && isFunction(second)) {
      const [chunk] = second.params;
      if (chunk) {
        this.#bindings.bind(chunk, [["answers", "[]", "body"]]);
      }
    }
    const handler = given[0] && functionOf(this.#names, given[0]);
    if (handler) {
      this.#spreadItems(method, handler, { list: callee.object, start: second });
    }
  }

  #spreadItems(
    method: string,
    { params: [first, second] }: FunctionNode,
    { list, start }: { list: AnyNode; start: AnyNode | undefined },
  ): void {
    const of = this.#origins.of(list);
    if (eachMethods.has(method) && first) {
      this.#bindings.bind(first, of.map(itemOf));
    }
    if (method === "then" && first) {
      this.#bindings.bind(first, of);
    }
    if (method !== "reduce") {
      return;
    }
    if (second) {
      this.#bindings.bind(second, of.map(itemOf));
    }
    if (first && start) {
      this.#bindings.bind(first, unite(this.#origins.of(start)));
    }
  }
}
