import type { Rewrite, Translated } from "../translation.ts";
import { type Out } from "./flow/output.ts";
import { render } from "./flow/render.ts";
import { pruneLines } from "./prune.ts";
import type { RuleTree } from "./read/rule-tree.ts";
import { lineBreak, plain, step, type Notes } from "./work.ts";

interface Handlers {
  readonly level: Translated["level"];
  readonly execute: readonly Out[];
  /** For a return from a redirect. */
  readonly resume?: readonly Out[];
}

/** The text of the action and what it needs. */
export function assemble(notes: Notes, { level, execute, resume }: Handlers): Translated {
  const unit = step;
  const lines = [
    ...headLines(notes.heads),
    ...commentLines(notes.rule),
    ...handler("onExecutePostLogin", execute, unit),
    ...(resume ? ["", ...handler("onContinuePostLogin", resume, unit)] : []),
  ];
  const marked = lines
    .join("\n")
    .replaceAll(lineBreak, "\n")
    .replaceAll(step, unitOf(notes))
    .split("\n")
    // The line of a statement that was dropped goes with it.
    .filter((line) => !line.includes("\uE003") || plain(line).replace(/[;\s]/g, "") !== "")
    .join("\n");
  const { code, rewrites } = readMarks(pruneLines(marked, notes.rule), notes);
  return {
    kind: "translated",
    level,
    code: `${code.replaceAll("\uE003", "").replaceAll("\uE004", "\n")}\n`,
    conditions: [...notes.conditions.values()].sort((a, b) => a.place.start - b.place.start),
    secrets: [...notes.secrets].sort(),
    dependencies: [...notes.dependencies.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    rewrites,
  };
}

/** Modules come first, then variables, then functions, each with a blank line before it. */
function headLines(heads: ReadonlySet<string>): string[] {
  // Both handlers note what they need.
  const sorted = [...new Map([...heads].map((head) => [plain(head), head])).values()].sort();
  const groups = [
    sorted.filter((head) => plain(head).includes(" = require(")),
    sorted.filter((head) => /^let\b/.test(head)),
    ...sorted
      .filter((head) => !plain(head).includes(" = require(") && !/^let\b/.test(head))
      .map((head) => [head]),
  ];
  return groups.filter((group) => group.length > 0).flatMap((group) => [...group, ""]);
}

/** The comments before the rule. */
function commentLines({ code, root }: RuleTree): string[] {
  const comments = code.slice(0, root.start).match(/\/\*[^]*?\*\/|\/\/.*$/gm) ?? [];
  return comments.flatMap((comment) => comment.split("\n"));
}

function handler(name: string, body: readonly Out[], unit: string): string[] {
  const lines = render(body, unit).map((line) => (line === "" ? line : unit + line));
  return [`exports.${name} = async (event, api) => {`, ...lines, "};"];
}

/** Takes the marks out of a text and says which lines they are on. See `Notes.mark`. */
function readMarks(marked: string, notes: Notes): { code: string; rewrites: Rewrite[] } {
  const rewrites: Rewrite[] = [];
  const open: { readonly index: number; readonly line: number }[] = [];
  let code = "";
  let line = 1;
  for (const [part, number] of marked.matchAll(
    /\uE000(\d+)\uE001|[\uE002\uE004\n]|[^\uE000\uE002\uE004\n]+/g,
  )) {
    if (number !== undefined) {
      open.push({ index: Number(number), line });
    } else if (part === "\uE002") {
      const begun = open.pop();
      const mark = begun && notes.marked[begun.index];
      if (!begun || !mark) {
        continue;
      }
      const { line: first } = notes.rule.placeOf(mark.node);
      const { line: last } = notes.rule.placeOf({ ...mark.node, start: mark.node.end });
      rewrites.push({ id: mark.id, ruleLines: [first, last], actionLines: [begun.line, line] });
    } else {
      if (part === "\n" || part === "\uE004") {
        line++;
      }
      code += part;
    }
  }
  return { code, rewrites: rewrites.sort((a, b) => a.actionLines[0] - b.actionLines[0]) };
}

/** The indentation of the rule: that of its first line that has some. */
function unitOf({ rule }: Notes): string {
  const lines = rule.code.slice(rule.root.body.start).split("\n").slice(1);
  const margin = /^[ \t]*/.exec(rule.code.split("\n").at(-1) ?? "")?.[0] ?? "";
  const indents = lines.map((line) => /^[ \t]+(?=[^\s*])/.exec(line)?.[0] ?? "");
  const first = indents.find((indent) => indent.length > margin.length)?.slice(margin.length);
  return first !== undefined && /^(?: {2}| {4}|\t)$/.test(first) ? first : "  ";
}
