import type { BuildResult } from "./commands/build.ts";
import { renderFrame } from "./frame.ts";
import type { TemplateFile } from "./node/files.ts";
import type { Problem } from "./template/problem.ts";

/** How a stream shows text. */
export interface Style {
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
}

/** Codes that switch a style of a terminal on and off. */
const escapes = { bold: [1, 22], dim: [2, 22], red: [31, 39] } as const;

/** Problems for people: each with its place, a code frame and what to do. */
export function renderProblems(
  problems: readonly Problem[],
  files: readonly TemplateFile[],
  { colour, width }: Style,
): string {
  const texts = new Map(files.map(({ file, bytes }) => [file, bytes.toString()]));
  const blocks = problems.map((problem) => {
    const { code, file, line, column, message, hint } = problem;
    const paint = (format: keyof typeof escapes, text: string): string =>
      colour ? `\u001B[${escapes[format][0]}m${text}\u001B[${escapes[format][1]}m` : text;
    const text = texts.get(file);
    return [
      `${paint("bold", printable(`${file}:${line}:${column}`))} ${paint("red", code)}`,
      printable(message),
      ...(text === undefined ? [] : [paint("dim", renderFrame(text, problem, width))]),
      `hint: ${printable(hint)}`,
    ].join("\n");
  });
  return `${blocks.join("\n\n")}\n\n${countOf(problems.length, "problem")}, nothing written\n`;
}

/** Problems as annotations of a GitHub workflow. */
export function renderAnnotations(problems: readonly Problem[]): string {
  return problems
    .map(({ code, file, line, column, endLine, endColumn, message, hint }) => {
      const places = { file, line, endLine, col: column, endColumn, title: code };
      const properties = Object.entries(places)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
      return `::error ${properties.join(",")}::${escapeData(`${message}\nhint: ${hint}`)}\n`;
    })
    .join("");
}

/** What a build did, in a line, and a line for each template that differs. */
export function renderSummary(
  result: Exclude<BuildResult, { kind: "problems" }>,
  out: string,
  milliseconds: number,
): string {
  const states = {
    written: `${out} written`,
    unchanged: `${out} is up to date`,
    stale: `${out} is stale: run ./build, and commit what it writes`,
  };
  const counts =
    `${countOf(result.templates, "template")} in ` +
    `${countOf(result.categories, "category", "categories")}, ${Math.round(milliseconds)} ms`;
  const lines = Object.entries(result.changes).flatMap(([kind, ids]: [string, readonly string[]]) =>
    listChanges(kind, ids),
  );
  return [`${states[result.kind]}: ${counts}`, ...lines, ""].join("\n");
}

const mostListed = 10;

function listChanges(kind: string, ids: readonly string[]): string[] {
  const listed = ids.slice(0, mostListed).map((id) => `  ${kind} ${printable(id)}`);
  const more = ids.length - listed.length;
  return more > 0 ? [...listed, `  ${kind} ${more} more`] : listed;
}

function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Text from a file, without what would steer a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
