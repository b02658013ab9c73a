import { distance } from "fastest-levenshtein";

/** The closest of `words` to what somebody wrote, or undefined if none is close. Case does not count. */
export function nearestWord(written: string, words: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.max(2, written.length / 4) + 1;
  for (const word of words) {
    const edits = distance(written.toLowerCase(), word.toLowerCase());
    if (edits < least) [nearest, least] = [word, edits];
  }
  return nearest;
}
