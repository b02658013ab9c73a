import type { AnyNode, Identifier } from "acorn";

/** A declared name. */
export interface Binding {
  /** The declarator, function, class, parameter or catch clause that declares it first. */
  readonly declaration: AnyNode;
  /** Uses of it, its declarations left out. */
  readonly references: Identifier[];
  /** Whether it is declared again, so that it may stand for something else. */
  redeclared: boolean;
}

/** What a scope is, where it is not as the one around it. */
export interface ScopeKind {
  /** Whether `var` and functions are declared here, and not further out. */
  readonly isBody?: boolean;
  /** What `this` belongs to: the object or class whose method it is in, or null if to none. */
  readonly thisOwner?: AnyNode | null;
}

/** A part of the code in which names are declared. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly isBody: boolean;
  readonly thisOwner: AnyNode | null;
  readonly #bindings = new Map<string, Binding>();

  constructor(parent: Scope | undefined, kind: ScopeKind = {}) {
    this.parent = parent;
    this.isBody = kind.isBody ?? false;
    this.thisOwner = kind.thisOwner === undefined ? (parent?.thisOwner ?? null) : kind.thisOwner;
  }

  declare(name: string, declaration: AnyNode): Binding {
    // A variable of a body that is called like a parameter begins with the parameter's value.
    const known = this.own(name) ?? (this.isBody ? this.parent?.own(name) : undefined);
    if (known) {
      known.redeclared = true;
      return known;
    }
    const binding = { declaration, references: [], redeclared: false };
    this.#bindings.set(name, binding);
    return binding;
  }

  /** What declares a name here. */
  own(name: string): Binding | undefined {
    return this.#bindings.get(name);
  }

  /** What declares a name here or further out. */
  find(name: string): Binding | undefined {
    // Every function has `arguments` of its own, whatever is declared around it.
    if (name === "arguments") {
      return undefined;
    }
    return this.own(name) ?? this.parent?.find(name);
  }
}

/** The scope in which a `var` is declared. */
export function bodyOf(scope: Scope): Scope {
  return scope.isBody || !scope.parent ? scope : bodyOf(scope.parent);
}
