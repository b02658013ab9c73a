import type { AnyNode, CallExpression, MemberExpression, Node } from "acorn";

import type { Names } from "./names.ts";
import type { Binding } from "./scope.ts";
import { isAssigned } from "./uses.ts";

/** What an expression always is: a text, a number, or a list of these. */
type Constant = Item | readonly Item[];
type Item = string | number;

/** The longest text or list that is put together, and of how many parts inside each other. */
const maxLength = 1000;
const maxDepth = 200;

/** Methods that make a text or a list of one, and of nothing else. None makes much of little. */
const textMethods = new Set(
  `at charAt concat normalize padEnd padStart repeat replace replaceAll slice split substr substring
   toLowerCase toString toUpperCase trim trimEnd trimStart valueOf`.split(/\s+/),
);
const listMethods = new Set("at concat join reverse slice toReversed toString".split(" "));

/** Functions that make a text or a list of constants, by the name under which code calls them. */
const functions = new Map<string, (...given: never[]) => Constant | undefined>([
  ["String", String],
  ["atob", (text: string) => atob(text)],
  ["decodeURI", decodeURI],
  ["decodeURIComponent", decodeURIComponent],
  ["unescape", (text: string) => decodeURIComponent(text)],
  ["String.fromCharCode", String.fromCharCode],
  ["String.fromCodePoint", String.fromCodePoint],
  ["JSON.parse", parseText],
  ["Array.from", (text: Constant) => (typeof text === "string" ? Array.from(text) : undefined)],
  ["Buffer.from", decode],
]);

function parseText(json: string): string | undefined {
  const value: unknown = JSON.parse(json);
  return typeof value === "string" ? value : undefined;
}

/** What `Buffer.from(text, encoding).toString()` gives, for ASCII. */
function decode(text: string, encoding?: string): string | undefined {
  if (encoding === undefined) {
    return text;
  }
  if (encoding.startsWith("base64")) {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  }
  if (encoding !== "hex") {
    return undefined;
  }
  return text.replace(/../g, (digits) => String.fromCharCode(parseInt(digits, 16)));
}

/** The texts that code puts together of parts that it says itself. Nothing of the code is run. */
export class Constants {
  readonly #names: Names;
  readonly #known = new Map<Node, Constant | undefined>();
  readonly #values = new Map<Binding, AnyNode | undefined>();
  readonly #writtenOut = new Map<Node, boolean>();
  #depth = 0;

  constructor(names: Names) {
    this.#names = names;
  }

  /** The text that an expression always is, or undefined. A number is one where it is a key. */
  textOf(node: AnyNode): string | undefined {
    const value = this.#valueOf(node);
    return typeof value === "object" || value === undefined ? undefined : String(value);
  }

  /**
   * The text that an expression is whatever else the code does: written out, or kept under a name
   * that is given a value once. What functions, methods and lists make is a guess: code can put
   * others in their place.
   */
  certainTextOf(node: AnyNode): string | undefined {
    return this.#isWrittenOut(node, 0) ? this.textOf(node) : undefined;
  }

  #isWrittenOut(node: AnyNode, depth: number): boolean {
    if (depth >= maxDepth) {
      return false;
    }
    const isPart = (part: AnyNode | undefined): boolean =>
      part !== undefined && this.#isWrittenOut(part, depth + 1);
    const known = this.#writtenOut.get(node);
    if (known !== undefined) {
      return known;
    }
    // A name may be made of itself.
    this.#writtenOut.set(node, false);
    const answer =
      node.type === "Literal" ||
      (node.type === "TemplateLiteral" && node.expressions.every(isPart)) ||
      (node.type === "BinaryExpression" && isPart(node.left) && isPart(node.right)) ||
      (node.type === "Identifier" && isPart(this.valueOfName(node)));
    this.#writtenOut.set(node, answer);
    return answer;
  }

  /** The expression that a name is given once, where it is declared. */
  valueOfName(name: AnyNode): AnyNode | undefined {
    const binding = name.type === "Identifier" ? this.#names.bindingOf(name) : undefined;
    if (!binding || binding.redeclared) {
      return undefined;
    }
    // A name may be used often.
    if (!this.#values.has(binding)) {
      this.#values.set(binding, this.#valueOfBinding(binding));
    }
    return this.#values.get(binding);
  }

  #valueOfBinding({ declaration, references }: Binding): AnyNode | undefined {
    if (declaration.type !== "VariableDeclarator" || declaration.id.type !== "Identifier") {
      return undefined;
    }
    const isKept = !references.some((use) => isAssigned(this.#names, use));
    return isKept ? (declaration.init ?? undefined) : undefined;
  }

  #valueOf(node: AnyNode): Constant | undefined {
    if (this.#known.has(node)) {
      return this.#known.get(node);
    }
    // A chain of calls or names may be too long for the stack.
    if (this.#depth >= maxDepth) {
      return undefined;
    }
    // A name may be made of itself.
    this.#known.set(node, undefined);
    this.#depth++;
    const value = this.#read(node);
    this.#depth--;
    const short =
      typeof value === "number" || (value?.length ?? 0) <= maxLength ? value : undefined;
    this.#known.set(node, short);
    return short;
  }

  #read(node: AnyNode): Constant | undefined {
    switch (node.type) {
      case "Literal":
        return typeof node.value === "string" || typeof node.value === "number"
          ? node.value
          : undefined;
      case "TemplateLiteral": {
        const parts = node.quasis.flatMap(({ value }, index): (Constant | undefined)[] => {
          const expression = node.expressions[index];
          const text = value.cooked ?? undefined;
          return expression ? [text, this.textOf(expression)] : [text];
        });
        return all(parts)?.join("");
      }
      case "BinaryExpression": {
        if (node.operator !== "+" || node.left.type === "PrivateIdentifier") {
          return undefined;
        }
        return add(this.#valueOf(node.left), this.#valueOf(node.right));
      }
      case "ParenthesizedExpression":
      case "ChainExpression":
        return this.#valueOf(node.expression);
      case "SequenceExpression":
        return this.#valueOf(node.expressions.at(-1) ?? node);
      case "ArrayExpression":
        return all(node.elements.map((item) => (item ? this.#itemOf(item) : [""])))?.flat();
      case "MemberExpression":
        return this.#readItem(node);
      case "Identifier":
        return this.#readName(node);
      case "CallExpression":
        return this.#readCall(node);
      default:
        return undefined;
    }
  }

  /** An item of a list, or what is spread out there. */
  #itemOf(item: AnyNode): readonly Item[] | undefined {
    const value = this.#valueOf(item.type === "SpreadElement" ? item.argument : item);
    if (value === undefined) {
      return undefined;
    }
    if (item.type === "SpreadElement") {
      return typeof value === "object" ? value : Array.from(String(value));
    }
    // A list of lists could be as long as all of the code together, many times over.
    return typeof value === "object" ? undefined : [value];
  }

  /** An item of a list or a character of a text, by its number. */
  #readItem({ object, property, computed }: MemberExpression): Constant | undefined {
    if (!computed && property.type === "Identifier" && property.name === "source") {
      return object.type === "Literal" ? object.regex?.pattern : undefined;
    }
    if (!computed || property.type === "PrivateIdentifier") {
      return undefined;
    }
    const index = this.#valueOf(property);
    const value = index === undefined ? undefined : this.#valueOf(object);
    if (value === undefined || typeof value === "number") {
      return undefined;
    }
    return value[Number(index)];
  }

  #readName(name: AnyNode): Constant | undefined {
    const value = this.valueOfName(name);
    return value && this.#valueOf(value);
  }

  #readCall({ callee, arguments: given }: CallExpression): Constant | undefined {
    const values = all(given.map((argument) => this.#valueOf(argument)));
    if (!values) {
      return undefined;
    }
    if (callee.type === "Identifier") {
      return this.#apply(callee.name, values);
    }
    if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") {
      return undefined;
    }
    const { object, property } = callee;
    if (object.type === "Identifier" && !this.#names.bindingOf(object)) {
      return this.#apply(`${object.name}.${property.name}`, values);
    }
    const value = this.#valueOf(object);
    return value === undefined ? undefined : callMethod(value, property.name, values);
  }

  #apply(name: string, given: readonly Constant[]): Constant | undefined {
    const called = functions.get(name);
    return called && attempt(() => called(...(given as never[])));
  }
}

/** Whether a method would make more of a text than is looked at. */
function makesMuch(name: string, [length]: readonly Constant[]): boolean {
  return /^(?:pad|repeat)/.test(name) && !(Number(length) <= maxLength);
}

function callMethod(
  value: Constant,
  name: string,
  given: readonly Constant[],
): Constant | undefined {
  const known = typeof value === "object" ? listMethods : textMethods;
  if (!known.has(name)) {
    return undefined;
  }
  if (makesMuch(name, given)) {
    return undefined;
  }
  const target = typeof value === "object" ? [...value] : value;
  const method: unknown = Reflect.get(Object(target) as object, name);
  if (typeof method !== "function") {
    return undefined;
  }
  return attempt(() => Reflect.apply(method, target, given) as Constant);
}

/** What `+` makes of two texts or numbers. */
function add(left: Constant | undefined, right: Constant | undefined): Constant | undefined {
  if (typeof left === "number" && typeof right === "number") {
    return left + right;
  }
  const isItem = (value: Constant | undefined): value is Item =>
    typeof value === "string" || typeof value === "number";
  return isItem(left) && isItem(right) ? `${left}${right}` : undefined;
}

/** What a text cannot be made into throws. */
function attempt(make: () => Constant | undefined): Constant | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The values, if all of them are known. */
function all<T>(values: readonly (T | undefined)[]): T[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}
