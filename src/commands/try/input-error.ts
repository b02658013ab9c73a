/** What is wrong with a file that was given, as a person can mend it. */
export interface InputProblem {
  readonly message: string;
  readonly hint?: string;
  readonly code?: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Input that cannot be run, and the texts of the files that the problems are in. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];
  readonly texts: ReadonlyMap<string, string>;

  constructor(
    given: InputProblem | readonly InputProblem[],
    texts: ReadonlyMap<string, string> = new Map(),
  ) {
    const problems: readonly InputProblem[] = "message" in given ? [given] : given;
    super(problems.map(({ message }) => message).join("\n"));
    this.problems = problems;
    this.texts = texts;
  }
}
