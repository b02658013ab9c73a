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

/**
 * Reads all of several parts, so that what is wrong with any is said at once.
 *
 * @throws InputError if some cannot be read
 */
export function readAll<From, To>(parts: readonly From[], read: (part: From) => To): To[] {
  const problems: InputProblem[] = [];
  const texts = new Map<string, string>();
  const done: To[] = [];
  for (const part of parts) {
    try {
      done.push(read(part));
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      problems.push(...error.problems);
      for (const [file, text] of error.texts) {
        texts.set(file, text);
      }
    }
  }
  if (problems.length > 0) {
    throw new InputError(problems, texts);
  }
  return done;
}
