import { printable } from "../../text/printable.ts";
import type { MigratedReport, RewriteReport } from "./data.ts";

/** What is put side by side. */
interface Row {
  readonly rule: readonly string[];
  readonly action: readonly string[];
  readonly sentences: readonly string[];
}

/**
 * Rule and action side by side, line by line, with a sentence for each rewrite.
 *
 * @param width columns of the terminal
 */
export function renderExplanation(
  { code, rewrites, rule: name }: MigratedReport,
  rule: string,
  width: number,
): string {
  const half = Math.max(30, Math.floor((width - 3) / 2));
  const lines = { rule: rule.split("\n"), action: code.trimEnd().split("\n") };
  const groups = groupRewrites(rewrites);
  const rows = groups.map((group) => readRow(outlineOf(group, groups), lines));
  const texts = [
    row(`rule: ${name}`, "action", half),
    row("", "", half),
    ...rows.flatMap(({ rule: left, action: right, sentences }) => [
      ...pair(wrapAll(left, half), wrapAll(right, half)).map(([one, other]) =>
        row(one, other, half),
      ),
      ...sentences.map((sentence) => `    ${sentence}`),
      "",
    ]),
  ];
  if (rows.length === 0) {
    texts.push("The rule is inside an adapter as it was: no line became another.", "");
  }
  return texts.map(printable).join("\n");
}

interface Group {
  readonly ruleLines: RewriteReport["ruleLines"];
  readonly actionLines: RewriteReport["actionLines"];
  readonly sentences: string[];
}

/** Rewrites of the same lines belong together. */
function groupRewrites(rewrites: readonly RewriteReport[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { ruleLines, actionLines, sentence } of rewrites) {
    const key = [...ruleLines, ...actionLines].join(" ");
    const group = groups.get(key) ?? { ruleLines, actionLines, sentences: [] };
    groups.set(key, group);
    if (!group.sentences.includes(sentence)) {
      group.sentences.push(sentence);
    }
  }
  return [...groups.values()].sort(
    (a, b) => a.ruleLines[0] - b.ruleLines[0] || a.actionLines[0] - b.actionLines[0],
  );
}

/** Of lines in which others became something of their own, the first one says enough. */
function outlineOf(group: Group, groups: readonly Group[]): Group {
  const [first, last] = group.ruleLines;
  const isAround = groups.some(
    ({ ruleLines: [from, to] }) => from >= first && to <= last && to - from < last - first,
  );
  return isAround ? { ...group, ruleLines: [first, first] } : group;
}

function readRow(
  { ruleLines, actionLines, sentences }: Group,
  lines: { readonly rule: readonly string[]; readonly action: readonly string[] },
): Row {
  return {
    rule: numbered(lines.rule, ruleLines),
    action: numbered(lines.action, actionLines),
    sentences,
  };
}

function numbered(lines: readonly string[], [first, last]: readonly [number, number]): string[] {
  return lines
    .slice(first - 1, last)
    .map((line, index) => `${String(first + index).padStart(3)}  ${line.replaceAll("\t", "  ")}`);
}

function pair(left: readonly string[], right: readonly string[]): [string, string][] {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_item, index) => [left[index] ?? "", right[index] ?? ""]);
}

/** Room for the number of a line, which those that go on with it leave empty. */
const margin = "     ";

function wrapAll(lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => wrap(line, width));
}

function wrap(line: string, width: number): string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > width) {
    parts.push(rest.slice(0, width));
    rest = margin + rest.slice(width);
  }
  return [...parts, rest];
}

function row(left: string, right: string, half: number): string {
  return `${left.padEnd(half)} │ ${right}`.trimEnd();
}
