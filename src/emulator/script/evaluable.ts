import type { FunctionText } from "./text.ts";

/** Where a script stands. */
export interface ScriptFile {
  /** Named in stack traces. */
  readonly filename: string;
  /** The line on which the script begins, from 1. */
  readonly line: number;
}

/** An expression, for `eval` in the global scope. */
export interface Evaluable {
  readonly text: string;
  /** The characters before the script on its first line. */
  readonly shift: number;
}

/**
 * The text of a function as an expression whose lines are those of the file, for engines that can
 * be told no place.
 */
export function evaluable(
  { parameters, before, code, after }: FunctionText,
  { filename, line }: ScriptFile,
): Evaluable {
  const head = `(function (${parameters.join(", ")}) { ${before}`;
  const above = "\n".repeat(line - 1);
  // The name ends at a blank.
  const name = filename.replace(/\s/g, "%20");
  return {
    text: `${head}${above}${code}\n${after} })\n//# sourceURL=${name}`,
    shift: line === 1 ? head.length : 0,
  };
}
