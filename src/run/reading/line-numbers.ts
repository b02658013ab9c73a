import type { FormText } from "../job.ts";

/** Says on which lines of its file offsets of a script lie, each line once, in the order of the text. */
export function lineNumbers({ code, line }: FormText): (offsets: readonly number[]) => number[] {
  const starts = [...code.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length);
  const linesBefore = (offset: number): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (offsets) =>
    [...new Set(offsets.map((offset) => line + linesBefore(offset)))].sort((a, b) => a - b);
}

/** The most lines that are named beside the first. */
const MOST = 5;

/** A file with its lines, the first in a form that editors open. */
export function placesIn(file: string, [first = 1, ...others]: readonly number[]): string {
  if (others.length === 0) return `${file}:${first}`;
  const more = others.length > MOST ? " and more" : "";
  return `${file}:${first} (also line ${others.slice(0, MOST).join(", ")}${more})`;
}
