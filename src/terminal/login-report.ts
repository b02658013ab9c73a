import { printable } from "../text/printable.ts";
import type { Style } from "./output.ts";
import { painter, renderProblem, type Paint } from "./report.ts";
import type { Failure } from "../emulator/outcome/outcome.ts";
import type { InputError } from "../input/input-error.ts";
import type { RequestLog, RunLine } from "../run/job.ts";
import { tenantChanges, type Change, type Report } from "../run/report.ts";

const formNames = ["the rule", "the action"] as const;

/** Characters of a body that are shown. */
const longestBody = 400;

/** All that a run of `try` tells, for people. */
export function renderReport(report: Report, { color }: Style): string {
  const { runs, notes, differences = [] } = report;
  const paint = painter(color);
  const blocks = runs.map((run) => renderRun(run, paint));
  const comparison = renderComparison(report, paint);
  // What differs is what a person looks for, so it comes before all else.
  if (differences.length > 0) {
    blocks.unshift(...comparison);
  } else {
    blocks.push(...comparison);
  }
  if (notes.length > 0) {
    blocks.push(notes.map(printable).join("\n"));
  }
  return `${blocks.join("\n\n")}\n`;
}

type AnyRun = Report["runs"][number];

const forms = { rule: "rule", action: "action", both: "rules and actions" } as const;

function renderRun(run: AnyRun, paint: Paint): string {
  const { name, form, outcome } = run;
  const sections: readonly [title: string, lines: readonly string[]][] = [
    ["user_metadata", renderChanges(run.changes.userMetadata, paint)],
    ["app_metadata", renderChanges(run.changes.appMetadata, paint)],
    ["tenant", renderChanges(tenantChanges(outcome), paint)],
    ["ID token", renderClaims(outcome.idToken)],
    [titleOfToken(run), renderClaims(outcome.accessToken)],
    ["login", renderEffects(run)],
    ["requests", [...run.requests.flatMap((log) => renderRequest(log, paint)), ...helpOf(run)]],
    ["ran", run.files.length > 1 ? run.ran.map(printable) : []],
    ["console", outcome.console.flatMap((line) => renderConsole(line, run))],
    ["warnings", outcome.warnings.flatMap((text) => renderLines("", text))],
    ["notes", run.notes.flatMap((text) => renderLines("", text))],
  ];
  const shown = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [`  ${paint("bold", title)}`, ...lines.map(indent)].join("\n"));
  return [
    paint("bold", printable(`${name}, ${forms[form]}`)),
    ...renderResult(run, paint),
    ...shown,
  ].join("\n");
}

function titleOfToken({ audience }: AnyRun): string {
  return typeof audience === "string" ? `access token for ${printable(audience)}` : "access token";
}

function indent(line: string): string {
  return `    ${line}`;
}

const colors = {
  allowed: "green",
  redirected: "cyan",
  denied: "red",
  failed: "red",
  "timed-out": "yellow",
} as const;

/** How the login ended, in a line, and the stack of what failed. */
function renderResult(run: AnyRun, paint: Paint): string[] {
  const { outcome, milliseconds, form } = run;
  const { result, reason, error, redirect, prompt } = outcome;
  const noRule =
    run.files.length > 1 ? "it did not call back in time" : "no rule called back in time";
  const late = form === "action" ? "the action did not end in time" : noRule;
  const details = {
    allowed: "",
    redirected: redirect?.url ?? `the form ${prompt?.id ?? ""}`,
    denied: reason ?? "",
    failed: error ? renderError(error) : "",
    "timed-out": milliseconds === null ? "" : late,
  };
  const time =
    milliseconds === null ? "" : ` after ${renderTime(milliseconds)} on the login's clock`;
  const detail = details[result] === "" ? "" : `: ${details[result]}`;
  const word = paint(colors[result], result.replace("-", " "));
  const [first = "", ...others] = renderLines("", `${whoEnded(run)}${time}${detail}`);
  return [`  ${word}${first}`, ...others.map(indent), ...renderStack(error?.stack, paint)];
}

function renderError({ name, message }: Failure): string {
  return message === "" ? `${name} without a message` : `${name}: ${message}`;
}

/** Where several could have. */
function whoEnded({ files, outcome: { result, endedBy } }: AnyRun): string {
  if (files.length < 2 || endedBy === undefined) {
    return "";
  }
  return ` ${result === "denied" ? "by" : "in"} ${endedBy}`;
}

/** Says who wrote it where several could have. */
function renderConsole({ level, text, script }: RunLine, { files }: AnyRun): string[] {
  const who = files.length < 2 || script === undefined ? "" : `${script}: `;
  return renderLines(`${who}${level} `, text);
}

function renderStack(stack: string | undefined, paint: Paint): string[] {
  const frames = stack?.match(/^ +at .*$/gm) ?? [];
  return frames.map((frame) => paint("dim", indent(printable(frame.trim()))));
}

function renderTime(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

function renderChanges(changes: readonly Change[], paint: Paint): string[] {
  return changes.flatMap(({ key, before, after }) => {
    const line = (sign: string, value: unknown) =>
      `${sign} ${printable(key)}: ${renderValue(value)}`;
    const removed = before === undefined ? [] : [paint("red", line("-", before))];
    return after === undefined ? removed : [...removed, paint("green", line("+", after))];
  });
}

function renderClaims(claims: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(claims).map(([name, value]) => `${printable(name)}: ${renderValue(value)}`);
}

/** What else the login asks for, by its name in the outcome. */
function renderEffects({ outcome }: AnyRun): string[] {
  const { scope, notIssued, multifactor, challenges, saml, primaryUser } = outcome;
  const { session, refreshToken } = outcome;
  const asked = { scope, notIssued, multifactor, challenges, saml, primaryUser };
  const effects = { ...asked, session, refreshToken };
  return Object.entries(effects)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${renderValue(value)}`);
}

/** Plain data, which JSON can say. */
function renderValue(value: unknown): string {
  return printable(JSON.stringify(value));
}

function renderRequest(log: RequestLog, paint: Paint): string[] {
  const { method, url, status, error, by, body, answer } = log;
  const end = error ?? (status === undefined ? "no answer yet" : `${status} by ${by}`);
  const color = error === undefined && (status ?? 0) < 400 ? "green" : "red";
  return [
    `${printable(`${method} ${url}`)} ${paint(color, printable(end))}`,
    ...renderBody("sent", body, paint),
    ...renderBody("got", answer, paint),
  ];
}

function renderBody(what: string, body: string | undefined, paint: Paint): string[] {
  if (body === undefined || body === "") {
    return [];
  }
  const more = body.length > longestBody ? `… (${body.length} characters)` : "";
  return [paint("dim", `  ${what} ${printable(body.slice(0, longestBody))}${more}`)];
}

/** How a request that was refused can be answered. */
function helpOf({ requests }: AnyRun): string[] {
  const refused = requests.filter(({ by }) => by === "nobody");
  const [first] = refused;
  if (!first) {
    return [];
  }
  const fetched = refused.find(({ method }) => method !== "CONNECT");
  if (!fetched) {
    return ["let it out with --network; --mock answers HTTP requests only"];
  }
  const { method, url } = fetched;
  const answer = JSON.stringify([{ method, url, status: 200, body: {} }]);
  return [
    "let requests out with --network, or answer them with --mock FILE, which holds",
    `  ${printable(answer)}`,
  ];
}

/** Text of several lines, without what would steer a terminal. */
function renderLines(start: string, text: string): string[] {
  return `${start}${text}`.split("\n").map(printable);
}

/** What a comparison found; nothing if there was none. */
function renderComparison(report: Report, paint: Paint): string[] {
  const { compared: [one, other] = formNames, differences, verdict } = report;
  const both = `${one} and ${other}`;
  if (verdict === "not proved") {
    return [
      paint(
        "yellow",
        printable(`Not proved whether ${both} do the same: one of them had no turn.`),
      ),
    ];
  }
  if (!differences) {
    return [];
  }
  const start = printable(both.replace(/^the /, "The "));
  if (differences.length === 0) {
    return [paint("green", `${start} do the same.`)];
  }
  const lines = differences.map((sentence) => `  ${printable(sentence)}`);
  return [[paint("yellow", `${start} differ:`), ...lines].join("\n")];
}

/** What is wrong with what was given, each with its place, a code frame and what to do. */
export function renderInputError({ problems, texts }: InputError, style: Style): string {
  const blocks = problems.map((problem) =>
    renderProblem(problem, texts.get(problem.file ?? ""), style),
  );
  return `${blocks.join("\n\n")}\n`;
}
