import { caveat, count } from "../../migrate/report/words.ts";
import type { Difference, PipelineReport, TenantReport } from "./data.ts";
import { renderPicture } from "./mermaid.ts";
import { fence, inline, list, table, text } from "./markup.ts";
import { listSwitch } from "./switch.ts";

/** The report of a tenant's migration, for whoever signs it. */
export function renderTenantReport(report: TenantReport): string {
  const { rules, actions, name, limits, notes } = report;
  const sections = [
    `# ${text(name)}: Rules to Actions`,
    summarize(report),
    ...(report.pipeline ? pipelineSection(report.pipeline, listLeft(report)) : []),
    ...cannotSection(report),
    ...(limits.length > 0 ? ["## Beyond the limits of the platform", list(limits.map(text))] : []),
    "## Before and after",
    fence(renderPicture(report), "mermaid"),
    "## Rules",
    `${count(rules.length, "rule")} ran, in this order. ${count(actions.length, "action")} ${actions.length === 1 ? "does" : "do"} their work.`,
    tableOfRules(report),
    ...adapterSection(report),
    ...conditionSection(report),
    ...linkSection(report),
    ...setUpSection(report),
    ...listSwitch(report),
    ...(notes.length > 0 ? ["## Notes", list(notes.map(text))] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function summarize({ rules, actions, pipeline, aside, disabled }: TenantReport): string {
  const cannot = rules.filter(({ verdict }) => verdict === "cannot").length;
  const left = [
    ...(cannot > 0 ? [`${count(cannot, "rule")} cannot become an action`] : []),
    ...(aside.length > 0 ? [`${count(aside.length, "file")} could not be read`] : []),
    ...(disabled.length > 0
      ? [
          `${count(disabled.length, "disabled rule")} ${disabled.length === 1 ? "is" : "are"} not bound`,
        ]
      : []),
  ];
  const verdict = pipeline ? ` All of them together: **${pipeline.verdict}**.` : "";
  const rest = left.length > 0 ? ` ${left.join("; ")}.` : "";
  return `${count(rules.length, "rule")} became ${count(actions.length, "action")}.${verdict}${rest}`;
}

/** Rules whose work no action does. */
function listLeft({ rules, aside }: TenantReport): string[] {
  return [
    ...rules.filter(({ verdict }) => verdict === "cannot").map(({ rule }) => text(rule)),
    ...aside.map(({ file }) => inline(file)),
  ];
}

function pipelineSection(pipeline: PipelineReport, left: readonly string[]): string[] {
  const { logins, same, reached, branches, second, why, difference, traced, notes } = pipeline;
  const shown = `The same logins went through all rules and through all actions, with returns from redirects. ${same} of ${count(logins, "login")} ended the same, and they reach ${reached} of ${count(branches, "branch", "branches")} of the rules. ${count(second, "user")} logged in a second time. The word "same" means: ${caveat}.`;
  return [
    "## All rules against all actions",
    `Verdict: **${pipeline.verdict}**${why === undefined ? "" : `, because ${text(why)}`}.`,
    shown,
    ...(left.length > 0
      ? [
          "**No action does the work of these rules.** They are not part of the comparison. If one of them refused logins, the actions let those users in:",
          list(left),
        ]
      : []),
    ...(difference
      ? [
          `### Difference${traced === undefined ? "" : `, which begins with ${text(traced)}`}`,
          ...renderDifference(difference),
        ]
      : []),
    ...(notes.length > 0 ? [list(notes.map(text))] : []),
  ];
}

function renderDifference({ sentences, login }: Difference): string[] {
  return [
    list(sentences.map(text)),
    "The smallest login on which they differ:",
    fence(login.join("\n"), "text"),
  ];
}

function cannotSection({ rules, aside, actions }: TenantReport): string[] {
  const cannot = rules.filter(({ verdict }) => verdict === "cannot");
  const different = actions.filter(({ verdict }) => verdict === "different");
  if (cannot.length + aside.length + different.length === 0) {
    return [];
  }
  const rows = [
    ...cannot.flatMap(({ rule, obstacles }) =>
      obstacles.map(({ line, reason, instead, source }) => [
        ...[text(rule), line === undefined ? "" : String(line), text(reason), text(instead)],
        `<${source}>`,
      ]),
    ),
    ...aside.map(({ file, reason, hint = "" }) => [inline(file), "", text(reason), text(hint), ""]),
  ];
  return [
    "## What is not migrated",
    ...(rows.length > 0
      ? [table(["rule", "line", "what is there", "what to do instead", "source"], rows)]
      : []),
    ...different.flatMap(({ action, difference }) => [
      `### ${text(action)} does something else`,
      ...(difference ? renderDifference(difference) : []),
    ]),
  ];
}

function tableOfRules({ rules, actions, links, conditions, disabled }: TenantReport): string {
  const rows = rules.map(({ number, rule, action, verdict }) => {
    const unit = actions.find((one) => one.action === action);
    const applying = conditions.filter((one) =>
      one.actions.some((given) => given.action === action),
    ).length;
    const own = links.filter(({ from, to }) => from === number || to === number);
    const reach = unit ? `${unit.reached} of ${unit.branches}` : "";
    const partners = [...new Set(own.map(({ from, to }) => (from === number ? to : from)))];
    return [
      ...[String(number), text(rule), text(action ?? ""), unit?.level ?? "", verdict, reach],
      ...[unit ? String(applying) : "", partners.sort((a, b) => a - b).join(", ")],
    ];
  });
  const off = disabled.map(({ rule, verdict }) => [
    ...["", text(rule), verdict === "cannot" ? "" : "kept, not bound", "", verdict, "", "", ""],
  ]);
  const head = ["", "rule", "action", "level", "verdict", "branches", "conditions", "linked with"];
  return table(head, [...rows, ...off]);
}

function adapterSection({ rules }: TenantReport): string[] {
  const rows = rules
    .filter(({ verdict }) => verdict !== "cannot")
    .flatMap(({ rule, obstacles }) =>
      obstacles.map(({ line, reason }) => [text(rule), String(line ?? ""), text(reason)]),
    );
  return rows.length === 0
    ? []
    : ["### Why rules are inside an adapter", table(["rule", "line", "what is there"], rows)];
}

function conditionSection({ conditions }: TenantReport): string[] {
  if (conditions.length === 0) {
    return [];
  }
  const rows = conditions.map(({ sentence, source, actions }) => [
    text(sentence),
    actions
      .map(({ action, line }) => `${text(action)}${line === undefined ? "" : ` (line ${line})`}`)
      .join("; "),
    `<${source}>`,
  ]);
  return [
    "## Conditions",
    "The actions do what the rules did as long as each of these is true.",
    table(["condition", "actions", "source"], rows),
  ];
}

function linkSection({ links, rules }: TenantReport): string[] {
  if (links.length === 0) {
    return [];
  }
  const place = (number: number, line: number) =>
    `${number} ${text(rules[number - 1]?.rule ?? "")}, line ${line}`;
  const rows = links.map(({ what, from, fromLine, to, toLine, kind }) => [
    ...[inline(what), place(from, fromLine), place(to, toLine), kind],
  ]);
  return [
    "## Links between rules",
    table(["what", "written by", "read by", "how it is kept"], rows),
  ];
}

function setUpSection({ setUp, actions }: TenantReport): string[] {
  const { secrets, application } = setUp;
  const chosen = actions.flatMap(({ action, dependencies }) =>
    dependencies
      .filter((one) => one.chosen)
      .map(({ name, version }) => `${inline(`${name} ${version}`)} in ${text(action)}`),
  );
  const parts = [
    ...(secrets.length > 0
      ? [
          "Give each action its secrets. The files name them and hold no value.",
          table(
            ["secret", "actions"],
            secrets.map(({ key, actions: readers }) => [inline(key), readers.map(text).join("; ")]),
          ),
        ]
      : []),
    ...(application.length > 0
      ? [
          "Create a machine-to-machine application for the Management API with the scopes `read:users` and `update:users`. AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are its domain and credentials. These actions need it:",
          list(application.map(text)),
        ]
      : []),
    ...(chosen.length > 0
      ? ["These packages have a version that the rule did not name. Check them:", list(chosen)]
      : []),
  ];
  return parts.length === 0 ? [] : ["## Set up", ...parts];
}
