import type { CodePiece } from "./highlight.ts";

/** Splits pieces of code into lines. A piece that goes on over several of them is in each. */
export function linesOf(pieces: readonly CodePiece[]): CodePiece[][] {
  let line: CodePiece[] = [];
  const lines = [line];
  for (const { text, kind } of pieces) {
    text.split("\n").forEach((part, index) => {
      if (index > 0) {
        line = [];
        lines.push(line);
      }
      if (part !== "") {
        line.push({ text: part, kind });
      }
    });
  }
  return lines;
}
