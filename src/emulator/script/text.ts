import type { ScriptNames } from "./names.ts";
import type { ParsedScript } from "../../script/form/parsed-script.ts";

/** The text of a function, of which the middle is a script: it begins on a line of its own. */
export interface FunctionText {
  readonly parameters: readonly string[];
  readonly before: string;
  readonly code: string;
  readonly after: string;
}

/**
 * Makes a function of its text, whose `code` begins at the script's place, in the realm of the
 * caller.
 */
export type Compile = (text: FunctionText) => (...values: unknown[]) => unknown;

/** What a script is in the function that is made for it. */
export interface Frame {
  readonly before: string;
  readonly after: string;
}

/** A rule: an expression. */
export const expressionFrame: Frame = { before: "return (", after: ")" };

/**
 * A module: the body of a function of these names, which are the only ones that it cannot declare.
 */
export function moduleFrame(locals: readonly string[]): Frame {
  return { before: `return function (${locals.join(", ")}) {`, after: "}" };
}

/** A function that gives what the script is, where its free names are parameters. */
export function plainText(
  { code }: ParsedScript,
  frame: Frame,
  parameters: readonly string[],
): FunctionText {
  return { parameters, code, ...frame };
}

/**
 * The same, where its free names are looked up in an object, `scope`, and a `this` that is the
 * global object goes through a function. Lines stay, and so do columns, but for what stands on one
 * line with the start of such a function.
 */
export function scopedText(
  script: ParsedScript,
  frame: Frame,
  { sloppyThis }: ScriptNames,
): FunctionText {
  const [scope, asThis] = [unusedName(script.code, "scope"), unusedName(script.code, "asThis")];
  const code = replaceThis(script.code, sloppyThis, asThis);
  const before = `with (${scope}) ${frame.before}`;
  return { parameters: [scope, asThis], before, code, after: frame.after };
}

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const thisFrame = "this";

function replaceThis(code: string, functions: ScriptNames["sloppyThis"], asThis: string): string {
  const call = `${asThis}(${thisFrame})`;
  const own = unusedName(code, "ths");
  const edits = functions.flatMap(({ body, inBody, inParameters }): Edit[] => [
    ...(inBody.length > 0
      ? [{ at: body.start + 1, length: 0, text: `const ${own} = ${call};` }]
      : []),
    ...inBody.map(({ start }) => ({ at: start, length: thisFrame.length, text: own })),
    ...inParameters.map(({ start }) => ({ at: start, length: thisFrame.length, text: call })),
  ]);
  return applyEdits(code, edits);
}

function applyEdits(code: string, edits: readonly Edit[]): string {
  let [result, done] = ["", 0];
  for (const { at, length, text } of edits.toSorted((a, b) => a.at - b.at)) {
    result += code.slice(done, at) + text;
    done = at + length;
  }
  return result + code.slice(done);
}

/** A name, one character longer than its start, that does not occur in a text. */
function unusedName(code: string, start: string): string {
  for (let index = 0; ; index++) {
    // Letters of one unit each: more of them than a text can use up.
    const name = start + (index === 0 ? "$" : String.fromCharCode(0x4e00 + index));
    if (!code.includes(name)) {
      return name;
    }
  }
}
