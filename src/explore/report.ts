import { storedIn } from "./keep.ts";
import type { Branch } from "./instrument.ts";
import type { Difference, Exploration, Way } from "./explore.ts";
import type { Played } from "./play.ts";
import type { Json, Trial } from "./trial.ts";

/** A branch, and where it is for a person. */
export interface PlacedBranch extends Pick<Branch, "kind"> {
  /** As it was named. */
  readonly file: string;
  /** Of the file, from 1. */
  readonly line: number;
}

/** What a search tells, as data. */
export interface ExploreReport {
  readonly verdict: "same" | "different" | "explored";
  readonly seed: number;
  readonly logins: number;
  readonly branches: {
    readonly all: number;
    readonly reached: number;
    readonly missed: readonly PlacedBranch[];
  };
  readonly difference?: Difference;
  readonly outcomes?: readonly { readonly outcome: string; readonly login: Trial }[];
  readonly notes: readonly string[];
}

/** What is told of a search of one script or two. */
export function reportExploration(
  { logins, reached, difference, ways, notes }: Exploration,
  { seed, branches, scripts }: { seed: number; branches: readonly PlacedBranch[]; scripts: number },
): ExploreReport {
  const taken = new Set(reached);
  const isPair = scripts > 1;
  return {
    verdict: difference ? "different" : isPair ? "same" : "explored",
    seed,
    logins,
    branches: {
      all: branches.length,
      reached: taken.size,
      missed: branches.filter((_branch, index) => !taken.has(index)),
    },
    ...(difference && { difference }),
    ...(!isPair && {
      outcomes: ways.map(({ trial, played }: Way) => ({
        outcome: describeOutcome(trial, played),
        login: trial,
      })),
    }),
    notes,
  };
}

/** A report for people. */
export function renderExploration(report: ExploreReport): string {
  const { verdict, logins, branches, difference, outcomes = [], notes, seed } = report;
  const tried = `${count(logins, "login")} that ${logins === 1 ? "reaches" : "reach"} ${branches.reached} of ${count(branches.all, "branch", "branches")}`;
  const missed =
    branches.missed.length === 0 ? "" : `; not reached: ${listMissed(branches.missed)}`;
  const lines =
    verdict === "same"
      ? [`same on ${tried}${missed}`]
      : verdict === "different"
        ? renderDifference(report)
        : [`${count(outcomes.length, "outcome")} on ${tried}${missed}`];
  const table = outcomes.flatMap(({ outcome, login }, index) => [
    "",
    `${index + 1}  ${outcome}`,
    ...renderTrial(login).map((line) => `     ${line}`),
  ]);
  const said = notes.map((note) => `note: ${note}`);
  const end = difference ? [] : [`seed ${seed}`];
  return `${[...lines, ...table, ...(said.length + end.length > 0 ? [""] : []), ...said, ...end].join("\n")}\n`;
}

function renderDifference({ difference, logins, seed }: ExploreReport): string[] {
  if (!difference) return [];
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

const WAYS: Readonly<Record<Branch["kind"], string>> = {
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
      .map(({ line, kind }) => `line ${line} (${WAYS[kind]})`);
    return `${file} ${[...new Set(lines)].join(", ")}`;
  });
  return parts.join("; ");
}

const LONGEST = 160;

/** What differs from the sample login, a line each. */
export function renderTrial(trial: Trial): string[] {
  const lines = linesOf(trial, "");
  return lines.length === 0 ? ["the sample login, without settings or answers"] : lines;
}

function linesOf(value: Json, place: string): string[] {
  if (typeof value === "object" && value !== null) {
    const isList = Array.isArray(value);
    const entries = Object.entries(value as Record<string, Json>);
    const isEmpty = entries.length === 0;
    if (isEmpty)
      return place.includes(".") || place.includes("[")
        ? [`${place} = ${isList ? "[]" : "{}"}`]
        : [];
    return entries.flatMap(([key, part]) => linesOf(part, join(place, key, isList)));
  }
  const isGone = value === null && /^(?:user|login)\b/.test(place);
  if (isGone) return [`${place} is absent`];
  const json = JSON.stringify(value);
  const shown =
    json.length > LONGEST ? `${json.slice(0, LONGEST)}… (${json.length} characters)` : json;
  return [`${place} = ${shown}`];
}

function join(place: string, key: string, isList: boolean): string {
  if (isList) return `${place}[${key}]`;
  if (!/^[\w$]+$/.test(key)) return `${place}[${JSON.stringify(key)}]`;
  return place === "" ? key : `${place}.${key}`;
}

/** How a login went, in a line. */
export function describeOutcome(trial: Trial, { result, legs }: Played): string {
  const { outcome, requests, note } = result;
  const { idToken, accessToken, appMetadata, userMetadata } = outcome;
  const parts = [
    ...legs.map(({ outcome: leg }) => `${describeEnd(leg)}, and back`),
    describeEnd(outcome),
    ...named("in the ID token", Object.keys(idToken)),
    ...named("in the access token", Object.keys(accessToken)),
    ...named("changed in app_metadata", storedIn(trial, "app_metadata", appMetadata)),
    ...named("changed in user_metadata", storedIn(trial, "user_metadata", userMetadata)),
    ...named("in the SAML response", Object.keys(outcome.saml ?? {})),
    ...(outcome.scope ? [`scope ${outcome.scope.join(" ")}`] : []),
    ...(outcome.multifactor ? [`asks for a factor of ${outcome.multifactor.provider}`] : []),
    ...(outcome.challenges ?? []).map(({ factors }) => `challenges with ${factors.join(" or ")}`),
    ...requests.map(
      ({ method, url, status, error }) =>
        `asks ${method} ${url} (${status ?? error ?? "no answer"})`,
    ),
    ...(note === undefined ? [] : [note]),
  ];
  return parts.join("; ");
}

function describeEnd({
  result,
  reason,
  error,
  redirect,
  prompt,
}: Played["result"]["outcome"]): string {
  if (result === "denied") return `denied: ${JSON.stringify(reason ?? "")}`;
  if (result === "failed") return `failed: ${error?.name ?? "Error"}: ${error?.message ?? ""}`;
  if (redirect) return `redirected to ${redirect.url.replace(/\?.*/, "")}`;
  if (prompt) return `shown the form ${prompt.id}`;
  return result === "timed-out" ? "timed out" : result;
}

function named(where: string, keys: readonly string[]): string[] {
  return keys.length === 0 ? [] : [`${keys.join(", ")} ${where}`];
}
