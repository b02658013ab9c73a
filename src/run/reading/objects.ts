import type { AnyNode, CallExpression, Identifier, MemberExpression, Node, Pattern } from "acorn";

import { Calls } from "../../script/syntax/calls.ts";
import { functionOf } from "../../script/syntax/functions.ts";
import type { Names } from "../../script/syntax/names.ts";
import type { Binding } from "../../script/syntax/scope.ts";
import { isFunction, memberKey, propertyKey } from "../../script/syntax/tree.ts";
import { isAssigned } from "../../script/syntax/uses.ts";
import type { Known, KnownObject } from "./known-names.ts";

/** An object of the platform, where code has it. */
export interface PlatformObject {
  /** Such as `context.request`. */
  readonly path: string;
  readonly known: KnownObject;
}

/** A member that code reads of an object. */
export interface MemberRead extends PlatformObject {
  readonly name: string;
  /** The offset of the name in the code. */
  readonly at: number;
}

/** What code does with the objects that it is given. */
export interface ObjectUses {
  readonly reads: readonly MemberRead[];
  /** The paths of members that it writes, or asks for before it reads them. */
  readonly written: ReadonlySet<string>;
  /** The paths of objects that it, or code that it calls, may give members of any name. */
  readonly opened: ReadonlySet<string>;
}

/**
 * Methods of lists that call a function with each item, and those whose answer is an item or a list
 * of the same.
 */
const eachMethods = new Set(
  "every filter find findIndex findLast flatMap forEach map some".split(" "),
);
const itemMethods = new Set(["at", "find", "findLast", "pop", "shift"]);
const sameMethods = new Set(["concat", "filter", "reverse", "slice", "sort"]);

/** Functions that give their first argument members. */
const giving =
  /^(?:assign|assignIn|defaults|defaultsDeep|define\w*|extend|merge|mergeWith|set|setWith|xtend)$/;

/** Follows objects from name to name, as far as the code itself says what a name stands for. */
export class ObjectFollower {
  readonly #code: string;
  readonly #names: Names;
  readonly #calls: Calls;
  readonly #reads: MemberRead[] = [];
  readonly #written = new Set<string>();
  readonly #opened = new Set<string>();
  readonly #same = new Map<Pattern, boolean>();
  /** By name, the paths that it was followed for. */
  readonly #followed = new Map<Binding, Set<string>>();
  /** Names are followed one after the other: a chain of them may be too long for the stack. */
  readonly #pending: (() => void)[] = [];

  constructor(code: string, names: Names) {
    this.#code = code;
    this.#names = names;
    this.#calls = new Calls(names);
  }

  finish(): ObjectUses {
    for (const follow of this.#pending) {
      follow();
    }
    return { reads: this.#reads, written: this.#written, opened: this.#opened };
  }

  /** `pattern` is a parameter or a variable that takes the object over. */
  followPattern(pattern: Pattern, place: PlatformObject): void {
    switch (pattern.type) {
      case "Identifier":
        this.#followName(pattern, place);
        break;
      case "AssignmentPattern":
        this.followPattern(pattern.left, place);
        break;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          const name = property.type === "Property" ? propertyKey(property) : undefined;
          if (property.type !== "Property" || name === undefined) {
            continue;
          }
          this.#read(place, name, property.key.start);
          const part = partOf(place, name);
          if (part) {
            this.followPattern(property.value, part);
          }
        }
        break;
      case "ArrayPattern": {
        const item = itemOf(place);
        for (const element of pattern.elements) {
          if (item && element) {
            this.followPattern(element, item);
          }
        }
        break;
      }
      default:
    }
  }

  /** `use` is an expression whose value is the object. */
  follow(use: Node, place: PlatformObject): void {
    const parent = this.#names.parentOf(use);
    switch (parent?.type) {
      case "MemberExpression":
        if (parent.object === use) {
          this.#followMember(parent, place);
        }
        break;
      case "VariableDeclarator":
        if (parent.init === use) {
          this.followPattern(parent.id, place);
        }
        break;
      case "AssignmentPattern":
        if (parent.right === use) {
          this.followPattern(parent.left, place);
        }
        break;
      case "AssignmentExpression":
        if (parent.right !== use) {
          break;
        }
        this.followPattern(parent.left, place);
        this.follow(parent, place);
        break;
      case "ForOfStatement": {
        const item = parent.right === use ? itemOf(place) : undefined;
        const { left } = parent;
        const pattern = left.type === "VariableDeclaration" ? left.declarations[0]?.id : left;
        if (item && pattern) {
          this.followPattern(pattern, item);
        }
        break;
      }
      case "CallExpression":
        if (parent.callee !== use) {
          this.#followArgument(parent, use, place);
        }
        break;
      case "BinaryExpression":
        this.#noteQuestion(parent.operator === "in" && parent.right === use, parent.left, place);
        break;
      default:
        if (parent && passesOn(parent, use)) {
          this.follow(parent, place);
        }
    }
  }

  #followMember(member: MemberExpression, place: PlatformObject): void {
    const item = itemOf(place);
    const name = memberKey(member);
    const isWritten = isAssigned(this.#names, member);
    if (item) {
      this.#followList(member, name, { item, list: place });
    } else if (name !== undefined) {
      const part = partOf(place, name);
      if (isWritten) {
        this.#write(place, name);
      } else {
        this.#read(place, name, member.property.start);
      }
      if (part) {
        this.follow(member, part);
      }
    } else if (isWritten) {
      this.#opened.add(place.path);
    }
  }

  #followList(
    member: MemberExpression,
    name: string | undefined,
    { item, list }: { readonly item: PlatformObject; readonly list: PlatformObject },
  ): void {
    if (name === undefined) {
      if (member.computed) {
        this.follow(member, item);
      }
      return;
    }
    const call = this.#callOf(member);
    if (!call) {
      return;
    }
    const [first] = call.arguments;
    const called = first && first.type !== "SpreadElement" && functionOf(this.#names, first);
    const parameter = called && eachMethods.has(name) ? called.params[0] : undefined;
    if (parameter) {
      this.followPattern(parameter, item);
    }
    if (itemMethods.has(name)) {
      this.follow(call, item);
    } else if (sameMethods.has(name)) {
      this.follow(call, list);
    }
  }

  /** The call of a method. */
  #callOf(member: MemberExpression): CallExpression | undefined {
    const call = this.#names.parentOf(member);
    return call?.type === "CallExpression" && call.callee === member ? call : undefined;
  }

  #followName(name: Identifier, place: PlatformObject): void {
    const binding = this.#names.bindingOf(name);
    const paths = (binding && this.#followed.get(binding)) ?? new Set();
    if (!binding || paths.has(place.path) || !this.#isKept(binding, name)) {
      return;
    }
    this.#followed.set(binding, paths.add(place.path));
    this.#pending.push(() => {
      for (const use of binding.references) {
        if (use !== name) {
          this.follow(use, place);
        }
      }
    });
  }

  /** Whether a name stands for one value as long as it is there: what `name` gives it. */
  #isKept({ declaration, references, redeclared }: Binding, name: Identifier): boolean {
    if (redeclared) {
      return false;
    }
    const changes = references.filter((use) => isAssigned(this.#names, use));
    if (changes.length === 0) {
      return true;
    }
    const isEmpty = declaration.type === "VariableDeclarator" && !declaration.init;
    return isEmpty && changes.length === 1 && changes[0] === name;
  }

  /**
   * The object is handed to a function: to one of the code's own, or to one that may give it
   * members.
   */
  #followArgument(call: CallExpression, argument: Node, place: PlatformObject): void {
    const { callee } = call;
    const index = call.arguments.findIndex((item) => item === argument);
    const direct = isFunction(callee) ? callee.params[index] : undefined;
    const parameter = direct ?? this.#calls.parameterFor(argument);
    if (parameter) {
      if (direct || this.#isAlwaysSame(callee, parameter, index)) {
        this.followPattern(parameter, place);
      } else {
        this.#opened.add(place.path);
      }
    } else if (this.#mayGive(callee, index)) {
      this.#opened.add(place.path);
    }
  }

  /**
   * Whether all calls that say what a parameter gets hand the same over, as far as their text
   * tells.
   */
  #isAlwaysSame(callee: Node, parameter: Pattern, index: number): boolean {
    const known = this.#same.get(parameter);
    if (known !== undefined) {
      return known;
    }
    const uses = this.#names.bindingOf(callee as Identifier)?.references ?? [];
    const texts = uses.flatMap((use) => {
      const call = this.#names.parentOf(use);
      const given = call?.type === "CallExpression" ? call.arguments[index] : undefined;
      return given ? this.#code.slice(given.start, given.end) : [];
    });
    const isSame = new Set(texts).size < 2;
    this.#same.set(parameter, isSame);
    return isSame;
  }

  /** Whether a function that is not followed may give its argument members. */
  #mayGive(callee: AnyNode, index: number): boolean {
    if (callee.type === "Identifier") {
      const binding = this.#names.bindingOf(callee);
      if (!binding) {
        return !harmless.has(callee.name);
      }
      // A callback is a parameter, and hands on what it gets.
      const { declaration } = binding;
      return (
        declaration.type === "VariableDeclarator" || declaration.type === "FunctionDeclaration"
      );
    }
    if (callee.type !== "MemberExpression") {
      return false;
    }
    const name = memberKey(callee) ?? "";
    if (index === 0 && giving.test(name)) {
      return true;
    }
    const root = rootOf(callee);
    if (root?.type !== "Identifier") {
      return false;
    }
    const binding = this.#names.bindingOf(root);
    // What an earlier rule has left in `global`, or a function of the code's own by its `call`.
    return binding
      ? binding.declaration.type === "FunctionDeclaration"
      : root.name === "global" || root.name === "globalThis";
  }

  /** Code that asks whether a member is there may read it. */
  #noteQuestion(isAsked: boolean, name: AnyNode, { path }: PlatformObject): void {
    if (isAsked && name.type === "Literal") {
      this.#written.add(`${path}.${String(name.value)}`);
    }
  }

  #read({ path, known }: PlatformObject, name: string, at: number): void {
    this.#reads.push({ path, known, name, at });
  }

  #write({ path }: PlatformObject, name: string): void {
    this.#written.add(`${path}.${name}`);
    // What takes its place can have other members.
    this.#opened.add(`${path}.${name}`);
  }
}

/** Free functions that give nothing to what they get. */
const harmless = new Set("Array Boolean Number Object String isNaN structuredClone".split(" "));

/** What an expression's members are members of. */
function rootOf(member: MemberExpression): AnyNode | undefined {
  let { object } = member as { object: AnyNode };
  while (object.type === "MemberExpression") {
    object = object.object;
  }
  return object;
}

/** Whether the value of an expression is that of a part of it. */
function passesOn(parent: AnyNode, part: Node): boolean {
  switch (parent.type) {
    case "ChainExpression":
    case "AwaitExpression":
      return true;
    case "LogicalExpression":
      return parent.operator !== "&&" || parent.right === part;
    case "ConditionalExpression":
      return parent.test !== part;
    case "SequenceExpression":
      return parent.expressions.at(-1) === part;
    default:
      return false;
  }
}

function partOf({ path, known }: PlatformObject, name: string): PlatformObject | undefined {
  const part: Known | undefined = Object.hasOwn(known, name) ? known[name] : undefined;
  return part === undefined || part === "anything"
    ? undefined
    : { path: `${path}.${name}`, known: part };
}

function itemOf({ path, known }: PlatformObject): PlatformObject | undefined {
  const item = known["[]"];
  return item === undefined || item === "anything" ? undefined : { path: `${path}[]`, known: item };
}
