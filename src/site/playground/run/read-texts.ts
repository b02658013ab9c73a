import { isRecord, mostLevels } from "../../../text/plain-data.ts";
import type { LoginDescription, User } from "../../../emulator/login/login.ts";
import { checkAnswers, type Answer } from "../../../run/answers.ts";
import { readJson } from "../../../text/json.ts";
import {
  emulatorProperties,
  describeContext,
  describeLogin,
  describeUser,
  findWrongShape,
} from "../../../run/login-input.ts";
import { findDoubts, findDropped, findStrangers } from "../../../run/misspelt.ts";

/** What is wrong with a text that the reader has written, and where. */
export interface TextProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** What a text says, or what is wrong with it. */
export type Read<Value> =
  | { readonly kind: "read"; readonly value: Value }
  | { readonly kind: "wrong"; readonly problem: TextProblem };

export interface LoginText {
  readonly user: User;
  readonly login: LoginDescription;
  /** When the login begins, in milliseconds since 1970; undefined unless the text says so. */
  readonly now: number | undefined;
  /** What in it is most likely a mistake. */
  readonly notes: readonly string[];
}

/**
 * Reads the login of the editor: `user`, and beside it the rest of an action's event, or a rule's
 * `context`. `now` is when the login begins.
 */
export function readLogin(text: string): Read<LoginText> {
  const read = readValue(text);
  if (read.kind === "wrong") {
    return read;
  }
  const described = read.value;
  if (!isRecord(described)) {
    return wrong('a login is an object: { "user": { … }, … }');
  }
  const user = described["user"] ?? {};
  const context = described["context"] ?? undefined;
  if (!isRecord(user)) {
    return wrong("user is not an object");
  }
  if (context !== undefined && !isRecord(context)) {
    return wrong("context is not an object");
  }
  const login = context ? describeContext(context) : describeLogin(described);
  const value = { user: describeUser(user), login };
  const problem = findWrongShape(value.user, login);
  if (problem !== undefined) {
    return wrong(problem);
  }
  const now = described["now"] ?? undefined;
  const time = typeof now === "string" ? Date.parse(now) : undefined;
  if (now !== undefined && !Number.isFinite(time)) {
    return wrong('now is not a time, such as "2026-01-15T12:00:00Z"');
  }
  const notes = [
    ...findStrangers(described, [...emulatorProperties, "context", "now"]),
    ...(context ? findDropped(context) : []),
    ...findDoubts({ user, event: described, context }),
  ];
  return { kind: "read", value: { ...value, now: time, notes } };
}

/** Reads the answers of the editor. No text is no answer. */
export function readAnswers(text: string): Read<readonly Answer[]> {
  if (text.trim() === "") {
    return { kind: "read", value: [] };
  }
  const read = readValue(text);
  if (read.kind === "wrong") {
    return read;
  }
  const list = read.value;
  if (!Array.isArray(list)) {
    return wrong('answers are a list: [{ "url": …, "status": …, "body": … }]');
  }
  const [problem] = checkAnswers(list);
  return problem === undefined ? { kind: "read", value: list as Answer[] } : wrong(problem);
}

function readValue(text: string): Read<unknown> {
  const read = readJson(text);
  if ("value" in read) {
    return { kind: "read", value: read.value };
  }
  const message = read.isTooDeep
    ? `this is nested deeper than ${mostLevels} levels`
    : "this is not JSON from here on";
  return { kind: "wrong", problem: { message, ...read.end } };
}

function wrong(message: string): Extract<Read<never>, { kind: "wrong" }> {
  return { kind: "wrong", problem: { message, line: 1, column: 1 } };
}
