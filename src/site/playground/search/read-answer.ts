import type { Played } from "../../../explore/play.ts";
import type { TrialAnswer } from "../../sandbox/protocol.ts";
import { list, number, optional, record, shape, text, type Check } from "../run/sandbox/checks.ts";
import { answer, outcome, place, request } from "../run/sandbox/result-checks.ts";
import type { Result } from "../../../run/job.ts";

// A script of a stranger ran in the worker that tells this, so it may be anything.

const result = shape({
  outcome,
  ran: list(text),
  requests: list(request),
  unused: list(answer),
  milliseconds: optional(number),
  note: optional(text),
  user: optional(shape({ user_id: text })),
  state: optional(text),
} satisfies Record<keyof Result, Check>);

const scalar: Check = (value) =>
  value === null || ["string", "number", "boolean"].includes(typeof value);
const seen: Check = (value) => value === undefined || scalar(value) || record(value);

const played = shape({
  result,
  legs: list(result),
  begins: list(number),
  reached: list(number),
  marks: list(number),
  seen: list(list(seen)),
  read: list(list(text)),
  isEnded: (value) => value === false,
} satisfies Record<keyof Played, Check>);

const problem = shape({ problem: place });

const trialAnswer = shape({
  number,
  played: (value) => played(value) || problem(value),
  notes: list(text),
} satisfies Record<keyof TrialAnswer, Check>);

/** The answer that a worker's text holds, or undefined if it holds none. */
export function readAnswer(json: string): TrialAnswer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return isAnswer(value) ? value : undefined;
}

function isAnswer(value: unknown): value is TrialAnswer {
  return trialAnswer(value);
}
