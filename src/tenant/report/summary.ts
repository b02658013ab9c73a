import { count } from "../../migrate/report/words.ts";
import { printable } from "../../text/printable.ts";
import type { TenantReport } from "./data.ts";

/**
 * What is told of a tenant on a terminal. `out` is the folder that was written, if there is one.
 */
export function renderTenantSummary(report: TenantReport, out: string | undefined): string {
  const { rules, actions, pipeline, aside, disabled, links, limits, setUp } = report;
  const width = Math.max(0, ...rules.map(({ rule }) => rule.length));
  const lines = [
    `${report.name}: ${count(rules.length, "rule")} → ${count(actions.length, "action")}`,
    ...rules.map(({ number, rule, action, verdict }) => {
      const level = actions.find((one) => one.action === action)?.level;
      const into = action === undefined || action === rule ? "" : ` in ${action}`;
      const how = level === undefined ? verdict : `${level}, ${verdict}${into}`;
      return `  ${String(number).padStart(2)}  ${rule.padEnd(width)}  ${how}`;
    }),
    ...disabled.map(({ rule, verdict }) =>
      verdict === "cannot"
        ? `   -  ${rule.padEnd(width)}  disabled, cannot`
        : `   -  ${rule.padEnd(width)}  disabled: kept, not bound`,
    ),
    ...aside.map(({ file, reason }) => `  left out: ${file}: ${reason}`),
    ...rules
      .filter(({ verdict }) => verdict === "cannot")
      .flatMap(({ rule, obstacles }) =>
        obstacles.map(({ line, reason, instead }) => {
          const place = line === undefined || line === 0 ? "" : `, line ${line}`;
          return `  ${rule}${place}: ${reason}; instead: ${instead}`;
        }),
      ),
    ...(links.length > 0 ? [`  ${count(links.length, "link")} between rules kept`] : []),
    ...(pipeline ? describePipeline(pipeline) : []),
    ...listLeft(report),
    ...limits.map((limit) => `  limit: ${limit}`),
    ...(setUp.secrets.length > 0
      ? [`  to fill in: ${setUp.secrets.map(({ key }) => key).join(", ")}`]
      : []),
    ...report.notes.map((note) => `  note: ${note}`),
    out === undefined
      ? "  nothing was written: name a folder with --out DIR"
      : `  next: read ${out}/REPORT.md, then ${out}/README.migration.md`,
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

/** What the comparison of all leaves out. */
function listLeft({ rules, aside, pipeline }: TenantReport): string[] {
  const left = rules.filter(({ verdict }) => verdict === "cannot").length + aside.length;
  return left === 0 || !pipeline
    ? []
    : [`    without the ${count(left, "rule")} whose work no action does`];
}

function describePipeline({
  verdict,
  why,
  same,
  second,
  difference,
  traced,
}: NonNullable<TenantReport["pipeline"]>): string[] {
  const because = why === undefined ? "" : ` (${why})`;
  const tried = `${count(same, "login")} and ${count(second, "second login")}`;
  return [
    `  all rules against all actions: ${verdict}${because}, on ${tried}`,
    ...(difference
      ? [
          ...(traced === undefined ? [] : [`    the difference begins with ${traced}`]),
          ...difference.sentences.map((sentence) => `    ${sentence}`),
        ]
      : []),
  ];
}
