import type { ProblemCode } from "../template/problem.ts";
import { paragraphsOf } from "../template/problems/entry.ts";
import { problems } from "../template/problems/problems.ts";

/**
 * What a problem means, for people: its code, and paragraphs of lines of at most `width` columns.
 */
export function renderExplanation(code: ProblemCode, width: number): string {
  const paragraphs = paragraphsOf(problems[code])
    // A link is shown by its text, which is the name of a file.
    .map((paragraph) => paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1"))
    .map((paragraph) => wrap(paragraph, width));
  return `${[code, ...paragraphs].join("\n\n")}\n`;
}

/** Breaks a line at spaces. A word that is longer than a line stays whole. */
function wrap(line: string, width: number): string {
  return line.replace(new RegExp(`(\\S.{0,${width - 1}}|\\S+)(?:\\s+|$)`, "g"), "$1\n").trimEnd();
}
