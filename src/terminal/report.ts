import type { BuildResult } from "../commands/build.ts";
import { renderFrame } from "./frame.ts";
import type { Style } from "./output.ts";
import type { TemplateFile } from "../node/files.ts";
import { printable } from "../text/printable.ts";
import type { Problem } from "../template/problem.ts";
import type { Place } from "../text/places.ts";

/** Codes that switch a style of a terminal on and off. */
const escapes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

/** Puts text in a style of a terminal. */
export type Paint = (format: keyof typeof escapes, text: string) => string;

/** Makes what paints for a stream, which may show no colors. */
export function painter(color: boolean): Paint {
  return (format, text) =>
    color ? `\u001B[${escapes[format][0]}m${text}\u001B[${escapes[format][1]}m` : text;
}

/** Problems for people: each with its place, a code frame and what to do. */
export function renderProblems(
  problems: readonly Problem[],
  files: readonly TemplateFile[],
  style: Style,
): string {
  const texts = new Map(files.map(({ file, bytes }) => [file, bytes.toString()]));
  const blocks = problems.map((problem) => renderProblem(problem, texts.get(problem.file), style));
  return `${blocks.join("\n\n")}\n\n${countOf(problems.length, "problem")}, nothing written\n`;
}

/** A problem of a template or of any other file; what is not known of it is left out. */
export interface ShownProblem extends Partial<Place> {
  readonly code?: string;
  readonly file?: string;
  readonly message: string;
  readonly hint?: string;
}

/** A problem for people, with a code frame if the file's text is given. */
export function renderProblem(
  problem: ShownProblem,
  text: string | undefined,
  { color, width }: Style,
): string {
  const { code, file, line, column, message, hint } = problem;
  const paint = painter(color);
  const place =
    file === undefined ? "" : line === undefined ? file : `${file}:${line}:${column ?? 1}`;
  const title = [
    ...(place === "" ? [] : [paint("bold", printable(place))]),
    ...(code === undefined ? [] : [paint("red", code)]),
  ].join(" ");
  const frame =
    text !== undefined && line !== undefined
      ? paint("dim", renderFrame(text, { ...problem, line, column: column ?? 1 }, width))
      : "";
  const lines = [title, printable(message), frame];
  if (hint !== undefined) {
    lines.push(`hint: ${printable(hint)}`);
  }
  return lines.filter((part) => part !== "").join("\n");
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
    stale: `${out} is stale: build it again, and commit what that writes`,
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

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
