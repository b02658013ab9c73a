import { printable } from "../text/printable.ts";
import type { Place } from "../text/places.ts";

/**
 * The lines of a text around a place, with the place marked. `width` is that of the terminal, in
 * columns. Characters that would steer a terminal are shown as a replacement character.
 */
export function renderFrame(text: string, place: Place, width: number): string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const last = Math.min(place.line + 1, lines.length);
  const gutter = String(last).length;
  const room = Math.max(20, width - gutter - 5);
  // A byte order mark is a column of line 1 that is not shown.
  const hidden = place.line === 1 && text.startsWith("\uFEFF") ? 1 : 0;
  const column = lines[place.line - 1] === undefined ? 1 : Math.max(1, place.column - hidden);
  const from = Math.max(0, column - 1 - Math.floor(room / 2));
  const rows: string[] = [];
  for (let number = Math.max(1, place.line - 1); number <= last; number++) {
    const line = (lines[number - 1] ?? "").replaceAll("\t", " ");
    const marker = number === place.line ? ">" : " ";
    const shown = line.length <= room ? line : line.slice(from, from + room);
    rows.push(printable(`${marker} ${String(number).padStart(gutter)} | ${shown}`).trimEnd());
    if (number !== place.line) {
      continue;
    }
    const indent = column - 1 - (line.length <= room ? 0 : from);
    const marks = Math.min(spanOf(place, line.length + hidden), Math.floor(room / 2));
    rows.push(`  ${" ".repeat(gutter)} | ${" ".repeat(indent)}${"^".repeat(marks)}`);
  }
  return rows.join("\n");
}

/** How many columns of its first line a place covers, at least one. */
function spanOf({ line, column, endLine, endColumn }: Place, length: number): number {
  const sameLine = endLine === undefined || endLine === line;
  const end = sameLine ? (endColumn ?? column + 1) : length + 1;
  return Math.max(1, end - column);
}
