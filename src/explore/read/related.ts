import type { AnyNode, CallExpression } from "acorn";

import { functionOf } from "../../script/syntax/functions.ts";
import type { Names } from "../../script/syntax/names.ts";
import type { Binding } from "../../script/syntax/scope.ts";
import { isFunction, namesIn } from "../../script/syntax/tree.ts";
import { isInside, type Span } from "./syntax.ts";

/** What a value is made of has parts itself; so deep the search looks. */
const deepest = 4;
/** More parts of a script decide nothing in particular. */
const most = 24;

/**
 * Finds the parts of a script that a value depends on: what its names are given, and the functions
 * that it calls.
 */
export class Related {
  readonly #names: Names;
  readonly #given = new Map<Binding, AnyNode[]>();
  readonly #known = new Map<Span, readonly Span[]>();

  constructor(names: Names) {
    this.#names = names;
    for (const node of names.nodes) {
      if (node.type === "VariableDeclarator" && node.init) {
        this.#give(namesIn(node.id), node.init);
      } else if (node.type === "AssignmentExpression") {
        this.#give(namesIn(node.left), node.right);
      } else if (node.type === "CallExpression") {
        this.#giveArguments(node);
      }
    }
  }

  /** The part itself comes first. */
  of(span: Span): Span[] {
    const found: Span[] = [span];
    let last: Span[] = [span];
    for (let depth = 0; depth < deepest && last.length > 0 && found.length < most; depth++) {
      const further = last.flatMap((part) => this.#partsOf(part));
      last = [...new Set(further)].filter((part) => !found.some((one) => isInside(part, one)));
      found.push(...last);
    }
    return found.slice(0, most);
  }

  /** Parameters get what a function is called with, those of a callback what the list has. */
  #giveArguments({ callee, arguments: given }: CallExpression): void {
    const called = functionOf(this.#names, callee);
    for (const [index, parameter] of called?.params.entries() ?? []) {
      const argument = given[index];
      if (argument) {
        this.#give(namesIn(parameter), argument);
      }
    }
    const [first] = given;
    const parameter = isFunction(first) ? first.params[0] : undefined;
    if (parameter && callee.type === "MemberExpression") {
      this.#give(namesIn(parameter), callee.object);
    }
  }

  #partsOf(span: Span): readonly Span[] {
    const known = this.#known.get(span);
    if (known) {
      return known;
    }
    const inside = this.#names.nodes.filter((node) => isInside(node, span));
    const parts = inside.flatMap((node) => this.#partsOfNode(node));
    this.#known.set(span, parts);
    return parts;
  }

  #partsOfNode(node: AnyNode): readonly Span[] {
    if (node.type === "CallExpression") {
      const called = functionOf(this.#names, node.callee);
      return called ? [called.body] : [];
    }
    const binding = node.type === "Identifier" ? this.#names.bindingOf(node) : undefined;
    return binding ? [...(this.#given.get(binding) ?? []), ...this.#triedBefore(binding)] : [];
  }

  /** An error comes from what is tried. */
  #triedBefore({ declaration }: Binding): Span[] {
    const parent = declaration.type === "CatchClause" && this.#names.parentOf(declaration);
    return parent && parent.type === "TryStatement" ? [parent.block] : [];
  }

  #give(identifiers: ReturnType<typeof namesIn>, value: AnyNode): void {
    for (const identifier of identifiers) {
      const binding = this.#names.bindingOf(identifier);
      if (binding) {
        this.#given.set(binding, [...(this.#given.get(binding) ?? []), value]);
      }
    }
  }
}
