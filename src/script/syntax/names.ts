import type { AnyNode, Identifier, Node, ObjectExpression } from "acorn";

import { bodyOf, Scope, type Binding } from "./scope.ts";
import { childrenOf, isFunction, namesIn, type FunctionNode } from "./tree.ts";

/** Which name means what in a piece of code. Lists are in the order of the text. */
export interface Names {
  /** Uses of names that the code does not declare. */
  readonly free: ReadonlyMap<string, readonly Identifier[]>;
  /** `this` where it is neither an object's nor a class's own. */
  readonly plainThis: readonly Node[];
  /**
   * `this` in methods of objects: it is the global object where such a method is called by itself.
   */
  readonly methodThis: readonly MethodThis[];
  /** All nodes of the tree, in the order of the text. */
  readonly nodes: readonly AnyNode[];
  /** `import(…)` */
  readonly imports: readonly Node[];
  /** `with (…) …` */
  readonly withs: readonly Node[];
  bindingOf(identifier: Identifier): Binding | undefined;
  /** What declares a name outside all functions and blocks. */
  topLevel(name: string): Binding | undefined;
  parentOf(node: Node): AnyNode | undefined;
}

/** A `this` in a method of an object. */
export interface MethodThis {
  readonly use: Node;
  readonly object: ObjectExpression;
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
  readonly #methodThis: MethodThis[] = [];
  readonly #nodes: AnyNode[] = [];
  readonly #imports: Node[] = [];
  readonly #withs: Node[] = [];

  /**
   * Goes through the tree in the order of the text. A chain of calls is as deep as it is long, so
   * no recursion.
   */
  walk(root: AnyNode): void {
    const pending: { node: AnyNode; scope: Scope }[] = [{ node: root, scope: this.#top }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node } = next;
      this.#nodes.push(node);
      const scope = this.#enter(node, next.scope);
      for (const child of childrenOf(node).reverse()) {
        this.#parents.set(child, node);
        // What a switch looks at is read outside its block, whatever the block declares.
        const isOutside = node.type === "SwitchStatement" && child === node.discriminant;
        pending.push({ node: child, scope: isOutside ? next.scope : scope });
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
        if (uses) {
          uses.push(identifier);
        } else {
          free.set(identifier.name, [identifier]);
        }
      }
    }
    this.#inBlocks.forEach(replaceOuter);
    return {
      free,
      plainThis: this.#plainThis,
      methodThis: this.#methodThis,
      nodes: this.#nodes,
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
        if (!this.#declared.has(node)) {
          this.#found.push({ identifier: node, scope: outer });
        }
        return outer;
      case "ThisExpression":
        this.#noteThis(node, outer);
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
          for (const name of namesIn(declarator.id)) {
            this.#declare(name, declarator, scope);
          }
        }
        return outer;
      }
      case "ClassDeclaration":
        if (node.id) {
          this.#declare(node.id, node, outer);
        }
        return outer;
      case "FunctionDeclaration":
        if (node.id) {
          this.#declareFunction(node.id, node, outer);
        }
        return this.#enterFunction(node, outer);
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#enterFunction(node, outer);
      default:
        return this.#enterBlock(node, outer);
    }
  }

  #noteThis(use: Node, { thisOwner }: Scope): void {
    if (!thisOwner) {
      this.#plainThis.push(use);
    } else if (thisOwner.type === "ObjectExpression") {
      this.#methodThis.push({ use, object: thisOwner });
    }
  }

  #declareFunction(identifier: Identifier, node: FunctionNode, scope: Scope): void {
    this.#declare(identifier, node, scope);
    if (!scope.isBody) {
      this.#inBlocks.push({ identifier, scope });
    }
  }

  #enterFunction(node: FunctionNode, outer: Scope): Scope {
    const isArrow = node.type === "ArrowFunctionExpression";
    const scope = new Scope(outer, isArrow ? {} : { thisOwner: this.#ownerOf(node) });
    if (node.type === "FunctionExpression" && node.id) {
      this.#declare(node.id, node, scope);
    }
    for (const parameter of node.params) {
      for (const name of namesIn(parameter)) {
        this.#declare(name, parameter, scope);
      }
    }
    return scope;
  }

  /** The object or class whose method a function is. */
  #ownerOf(node: FunctionNode): AnyNode | null {
    const parent = this.#parents.get(node);
    const isMethod = parent?.type === "MethodDefinition" || parent?.type === "Property";
    if (!isMethod || parent.value !== node) {
      return null;
    }
    const owner = this.#parents.get(parent);
    // The default of a pattern is no method.
    return owner?.type === "ObjectPattern" ? null : (owner ?? null);
  }

  #enterBlock(node: AnyNode, outer: Scope): Scope {
    switch (node.type) {
      case "ClassExpression": {
        const scope = new Scope(outer);
        if (node.id) {
          this.#declare(node.id, node, scope);
        }
        return scope;
      }
      case "CatchClause": {
        const scope = new Scope(outer);
        for (const name of node.param ? namesIn(node.param) : []) {
          this.#declare(name, node, scope);
        }
        return scope;
      }
      case "PropertyDefinition":
        // A computed name is still the outer code's.
        return node.computed ? outer : new Scope(outer, { thisOwner: node });
      case "StaticBlock":
        return new Scope(outer, { isBody: true, thisOwner: node });
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
  if (outer) {
    outer.redeclared = true;
  }
}
