import { positionsIn } from "../../text/places.ts";
import type { FormText } from "../job.ts";

/**
 * Says on which lines of its file offsets of a script lie, each line once, in the order of the
 * text.
 */
export function lineNumbers({ code, line }: FormText): (offsets: readonly number[]) => number[] {
  const positionOf = positionsIn(code);
  const lineOf = (offset: number) => line + positionOf(offset).line - 1;
  return (offsets) => [...new Set(offsets.map(lineOf))].sort((a, b) => a - b);
}

/** The most lines that are named beside the first. */
const most = 5;

/** A file with its lines, the first in a form that editors open. */
export function placesIn(file: string, [first = 1, ...others]: readonly number[]): string {
  if (others.length === 0) {
    return `${file}:${first}`;
  }
  const more = others.length > most ? " and more" : "";
  return `${file}:${first} (also line ${others.slice(0, most).join(", ")}${more})`;
}
