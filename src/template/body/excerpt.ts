import type { Range } from "../../text/places.ts";

/** A fenced block at the left margin, as offsets in the text it was found in. */
export interface Fence {
  /** The opening line's first character, and the end of the closing line. */
  readonly block: Range;
  /** The lines between the two, without the last line's end. */
  readonly content: Range;
  /** What follows the marker on the opening line. */
  readonly info: string;
}

const fenceLine = /^( {0,3})(`{3,}|~{3,})([^\n]*)$/gm;

/**
 * Finds fenced blocks by lines alone. What it finds is a guess until the Markdown tree has a block
 * at the same place: a fence may stand inside a list or raw HTML.
 */
export function findFences(text: string, from: number): Fence[] {
  const fences: Fence[] = [];
  let open: { start: number; content: number; marker: string; info: string } | undefined;
  fenceLine.lastIndex = from;
  for (let line = fenceLine.exec(text); line; line = fenceLine.exec(text)) {
    const [all, indent = "", marker = "", info = ""] = line;
    const end = line.index + all.length;
    if (!open) {
      const opens = indent === "" && !(marker.startsWith("`") && info.includes("`"));
      if (opens) {
        open = { start: line.index, content: end + 1, marker, info: info.trim() };
      }
    } else if (marker.startsWith(open.marker) && /^[ \t]*$/.test(info)) {
      const content = { start: open.content, end: Math.max(open.content, line.index - 1) };
      fences.push({ block: { start: open.start, end }, content, info: open.info });
      open = undefined;
    }
  }
  return fences;
}

/** A text from `from` on with some ranges cut out, which knows where each character came from. */
export class Excerpt {
  readonly text: string;
  /** Where pieces begin: in the excerpt, and in the whole text. */
  readonly #pieces: { at: number; source: number }[] = [];

  constructor(text: string, from: number, cuts: readonly Range[]) {
    let excerpt = "";
    let start = from;
    for (const cut of [...cuts, { start: text.length, end: text.length }]) {
      this.#pieces.push({ at: excerpt.length, source: start });
      excerpt += text.slice(start, cut.start);
      start = cut.end;
    }
    this.text = excerpt;
  }

  /** The offset in the whole text of an offset in the excerpt. */
  sourceOffset(offset: number): number {
    const piece = this.#pieces.findLast(({ at }) => at <= offset);
    return piece ? piece.source + offset - piece.at : offset;
  }
}
