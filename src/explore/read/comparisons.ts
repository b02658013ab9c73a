import type { AnyNode, BinaryExpression, CallExpression } from "acorn";

import type { Syntax } from "./syntax.ts";
import { memberKey, stringOf } from "../../script/syntax/tree.ts";
import { placeOf } from "../logins/domain.ts";
import { keyOf, type Path } from "../places.ts";
import type { Json } from "../trial.ts";
import { link, type FactBook, type Facts, type Kind } from "./facts.ts";
import { tokenOrigin, type Origins } from "./origins.ts";
import { itemOf, nameOfCallee, withoutView } from "./paths.ts";
import { isTypeOf } from "./probes.ts";
import { writtenItems, writtenValue } from "./written.ts";

/** Notes what a script holds the places of a login against. */
export class Comparisons {
  readonly #code: string;
  readonly #origins: Origins;
  readonly #book: FactBook;
  readonly #pool: Set<Json>;

  constructor(
    { code }: Syntax,
    origins: Origins,
    { book, pool }: { readonly book: FactBook; readonly pool: Set<Json> },
  ) {
    this.#code = code;
    this.#origins = origins;
    this.#book = book;
    this.#pool = pool;
  }

  /** The places of a login that the value of a node comes from. */
  placesOf(node: AnyNode): Path[] {
    return this.#all(node).map(({ path }) => path);
  }

  note(node: AnyNode): void {
    switch (node.type) {
      case "Literal":
        if (typeof node.value === "string" || typeof node.value === "number") {
          this.#pool.add(node.value);
        }
        break;
      case "BinaryExpression":
        this.#noteComparison(node);
        break;
      case "SwitchStatement":
        for (const { test } of node.cases) {
          if (test) {
            this.#noteEqual(node.discriminant, test);
          }
        }
        break;
      case "CallExpression":
        this.#noteCall(node);
        break;
      case "MemberExpression":
        if (node.computed) {
          this.#noteKey(node.object, node.property);
        }
        break;
      case "ForOfStatement":
        this.#noteKind(node.right, "list");
        break;
      default:
    }
  }

  #all(node: AnyNode): Facts[] {
    return this.#origins.of(node).flatMap((path) => this.#factsOf(path) ?? []);
  }

  #factsOf(path: Path): Facts | undefined {
    const place = placeOf(withoutView(path));
    if (!place || place.length < 2) {
      return undefined;
    }
    // A token in the query is one with which a user comes back, and a place of its own.
    const at = place.indexOf("{64}");
    if (place[1] === "request" && place[at + 1] === "{}" && at > 0) {
      this.#book.of([...tokenOrigin, ...place.slice(at + 2)]);
    }
    return this.#book.of(place);
  }

  #noteComparison({ operator, left, right }: BinaryExpression): void {
    if (left.type === "PrivateIdentifier") {
      return;
    }
    if (operator === "in") {
      const name = stringOf(left);
      for (const path of name === undefined ? [] : this.#origins.of(right)) {
        this.#factsOf([...path, name ?? ""]);
      }
      return;
    }
    if (!/^[=!]==?$|^[<>]=?$/.test(operator)) {
      return;
    }
    if (!isTypeOf(left) && !isTypeOf(right)) {
      this.#noteEqual(left, right);
    }
    this.#noteSpecial(left, right);
    this.#noteSpecial(right, left);
  }

  /** `typeof x === "text"`, `x.length > 3`, and times. */
  #noteSpecial(asked: AnyNode, other: AnyNode): void {
    if (asked.type === "UnaryExpression" && asked.operator === "typeof") {
      const kind = stringOf(other);
      const isOwn = kind === "number" || kind === "boolean" || kind === "object";
      this.#noteKind(asked.argument, isOwn ? kind : "text");
      return;
    }
    const chain = asked.type === "ChainExpression" ? asked.expression : asked;
    const isLength = chain.type === "MemberExpression" && memberKey(chain) === "length";
    const length = isLength ? writtenValue(other, this.#origins) : undefined;
    for (const facts of isLength ? this.#all(chain.object) : []) {
      if (typeof length === "number") {
        facts.lengths.add(length);
      }
    }
    const text = this.#code.slice(
      Math.min(asked.start, other.start),
      Math.max(asked.end, other.end),
    );
    if (/\bDate\b|\bnow\b|getTime|\bage\b/.test(text)) {
      this.#noteKind(asked, "date");
    }
  }

  #noteEqual(one: AnyNode, other: AnyNode): void {
    const [ones, others] = [this.#all(one), this.#all(other)];
    this.#noteLiteral(ones, writtenValue(other, this.#origins));
    this.#noteLiteral(others, writtenValue(one, this.#origins));
    for (const facts of ones) {
      for (const linked of others) {
        link(facts, linked);
      }
    }
  }

  #noteLiteral(all: readonly Facts[], value: Json | undefined): void {
    for (const facts of value === undefined ? [] : all) {
      facts.literals.add(value ?? "");
    }
  }

  #noteCall({ callee, arguments: given }: CallExpression): void {
    const [first, second] = given;
    if (!first) {
      return;
    }
    const name = nameOfCallee(callee);
    if (name === "Array.isArray") {
      this.#noteKind(first, "list");
    } else if (name.startsWith("Date")) {
      this.#noteKind(first, "date");
    } else if (name.startsWith("Number")) {
      this.#noteKind(first, "number");
    }
    if (callee.type === "MemberExpression") {
      this.#noteMethod(memberKey(callee) ?? "", callee.object, { first, second });
    }
  }

  #noteMethod(
    method: string,
    object: AnyNode,
    { first, second }: { first: AnyNode; second: AnyNode | undefined },
  ): void {
    switch (method) {
      case "includes":
      case "indexOf":
      case "has":
      case "hasOwnProperty":
      case "hasOwn":
        if (second && object.type === "Identifier" && object.name === "Object") {
          this.#noteKey(first, second);
        } else {
          this.#noteIncluded(object, first);
        }
        break;
      case "startsWith":
      case "endsWith":
        this.#noteEqual(object, first);
        break;
      case "test":
      case "exec":
        this.#notePattern(object, first);
        break;
      case "match":
      case "search":
      case "replace":
        this.#notePattern(first, object);
        break;
      case "split":
        for (const facts of this.#all(object)) {
          facts.separators.add(stringOf(first) ?? ",");
        }
        break;
      case "some":
      case "every":
      case "map":
      case "filter":
      case "find":
      case "forEach":
        this.#noteKind(object, "list");
        break;
      default:
    }
  }

  #noteIncluded(list: AnyNode, item: AnyNode): void {
    const value = writtenValue(item, this.#origins);
    const items = this.#all(item);
    for (const path of this.#origins.of(list)) {
      const whole = this.#factsOf(path);
      const facts = path.at(-1) === "," ? whole : (this.#factsOf(itemOf(path)) ?? whole);
      if (facts) {
        this.#noteLiteral(whole && whole !== facts ? [facts, whole] : [facts], value);
        items.forEach((linked) => {
          link(facts, linked);
        });
      }
    }
    for (const element of writtenItems(this.#origins.written(list))) {
      this.#noteEqual(item, element);
    }
  }

  /** `object[key]`: the value of the key is a name that the object has. */
  #noteKey(object: AnyNode, key: AnyNode): void {
    // A name or a number that is written is no other place's value.
    if (writtenValue(key, this.#origins) !== undefined) {
      return;
    }
    const keys = this.#all(key);
    for (const name of this.#origins.keysOf(object)) {
      this.#noteLiteral(keys, name);
    }
    for (const path of this.#origins.of(object)) {
      const facts = this.#factsOf([...path, "*"]);
      for (const named of facts ? keys : []) {
        facts?.linked.set(keyOf(named.path), named.path);
      }
    }
  }

  #notePattern(pattern: AnyNode, text: AnyNode): void {
    const written = this.#origins.written(pattern);
    if (written.type === "Literal" && written.regex) {
      for (const facts of this.#all(text)) {
        facts.patterns.add(written.regex.pattern);
      }
    }
  }

  #noteKind(node: AnyNode, kind: Kind): void {
    for (const facts of this.#all(node)) {
      facts.kinds.add(kind);
    }
  }
}
