import type { Place } from "./template/problem.ts";

/**
 * The lines of a text around a place, with the place marked. `width` is that of the terminal, in
 * columns. Characters that would steer a terminal are shown as a replacement character.
 */
export function renderFrame(text: string, place: Place, width: number): string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const last = Math.min(place.line + 1, lines.length);
  const gutter = String(last).length;
  const room = Math.max(20, width - gutter - 5);
  const column = lines[place.line - 1] === undefined ? 1 : place.column;
  const from = Math.max(0, column - 1 - Math.floor(room / 2));
  const rows: string[] = [];
  for (let number = Math.max(1, place.line - 1); number <= last; number++) {
    const line = (lines[number - 1] ?? "").replace(/[\p{Cc}\p{Cf}]/gu, mask);
    const marker = number === place.line ? ">" : " ";
    const shown = line.length <= room ? line : line.slice(from, from + room);
    rows.push(`${marker} ${String(number).padStart(gutter)} | ${shown}`.trimEnd());
    if (number !== place.line) continue;
    const indent = column - 1 - (line.length <= room ? 0 : from);
    rows.push(
      `  ${" ".repeat(gutter)} | ${" ".repeat(indent)}${"^".repeat(spanOf(place, line, room))}`,
    );
  }
  return rows.join("\n");
}

function mask(character: string): string {
  return character === "\t" ? " " : "\uFFFD";
}

/** How many columns of its first line a place covers, at least one. */
function spanOf(place: Place, line: string, room: number): number {
  const sameLine = place.endLine === undefined || place.endLine === place.line;
  const end = sameLine ? (place.endColumn ?? place.column + 1) : line.length + 1;
  return Math.max(1, Math.min(end - place.column, Math.floor(room / 2)));
}
