import type { AnyNode, Identifier, Node, Pattern } from "acorn";

/** A declared name. */
export interface Binding {
  readonly name: string;
  /** The declarator, function, class or parameter list that declares it. */
  readonly declaration: AnyNode;
  /** Uses of it, its own declaration left out. */
  readonly references: Identifier[];
}

/** Which name means what in a piece of code. */
export interface Names {
  /** Uses of names that the code does not declare, in the order of the text. */
  readonly free: ReadonlyMap<string, readonly Identifier[]>;
  bindingOf(identifier: Identifier): Binding | undefined;
  parentOf(node: Node): AnyNode | undefined;
  /** Nodes of a type, in the order of the text. */
  nodesOf<Type extends AnyNode["type"]>(type: Type): Extract<AnyNode, { type: Type }>[];
}

interface Scope {
  readonly bindings: Map<string, Binding>;
  readonly parent: Scope | undefined;
  /** Whether `var` and function declarations stop here. */
  readonly isFunction: boolean;
}

/** Resolves every name of a syntax tree, hoisting as JavaScript does. */
export function resolveNames(root: AnyNode): Names {
  const walker = new Walker();
  walker.walk(root, { bindings: new Map(), parent: undefined, isFunction: true });
  return walker.resolve();
}

const functionTypes = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);
const blockTypes = new Set([
  "BlockStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
  "StaticBlock",
]);

class Walker {
  readonly #parents = new Map<Node, AnyNode>();
  readonly #byType = new Map<string, AnyNode[]>();
  readonly #found: { identifier: Identifier; scope: Scope }[] = [];
  readonly #declared = new Map<Identifier, Binding>();

  /** Goes through the tree in the order of the text. A chain of calls is as deep as it is long, so no recursion. */
  walk(root: AnyNode, top: Scope): void {
    const pending: { node: AnyNode; outer: Scope }[] = [{ node: root, outer: top }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node, outer } = next;
      const list = this.#byType.get(node.type);
      if (list) list.push(node);
      else this.#byType.set(node.type, [node]);
      if (node.type === "Identifier") {
        if (!this.#declared.has(node)) this.#found.push({ identifier: node, scope: outer });
        continue;
      }
      const scope = this.#enter(node, outer);
      for (const child of childrenOf(node).reverse()) {
        this.#parents.set(child, node);
        pending.push({ node: child, outer: scope });
      }
    }
  }

  resolve(): Names {
    const free = new Map<string, Identifier[]>();
    const bindings = new Map<Identifier, Binding>(this.#declared);
    for (const { identifier, scope } of this.#found) {
      const binding = lookUp(scope, identifier.name);
      if (binding) {
        binding.references.push(identifier);
        bindings.set(identifier, binding);
      } else {
        const uses = free.get(identifier.name);
        if (uses) uses.push(identifier);
        else free.set(identifier.name, [identifier]);
      }
    }
    return {
      free,
      bindingOf: (identifier) => bindings.get(identifier),
      parentOf: (node) => this.#parents.get(node),
      // The list of a type holds nodes of that type only.
      nodesOf: <Type extends AnyNode["type"]>(type: Type) =>
        (this.#byType.get(type) ?? []) as Extract<AnyNode, { type: Type }>[],
    };
  }

  /** Declares what a node declares, and gives the scope of its children. */
  #enter(node: AnyNode, outer: Scope): Scope {
    switch (node.type) {
      case "FunctionDeclaration":
      case "ClassDeclaration":
        if (node.id) this.#declare(node.id, node, outer);
        break;
      case "VariableDeclaration": {
        const scope = node.kind === "var" ? functionScope(outer) : outer;
        for (const declarator of node.declarations) {
          for (const name of namesIn(declarator.id)) this.#declare(name, declarator, scope);
        }
        break;
      }
    }
    if (functionTypes.has(node.type)) return this.#enterFunction(node, outer);
    if (node.type === "CatchClause") {
      const scope = openScope(outer, false);
      for (const name of node.param ? namesIn(node.param) : []) this.#declare(name, node, scope);
      return scope;
    }
    if (node.type === "ClassExpression") {
      const scope = openScope(outer, false);
      if (node.id) this.#declare(node.id, node, scope);
      return scope;
    }
    return blockTypes.has(node.type) ? openScope(outer, false) : outer;
  }

  #enterFunction(node: AnyNode, outer: Scope): Scope {
    const scope = openScope(outer, true);
    if (!("params" in node)) return scope;
    if (node.type === "FunctionExpression" && node.id) this.#declare(node.id, node, scope);
    for (const parameter of node.params) {
      for (const name of namesIn(parameter)) this.#declare(name, node, scope);
    }
    return scope;
  }

  #declare(identifier: Identifier, declaration: AnyNode, scope: Scope): void {
    const known = scope.bindings.get(identifier.name);
    const binding = known ?? { name: identifier.name, declaration, references: [] };
    // A name declared twice stands for both: what is said of it must hold for each.
    if (known) known.references.push(identifier);
    scope.bindings.set(identifier.name, binding);
    this.#declared.set(identifier, binding);
  }
}

function openScope(parent: Scope, isFunction: boolean): Scope {
  return { bindings: new Map(), parent, isFunction };
}

function functionScope(scope: Scope): Scope {
  return scope.isFunction || !scope.parent ? scope : functionScope(scope.parent);
}

function lookUp(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const binding = at.bindings.get(name);
    if (binding) return binding;
  }
  return undefined;
}

/** The names that a pattern declares. */
function namesIn(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === "Property" ? property.value : property.argument),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "RestElement":
      return namesIn(pattern.argument);
    case "MemberExpression":
      return [];
  }
}

/** The nodes below a node that are code: no labels, and no names of properties. */
function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const key in node) {
    const value: unknown = node[key as keyof AnyNode];
    if (typeof value !== "object" || value === null || isName(node, key)) continue;
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
  }
  return children;
}

function isName(node: AnyNode, key: string): boolean {
  switch (node.type) {
    case "MemberExpression":
      return key === "property" && !node.computed;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return key === "key" && !node.computed;
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return key === "label";
    case "MetaProperty":
      return true;
    default:
      return false;
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
