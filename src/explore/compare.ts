import type { Names } from "../emulator/outcome/diff.ts";
import { compareRuns } from "../run/compare.ts";
import type { RequestLog, Result, RunOutcome } from "../run/job.ts";
import type { Played } from "./play.ts";

/**
 * Where two scripts differ on a login, a sentence each: in its end, what is stored, and what others
 * are asked. What scripts write to the console is no difference. None as well if an action did not
 * run, as where a user returns.
 */
export function comparePlayed(first: Played, second: Played, names: Names): string[] {
  const [ones, others] = [first, second].map(({ legs, result }) => [...legs, result]);
  for (const [index, one] of (ones ?? []).entries()) {
    const other = others?.[index];
    if (!other) {
      break;
    }
    const found = compareResults(one, other, names);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

function compareResults(first: Result, second: Result, names: Names): string[] {
  const [one, other] = [withoutConsole(first.outcome), withoutConsole(second.outcome)];
  const sentences = compareRuns(one, other, { names });
  if (!sentences) {
    return [];
  }
  return [...sentences, ...compareRequests(first.requests, second.requests, names)];
}

function withoutConsole(outcome: RunOutcome): RunOutcome {
  return { ...outcome, console: [] };
}

function compareRequests(
  first: readonly RequestLog[],
  second: readonly RequestLog[],
  [one, other]: Names,
): string[] {
  const [asked, alsoAsked] = [first, second].map((list) =>
    list.filter(isSent).map(describe).sort(),
  );
  const only = (some: readonly string[], others: readonly string[]) => {
    const left = [...others];
    return some.filter((text) => {
      const at = left.indexOf(text);
      if (at >= 0) {
        left.splice(at, 1);
      }
      return at < 0;
    });
  };
  return [
    ...only(asked ?? [], alsoAsked ?? []).map((text) => `${one} asks ${text}, ${other} does not`),
    ...only(alsoAsked ?? [], asked ?? []).map((text) => `${other} asks ${text}, ${one} does not`),
  ];
}

/**
 * Rules and actions reach their tenant in ways of their own; what they change there is in the
 * outcome.
 */
function isSent({ by }: RequestLog): boolean {
  return by !== "tenant";
}

const longest = 200;

function describe({ method, url, body }: RequestLog): string {
  const text = body === undefined ? "" : ` with ${plain(body)}`;
  const all = `${method} ${url}${text}`;
  return all.length > longest ? `${all.slice(0, longest)}…` : all;
}

/** JSON says the same in whatever order its keys are. */
function plain(body: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(body)));
  } catch {
    return body;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
