import type { AnyNode, Identifier, Pattern } from "acorn";

import type { Binding } from "../../script/syntax/scope.ts";
import { isFunction, namesIn, type FunctionNode } from "../../script/syntax/tree.ts";
import { isAssigned } from "../../script/syntax/uses.ts";
import type { Work } from "./work.ts";

/** Names that nothing in the rule has, and new ones for those that would clash. */
export class FreshNames {
  readonly #work: Work;
  readonly #taken: Set<string>;
  /** Functions whose bodies are written among the statements around their calls. */
  readonly #flat = new Set<AnyNode>();

  constructor(work: Work) {
    this.#work = work;
    this.#taken = new Set(
      work.rule.names.nodes.flatMap((node) => (node.type === "Identifier" ? [node.name] : [])),
    );
    for (const node of work.rule.names.nodes) {
      if (node.type === "Identifier" && /^(?:event|api|exports)$/.test(node.name)) {
        this.#renameOwn(node);
      }
    }
  }

  /** The name itself, or with a number if the rule has it. */
  fresh(name: string): string {
    if (!this.#taken.has(name)) {
      return name;
    }
    let number = 2;
    while (this.#taken.has(`${name}${number}`)) {
      number++;
    }
    const found = `${name}${number}`;
    this.#taken.add(found);
    return found;
  }

  /** A name that a single statement declares, and nothing else sees. */
  local(name: string): string {
    return this.#taken.has(name) ? this.fresh(name) : name;
  }

  /**
   * Renames what a function declares if it would clash with the statements that it is written
   * among.
   */
  flatten(owner: FunctionNode): void {
    this.#flat.add(owner);
    const region = this.#regionOf(owner);
    for (const [name, binding] of this.#declaredIn(owner)) {
      if (this.#work.written.has(binding) || !this.#isUsedBeside(name, owner, region)) {
        continue;
      }
      this.#work.written.set(binding, this.fresh(name));
    }
  }

  /** Whether anything gives the names of a pattern another value. */
  areChanged(patterns: readonly Pattern[]): boolean {
    return patterns.flatMap(namesIn).some((name) => {
      const binding = this.#work.rule.names.bindingOf(name);
      return (
        binding?.redeclared === true ||
        binding?.references.some((use) => isAssigned(this.#work.rule.names, use)) === true
      );
    });
  }

  isUsed(pattern: Pattern): boolean {
    return namesIn(pattern).some((name) => {
      const binding = this.#work.rule.names.bindingOf(name);
      return (
        binding !== undefined && binding.references.length > 0 && !this.#work.falsy.has(binding)
      );
    });
  }

  #renameOwn(node: Identifier): void {
    const binding = this.#work.rule.names.bindingOf(node);
    const isParameter = binding === this.#work.rule.user || binding === this.#work.rule.context;
    if (binding && !isParameter && !this.#work.written.has(binding)) {
      this.#work.written.set(binding, this.fresh(node.name));
    }
  }

  /** The block that a function's statements are written into. */
  #regionOf(owner: AnyNode): AnyNode {
    let block: AnyNode = owner;
    for (
      let outer = this.#work.rule.names.parentOf(owner);
      outer;
      outer = this.#work.rule.names.parentOf(outer)
    ) {
      block = outer;
      if (outer.type !== "BlockStatement") {
        continue;
      }
      const holder = this.#work.rule.names.parentOf(outer);
      if (!isFunction(holder) || !this.#flat.has(holder)) {
        break;
      }
    }
    return block;
  }

  *#declaredIn(owner: FunctionNode): Generator<[string, Binding]> {
    const seen = new Set<Binding>();
    for (const node of this.#work.rule.names.nodes) {
      if (node.type !== "Identifier" || node.start < owner.start || node.end > owner.end) {
        continue;
      }
      const binding = this.#work.rule.names.bindingOf(node);
      if (!binding || seen.has(binding)) {
        continue;
      }
      seen.add(binding);
      if (this.#isOnTop(binding.declaration, owner)) {
        yield [node.name, binding];
      }
    }
  }

  /** Whether a declaration is a parameter of the function or among its own statements. */
  #isOnTop(declaration: AnyNode, owner: FunctionNode): boolean {
    if (declaration === owner) {
      return false;
    }
    const { names } = this.#work.rule;
    let parent = names.parentOf(declaration);
    if (parent === owner) {
      return true;
    }
    const isVar = parent?.type === "VariableDeclaration" && parent.kind === "var";
    for (; parent && parent !== owner; parent = names.parentOf(parent)) {
      if (isFunction(parent)) {
        return false;
      }
      if (parent === owner.body) {
        return true;
      }
      const isInside =
        parent.type === "BlockStatement" || /^(?:For|Catch|Switch)/.test(parent.type);
      if (isInside && !isVar) {
        return false;
      }
    }
    return parent === owner;
  }

  #isUsedBeside(name: string, owner: AnyNode, region: AnyNode): boolean {
    return this.#work.rule.names.nodes.some(
      (node) =>
        node.type === "Identifier" &&
        node.name === name &&
        node.start >= region.start &&
        node.end <= region.end &&
        (node.start < owner.start || node.end > owner.end) &&
        !this.#isApart(node, owner),
    );
  }

  /** Whether a name belongs to another function, which stays one. */
  #isApart(node: Identifier, owner: AnyNode): boolean {
    const { names } = this.#work.rule;
    const declaration = names.bindingOf(node)?.declaration;
    if (!declaration) {
      return false;
    }
    for (let outer = names.parentOf(declaration); outer; outer = names.parentOf(outer)) {
      if (!isFunction(outer) || this.#flat.has(outer)) {
        continue;
      }
      const holdsOwner = outer.start <= owner.start && outer.end >= owner.end;
      return !holdsOwner && outer.start <= node.start && outer.end >= node.end;
    }
    return false;
  }
}
