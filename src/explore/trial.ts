import { isRecord } from "../text/plain-data.ts";
import type { LoginDescription, User } from "../emulator/login/login.ts";
import { aUser } from "../emulator/login/samples.ts";
import type { Return } from "../emulator/login/transaction.ts";
import { withoutNullParts } from "../emulator/users/user.ts";
import { checkAnswers, type Answer } from "../run/answers.ts";

/** Plain data. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A login to try, as what differs from the sample login: of user and login, null is what is not there. Of `returns`,
 * the secret of a token is the key of a setting.
 */
export interface Trial {
  readonly [part: string]: Json;
  /** Properties of the user. */
  readonly user: { readonly [key: string]: Json };
  /** Parts of the login's description. */
  readonly login: { readonly [key: string]: Json };
  /** By key. */
  readonly settings: { readonly [key: string]: Json };
  /** What requests are answered with. */
  readonly answers: readonly Json[];
  /** How the user comes back, each time the login sends them away. */
  readonly returns: readonly Json[];
}

/** The sample login. */
export const emptyTrial: Trial = { user: {}, login: {}, settings: {}, answers: [], returns: [] };

/** The parts of a trial as a login takes them. */
export interface TrialInput {
  readonly user: User;
  readonly login: LoginDescription;
  readonly settings: Record<string, string>;
  readonly answers: readonly Answer[];
  readonly returns: readonly Return[];
}

/** What is played of a trial. */
export function inputOf({ user, login, settings, answers, returns }: Trial): TrialInput {
  const texts = Object.entries(settings).map(([key, value]): [string, string] => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const values = Object.fromEntries(texts);
  return {
    user: withoutNullParts({ ...aUser(), ...structuredClone(user) }),
    login: login,
    settings: values,
    // What is no answer is none.
    answers: answers
      .map((answer): unknown => (isRecord(answer) ? { url: "*", ...answer } : answer))
      .filter((answer) => checkAnswers([answer]).length === 0) as Answer[],
    returns: returns.map((item) => signedBy(item as Return, values)),
  };
}

function signedBy(back: Return, settings: Readonly<Record<string, string>>): Return {
  const { token, ...rest } = back;
  const secret = token && settings[token.secret];
  // Without a value nobody can sign.
  return token && secret !== undefined && secret !== ""
    ? { ...rest, token: { ...token, secret } }
    : rest;
}

/** Where something is in a trial. `[]` is an item of a list, `{}` what a text says as JSON, `*` any key. */
export type Path = readonly string[];

/** What is at a place; undefined if there is nothing. Of lists it is the first item, of any keys the first. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  const [part, ...rest] = path;
  if (part === undefined || value === undefined) return value;
  if (part === "[]") return Array.isArray(value) ? valueAt((value as Json[])[0], rest) : undefined;
  if (part === "{}") return valueAt(typeof value === "string" ? parse(value) : value, rest);
  if (!isRecord(value)) return undefined;
  const key = part === "*" ? Object.keys(value)[0] : part;
  if (key === undefined || !Object.hasOwn(value, key)) return undefined;
  return valueAt((value as Record<string, Json>)[key], rest);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The same with a value at a place, or without it if the value is undefined. */
export function withValue<T extends Json | undefined>(
  value: T,
  path: Path,
  given: Json | undefined,
): T {
  return set(value, path, given) as T;
}

function set(value: Json | undefined, path: Path, given: Json | undefined): Json | undefined {
  const [part, ...rest] = path;
  if (part === undefined || (given === undefined && value === undefined)) return given;
  if (part === "[]") {
    const list = Array.isArray(value) ? (value as readonly Json[]) : [];
    const item = set(list[0], rest, given);
    return item === undefined ? list.slice(1) : [item, ...list.slice(1)];
  }
  if (part === "{}") {
    const inner = set(typeof value === "string" ? parse(value) : value, rest, given);
    return inner === undefined ? undefined : JSON.stringify(inner);
  }
  const record: Record<string, Json> = isRecord(value) ? { ...(value as object) } : {};
  const key = part === "*" ? (Object.keys(record)[0] ?? "key") : part;
  const own = Object.hasOwn(record, key) ? record[key] : undefined;
  const made = set(own, rest, given);
  if (made === undefined) Reflect.deleteProperty(record, key);
  else
    Object.defineProperty(record, key, {
      value: made,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  return record;
}

/** The places of what can be taken away of a value one by one, the larger ones first. */
export function placesIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const parts: [string, Json][] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [String(index), item])
    : Object.entries(value);
  return parts.flatMap(([key, part]) => [[...path, key], ...placesIn(part, [...path, key])]);
}

/** The same without what is at a place of `placesIn`. */
export function withoutPlace(value: Json, [key = "", ...rest]: Path): Json {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (rest.length === 0) return list.filter((_item, index) => index !== Number(key));
    return list.map((item, index) => (index === Number(key) ? withoutPlace(item, rest) : item));
  }
  const record = { ...(value as Record<string, Json>) };
  if (rest.length === 0) Reflect.deleteProperty(record, key);
  else record[key] = withoutPlace(record[key] ?? null, rest);
  return record;
}

/** How much a login differs from the sample: its properties that hold no others. */
export function sizeOf(value: Json): number {
  if (typeof value !== "object" || value === null) return 1;
  const parts: readonly Json[] = Array.isArray(value) ? (value as Json[]) : Object.values(value);
  return parts.reduce<number>((sum, part) => sum + sizeOf(part), parts.length === 0 ? 1 : 0);
}
