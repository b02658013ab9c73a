import { parseTree, type ParseError } from "jsonc-parser";

import { positionAt, type Position } from "./places.ts";
import { findTooDeep } from "./plain-data.ts";

/** The value of a JSON text, or the place from which on it is none or is nested too deep. */
export type ReadJson =
  { readonly value: unknown } | { readonly end: Position; readonly isTooDeep: boolean };

export function readJson(text: string): ReadJson {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    return { end: positionAt(text, tooDeep), isTooDeep: true };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { end: positionAt(text, findJsonError(text)), isTooDeep: false };
  }
}

/** The library reads JSON with comments unless it is told not to. */
const strict = { disallowComments: true, allowTrailingComma: false };

/**
 * Where a text stops being JSON, as an offset: engines put it into their messages, each in another
 * way or not at all. The length of the text if it ends too early or is JSON; where it is nested too
 * deep to be read, that place.
 */
export function findJsonError(text: string): number {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    return tooDeep;
  }
  const errors: ParseError[] = [];
  parseTree(text, errors, strict);
  return errors[0]?.offset ?? text.length;
}

/**
 * Where a property of the outermost object of a JSON text has its value, as an offset; 0 if it has
 * none.
 */
export function findValue(json: string, key: string): number {
  const properties = parseTree(json)?.children ?? [];
  const property = properties.findLast(({ children: [name] = [] }) => name?.value === key);
  return property?.children?.[1]?.offset ?? 0;
}
