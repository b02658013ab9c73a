import { makeEvaluators } from "./evaluators.ts";
import { readNames, type ScriptNames } from "./names.ts";
import { globalBehind, type GlobalObject } from "./global-object.ts";
import { makeScope, type Evaluators } from "./scope.ts";
import { plainText, scopedText, type Compile, type Frame } from "./text.ts";
import type { ParsedScript } from "../../script/form/parsed-script.ts";

type Values = Readonly<Record<string, unknown>>;

export interface Preparation {
  readonly script: ParsedScript;
  readonly frame: Frame;
  /** The names that the frame declares. */
  readonly locals: readonly string[];
  /** The names that each login gives to the script. */
  readonly given: readonly string[];
  readonly compile: Compile;
}

type Start = (values: Values) => unknown;

/**
 * A script that is compiled, and can declare whatever name it likes. Its free names are parameters
 * as long as that is enough. One that reaches the global object, or makes globals, looks them up in
 * a scope, which takes longer.
 */
export class PreparedScript {
  readonly #preparation: Preparation;
  readonly #names: ScriptNames;
  /** The given names that the script uses, and the other names that it does not declare. */
  readonly #parameters: readonly string[];
  readonly #others: readonly string[];
  readonly #needsScope: boolean;
  #plain: Start | undefined;
  #scoped: Start | undefined;

  /** @throws SyntaxError if the script does not compile */
  constructor(preparation: Preparation) {
    const { script, locals, given } = preparation;
    const names = readNames(script, locals);
    this.#preparation = preparation;
    this.#names = names;
    this.#parameters = names.free.filter((name) => given.includes(name));
    this.#others = names.free.filter((name) => !given.includes(name));
    this.#needsScope = names.reachesGlobal || names.written.size > 0;
    if (this.#needsScope) {
      this.#scoped = this.#compileScoped();
    } else {
      this.#plain = this.#compilePlain();
    }
  }

  /**
   * Gives what the script is, among the values of its free names, of which one is the container's
   * `global`.
   */
  start(values: Values): unknown {
    const needsScope = this.#needsScope || this.#missesName(values, globalBehind(values["global"]));
    const start = needsScope
      ? (this.#scoped ??= this.#compileScoped())
      : (this.#plain ??= this.#compilePlain());
    return start(values);
  }

  /** The `this` of the script, where it has any use for it: it would be named in stacks. */
  thisOf(values: Values): unknown {
    return this.#names.topThis || this.#names.evaluates ? values["global"] : undefined;
  }

  /**
   * Whether a parameter would not do for a name: a script has put it into the global object, or may
   * do so yet.
   */
  #missesName(values: Values, global: GlobalObject): boolean {
    return (
      this.#parameters.some((name) => global.owns(name)) ||
      this.#others.some(
        (name) => global.owns(name) || Object.hasOwn(values, name) || !(name in globalThis),
      )
    );
  }

  #compilePlain(): Start {
    const { script, frame, compile } = this.#preparation;
    const make = compile(plainText(script, frame, this.#parameters));
    const parameters = this.#parameters;
    return (values) =>
      Reflect.apply(
        make,
        this.thisOf(values),
        parameters.map((name) => values[name]),
      );
  }

  #compileScoped(): Start {
    const { script, frame, compile } = this.#preparation;
    const text = scopedText(script, frame, this.#names);
    const make = compile(text);
    const hidden = text.parameters;
    return (values) => {
      const global = globalBehind(values["global"]);
      const evaluators = this.#evaluatorsOf(global);
      const { object, asThis } = makeScope(global, this.#names, { hidden, evaluators });
      return Reflect.apply(make, this.thisOf(values), [object, asThis]);
    };
  }

  #evaluatorsOf(global: GlobalObject): Partial<Evaluators> | undefined {
    const { evaluates, evaluatesApart } = this.#names;
    if (!evaluatesApart) {
      return undefined;
    }
    const evaluators = makeEvaluators(global, this.#preparation.compile);
    // One that is called `eval` has to be the realm's to know the names of its caller.
    return evaluates ? { Function: evaluators.Function } : evaluators;
  }
}
