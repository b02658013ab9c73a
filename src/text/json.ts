import { positionAt, type Position } from "./places.ts";
import { findTooDeep } from "./plain-data.ts";

/** The value of a JSON text, or the place from which on it is none or is nested too deep. */
export type ReadJson =
  { readonly value: unknown } | { readonly end: Position; readonly isTooDeep: boolean };

export function readJson(text: string): ReadJson {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) return { end: positionAt(text, tooDeep), isTooDeep: true };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { end: positionAt(text, findJsonError(text)), isTooDeep: false };
  }
}

/**
 * Where a text stops being JSON, as an offset: engines put it into their messages, each in another way or not at
 * all. The length of the text if it ends too early or is JSON; where it is nested too deep to be read, that place.
 */
export function findJsonError(text: string): number {
  return findTooDeep(text) ?? new Scanner(text).run().end;
}

/** Where a property of the outermost object of a JSON text has its value, as an offset; 0 if it has none. */
export function findValue(json: string, key: string): number {
  return new Scanner(json).run(key).found;
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/uy;

class Scanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #wanted: string | undefined;
  #found = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(wanted?: string): { end: number; found: number } {
    this.#wanted = wanted;
    if (this.#value()) this.#take(SPACE);
    return { end: this.#at, found: this.#found };
  }

  /** Goes behind a value, or to where it breaks off. */
  #value(): boolean {
    this.#take(SPACE);
    if (this.#skip("{")) return this.#list("}", () => this.#member());
    if (this.#skip("[")) return this.#list("]", () => this.#value());
    return this.#take(SCALAR);
  }

  #member(): boolean {
    this.#take(SPACE);
    const from = this.#at;
    if (!this.#take(STRING)) return false;
    const isWanted =
      this.#depth === 1 && JSON.parse(this.#text.slice(from, this.#at)) === this.#wanted;
    this.#take(SPACE);
    if (!this.#skip(":")) return false;
    this.#take(SPACE);
    if (isWanted) this.#found = this.#at;
    return this.#value();
  }

  #list(end: string, item: () => boolean): boolean {
    this.#take(SPACE);
    if (this.#skip(end)) return true;
    this.#depth++;
    do {
      if (!item()) return false;
      this.#take(SPACE);
    } while (this.#skip(","));
    this.#depth--;
    return this.#skip(end);
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.test(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }
}
