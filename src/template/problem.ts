import { compareCodeUnits, type Place } from "../text/places.ts";
import type { ProblemEntry } from "./problems/entry.ts";
import { problems } from "./problems/problems.ts";

export type ProblemCode = keyof typeof problems;

/** What a place adds to the texts of a problem: nothing, or one value. */
export type ProblemValues<Code extends ProblemCode> =
  (typeof problems)[Code] extends ProblemEntry<infer Values>
    ? [Values] extends [undefined]
      ? []
      : [values: Values]
    : never;

/** A problem without its place. */
export interface Description {
  readonly code: ProblemCode;
  /** What is there. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** What a contributor must change, and where. */
export interface Problem extends Description, Place {
  /** Path as given to the program, with forward slashes. */
  readonly file: string;
}

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}

/** Words a problem: `values` are what its entry wants to know of the place. */
export function describeProblem<Code extends ProblemCode>(
  code: Code,
  ...[values]: ProblemValues<Code>
): Description {
  // The code has said of what type the values are.
  const { message, hint } = problems[code] as ProblemEntry<unknown>;
  const word = (text: typeof message): string => (typeof text === "string" ? text : text(values));
  return { code, message: word(message), hint: word(hint) };
}

/** A problem of a file as a whole. */
export function fileProblem<Code extends ProblemCode>(
  file: string,
  code: Code,
  ...values: ProblemValues<Code>
): Problem {
  return placeProblem(file, { line: 1, column: 1 }, describeProblem(code, ...values));
}

/** The keys in the order in which `--json` prints them. */
export function placeProblem(
  file: string,
  place: Place,
  { code, message, hint }: Description,
): Problem {
  return { code, file, ...place, message, hint };
}

export function isProblem(value: object): value is Problem {
  return "code" in value && "hint" in value;
}

/** The order in which problems are printed: by file, then by place. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareCodeUnits(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareCodeUnits(a.code, b.code)
  );
}
