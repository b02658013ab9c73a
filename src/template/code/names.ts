import type { AnyNode, Identifier, Node } from "acorn";

import { bodyOf, Scope, type Binding } from "./scope.ts";
import { childrenOf, isFunction, namesIn, type FunctionNode } from "./tree.ts";

/** Which name means what in a piece of code. Lists are in the order of the text. */
export interface Names {
  /** Uses of names that the code does not declare. */
  readonly free: ReadonlyMap<string, readonly Identifier[]>;
  /** `this` where it is neither an object's nor a class's own. */
  readonly plainThis: readonly Node[];
  /** `import(…)` */
  readonly imports: readonly Node[];
  /** `with (…) …` */
  readonly withs: readonly Node[];
  bindingOf(identifier: Identifier): Binding | undefined;
  /** What declares a name outside all functions and blocks. */
  topLevel(name: string): Binding | undefined;
  parentOf(node: Node): AnyNode | undefined;
}

/** Resolves every name of a syntax tree, hoisting as JavaScript does. */
export function resolveNames(root: AnyNode): Names {
  const walker = new Walker();
  walker.walk(root);
  return walker.resolve();
}

interface Named {
  readonly identifier: Identifier;
  readonly scope: Scope;
}

class Walker {
  readonly #top = new Scope(undefined, { isBody: true });
  readonly #parents = new Map<Node, AnyNode>();
  readonly #found: Named[] = [];
  readonly #declared = new Map<Identifier, Binding>();
  /** Functions declared in blocks. */
  readonly #inBlocks: Named[] = [];
  readonly #plainThis: Node[] = [];
  readonly #imports: Node[] = [];
  readonly #withs: Node[] = [];

  /** Goes through the tree in the order of the text. A chain of calls is as deep as it is long, so no recursion. */
  walk(root: AnyNode): void {
    const pending: { node: AnyNode; scope: Scope }[] = [{ node: root, scope: this.#top }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node } = next;
      const scope = this.#enter(node, next.scope);
      for (const child of childrenOf(node).reverse()) {
        this.#parents.set(child, node);
        pending.push({ node: child, scope });
      }
    }
  }

  resolve(): Names {
    const free = new Map<string, Identifier[]>();
    const bindings = new Map<Identifier, Binding>(this.#declared);
    for (const { identifier, scope } of this.#found) {
      const binding = scope.find(identifier.name);
      if (binding) {
        binding.references.push(identifier);
        bindings.set(identifier, binding);
      } else {
        const uses = free.get(identifier.name);
        if (uses) uses.push(identifier);
        else free.set(identifier.name, [identifier]);
      }
    }
    this.#inBlocks.forEach(replaceOuter);
    return {
      free,
      plainThis: this.#plainThis,
      imports: this.#imports,
      withs: this.#withs,
      bindingOf: (identifier) => bindings.get(identifier),
      topLevel: (name) => this.#top.own(name),
      parentOf: (node) => this.#parents.get(node),
    };
  }

  /** Notes what a node is and declares, and gives the scope of its children. */
  #enter(node: AnyNode, outer: Scope): Scope {
    switch (node.type) {
      case "Identifier":
        if (!this.#declared.has(node)) this.#found.push({ identifier: node, scope: outer });
        return outer;
      case "ThisExpression":
        if (!outer.ownsThis) this.#plainThis.push(node);
        return outer;
      case "ImportExpression":
        this.#imports.push(node);
        return outer;
      case "WithStatement":
        this.#withs.push(node);
        return outer;
      case "VariableDeclaration": {
        const scope = node.kind === "var" ? bodyOf(outer) : outer;
        for (const declarator of node.declarations) {
          for (const name of namesIn(declarator.id)) this.#declare(name, declarator, scope);
        }
        return outer;
      }
      case "ClassDeclaration":
        if (node.id) this.#declare(node.id, node, outer);
        return outer;
      case "FunctionDeclaration":
        if (node.id) this.#declareFunction(node.id, node, outer);
        return this.#enterFunction(node, outer);
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#enterFunction(node, outer);
      default:
        return this.#enterBlock(node, outer);
    }
  }

  #declareFunction(identifier: Identifier, node: FunctionNode, scope: Scope): void {
    this.#declare(identifier, node, scope);
    if (!scope.isBody) this.#inBlocks.push({ identifier, scope });
  }

  #enterFunction(node: FunctionNode, outer: Scope): Scope {
    const ownsThis =
      node.type === "ArrowFunctionExpression" ? outer.ownsThis : this.#isMethod(node);
    const scope = new Scope(outer, { ownsThis });
    if (node.type === "FunctionExpression" && node.id) this.#declare(node.id, node, scope);
    for (const parameter of node.params) {
      for (const name of namesIn(parameter)) this.#declare(name, parameter, scope);
    }
    return scope;
  }

  #isMethod(node: FunctionNode): boolean {
    const parent = this.#parents.get(node)?.type;
    return parent === "Property" || parent === "MethodDefinition";
  }

  #enterBlock(node: AnyNode, outer: Scope): Scope {
    switch (node.type) {
      case "ClassExpression": {
        const scope = new Scope(outer);
        if (node.id) this.#declare(node.id, node, scope);
        return scope;
      }
      case "CatchClause": {
        const scope = new Scope(outer);
        for (const name of node.param ? namesIn(node.param) : []) this.#declare(name, node, scope);
        return scope;
      }
      case "PropertyDefinition":
        // A computed name is still the outer code's.
        return node.computed ? outer : new Scope(outer, { ownsThis: true });
      case "StaticBlock":
        return new Scope(outer, { isBody: true, ownsThis: true });
      case "BlockStatement":
        return new Scope(outer, { isBody: isFunction(this.#parents.get(node)) });
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
      case "SwitchStatement":
        return new Scope(outer);
      default:
        return outer;
    }
  }

  #declare(identifier: Identifier, declaration: AnyNode, scope: Scope): void {
    this.#declared.set(identifier, scope.declare(identifier.name, declaration));
  }
}

/** Outside strict mode a function of a block also replaces what has its name around the block. */
function replaceOuter({ identifier, scope }: Named): void {
  const outer = scope.parent?.find(identifier.name);
  if (outer) outer.redeclared = true;
}
