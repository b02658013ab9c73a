/** A part of a text: offsets in UTF-16 units, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A point in a file. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** A range in a file, or where one begins. The end is exclusive. */
export interface Place extends Position {
  readonly endLine?: number;
  readonly endColumn?: number;
}

/**
 * Gives the positions of offsets in a text, whose lines end with LF, CR or both. Others are cut to
 * its ends.
 */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  return (offset) => {
    const at = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  const lineEnd = /\r\n?|\n/g;
  while (lineEnd.test(text)) {
    starts.push(lineEnd.lastIndex);
  }
  return starts;
}

/** The position of one offset. */
export function positionAt(text: string, offset: number): Position {
  return positionsIn(text)(offset);
}

/** Compares by UTF-16 code unit, which gives the same order on every machine. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
