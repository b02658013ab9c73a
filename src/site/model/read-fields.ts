import { isRecord } from "../../text/plain-data.ts";
import { markHidden } from "../../text/characters.ts";

// What a file holds that may come from anywhere, narrowed piece by piece.

export type Fields = Readonly<Record<string, unknown>>;

/** The most that is shown, in characters and in items: more than any template needs. */
export const most = { title: 200, text: 1_000, code: 200_000, settings: 100, values: 100 };

export function recordOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A text that fits on a line or two, with nothing hidden in it. */
export function shortOf(value: unknown, length = most.title): string {
  const text = textOf(value);
  return markHidden(text.length > length ? `${text.slice(0, length)}…` : text);
}

export function shortsOf(value: unknown): string[] {
  return textsOf(value)
    .slice(0, most.values)
    .map((text) => shortOf(text));
}

export function textsOf(value: unknown): string[] {
  return [...new Set(listOf(value).filter((item) => typeof item === "string"))];
}

/** The texts of a record by key. */
export function textsByKey(value: unknown): Record<string, string> {
  const entries = Object.entries(recordOf(value));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
