/**
 * One kind of problem: what is said where it is found, and what it means. `Values` is what the
 * place adds to the texts, and undefined where they are always the same.
 */
export interface ProblemEntry<Values = undefined> {
  /** What is there. */
  readonly message: Wording<Values>;
  /** What to do. */
  readonly hint: Wording<Values>;
  /**
   * What it means, in Markdown, lines broken at will: a section of docs/problems.md, from where its
   * links lead. On a terminal a link is shown by its text alone.
   */
  readonly explanation: string;
}

type Wording<Values> = string | ((values: Values) => string);

/** Gives an entry back: with `Values` named here, its texts need not repeat them. */
export function defineProblem<Values = undefined>(
  entry: ProblemEntry<Values>,
): ProblemEntry<Values> {
  return entry;
}

/** The paragraphs of an explanation, each in one line. */
export function paragraphsOf({ explanation }: Pick<ProblemEntry, "explanation">): string[] {
  return explanation.split(/\n\s*\n/).map((paragraph) => paragraph.trim().replace(/\s+/g, " "));
}
