/**
 * What nobody sees in a text: control characters beside tab and line feed, those that turn the
 * direction of what follows, so that code reads as something else, and those of no width.
 */
const hidden = /[^\P{Cc}\t\n]|[\p{Bidi_Control}\u00AD\u200B\u2060\uFEFF]/u;

/** The first character that nobody sees: its offset, and its name, such as U+202E. */
export function findHidden(text: string): { offset: number; name: string } | undefined {
  const offset = text.search(hidden);
  if (offset === -1) return undefined;
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
  return { offset, name: `U+${code}` };
}

/** Whether there is anything to read in a text. */
export function isReadable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
