import type { Kept } from "./logins/guidance.ts";
import type { Played } from "./play.ts";
import type { Prepared } from "./prepare.ts";
import type { SpannedBranch } from "./report/report.ts";
import type { Trial } from "./trial.ts";

/** A line of a file that has code, and the logins that went through it. */
export interface LineState {
  /** From 1. */
  readonly line: number;
  /** Numbers of logins, from 0; none if no login did. */
  readonly logins: readonly number[];
}

/** A branch, and the logins that took it. */
export interface BranchState extends SpannedBranch {
  /** Numbers of logins, from 0; none if no login did. */
  readonly logins: readonly number[];
}

/** What logins went through in one file. */
export interface FileMarks {
  readonly file: string;
  readonly lines: readonly LineState[];
  readonly branches: readonly BranchState[];
}

/** What logins went through, and these logins. */
export interface Marks {
  readonly logins: readonly Trial[];
  readonly files: readonly FileMarks[];
}

/** Marks the lines and branches of scripts with the logins that went through them. */
export function markScripts(
  kept: readonly Kept[],
  { branches, marks }: Pick<Prepared, "branches" | "marks">,
): Marks {
  const taken = collect(kept, ({ reached }) => reached);
  const run = collect(kept, (played) => played.marks);
  const placed = branches.map((branch, number) => ({ ...branch, logins: taken.get(number) ?? [] }));
  const files = [...new Set([...branches, ...marks].map(({ file }) => file))];
  return {
    logins: kept.map(({ trial }) => trial),
    files: files.map((file) => ({
      file,
      lines: linesOf(
        marks.flatMap((mark, number) =>
          mark.file === file ? [{ ...mark, logins: run.get(number) ?? [] }] : [],
        ),
      ),
      branches: placed.filter((branch) => branch.file === file),
    })),
  };
}

/** By number, the logins that told it. */
function collect(
  kept: readonly Kept[],
  told: (played: Played) => readonly number[],
): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [login, { all }] of kept.entries()) {
    for (const number of new Set(all.flatMap(told))) {
      found.set(number, [...(found.get(number) ?? []), login]);
    }
  }
  return found;
}

/**
 * Of statements in the order of the text: a line is that of the first one that begins on it, or of
 * one from before.
 */
function linesOf(
  marks: readonly { line: number; endLine: number; logins: readonly number[] }[],
): LineState[] {
  const lines = new Map<number, LineState>();
  const begun = new Set<number>();
  for (const { line: first, endLine, logins } of marks) {
    for (let line = first; line <= endLine; line++) {
      if (!begun.has(line)) {
        lines.set(line, { line, logins });
      }
    }
    begun.add(first);
  }
  return [...lines.values()].sort((a, b) => a.line - b.line);
}
