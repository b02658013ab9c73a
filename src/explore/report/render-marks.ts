import type { FormText } from "../../run/job.ts";
import type { FileMarks } from "../marks.ts";
import { missedText } from "./render.ts";

/** How a line is marked: all of it was reached, some branch of it was not, or none of it. */
type Mark = "whole" | "part" | "none";

const signs: Readonly<Record<Mark, string>> = { whole: "+", part: "~", none: "-" };

/** Green, yellow and red. */
const colors: Readonly<Record<Mark, number>> = { whole: 32, part: 33, none: 31 };

/**
 * The scripts of a file with a mark before each line of code: `+` reached, `~` reached but for a
 * branch, which is named, `-` not reached.
 *
 * @param texts what is in the file
 */
export function renderMarks(
  marks: FileMarks,
  texts: readonly Pick<FormText, "code" | "line">[],
  hasColors: boolean,
): string {
  const width = String(Math.max(...marks.lines.map(({ line }) => line))).length;
  const parts = texts.map(({ code, line: first }) =>
    code
      .trimEnd()
      .split("\n")
      .map((text, index) => {
        const line = first + index;
        const { mark, end } = describeLine(marks, line);
        const sign = mark ? signs[mark] : " ";
        const whole = `${sign} ${String(line).padStart(width)}  ${text}${end}`.trimEnd();
        return hasColors && mark ? `\u001B[${colors[mark]}m${whole}\u001B[39m` : whole;
      }),
  );
  return parts.map((lines) => `${[`${marks.file}:`, ...lines].join("\n")}\n`).join("\n");
}

/** How a line is marked, and what is said at its end. */
function describeLine(
  { lines, branches }: FileMarks,
  line: number,
): { mark: Mark | undefined; end: string } {
  const missed = branches.filter((one) => one.line === line && one.logins.length === 0);
  const state = lines.find((one) => one.line === line);
  const mark = markOf(state?.logins, missed.length > 0);
  const reasons = mark === "part" ? [...new Set(missed.map(({ kind }) => missedText[kind]))] : [];
  return { mark, end: reasons.length > 0 ? `  ← ${reasons.join(", ")}` : "" };
}

function markOf(logins: readonly number[] | undefined, hasMissed: boolean): Mark | undefined {
  if (!logins) {
    return undefined;
  }
  return logins.length === 0 ? "none" : hasMissed ? "part" : "whole";
}
