import type { Path } from "../places.ts";
import type { Seen } from "../seen.ts";
import type { Json, Trial } from "../trial.ts";
import { placedIn, type Placed } from "./sample.ts";

/** A place that a value comes from, and how another value is written there. */
export interface Found {
  readonly path: Path;
  readonly write: (value: Json) => Json;
}

/** Shorter texts are part of many others. */
const shortestPart = 3;

/**
 * The places of a login that have a value, or from which it may be made: the most likely ones only.
 *
 * @param expected the places that it comes from, as far as the script tells
 */
export function findValue(trial: Trial, value: Seen, expected: readonly Path[]): Found[] {
  const plain = typeof value === "object" && value && "time" in value ? value.time : value;
  // Truth is at many places.
  if (plain === "" || plain === null || typeof plain === "object" || typeof plain === "boolean") {
    return [];
  }
  const all = placedIn(trial);
  const likely = all.filter(({ path }) => expected.some((place) => isAt(path, place)));
  for (const placed of [likely, all]) {
    for (const find of finders) {
      const found = placed.flatMap((one) => {
        const write = find(one, plain);
        return write ? [{ path: one.path, write }] : [];
      });
      if (found.length > 0) {
        return found;
      }
    }
  }
  return [];
}

/** Whether a path is one of a place, of which parts can be any. */
function isAt(path: Path, place: Path): boolean {
  return (
    path.length >= place.length &&
    place.every((part, index) => part === path[index] || part === "*" || part === "[]")
  );
}

type Plain = string | number;
type Finder = (placed: Placed, value: Plain) => Found["write"] | undefined;

/** In the order of how sure they are. */
const finders: readonly Finder[] = [
  (placed, value) => (placed.value === value ? asText(placed) : undefined),
  ({ value: there }, value) =>
    typeof value === "number" && typeof there === "string" ? numberIn(there, value) : undefined,
  ({ value: there }, value) =>
    typeof value === "string" && typeof there === "string" ? partIn(there, value) : undefined,
];

/** Settings hold text only. */
function asText({ path }: Placed): Found["write"] {
  return path[0] === "settings" && !path.includes("{}")
    ? (value) => (typeof value === "object" ? value : textOf(value))
    : (value) => value;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A number that a text says: as such, as a time in milliseconds or in seconds. */
function numberIn(there: string, value: number): Found["write"] | undefined {
  if (Number(there) === value && there.trim() !== "") {
    return textOf;
  }
  const time = /^\d{4}-/.test(there) ? Date.parse(there) : NaN;
  if (time === value) {
    return (given) => timeText(Number(given), there);
  }
  return Math.floor(time / 1000) === value
    ? (given) => timeText(Number(given) * 1000, there)
    : undefined;
}

function timeText(time: number, otherwise: string): string {
  return Math.abs(time) < 8.64e15 ? new Date(time).toISOString() : otherwise;
}

/** A part of a text, in whatever case. */
function partIn(there: string, value: string): Found["write"] | undefined {
  const at = value.length < shortestPart ? -1 : there.toLowerCase().indexOf(value.toLowerCase());
  return at < 0
    ? undefined
    : (given) => `${there.slice(0, at)}${textOf(given)}${there.slice(at + value.length)}`;
}
