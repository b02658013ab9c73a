import type { Problem } from "../problem.ts";
import type { Source } from "../source.ts";
import type { Range } from "../../text/places.ts";

/** Where the head of a template is, and where its body begins. */
export interface Frontmatter {
  /** The YAML between the two separators. */
  readonly head: Range;
  /** Offset of the first line after the head. */
  readonly body: number;
}

/**
 * The longest head, in UTF-16 units: far more than any form needs, and short enough for slow
 * parsers.
 */
export const maxHead = 10_000;

const firstLine = /^([^\n]*)(?:\n|$)/;
const separatorLine = /^---([^\n]*)$/gm;
const blank = /^[ \t]*$/;

/**
 * Finds the head by lines alone, before any library sees the text: it opens with a first line that
 * is `---` and closes with the next line that is `---`. Nothing may follow on these lines, so a
 * head never names a language to be read in.
 */
export function splitFrontmatter(source: Source): Frontmatter | Problem {
  const { text } = source;
  const opening = firstLine.exec(text)?.[1] ?? "";
  const line = { start: 0, end: opening.length };
  if (!opening.startsWith("---")) {
    return source.problem("head-missing", line);
  }
  if (!blank.test(opening.slice(3))) {
    return source.problem("head-language", line, { opening });
  }
  separatorLine.lastIndex = opening.length + 1;
  const closing = separatorLine.exec(text);
  if (!closing) {
    return source.problem("head-unclosed", line);
  }
  const end = closing.index + closing[0].length;
  if (!blank.test(closing[1] ?? "")) {
    return source.problem("head-separator", { start: closing.index, end }, { line: closing[0] });
  }
  const head = { start: opening.length + 1, end: Math.max(opening.length + 1, closing.index - 1) };
  const length = head.end - head.start;
  if (length > maxHead) {
    return source.problem("head-large", line, { length, limit: maxHead });
  }
  return { head, body: Math.min(end + 1, text.length) };
}
