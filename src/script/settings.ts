import type { Identifier, MemberExpression, Node, ObjectPattern, Pattern } from "acorn";

import { Calls } from "./syntax/calls.ts";
import type { Names } from "./syntax/names.ts";
import type { Binding } from "./syntax/scope.ts";
import { memberKey, propertyKey, type FunctionNode } from "./syntax/tree.ts";
import { chainOf, isAssigned, memberOf } from "./syntax/uses.ts";
import type { Range } from "../text/places.ts";

/** A setting that code reads, and where. */
export interface SettingRead extends Range {
  readonly key: string;
}

/** The settings that a form reads, and the uses that hide which ones they read. */
export interface SettingReads {
  readonly keys: readonly SettingRead[];
  readonly unreadable: readonly Range[];
}

/**
 * How far settings are followed. A template reads each of them in its form itself; other code may
 * hand them to functions and variables of its own, so that they are looked for `everywhere`.
 */
export type Reach = "form" | "everywhere";

/** The keys of `configuration` that a rule reads. */
export function readRuleSettings(names: Names, reach: Reach = "form"): SettingReads {
  const reader = new Reader(names, reach);
  for (const use of names.free.get("configuration") ?? []) {
    reader.readSettings(use);
  }
  return reader.finish();
}

/** The keys of `event.secrets` that the handlers of an action read. */
export function readActionSettings(
  names: Names,
  handlers: readonly FunctionNode[],
  reach: Reach = "form",
): SettingReads {
  const reader = new Reader(names, reach);
  for (const { params } of handlers) {
    if (params[0]) {
      reader.readEventParameter(params[0]);
    }
  }
  // `arguments[0]` is the event, too.
  for (const use of names.free.get("arguments") ?? []) {
    reader.hide(use);
  }
  return reader.finish();
}

/** Follows the settings, or the event that has them, from name to name. */
class Reader {
  readonly #names: Names;
  readonly #calls: Calls;
  readonly #keys: SettingRead[] = [];
  readonly #unreadable = new Set<Range>();
  /** Names are followed one after the other: a chain of them may be too long for the stack. */
  readonly #pending: (() => void)[] = [];
  /**
   * Parameters that take the event. Those of handlers come first, so that no call hides what they
   * read.
   */
  readonly #entered = new Set<Pattern>();
  readonly #followed = new Set<Binding>();
  readonly #isEverywhere: boolean;

  constructor(names: Names, reach: Reach) {
    this.#names = names;
    this.#isEverywhere = reach === "everywhere";
    this.#calls = new Calls(names);
  }

  finish(): SettingReads {
    for (const follow of this.#pending) {
      follow();
    }
    return { keys: this.#keys, unreadable: [...this.#unreadable] };
  }

  hide(range: Range): void {
    this.#unreadable.add(range);
  }

  /** `use` is an expression whose value is the object that holds the settings. */
  readSettings(use: Node): void {
    const settings = chainOf(this.#names, use);
    const member = memberOf(this.#names, settings);
    const target = member ? undefined : this.#takerOf(settings);
    if (target) {
      this.#readSettingsPattern(target);
    } else if (member) {
      this.#readMember(member);
    } else if (this.#isEverywhere && isTested(this.#names, settings)) {
      this.#readTested(settings);
    } else {
      this.hide(settings);
    }
  }

  /** The settings are asked for first, as in `settings && settings.KEY`. */
  #readTested(settings: Node): void {
    const parent = this.#names.parentOf(settings);
    if (parent?.type === "LogicalExpression" && parent.operator !== "&&") {
      this.readSettings(parent);
    }
  }

  /** What takes the settings over: a constant or, if they are followed everywhere, a parameter. */
  #takerOf(settings: Node): Pattern | undefined {
    const constant = this.#constantFrom(settings);
    return constant ?? (this.#isEverywhere ? this.#calls.parameterFor(settings) : undefined);
  }

  #readMember(member: MemberExpression): void {
    const key = memberKey(member);
    if (key === undefined || isAssigned(this.#names, member)) {
      this.hide(member);
    } else {
      this.#keys.push({ key, start: member.property.start, end: member.property.end });
    }
  }

  /**
   * What the parameter of a function takes from the event. `call` is the argument by which a
   * handler hands the event to the function: it is what hides the settings that such a function
   * reads.
   */
  readEventParameter(parameter: Pattern, call?: Node): void {
    if (this.#entered.has(parameter)) {
      return;
    }
    this.#entered.add(parameter);
    this.#readEventPattern(parameter, call);
  }

  #readEventPattern(pattern: Pattern, call: Node | undefined): void {
    if (pattern.type === "AssignmentPattern") {
      this.#readEventPattern(pattern.left, call);
    } else if (pattern.type === "Identifier") {
      this.#follow(
        pattern,
        (use) => {
          this.#readEvent(use, call);
        },
        call,
      );
    } else if (pattern.type === "ObjectPattern") {
      for (const { key, value } of this.#entriesOf(pattern, call)) {
        if (key !== "secrets") {
          continue;
        }
        if (call) {
          this.hide(call);
        } else {
          this.#readSettingsPattern(value);
        }
      }
    } else {
      this.hide(call ?? pattern);
    }
  }

  /** `use` is an expression whose value is the event of an action. */
  #readEvent(use: Node, call: Node | undefined): void {
    const event = chainOf(this.#names, use);
    const member = memberOf(this.#names, event);
    const key = member && memberKey(member);
    if (!member) {
      this.#passEvent(event, call);
    } else if (key === undefined || (key === "secrets" && call)) {
      this.hide(call ?? member);
    } else if (key === "secrets") {
      this.readSettings(member);
    }
  }

  /** Follows the event to the constant or the parameter that takes it over. */
  #passEvent(event: Node, call: Node | undefined): void {
    const constant = this.#constantFrom(event);
    const parameter = constant ? undefined : this.#calls.parameterFor(event);
    if (constant) {
      this.#readEventPattern(constant, call);
    } else if (parameter) {
      this.readEventParameter(parameter, this.#isEverywhere ? undefined : (call ?? event));
    } else if (this.#isEverywhere && isTested(this.#names, event)) {
      return;
    } else {
      this.hide(call ?? event);
    }
  }

  #readSettingsPattern(pattern: Pattern): void {
    if (pattern.type === "AssignmentPattern") {
      this.#readSettingsPattern(pattern.left);
    } else if (pattern.type === "Identifier") {
      this.#follow(pattern, (use) => {
        this.readSettings(use);
      });
    } else if (pattern.type === "ObjectPattern") {
      for (const { key, range } of this.#entriesOf(pattern)) {
        this.#keys.push({ key, ...range });
      }
    } else {
      this.hide(pattern);
    }
  }

  #follow(name: Identifier, read: (use: Identifier) => void, call?: Node): void {
    const binding = this.#names.bindingOf(name);
    // A name that nothing declares is one of the global object, which any code may read.
    if (!binding || binding.redeclared) {
      this.hide(call ?? name);
    } else if (!this.#followed.has(binding)) {
      this.#followed.add(binding);
      this.#pending.push(() => {
        binding.references.forEach(read);
      });
    }
  }

  /** The entries of a pattern. A rest or a computed key may take anything. */
  #entriesOf(pattern: ObjectPattern, call?: Node): { key: string; value: Pattern; range: Range }[] {
    return pattern.properties.flatMap((property) => {
      const key = property.type === "Property" ? propertyKey(property) : undefined;
      if (key === undefined || property.type !== "Property") {
        this.hide(call ?? property);
        return [];
      }
      const { start, end } = property.key;
      return { key, value: property.value, range: { start, end } };
    });
  }

  /** Whether a variable keeps what it begins with. */
  #isNeverSet(name: Pattern): boolean {
    const binding =
      this.#isEverywhere && name.type === "Identifier" ? this.#names.bindingOf(name) : undefined;
    return binding?.references.every((use) => !isAssigned(this.#names, use)) ?? false;
  }

  /**
   * The pattern that takes a value over unchanged, and for good: `const p = v` or `({ p } = v)`.
   */
  #constantFrom(value: Node): Pattern | undefined {
    const parent = this.#names.parentOf(value);
    const above = parent && this.#names.parentOf(parent);
    if (parent?.type === "VariableDeclarator" && parent.init === value) {
      const constant = above?.type === "VariableDeclaration" && above.kind === "const";
      const isKept = constant || parent.id.type === "ObjectPattern" || this.#isNeverSet(parent.id);
      return isKept ? parent.id : undefined;
    }
    if (parent?.type === "AssignmentExpression" && parent.right === value) {
      const statement = above?.type === "ExpressionStatement" && parent.operator === "=";
      return statement && parent.left.type === "ObjectPattern" ? parent.left : undefined;
    }
    return undefined;
  }
}

/** Whether code asks for a value, or what stands in its place, and does nothing else with it. */
function isTested(names: Names, value: Node): boolean {
  const parent = names.parentOf(value);
  switch (parent?.type) {
    case "LogicalExpression":
      return parent.left === value;
    case "IfStatement":
    case "ConditionalExpression":
      return parent.test === value;
    case "UnaryExpression":
      return true;
    default:
      return false;
  }
}
