/** A stretch of a text, and what takes its place. */
export interface Edit {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly text: string;
}

/** A text with its edits made. Of two that overlap, the outer one counts. */
export function applyEdits(code: string, edits: readonly Edit[], offset = 0): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  let done = "";
  let at = 0;
  for (const { start, end, text } of sorted) {
    if (start - offset < at) {
      continue;
    }
    done += code.slice(at, start - offset) + text;
    at = end - offset;
  }
  return done + code.slice(at);
}
