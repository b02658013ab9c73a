import { parse } from "acorn";

import {
  ACTION_GLOBALS,
  RULE_GLOBALS,
  type LoadedAction,
  type LoadedRule,
} from "../../emulator/loaded.ts";
import type { ModuleSource } from "../../emulator/require.ts";
import { checkRuleForm, FormError } from "../../emulator/rules/form.ts";
import type { Rule } from "../../emulator/rules/types.ts";
import { watchUncaught } from "./uncaught.ts";

interface Place {
  /** Named in stacks; a word without blanks. */
  readonly filename: string;
  readonly id?: string;
}

type Start = (...values: unknown[]) => unknown;

/** A frame of a stack, as each engine writes it, in code that is not the script's. */
const foreignFrame = /\n(?:\s+at [^\n]*?|[^\n@]*@)(?:blob:|<anonymous>|\[native code\])[^\n]*/g;

// Compiles in the global scope, not in this one.
const compileText = globalThis.eval;

/** Makes scripts ready to run in a worker, as `node/load.ts` does in Node, and knows their stacks. */
export class Compiler {
  readonly #modules: ModuleSource;
  /** By file, how many characters stand before the script on its first line. */
  readonly #shifts = new Map<string, number>();

  constructor(modules: ModuleSource) {
    this.#modules = modules;
  }

  /** @throws FormError if the text is not one function expression */
  readonly loadRule = (script: string, { filename, id }: Place): LoadedRule => {
    const { code, name = filename, warnings } = checkRuleForm(script);
    const start = this.#compile(filename, RULE_GLOBALS, ["return (", code, ")"]);
    return {
      kind: "rule",
      id: id ?? name,
      name,
      warnings,
      modules: this.#modules,
      watchRejections: watchUncaught,
      start: (globals) => start(...RULE_GLOBALS.map((name) => globals[name])) as Rule,
    };
  };

  /** @throws FormError if the text is no JavaScript */
  readonly loadAction = (code: string, { filename }: Place): LoadedAction => {
    checkScript(code);
    const start = this.#compile(filename, ACTION_GLOBALS, ["", code, ""]);
    return {
      kind: "action",
      name: filename,
      warnings: [],
      modules: this.#modules,
      watchRejections: watchUncaught,
      start: (globals) => {
        start(...ACTION_GLOBALS.map((name) => globals[name]));
      },
    };
  };

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
  #compile(
    filename: string,
    parameters: readonly string[],
    [before, code, after]: readonly [string, string, string],
  ): Start {
    const head = `(function (${parameters.join(", ")}) {${before}`;
    this.#shifts.set(filename, head.length);
    try {
      return compileText(`${head}${code}\n${after}})\n//# sourceURL=${filename}`) as Start;
    } catch (error) {
      // What the parser takes and this browser does not.
      if (!(error instanceof SyntaxError)) throw error;
      throw new FormError(error.message, { line: 1, column: 1 });
    }
  }
}

/** Also keeps a text from closing the function that is put around it. */
function checkScript(code: string): void {
  try {
    parse(code, { ecmaVersion: "latest", sourceType: "script", allowReturnOutsideFunction: true });
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc?: { line: number; column: number } };
    const place = { line: loc?.line ?? 1, column: (loc?.column ?? 0) + 1 };
    throw new FormError(message.replace(/ \(\d+:\d+\)$/, ""), place);
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
