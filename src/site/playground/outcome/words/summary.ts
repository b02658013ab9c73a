import { errorResponse } from "../../../../emulator/outcome/respond.ts";
import type { PlayedLeg } from "../../run/played.ts";
import { placesIn } from "./places-in.ts";
import { effectsOf, type Effect } from "./effects.ts";
import { fileOf } from "../../run/prepare.ts";

/** How a login ended, as an icon and a word tell it. */
export type Ending = "allowed" | "denied" | "redirected" | "failed" | "timed-out" | "nothing";

/** What came of a login in a sentence or a few. */
export interface Summary {
  readonly ending: Ending;
  /** The first word or two. */
  readonly word: string;
  /** What else is to be said of the ending, with its full stop; empty if nothing is. */
  readonly rest: string;
  /** What the login did, the most telling first. */
  readonly effects: readonly Effect[];
}

const words: Readonly<Record<Ending, string>> = {
  allowed: "Allowed",
  denied: "Denied",
  redirected: "Redirected",
  failed: "Failed",
  "timed-out": "Timed out",
  nothing: "Nothing happened",
};

/** What came of a login, or of a part of it. */
export function summarize(leg: PlayedLeg): Summary {
  const effects = effectsOf(leg);
  const { result } = leg.report.outcome;
  const isIdle = result === "allowed" && !effects.some(({ isReal }) => isReal);
  const ending = isIdle ? "nothing" : result;
  return { ending, word: words[ending], rest: restOf(ending, leg), effects: isIdle ? [] : effects };
}

function restOf(ending: Ending, leg: PlayedLeg): string {
  switch (ending) {
    case "allowed":
      return ".";
    case "nothing":
      return ". The login was allowed.";
    case "denied":
      return `.${tellApplication(leg.report.outcome.reason ?? "")}`;
    case "redirected":
      return ` to ${describeTarget(leg)}.`;
    case "failed":
      return `. ${describeFailure(leg)}`;
    case "timed-out":
      return describeTimeOut(leg);
  }
}

function tellApplication(text: string): string {
  return text === "" ? "" : ` The application gets “${text}”${/[.!?]$/.test(text) ? "" : "."}`;
}

function describeTarget({ report: { outcome } }: PlayedLeg): string {
  const { redirect, prompt } = outcome;
  return redirect ? shortAddress(redirect.url) : `the form ${prompt?.id ?? ""}`;
}

/** An address without what every one has, and without its query. */
export function shortAddress(url: string): string {
  return url
    .replace(/^https?:\/\//, "")
    .replace(/[?#].*$/s, "")
    .replace(/\/$/, "");
}

function describeFailure({ report }: PlayedLeg): string {
  const { outcome, form } = report;
  const { error } = outcome;
  if (!error) {
    return "";
  }
  const response = errorResponse(outcome, form);
  // An error of Auth0's own is an answer to the application, and no fault of the script.
  if (error.name === response?.error) {
    return tellApplication(
      error.message === "" ? error.name : `${error.name}: ${error.message}`,
    ).trimStart();
  }
  const missing = missingPackage(error.message);
  if (missing !== undefined) {
    return `“${missing}” is not available here.`;
  }
  const [place] = placesIn(error.stack ?? "", fileOf(form));
  const where = place ? `, line ${place.line}` : "";
  return `${error.name}: ${error.message.replace(/\.$/, "")}${where}.`;
}

/** The package that a script asked for in vain, if that is what an error says. */
export function missingPackage(message: string): string | undefined {
  return /^Cannot find module '([^'\n]{1,200})'/.exec(message)?.[1];
}

function describeTimeOut({ report: { milliseconds } }: PlayedLeg): string {
  return milliseconds === null
    ? ". The script was stopped after 2 s of work."
    : ` after ${renderTime(milliseconds)}.`;
}

/** A time on a login's clock. */
export function renderTime(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  return whole < 1000 ? `${whole} ms` : `${Math.round(milliseconds / 100) / 10} s`;
}

/** A summary as plain text. */
export function renderSummary({ word, rest, effects }: Summary): string {
  const told = effects
    .slice(0, mostEffects)
    .map(({ parts }) => parts.map(({ text }) => text).join(""));
  return [`${word}${rest}`, ...told, ...countMore(effects)].join(" ");
}

/**
 * How many effects there are beyond those that a summary tells, in a sentence, if there are any.
 */
export function countMore({ length }: readonly Effect[]): string[] {
  const more = length - mostEffects;
  if (more <= 0) {
    return [];
  }
  return [more === 1 ? "1 more change." : `${more.toLocaleString("en")} more changes.`];
}

/** Effects that a summary tells; of the others it tells the number. */
export const mostEffects = 3;
