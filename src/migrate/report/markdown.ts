import { renderTrial } from "../../explore/report/render.ts";
import type { ConditionReport, MigratedReport, MigrationReport, ObstacleReport } from "./data.ts";
import { caveat, describeTest, describeVerdict, listMissed } from "./words.ts";

/** A report for whoever reviews a migration, as Markdown. */
export function renderMarkdown(report: MigrationReport, out: string | undefined): string {
  const sections =
    report.verdict === "cannot"
      ? [
          `# ${inline(report.rule)}`,
          "Verdict: **cannot**. No action does what this rule did.",
          ...tableOfObstacles(report.obstacles, "What cannot be translated"),
        ]
      : renderMigrated(report, out);
  return `${sections.join("\n\n")}\n`;
}

function renderMigrated(report: MigratedReport, out: string | undefined): string[] {
  const { rule, level, verdict, code, exploration, conditions, obstacles } = report;
  const { branches, difference, brokenLaw, notes, seed, logins } = exploration;
  const target = out === undefined ? "an action" : inline(out);
  return [
    `# ${inline(rule)}`,
    `Verdict: **${verdict}**, level **${level}**. The rule became ${target}.`,
    `${sentence(describeVerdict(report))} ${logins} logins were tried, from seed ${seed}. The word "same" means: ${caveat}.`,
    ...(branches.missed.length > 0
      ? [`Not reached in the rule: ${listMissed(branches.missed)}.`]
      : []),
    ...(difference
      ? [
          "## Difference",
          list(difference.sentences.map(text)),
          ...(brokenLaw === undefined ? [] : [`Broken: ${text(brokenLaw)}.`]),
          "The smallest login on which they differ:",
          fence(renderTrial(difference.trial).join("\n"), "text"),
        ]
      : []),
    ...tableOfConditions(conditions),
    ...tableOfObstacles(obstacles, "Why the rule was not translated"),
    ...listNeeds(report),
    ...(notes.length > 0 ? ["## Notes", list(notes.map(text))] : []),
    "## Action",
    fence(code.trimEnd(), "js"),
    ...tableOfRewrites(report),
  ];
}

function tableOfConditions(conditions: readonly ConditionReport[]): string[] {
  if (conditions.length === 0) {
    return [];
  }
  const rows = conditions.map((condition) => {
    const { line, sentence: said, source } = condition;
    return [String(line ?? ""), text(said), text(describeTest(condition)), `<${source}>`];
  });
  return [
    "## Conditions",
    "The action does what the rule did as long as each of these is true.",
    table(["line", "condition", "explored logins", "source"], rows),
  ];
}

function tableOfObstacles(obstacles: readonly ObstacleReport[], title: string): string[] {
  if (obstacles.length === 0) {
    return [];
  }
  const rows = obstacles.map(({ line, reason, instead, source }) => [
    ...[line > 0 ? String(line) : "", text(reason), text(instead), `<${source}>`],
  ]);
  return [`## ${title}`, table(["line", "what is there", "what to do instead", "source"], rows)];
}

function listNeeds({ secrets, dependencies }: MigratedReport): string[] {
  const packages = dependencies.map(
    ({ name, version, chosen }) =>
      `${inline(`${name} ${version}`)}${chosen ? ", chosen because the rule names no version" : ""}`,
  );
  return [
    ...(secrets.length > 0 ? ["## Secrets", list(secrets.map(inline))] : []),
    ...(packages.length > 0 ? ["## Dependencies", list(packages)] : []),
  ];
}

function tableOfRewrites({ rewrites }: MigratedReport): string[] {
  if (rewrites.length === 0) {
    return [];
  }
  const rows = rewrites.map(({ ruleLines, actionLines, sentence: said }) => [
    ...[lines(ruleLines), lines(actionLines), text(said)],
  ]);
  return ["## What became of the lines", table(["rule", "action", "why"], rows)];
}

function lines([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}–${last}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, head.map(() => "---"), ...rows];
  return all.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${text(words.slice(1))}.`;
}

/** Text that Markdown takes for nothing else, in a cell as well. */
function text(words: string): string {
  return words.replace(/[\\`*_{}[\]<>|#]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");
}

function inline(words: string): string {
  const ticks = "`".repeat(
    1 + Math.max(0, ...(words.match(/`+/g) ?? []).map(({ length }) => length)),
  );
  return ticks.length > 1 ? `${ticks} ${words} ${ticks}` : `\`${words}\``;
}

function fence(content: string, language: string): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${content}\n${ticks}`;
}
