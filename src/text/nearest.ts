import { distance } from "fastest-levenshtein";

/**
 * The closest of `words` to what somebody wrote, or undefined if none is close. Case does not
 * count.
 */
export function nearestWord(written: string, words: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(2, written.length / 4) + 1;
  for (const word of words) {
    const edits = distance(written.toLowerCase(), word.toLowerCase());
    if (edits < least) {
      [nearest, least] = [word, edits];
    }
  }
  return nearest;
}

/** The nearest of the words, as the end of a sentence that says that there is no such word. */
export function guess(written: string, words: readonly string[]): string {
  const nearest = nearestWord(written, words);
  return nearest === undefined ? "" : `, did you mean ${nearest}?`;
}
