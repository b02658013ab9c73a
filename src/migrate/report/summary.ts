import { renderTrial } from "../../explore/report/render.ts";
import { printable } from "../../text/printable.ts";
import type { MigratedReport, MigrationReport, ObstacleReport } from "./data.ts";
import { count, describeTest, describeVerdict, listMissed } from "./words.ts";

/** What is told of a migration on a terminal. `out` is the file of the action, if it has one. */
export function renderSummary(report: MigrationReport, out: string | undefined): string {
  const lines =
    report.verdict === "cannot"
      ? [`${report.rule} → cannot be an action`, ...listObstacles(report.obstacles)]
      : renderMigrated(report, out);
  return `${lines.map(printable).join("\n")}\n`;
}

function renderMigrated(report: MigratedReport, out: string | undefined): string[] {
  const { rule, level, conditions, exploration, obstacles } = report;
  const { branches, difference, brokenLaw, notes } = exploration;
  const isLast = conditions.length === 0 ? "" : ":";
  const shown =
    report.verdict === "not proved" && conditions.length > 0
      ? [`  ${describeVerdict(report)}; ${count(conditions.length, "condition")}:`]
      : [`  ${describeVerdict(report)}${difference ? ":" : isLast}`];
  return [
    `${rule} → ${out ?? "an action"}, ${level}`,
    ...shown,
    ...(difference?.sentences ?? []).map((sentence) => `    ${sentence}`),
    ...(brokenLaw === undefined ? [] : [`    broken: ${brokenLaw}`]),
    ...(difference
      ? ["    on this login:", ...renderTrial(difference.trial).map((line) => `      ${line}`)]
      : []),
    ...listConditions(report),
    ...(branches.missed.length > 0 ? [`  not reached: ${listMissed(branches.missed)}`] : []),
    ...(obstacles.length > 0 ? ["  not translated, because", ...listObstacles(obstacles)] : []),
    ...listNeeds(report),
    ...notes.map((note) => `  note: ${note}`),
  ];
}

function listConditions({ conditions, verdict }: MigratedReport): string[] {
  const lead =
    verdict === "different" && conditions.length > 0 ? ["  under these conditions:"] : [];
  const width = Math.max(0, ...conditions.map(({ line = "" }) => String(line).length));
  const lines = conditions.map((condition) => {
    const { line, sentence } = condition;
    const test = describeTest(condition);
    const place =
      line === undefined ? "always".padEnd(5 + width) : `line ${String(line).padEnd(width)}`;
    return `    ${place}  ${sentence}${test === "" ? "" : ` (${test})`}`;
  });
  return [...lead, ...lines];
}

function listObstacles(obstacles: readonly ObstacleReport[]): string[] {
  return obstacles.flatMap(({ line, reason, instead }) => [
    `    ${line > 0 ? `line ${line}  ` : ""}${reason}`,
    `      instead: ${instead}`,
  ]);
}

function listNeeds({ secrets, dependencies }: MigratedReport): string[] {
  const packages = dependencies.map(
    ({ name, version, chosen }) =>
      `${name} ${version}${chosen ? " (the rule named no version)" : ""}`,
  );
  return [
    ...(secrets.length > 0 ? [`  secrets       ${secrets.join(", ")}`] : []),
    ...(packages.length > 0 ? [`  dependencies  ${packages.join(", ")}`] : []),
  ];
}
