import type { AnyNode, BinaryExpression, CallExpression } from "acorn";

import { findRules } from "../run/reading/rules.ts";
import type { Form } from "../script/form/form.ts";
import { findHandlers } from "../script/handlers.ts";
import { resolveNames, type Names } from "../script/syntax/names.ts";
import { parseExpression, parseScript } from "../script/syntax/parser.ts";
import { isCalled } from "../script/syntax/uses.ts";
import { memberKey, stringOf, type FunctionNode } from "../script/syntax/tree.ts";
import { placeOf } from "./domain.ts";
import type { Branch } from "./instrument.ts";
import { itemOf, keyOf, nameOfCallee, Origins } from "./origins.ts";
import type { Json, Path } from "./trial.ts";

/** What scripts make of one place of a login. */
export interface Facts {
  readonly path: Path;
  /** What it is compared with. */
  readonly literals: Set<Json>;
  /** The sources of regular expressions that it is held against. */
  readonly patterns: Set<string>;
  /** What it is split at. */
  readonly separators: Set<string>;
  readonly kinds: Set<"list" | "number" | "text" | "boolean" | "object" | "date">;
  /** What its length is compared with. */
  readonly lengths: Set<number>;
  /** Other places that it is compared with. */
  readonly linked: Map<string, Path>;
}

/** What a search knows of scripts. */
export interface Harvest {
  readonly facts: ReadonlyMap<string, Facts>;
  /** Texts and numbers of the scripts, wherever they are. */
  readonly pool: readonly Json[];
  /** By branch of all scripts, the keys of the places that decide whether it is taken. */
  readonly deciding: readonly (readonly string[])[];
  /** Whether a script asks others over the network. */
  readonly asks: boolean;
  /** Whether a script sends its user away. */
  readonly redirects: boolean;
  /** Whether a rule stores something in its tenant. */
  readonly stores: boolean;
}

/** A script and what of it can be reached. */
export interface Read {
  readonly form: Form;
  readonly code: string;
  readonly branches: readonly Branch[];
}

/** Reads which places of a login scripts look at, and what they hold them against. */
export function harvest(scripts: readonly Read[]): Harvest {
  const facts = new Map<string, Facts>();
  const pool = new Set<Json>();
  const deciding = scripts.flatMap((script) => new Reader(script, { facts, pool }).read());
  const all = scripts.map(({ code }) => code).join("\n");
  return {
    facts,
    pool: [...pool],
    deciding,
    asks: /\b(?:fetch|request|axios|got|https?|superagent|needle)\b/.test(all),
    stores: /\bauth0\s*\.\s*users\b/.test(all),
    redirects: /\bredirect\b|\bprompt\b/.test(all),
  };
}

class Reader {
  readonly #script: Read;
  readonly #facts: Map<string, Facts>;
  readonly #pool: Set<Json>;
  readonly #names: Names;
  readonly #origins: Origins;

  constructor(script: Read, { facts, pool }: { facts: Map<string, Facts>; pool: Set<Json> }) {
    this.#script = script;
    this.#facts = facts;
    this.#pool = pool;
    const isRule = script.form === "rule";
    const root = isRule ? parseExpression(script.code) : parseScript(script.code);
    this.#names = resolveNames(root);
    this.#origins = new Origins(this.#names);
    const functions: readonly FunctionNode[] =
      root.type === "Program"
        ? findHandlers(root, this.#names).handlers
        : findRules(this.#names, root);
    const given = isRule ? ["user", "context"] : ["event"];
    this.#origins.follow(
      functions.flatMap(({ params }) =>
        given.flatMap((name, index) => {
          const pattern = params[index];
          return pattern ? [{ pattern, path: [name] }] : [];
        }),
      ),
    );
  }

  read(): string[][] {
    const places = this.#names.nodes.flatMap((node) => {
      this.#note(node);
      const isRead =
        (node.type === "MemberExpression" && !isCalled(this.#names, node)) ||
        node.type === "Identifier";
      return isRead ? [{ at: node.start, keys: this.#notePlaces(this.#origins.of(node)) }] : [];
    });
    return this.#script.branches.map(({ start, end }) => [
      ...new Set(places.filter(({ at }) => at >= start && at < end).flatMap(({ keys }) => keys)),
    ]);
  }

  /** The keys of the places of a login that values come from. */
  #notePlaces(paths: readonly Path[]): string[] {
    return paths.flatMap((path) => {
      const found = this.#factsOf(path);
      return found ? [keyOf(found.path)] : [];
    });
  }

  #factsOf(path: Path): Facts | undefined {
    const isSplit = path.at(-1) === ",";
    const isWhole = path.at(-1)?.startsWith("*e") === true || path.at(-1) === "*values";
    const place = placeOf(isSplit || isWhole ? path.slice(0, -1) : path);
    if (!place || place.length < 2) return undefined;
    const key = keyOf(place);
    const known = this.#facts.get(key) ?? newFacts(place);
    this.#facts.set(key, known);
    return known;
  }

  #note(node: AnyNode): void {
    switch (node.type) {
      case "Literal":
        if (typeof node.value === "string" || typeof node.value === "number")
          this.#pool.add(node.value);
        break;
      case "BinaryExpression":
        this.#noteComparison(node);
        break;
      case "SwitchStatement":
        for (const { test } of node.cases) if (test) this.#noteEqual(node.discriminant, test);
        break;
      case "CallExpression":
        this.#noteCall(node);
        break;
      case "MemberExpression":
        if (node.computed) this.#noteKey(node.object, node.property);
        break;
      case "ForOfStatement":
        this.#noteKind(node.right, "list");
        break;
      default:
    }
  }

  #noteComparison({ operator, left, right }: BinaryExpression): void {
    const one = left as AnyNode;
    if (operator === "in") {
      const name = stringOf(one);
      if (name !== undefined)
        this.#notePlaces(this.#origins.of(right).map((path) => [...path, name]));
      return;
    }
    if (!/^[=!]==?$|^[<>]=?$/.test(operator)) return;
    this.#noteEqual(one, right);
    this.#noteEqual(right, one);
    this.#noteSpecial(one, right);
    this.#noteSpecial(right, one);
  }

  /** `typeof x === "text"`, `x.length > 3`, and times. */
  #noteSpecial(asked: AnyNode, other: AnyNode): void {
    if (asked.type === "UnaryExpression" && asked.operator === "typeof") {
      const kind = stringOf(other);
      if (kind === "number" || kind === "boolean" || kind === "object")
        this.#noteKind(asked.argument, kind);
      else this.#noteKind(asked.argument, "text");
      return;
    }
    const chain = asked.type === "ChainExpression" ? asked.expression : asked;
    if (
      chain.type === "MemberExpression" &&
      memberKey(chain) === "length" &&
      other.type === "Literal"
    )
      for (const facts of this.#all(chain.object))
        if (typeof other.value === "number") facts.lengths.add(other.value);
    const text = this.#script.code.slice(
      Math.min(asked.start, other.start),
      Math.max(asked.end, other.end),
    );
    if (/\bDate\b|\bnow\b|getTime|\bage\b/.test(text)) this.#noteKind(asked, "date");
  }

  #noteEqual(asked: AnyNode, other: AnyNode): void {
    const of = this.#all(asked);
    const value = this.#valueOf(other);
    for (const facts of of) {
      if (value !== undefined) facts.literals.add(value);
      for (const linked of this.#all(other))
        if (linked !== facts) facts.linked.set(keyOf(linked.path), linked.path);
    }
  }

  #noteCall({ callee, arguments: given }: CallExpression): void {
    const [first] = given;
    if (nameOfCallee(callee) === "Array.isArray" && first) this.#noteKind(first, "list");
    if (nameOfCallee(callee).startsWith("Date") && first) this.#noteKind(first, "date");
    if (nameOfCallee(callee).startsWith("Number") && first) this.#noteKind(first, "number");
    if (callee.type !== "MemberExpression" || !first) return;
    const object = callee.object as AnyNode;
    switch (memberKey(callee)) {
      case "includes":
      case "indexOf":
      case "has":
      case "hasOwnProperty":
      case "hasOwn":
        this.#noteIncluded(object, first, given[1]);
        break;
      case "startsWith":
      case "endsWith":
        this.#noteEqual(object, first);
        this.#noteEqual(first, object);
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
      case "split": {
        const separator = stringOf(first) ?? ",";
        for (const facts of this.#all(object)) facts.separators.add(separator);
        break;
      }
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

  #noteIncluded(list: AnyNode, item: AnyNode, second: AnyNode | undefined): void {
    const value = this.#valueOf(item);
    if (second && nameOfLast(list) === "Object") {
      this.#noteKey(item, second);
      return;
    }
    for (const path of this.#origins.of(list)) {
      const text = this.#factsOf(path);
      const facts = path.at(-1) === "," ? text : (this.#factsOf(itemOf(path)) ?? text);
      if (!facts) continue;
      if (value !== undefined) {
        facts.literals.add(value);
        text?.literals.add(value);
      }
      this.#link(facts, item);
    }
    const written = this.#origins.written(list);
    const elements = elementsOf(written).flatMap((element) => this.#valueOf(element) ?? []);
    for (const facts of this.#all(item))
      for (const element of elements) facts.literals.add(element);
    for (const element of elementsOf(written)) this.#noteEqual(item, element);
  }

  /** `object[key]`: the value of the key is a name that the object has. */
  #noteKey(object: AnyNode, key: AnyNode): void {
    // A name or a number that is written is no other place's value.
    if (this.#valueOf(key) !== undefined) return;
    for (const facts of this.#all(key))
      for (const name of this.#origins.keysOf(object)) facts.literals.add(name);
    for (const path of this.#origins.of(object)) {
      const facts = this.#factsOf([...path, "*"]);
      if (facts)
        for (const named of this.#all(key)) facts.linked.set(keyOf(named.path), named.path);
    }
  }

  #link(facts: Facts, other: AnyNode): void {
    for (const linked of this.#all(other)) {
      if (linked === facts) continue;
      facts.linked.set(keyOf(linked.path), linked.path);
      linked.linked.set(keyOf(facts.path), facts.path);
    }
  }

  #notePattern(pattern: AnyNode, text: AnyNode): void {
    const written = this.#origins.written(pattern);
    if (written.type !== "Literal" || !written.regex) return;
    for (const facts of this.#all(text)) facts.patterns.add(written.regex.pattern);
  }

  #noteKind(node: AnyNode, kind: "list" | "number" | "text" | "boolean" | "object" | "date"): void {
    for (const facts of this.#all(node)) facts.kinds.add(kind);
  }

  #all(node: AnyNode): Facts[] {
    return this.#origins.of(node).flatMap((path) => this.#factsOf(path) ?? []);
  }

  /** What the code writes, or declares under a name. */
  #valueOf(node: AnyNode): Json | undefined {
    const written = this.#origins.written(node);
    const text = stringOf(written);
    if (text !== undefined) return text;
    if (written.type === "UnaryExpression" && written.operator === "-") {
      const value = this.#valueOf(written.argument);
      return typeof value === "number" ? -value : undefined;
    }
    if (written.type !== "Literal") return undefined;
    const { value } = written;
    return typeof value === "number" || typeof value === "boolean" ? value : undefined;
  }
}

function elementsOf(node: AnyNode): AnyNode[] {
  if (node.type === "NewExpression") return node.arguments.flatMap(elementsOf);
  if (node.type !== "ArrayExpression") return [];
  return node.elements.flatMap((element) => element ?? []);
}

function nameOfLast(node: AnyNode): string {
  return node.type === "Identifier" ? node.name : "";
}

/** Facts of a place of which nothing is known yet. */
export function newFacts(path: Path): Facts {
  return {
    path,
    literals: new Set(),
    patterns: new Set(),
    separators: new Set(),
    kinds: new Set(),
    lengths: new Set(),
    linked: new Map(),
  };
}
