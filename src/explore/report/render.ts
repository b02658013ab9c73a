import type { Branch } from "../read/instrument.ts";
import type { ExploreReport, PlacedBranch } from "./report.ts";
import type { Json, Trial } from "../trial.ts";

/** A report for people. */
export function renderExploration(report: ExploreReport): string {
  const { verdict, outcomes = [], difference, notes, seed } = report;
  const tried = renderTried(report);
  const lines =
    verdict === "same"
      ? [`same on ${tried}`]
      : verdict === "different"
        ? renderDifference(report)
        : [`${count(outcomes.length, "outcome")} on ${tried}`];
  const table = outcomes.flatMap(({ outcome, login }, index) => [
    "",
    `${index + 1}  ${outcome}`,
    ...renderTrial(login).map((line) => `     ${line}`),
  ]);
  const said = notes.map((note) => `note: ${note}`);
  const end = difference ? [] : [`seed ${seed}`];
  const last = [...said, ...end];
  return `${[...lines, ...table, ...(last.length > 0 ? [""] : []), ...last].join("\n")}\n`;
}

function renderTried({ logins, branches }: ExploreReport): string {
  const { reached, all, missed } = branches;
  const reach = logins === 1 ? "reaches" : "reach";
  const tried = `${count(logins, "login")} that ${reach} ${reached} of ${count(all, "branch", "branches")}`;
  return missed.length === 0 ? tried : `${tried}; not reached: ${listMissed(missed)}`;
}

function renderDifference({ difference, logins, seed }: ExploreReport): string[] {
  if (!difference) {
    return [];
  }
  const { sentences, trial } = difference;
  return [
    `different, as login ${logins} of seed ${seed} shows:`,
    ...sentences.map((sentence) => `  ${sentence}`),
    "",
    "the smallest login on which they differ:",
    ...renderTrial(trial).map((line) => `  ${line}`),
  ];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** What it means that a branch of a kind was not reached. */
export const missedText: Readonly<Record<Branch["kind"], string>> = {
  true: "never true",
  false: "never false",
  operand: "right side not needed",
  case: "case not taken",
  default: "default not used",
  catch: "catch not entered",
};

/** By file and line, each once. */
function listMissed(missed: readonly PlacedBranch[]): string {
  const files = [...new Set(missed.map(({ file }) => file))];
  const parts = files.map((file) => {
    const lines = missed
      .filter((branch) => branch.file === file)
      .map(({ line, kind }) => `line ${line} (${missedText[kind]})`);
    return `${file} ${[...new Set(lines)].join(", ")}`;
  });
  return parts.join("; ");
}

const longest = 160;

/** What differs from the sample login, a line each. */
export function renderTrial(trial: Trial): string[] {
  const lines = linesOf(trial, "");
  return lines.length === 0 ? ["the sample login, without settings or answers"] : lines;
}

function linesOf(value: Json, place: string): string[] {
  if (typeof value === "object" && value !== null) {
    const isList = Array.isArray(value);
    const entries = Object.entries(value as Record<string, Json>);
    if (entries.length === 0) {
      const isPart = place.includes(".") || place.includes("[");
      return isPart ? [`${place} = ${isList ? "[]" : "{}"}`] : [];
    }
    return entries.flatMap(([key, part]) => linesOf(part, join(place, key, isList)));
  }
  if (value === null && /^(?:user|login|later\[\d+\])\b/.test(place)) {
    return [`${place} is absent`];
  }
  const json = JSON.stringify(value);
  const shown =
    json.length > longest ? `${json.slice(0, longest)}… (${json.length} characters)` : json;
  return [`${place} = ${shown}`];
}

function join(place: string, key: string, isList: boolean): string {
  if (isList) {
    return `${place}[${key}]`;
  }
  if (!/^[\w$]+$/.test(key)) {
    return `${place}[${JSON.stringify(key)}]`;
  }
  return place === "" ? key : `${place}.${key}`;
}
