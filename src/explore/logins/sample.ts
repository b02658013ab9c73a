import { completeLogin } from "../../emulator/login/complete-login.ts";
import { isRecord } from "../../text/plain-data.ts";
import type { Login, LoginDescription } from "../../emulator/login/login.ts";
import { aUser } from "../../emulator/login/samples.ts";
import { partsOf, valueAt, withValue, type Path } from "../places.ts";
import type { Json, JsonRecord, Trial } from "../trial.ts";
import { begin, placeOf } from "./domain.ts";

/** A value of a login, and where it is. */
export interface Placed {
  readonly path: Path;
  readonly value: string | number | boolean;
}

const wholes = new WeakMap<Trial, Trial>();
const values = new WeakMap<Trial, readonly Placed[]>();

/** A trial with what the sample login has beside it. */
export function wholeOf(trial: Trial): Trial {
  const known = wholes.get(trial);
  if (known) {
    return known;
  }
  const login: LoginDescription = trial.login;
  const complete = completeLogin(login, { now: new Date(begin), recorded: [] });
  const user = { ...(aUser() as JsonRecord), ...trial.user };
  const returns = trial.returns.map((back) => withClaims(back, { user, login: complete }));
  const whole = { ...trial, user, login: { ...(complete as unknown as JsonRecord) }, returns };
  wholes.set(trial, whole);
  return whole;
}

/** A return whose token has the claims that the emulator gives it, beside its own. */
function withClaims(back: Json, { user, login }: { user: JsonRecord; login: Login }): Json {
  const token = valueAt(back, ["token"]);
  if (token === undefined) {
    return back;
  }
  const iat = begin / 1000;
  const iss = login.request?.hostname ?? "";
  const claims = { iat, exp: iat + 900, iss, sub: user["user_id"] ?? "" };
  const own = valueAt(token, ["payload"]);
  return withValue(back, ["token", "payload"], {
    ...claims,
    ...(isRecord(own) ? own : {}),
  });
}

/** What is at a place of a trial, or of the sample login if the trial has nothing there. */
export function wholeValueAt(trial: Trial, path: Path): Json | undefined {
  const own = valueAt(trial, path);
  return own === undefined && path[0] !== "settings" && path[0] !== "answers"
    ? (valueAt(wholeOf(trial), path) ?? undefined)
    : own;
}

/** All texts, numbers and truths of a login, with their places. */
export function placedIn(trial: Trial): readonly Placed[] {
  const known = values.get(trial);
  if (known) {
    return known;
  }
  const { user, login, settings, answers, returns } = wholeOf(trial);
  const found: Placed[] = [];
  const parts = { user, login, settings, answers, returns };
  for (const [root, part] of Object.entries(parts)) {
    collect(part, [root], found);
  }
  const placed = found.flatMap(({ path, value }) => {
    const place = placeInTrial(path);
    return place ? [{ path: place, value }] : [];
  });
  values.set(trial, placed);
  return placed;
}

/** What a transaction says of a login is said elsewhere. */
function placeInTrial(path: Path): Path | undefined {
  return path[0] === "login" && path[1] === "transaction"
    ? placeOf(["event", ...path.slice(1)])
    : path;
}

function collect(value: Json, path: Path, found: Placed[]): void {
  if (value === null) {
    return;
  }
  if (typeof value !== "object") {
    found.push({ path, value });
    const inner = typeof value === "string" && /^\s*[[{]/.test(value) ? jsonIn(value) : undefined;
    if (inner !== undefined) {
      collect(inner, [...path, "{}"], found);
    }
    return;
  }
  for (const [key, part] of partsOf(value)) {
    collect(part, [...path, key], found);
  }
}

function jsonIn(text: string): Json | undefined {
  const value = valueAt(text, ["{}"]);
  return typeof value === "object" && value !== null ? value : undefined;
}

/** The same with the lists of the sample login that a path leads through. */
export function withListsOf(trial: Trial, path: Path): Trial {
  if (path[0] !== "user" && path[0] !== "login") {
    return trial;
  }
  const number = path.findIndex((part) => /^(?:\d+|\[\])$/.test(part));
  const list = number < 0 ? undefined : path.slice(0, number);
  if (!list || valueAt(trial, list) !== undefined) {
    return trial;
  }
  const sample = valueAt(wholeOf(trial), list);
  return Array.isArray(sample) && !isRecord(sample)
    ? withValue(trial, list, sample as Json)
    : trial;
}
