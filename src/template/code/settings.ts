import type {
  AnyNode,
  AssignmentProperty,
  Identifier,
  MemberExpression,
  Node,
  ObjectPattern,
  Pattern,
} from "acorn";

import type { Range } from "../source.ts";
import { functionOf, type FunctionNode } from "./functions.ts";
import type { Names } from "./scope.ts";

/** A setting that code reads, and where. */
export interface SettingRead extends Range {
  readonly key: string;
}

/** The settings that a form reads, and the uses that hide which ones they read. */
export interface SettingReads {
  readonly keys: SettingRead[];
  readonly unreadable: Range[];
}

/** The keys of `configuration` that a rule reads. */
export function readRuleSettings(names: Names): SettingReads {
  const reader = new Reader(names);
  for (const use of names.free.get("configuration") ?? []) reader.readSettings(use);
  return reader.reads;
}

/** The keys of `event.secrets` that the handlers of an action read. */
export function readActionSettings(names: Names, handlers: readonly FunctionNode[]): SettingReads {
  const reader = new Reader(names);
  for (const { params } of handlers) {
    if (params[0]) reader.readEventPattern(params[0]);
  }
  // `arguments[0]` is the event, too.
  reader.reads.unreadable.push(...(names.free.get("arguments") ?? []));
  return reader.reads;
}

class Reader {
  readonly reads: SettingReads = { keys: [], unreadable: [] };
  readonly #names: Names;
  /** Functions whose use of an event is known or being looked at. */
  readonly #entered: Set<AnyNode>;
  #sawSecrets = false;

  constructor(names: Names, entered = new Set<AnyNode>()) {
    this.#names = names;
    this.#entered = entered;
  }

  /** `settings` is an expression whose value is the object that holds the settings. */
  readSettings(settings: Node): void {
    const parent = this.#names.parentOf(settings);
    if (parent?.type === "ChainExpression") {
      this.readSettings(parent);
    } else if (parent?.type === "MemberExpression" && parent.object === settings) {
      const key = staticKey(parent);
      if (key === undefined || this.#isWritten(parent)) this.reads.unreadable.push(parent);
      else this.reads.keys.push({ key, start: parent.property.start, end: parent.property.end });
    } else {
      const target = this.#constantFrom(settings);
      if (target) this.#readSettingsPattern(target);
      else this.reads.unreadable.push(settings);
    }
  }

  /** What a parameter or a constant takes from the event of an action. */
  readEventPattern(pattern: Pattern): void {
    if (pattern.type === "AssignmentPattern") {
      this.readEventPattern(pattern.left);
    } else if (pattern.type === "Identifier") {
      for (const use of this.#usesOf(pattern)) this.#readEvent(use);
    } else if (pattern.type === "ObjectPattern") {
      for (const { key, value } of this.#entriesOf(pattern)) {
        if (key === "secrets") this.#readSecretsPattern(value);
      }
    } else {
      this.reads.unreadable.push(pattern);
    }
  }

  /** `event` is an expression whose value is the event of an action. */
  #readEvent(event: Node): void {
    const parent = this.#names.parentOf(event);
    if (parent?.type === "ChainExpression") {
      this.#readEvent(parent);
    } else if (parent?.type === "MemberExpression" && parent.object === event) {
      const key = staticKey(parent);
      if (key === undefined) this.reads.unreadable.push(parent);
      if (key !== "secrets") return;
      this.#sawSecrets = true;
      this.readSettings(parent);
    } else {
      const target = this.#constantFrom(event);
      if (target) this.readEventPattern(target);
      else if (!this.#isHarmlessArgument(event)) this.reads.unreadable.push(event);
    }
  }

  #readSecretsPattern(pattern: Pattern): void {
    this.#sawSecrets = true;
    this.#readSettingsPattern(pattern);
  }

  #readSettingsPattern(pattern: Pattern): void {
    if (pattern.type === "AssignmentPattern") {
      this.#readSettingsPattern(pattern.left);
    } else if (pattern.type === "Identifier") {
      for (const use of this.#usesOf(pattern)) this.readSettings(use);
    } else if (pattern.type === "ObjectPattern") {
      for (const { key, range } of this.#entriesOf(pattern))
        this.reads.keys.push({ key, ...range });
    } else {
      this.reads.unreadable.push(pattern);
    }
  }

  #usesOf(name: Identifier): readonly Identifier[] {
    return this.#names.bindingOf(name)?.references ?? [];
  }

  /** The entries of a pattern. A rest or a computed key may take anything. */
  #entriesOf(pattern: ObjectPattern): { key: string; value: Pattern; range: Range }[] {
    return pattern.properties.flatMap((property) => {
      const key = property.type === "Property" ? propertyKey(property) : undefined;
      if (key === undefined || property.type !== "Property") {
        this.reads.unreadable.push(property);
        return [];
      }
      return { key, value: property.value, range: property.key };
    });
  }

  /** The pattern that takes a value over unchanged, and for good: `const p = v` or `({ p } = v)`. */
  #constantFrom(value: Node): Pattern | undefined {
    const parent = this.#names.parentOf(value);
    const above = parent && this.#names.parentOf(parent);
    if (parent?.type === "VariableDeclarator" && parent.init === value) {
      const constant = above?.type === "VariableDeclaration" && above.kind === "const";
      return constant || parent.id.type === "ObjectPattern" ? parent.id : undefined;
    }
    if (parent?.type === "AssignmentExpression" && parent.right === value) {
      const statement = above?.type === "ExpressionStatement" && parent.operator === "=";
      return statement && parent.left.type === "ObjectPattern" ? parent.left : undefined;
    }
    return undefined;
  }

  #isWritten(member: Node): boolean {
    const parent = this.#names.parentOf(member);
    switch (parent?.type) {
      case "AssignmentExpression":
        return parent.left === member;
      case "UpdateExpression":
        return true;
      case "UnaryExpression":
        return parent.operator === "delete";
      default:
        return false;
    }
  }

  /** Whether the event is handed to a function of this code that does not read secrets. */
  #isHarmlessArgument(event: Node): boolean {
    const call = this.#names.parentOf(event);
    if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") return false;
    const called = functionOf(this.#names, call.callee);
    if (!called) return false;
    if (this.#entered.has(called)) return true;
    this.#entered.add(called);
    const parameter = called.params[call.arguments.findIndex((argument) => argument === event)];
    if (!parameter) return true;
    const inside = new Reader(this.#names, this.#entered);
    inside.readEventPattern(parameter);
    return !inside.#sawSecrets && inside.reads.unreadable.length === 0;
  }
}

/** The name of the property that a member expression reads, if the code itself says it. */
function staticKey({ computed, property }: MemberExpression): string | undefined {
  if (!computed) return property.type === "Identifier" ? property.name : undefined;
  return stringOf(property);
}

function propertyKey({ computed, key }: AssignmentProperty): string | undefined {
  return !computed && key.type === "Identifier" ? key.name : stringOf(key);
}

function stringOf(node: AnyNode): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type !== "TemplateLiteral" || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}
