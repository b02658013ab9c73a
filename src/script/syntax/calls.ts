import type { CallExpression, Identifier, Node, Pattern } from "acorn";

import { declaredFunction } from "./functions.ts";
import type { Names } from "./names.ts";
import type { Binding } from "./scope.ts";
import type { FunctionNode } from "./tree.ts";
import { isCalled } from "./uses.ts";

/** Which parameters take the arguments of calls, where code calls functions of its own. */
export class Calls {
  readonly #names: Names;
  readonly #functions = new Map<Binding, FunctionNode | undefined>();
  readonly #known = new Set<CallExpression>();
  readonly #parameters = new Map<Node, Pattern>();

  constructor(names: Names) {
    this.#names = names;
  }

  /** The parameter that takes an argument over, or undefined if that is not known. */
  parameterFor(argument: Node): Pattern | undefined {
    const call = this.#names.parentOf(argument);
    if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") {
      return undefined;
    }
    if (!this.#known.has(call)) {
      this.#match(call, this.#functionOf(call.callee));
    }
    return this.#parameters.get(argument);
  }

  #match(call: CallExpression, called: FunctionNode | undefined): void {
    this.#known.add(call);
    for (const [index, argument] of call.arguments.entries()) {
      const parameter = called?.params[index];
      // How many arguments a spread stands for is not known.
      if (!parameter || argument.type === "SpreadElement") {
        return;
      }
      this.#parameters.set(argument, parameter);
    }
  }

  #functionOf(name: Identifier): FunctionNode | undefined {
    const binding = this.#names.bindingOf(name);
    if (!binding) {
      return undefined;
    }
    if (!this.#functions.has(binding)) {
      this.#functions.set(binding, calledFunction(this.#names, binding));
    }
    return this.#functions.get(binding);
  }
}

/** The function that a name keeps, if its parameters are all that shows what it is called with. */
function calledFunction(names: Names, binding: Binding): FunctionNode | undefined {
  const found = declaredFunction(names, binding);
  const plain = found?.type !== "ArrowFunctionExpression" && !found?.async && !found?.generator;
  // What a plain function is called with is in its `arguments`, too, for whoever has the function.
  const shown = plain && !binding.references.every((use) => isCalled(names, use));
  return shown ? undefined : found;
}
