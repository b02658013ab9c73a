import type { AnyNode, Pattern } from "acorn";

import type { Binding } from "../../../script/syntax/scope.ts";
import { childrenOf, isFunction, namesIn, propertyKey } from "../../../script/syntax/tree.ts";
import type { Work } from "../work.ts";

/**
 * Whether a value was taken out of a list of the rule, such as `user.identities`: by an index, by
 * what a method of the list gives, or as the parameter of a function that such a method calls.
 */
export function comesFrom(node: AnyNode, list: string, work: Work): boolean {
  return new Origin(list, work).of(node);
}

class Origin {
  readonly #list: string;
  readonly #work: Work;
  readonly #seen = new Set<Binding>();

  constructor(list: string, work: Work) {
    this.#list = list;
    this.#work = work;
  }

  of(node: AnyNode | null | undefined): boolean {
    const name = this.#work.denoter.nameOf(node);
    if (name === this.#list || name.startsWith(`${this.#list}.`)) {
      return true;
    }
    switch (node?.type) {
      case "Identifier":
        return this.#ofName(this.#work.bindingOf(node));
      case "ChainExpression":
        return this.of(node.expression);
      case "MemberExpression":
        return this.of(node.object);
      case "CallExpression":
        return (
          (node.callee.type === "MemberExpression" && this.of(node.callee.object)) ||
          node.arguments.some((argument) => !isFunction(argument) && this.of(argument))
        );
      case "LogicalExpression":
        return this.of(node.left) || this.of(node.right);
      case "ConditionalExpression":
        return this.of(node.consequent) || this.of(node.alternate);
      case "AssignmentExpression":
        return this.of(node.right);
      case "SequenceExpression":
        return this.of(node.expressions.at(-1));
      case "AwaitExpression":
        return this.of(node.argument);
      case "ArrayExpression":
        return node.elements.some((element) => this.of(element));
      case "SpreadElement":
        return this.of(node.argument);
      default:
        return false;
    }
  }

  #ofName(binding: Binding | undefined): boolean {
    if (!binding || this.#seen.has(binding)) {
      return false;
    }
    this.#seen.add(binding);
    const { declaration } = binding;
    if (binding.references.some((use) => this.of(givenTo(use, this.#work)))) {
      return true;
    }
    if (declaration.type === "VariableDeclarator") {
      const loop = this.#work.rule.names.parentOf(
        this.#work.rule.names.parentOf(declaration) ?? declaration,
      );
      return this.of(loop?.type === "ForOfStatement" ? loop.right : declaration.init);
    }
    const owner = this.#work.rule.names.parentOf(declaration);
    const call = isFunction(owner) ? this.#work.rule.names.parentOf(owner) : undefined;
    return call?.type === "CallExpression" && this.of({ ...call, arguments: [] });
  }
}

/** What a name is given after its declaration, where it is used so. */
function givenTo(use: AnyNode, { rule: { names } }: Work): AnyNode | undefined {
  const parent = names.parentOf(use);
  if (parent?.type === "AssignmentExpression" && parent.left === use) {
    return parent.right;
  }
  return parent?.type === "ForOfStatement" && parent.left === use ? parent.right : undefined;
}

/** Whether a name is taken out of an object by a key, as in `({ key: name }) => …`. */
export function isTakenBy(key: string, node: AnyNode, work: Work): boolean {
  const binding = work.bindingOf(node);
  if (binding?.declaration.type !== "ObjectPattern") {
    return false;
  }
  return takes(binding.declaration, key, node.type === "Identifier" ? node.name : "");
}

function takes(pattern: Pattern, key: string, name: string): boolean {
  return (
    pattern.type === "ObjectPattern" &&
    pattern.properties.some(
      (property) =>
        property.type === "Property" &&
        propertyKey(property) === key &&
        namesIn(property.value).some((taken) => taken.name === name),
    )
  );
}

/** All nodes in a node, itself first. */
export function* nodesIn(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const child of childrenOf(node)) {
    yield* nodesIn(child);
  }
}
