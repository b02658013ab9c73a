import { isRecord } from "../text/plain-data.ts";
import { decodeText, encodeText } from "./base64.ts";
import type { Json, JsonRecord } from "./trial.ts";

/**
 * Where something is in a login. `[]` is an item of a list and `0` its first one, `{}` what a text
 * says as JSON, `{64}` what it says as base64, `*` any key.
 */
export type Path = readonly string[];

/** A path as one text. */
export function keyOf(path: Path): string {
  return path.join("\u0001");
}

/**
 * What is at a place; undefined if there is nothing. Of lists it is the first item, of any keys the
 * first.
 */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let found = value;
  for (const part of path) {
    found = partOf(found, part);
    if (found === undefined) {
      return undefined;
    }
  }
  return found;
}

function partOf(value: Json | undefined, part: string): Json | undefined {
  if (part === "{}") {
    return typeof value === "string" ? parse(value) : value;
  }
  if (part === "{64}") {
    return typeof value === "string" ? decodeText(value) : undefined;
  }
  if (Array.isArray(value)) {
    const index = part === "[]" ? 0 : indexOf(part);
    return index === undefined ? undefined : (value as readonly Json[])[index];
  }
  if (!isObject(value) || part === "[]") {
    return undefined;
  }
  const key = part === "*" ? Object.keys(value)[0] : part;
  return key !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
}

function indexOf(part: string): number | undefined {
  return /^\d{1,4}$/.test(part) ? Number(part) : undefined;
}

function isObject(value: Json | undefined): value is JsonRecord {
  return isRecord(value);
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
  if (part === undefined || (given === undefined && value === undefined)) {
    return given;
  }
  if (part === "{}" || part === "{64}") {
    const inner = set(partOf(value, part), rest, given);
    return inner === undefined ? undefined : wrap(inner, part);
  }
  const index = part === "[]" ? 0 : Array.isArray(value) ? indexOf(part) : undefined;
  if (index !== undefined) {
    const list = Array.isArray(value) ? (value as readonly Json[]) : [];
    return setItem(list, index, set(list[index], rest, given));
  }
  const record = isObject(value) ? value : {};
  const key = part === "*" ? (Object.keys(record)[0] ?? "key") : part;
  const own = Object.hasOwn(record, key) ? record[key] : undefined;
  return setKey(record, key, set(own, rest, given));
}

function wrap(inner: Json, part: "{}" | "{64}"): string {
  const text = part === "{64}" && typeof inner === "string" ? inner : JSON.stringify(inner);
  return part === "{64}" ? encodeText(text) : text;
}

function setItem(list: readonly Json[], index: number, item: Json | undefined): readonly Json[] {
  if (item === undefined) {
    return list.filter((_item, number) => number !== index);
  }
  const items = [...list];
  items[Math.min(index, items.length)] = item;
  return items;
}

function setKey(record: JsonRecord, key: string, value: Json | undefined): JsonRecord {
  const copy: Record<string, Json> = { ...record };
  if (value === undefined) {
    Reflect.deleteProperty(copy, key);
  } else {
    // A key such as `__proto__` is one like any other.
    const property = { value, enumerable: true, writable: true, configurable: true };
    Object.defineProperty(copy, key, property);
  }
  return copy;
}

/** The places of what can be taken away of a value one by one, the larger ones first. */
export function placesIn(value: Json, path: Path = []): Path[] {
  return partsOf(value).flatMap(([key, part]) => [
    [...path, key],
    ...placesIn(part, [...path, key]),
  ]);
}

/** The parts of an object or a list, with their keys. */
export function partsOf(value: Json): [key: string, part: Json][] {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) => [String(index), item]);
  }
  return isObject(value) ? Object.entries(value) : [];
}

/** The same without what is at a place of `placesIn`, whose keys are just that. */
export function withoutPlace(value: Json, path: Path): Json {
  return withPart(value, path, () => undefined);
}

/**
 * The same with what is at a place of `placesIn` changed; it is taken away where that gives
 * undefined.
 */
export function withPart(
  value: Json,
  [key = "", ...rest]: Path,
  change: (part: Json | undefined) => Json | undefined,
): Json {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const item = list[Number(key)];
    return setItem(list, Number(key), changed(item, rest, change));
  }
  const record = isObject(value) ? value : {};
  const own = Object.hasOwn(record, key) ? record[key] : undefined;
  return setKey(record, key, changed(own, rest, change));
}

function changed(
  part: Json | undefined,
  rest: Path,
  change: (part: Json | undefined) => Json | undefined,
): Json | undefined {
  return rest.length === 0 ? change(part) : withPart(part ?? null, rest, change);
}

/** How much a login differs from the sample: its properties that hold no others. */
export function sizeOf(value: Json): number {
  if (typeof value !== "object" || value === null) {
    return 1;
  }
  const parts = partsOf(value);
  return parts.length === 0 ? 1 : parts.reduce((sum, [, part]) => sum + sizeOf(part), 0);
}
