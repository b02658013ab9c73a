import { escapePattern } from "../../text/escape-pattern.ts";
import type { LoadedAction, LoadedRule, Runtime } from "../../emulator/script/loaded.ts";
import type { ModuleSource } from "../../emulator/host/require.ts";
import { FormError } from "../../script/form/form-error.ts";
import { evaluable } from "../../emulator/script/evaluable.ts";
import { prepareAction, prepareRule } from "../../emulator/script/load.ts";
import type { Compile } from "../../emulator/script/text.ts";
import { watchUncaught } from "./uncaught.ts";

interface Place {
  /** Named in stacks; a word without blanks. */
  readonly filename: string;
  readonly id?: string;
}

/** A frame of a stack, as each engine writes it, in code that is not the script's. */
const foreignFrame = /\n(?:\s+at [^\n]*?|[^\n@]*@)(?:blob:|<anonymous>|\[native code\])[^\n]*/g;

// Compiles in the global scope, not in this one.
const compileText = globalThis.eval;

/**
 * Makes scripts ready to run in a worker, as `node/load.ts` does in Node, and knows their stacks.
 */
export class Compiler {
  readonly #modules: ModuleSource;
  readonly #runtime: Runtime;
  /** By file, how many characters stand before the script on its first line. */
  readonly #shifts = new Map<string, number>();

  constructor(modules: ModuleSource, runtime: Runtime = "node22") {
    this.#modules = modules;
    this.#runtime = runtime;
  }

  /** @throws FormError if the text cannot be a function */
  readonly loadRule = (script: string, { filename, id }: Place): LoadedRule => {
    const prepared = prepareRule(script, this.#compilerOf(filename));
    const { name = filename, warnings, start } = prepared;
    return {
      kind: "rule",
      id: id ?? name,
      name,
      warnings,
      modules: this.#modules,
      runtime: this.#runtime,
      watchRejections: watchUncaught,
      start,
    };
  };

  /** @throws FormError if the text is no post-login action */
  readonly loadAction = (code: string, { filename }: Place): LoadedAction => ({
    kind: "action",
    name: filename,
    warnings: [],
    modules: this.#modules,
    watchRejections: watchUncaught,
    start: prepareAction(code, this.#compilerOf(filename)),
  });

  /** Without the frames of this program, and with the columns of the scripts. */
  readonly cleanStack = (text: string): string => {
    const own = text.replace(foreignFrame, "");
    return [...this.#shifts].reduce(
      (stack, [filename, shift]) =>
        stack.replaceAll(
          new RegExp(`(${escapePattern(filename)}:1:)(\\d+)`, "g"),
          (_, place: string, column: string) => place + String(Math.max(1, Number(column) - shift)),
        ),
      own,
    );
  };

  /** The script begins on the first line, so that the engine's lines are its own. */
  #compilerOf(filename: string): Compile {
    return (script) => {
      const { text, shift } = evaluable(script, { filename, line: 1 });
      this.#shifts.set(filename, shift);
      try {
        return compileText(text) as ReturnType<Compile>;
      } catch (error) {
        // What the parser takes and this browser does not.
        if (!(error instanceof SyntaxError)) {
          throw error;
        }
        throw new FormError(error.message, { line: 1, column: 1 });
      }
    };
  }
}
