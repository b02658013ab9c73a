/**
 * A value that a comparison met when a script ran, as plain data; null is also what is not there.
 * `time` is that of a date in milliseconds, `keys` are those of an object, `pattern` is the source
 * of a regular expression.
 */
export type Seen =
  | string
  | number
  | boolean
  | null
  | { readonly list: readonly (string | number)[] }
  | { readonly keys: readonly string[] }
  | { readonly time: number }
  | { readonly pattern: string };

/** What a probe met: its number, and both values. */
export type Sighting = readonly [probe: number, left: Seen | undefined, right: Seen | undefined];

/** Longer texts and lists say no more. */
const mostCharacters = 5_000;
const mostItems = 16;

// Scripts can replace what is built in.
const { isArray } = Array;
const { keys } = Object;
const { isNaN } = Number;

/** A text that a value is compared as, and of a list its items. */
export function textsOf(value: Seen | undefined): readonly string[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (typeof value !== "object") {
    return [String(value)];
  }
  return "list" in value ? value.list.map(String) : "keys" in value ? value.keys : [];
}

/** A value as it is noted. */
export function seenOf(value: unknown): Seen {
  switch (typeof value) {
    case "string":
      return value.length > mostCharacters ? value.slice(0, mostCharacters) : value;
    case "number":
      return isNaN(value) ? null : value;
    case "boolean":
      return value;
    case "object":
      return value === null ? null : seenObject(value);
    case "function":
      return { keys: [] };
    default:
      return null;
  }
}

function seenObject(value: object): Seen {
  if (isArray(value)) {
    const list: (string | number)[] = [];
    for (let index = 0; index < value.length && index < mostItems; index++) {
      const item: unknown = value[index];
      if (typeof item === "string" || typeof item === "number") {
        list.push(item);
      }
    }
    return { list };
  }
  if (value instanceof RegExp) {
    return { pattern: value.source };
  }
  if (value instanceof Date) {
    return { time: value.getTime() };
  }
  if (value instanceof Set) {
    return seenObject([...value].slice(0, mostItems));
  }
  if (value instanceof Map) {
    const names = [...value.keys()].filter((name) => typeof name === "string");
    return { keys: names.slice(0, mostItems) };
  }
  return { keys: keys(value).slice(0, mostItems) };
}
