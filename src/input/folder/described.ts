import { isRecord } from "../../text/plain-data.ts";
import { findValue, readJson } from "../../text/json.ts";
import { positionAt } from "../../text/places.ts";
import { InputError } from "../input-error.ts";
import { noteKeywordAt, parseFilledObject, readFilled, type Keywords } from "../keywords.ts";
import type { TextFile, TextFiles } from "../text-files.ts";

/** Files, and what to fill into them. */
export interface Readable {
  readonly files: TextFiles;
  readonly keywords: Keywords;
}

/** What properties of a JSON file have to be: for `typeof`, and for people. */
type Types = Readonly<Record<string, readonly ["string" | "number" | "boolean", string]>>;

interface TypeOf {
  string: string;
  number: number;
  boolean: boolean;
}

/** The properties of a JSON file; null is as good as nothing, as the Deploy CLI exports it. */
export type Described<T extends Types> = { readonly [Key in keyof T]?: TypeOf[T[Key][0]] };

/** A JSON file of a tenant's folder, and what it says. */
export interface DescribedFile<T extends Types> {
  readonly file: TextFile;
  readonly all: Readonly<Record<string, unknown>>;
  readonly said: Described<T>;
}

/**
 * Reads a JSON file, and holds it against the types of its properties.
 *
 * @throws InputError if it is of another form
 */
export function readDescribed<T extends Types>(
  place: string,
  types: T,
  sources: Readable,
): DescribedFile<T> {
  const file = readFilled(place, sources);
  const all = parseFilledObject(file);
  const said: Record<string, unknown> = {};
  for (const [key, [type, what]] of Object.entries(types)) {
    const value = all[key] ?? undefined;
    if (value === undefined) {
      continue;
    }
    if (typeof value !== type) {
      throw wrongType(file, key, what);
    }
    said[key] = value;
  }
  return { file, all, said: said as Described<T> };
}

function wrongType(file: TextFile, key: string, what: string): InputError {
  const at = findValue(file.text, key);
  return new InputError({
    ...positionAt(file.text, at),
    file: file.shown,
    message: `${key} is not ${what}`,
    hint: noteKeywordAt(file, file.text[at] === '"' ? at + 1 : at) ?? `write ${what}`,
  });
}

/** Files of an npm project or an editor, which describe nothing of a tenant. */
const foreign = /^(?:\.|(?:package|package-lock|npm-shrinkwrap|tsconfig|jsconfig)\.json$)/;

/** The names of a folder that may describe something: `.json` files without those of tools. */
export function jsonNames(names: readonly string[]): string[] {
  return names.filter((name) => name.endsWith(".json") && !foreign.test(name));
}

/**
 * The names of a folder that may be scripts: `.js` files without tests and what begins with a dot.
 */
export function scriptNames(names: readonly string[]): string[] {
  return names.filter((name) => /\.c?js$/.test(name) && !/^\.|\.(?:test|spec)\.c?js$/.test(name));
}

/** Whether a JSON file holds an object, or is broken and may have been meant to. */
export function mayDescribe(place: string, sources: Readable): boolean {
  const read = readJson(readFilled(place, sources).text);
  return !("value" in read) || isRecord(read.value);
}

/** Whether a text is code itself, as the Management API has it, and not the place of a file. */
export function isCode(text: string): boolean {
  return !/\.c?js\s*$/.test(text) && (text.includes("\n") || /[{}]|=>/.test(text));
}
