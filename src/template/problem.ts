import { compareCodeUnits, type Place } from "../text/places.ts";

/** Every code a problem can have. Each has a folder in `test/invalid/` and a heading in CONTRIBUTING.md. */
export const problemCodes = [
  "action-duplicate",
  "action-form",
  "action-missing",
  "action-syntax",
  "action-unexpected",
  "block-indented",
  "block-unclosed",
  "category-unknown",
  "character-hidden",
  "character-mixed",
  "code-comment",
  "code-deep",
  "code-dynamic",
  "code-name",
  "configuration-default",
  "configuration-duplicate",
  "configuration-example",
  "configuration-pattern",
  "configuration-undeclared",
  "configuration-unreadable",
  "configuration-unused",
  "dependency-duplicate",
  "dependency-missing",
  "dependency-unused",
  "deprecated-replacement",
  "description-empty",
  "description-long",
  "example-configuration",
  "example-duplicate",
  "example-syntax",
  "field-missing",
  "field-type",
  "field-unknown",
  "field-value",
  "file-encoding",
  "file-extension",
  "file-kind",
  "file-large",
  "file-link",
  "file-unreadable",
  "forms-missing",
  "global-dynamic",
  "global-unknown",
  "head-alias",
  "head-comment",
  "head-duplicate-key",
  "head-language",
  "head-large",
  "head-missing",
  "head-separator",
  "head-unclosed",
  "head-yaml",
  "html-raw",
  "id-duplicate",
  "id-invalid",
  "id-retired",
  "image",
  "link",
  "markdown",
  "module-dynamic",
  "module-pinned",
  "module-unknown",
  "module-unpinned",
  "name-foreign",
  "outage-missing",
  "outage-unneeded",
  "replaces-taken",
  "retired-duplicate",
  "retired-replacement",
  "retired-syntax",
  "rule-duplicate",
  "rule-form",
  "rule-missing",
  "rule-syntax",
  "rule-unexpected",
  "title-duplicate",
  "title-invalid",
  "title-missing",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** What a contributor must change, and where. */
export interface Problem extends Place {
  readonly code: ProblemCode;
  /** Path as given to the program, with forward slashes. */
  readonly file: string;
  /** What is there. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
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
