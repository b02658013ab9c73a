import { tokTypes } from "acorn";

import { findBeyondAscii, nameOf } from "../characters.ts";
import type { Range } from "../source.ts";
import { readTokens } from "./parser.ts";

/** Something in the text of code that is read in another way than it looks. */
export interface Oddity extends Range {
  readonly kind: "name" | "comment" | "blank";
  /** What is written there, or the number of the character. */
  readonly written: string;
}

/** What only code with an oddity has: blanks and letters beyond ASCII, escapes, marks of comments of HTML. */
const suspicious = /[^\p{ASCII}]|\\u|<!--|-->/u;
const oddBlank = /[^\P{Zs} ]/gu;

/**
 * Finds names of letters beyond ASCII or with escapes, which look like others; comments as in HTML,
 * which look like operators; and blanks that are none in a text.
 */
export function findOddities(code: string, form: "rule" | "action"): Oddity[] {
  if (!suspicious.test(code)) return [];
  const { tokens, comments } = readTokens(code, form);
  const names = tokens
    .filter(({ type }) => type === tokTypes.name || type === tokTypes.privateId || type.keyword)
    .map(({ start, end }) => ({ written: code.slice(start, end), start, end }))
    .filter(({ written }) => written.includes("\\") || findBeyondAscii(written) !== -1);
  const html = comments
    .filter(({ start }) => /^(?:<!--|-->)/.test(code.slice(start, start + 4)))
    .map(({ start }) => ({ written: code.slice(start, start + 4).trim(), start, end: start + 4 }));
  const blanks = [...code.matchAll(oddBlank)].map(({ 0: blank, index }) => ({
    written: nameOf(blank),
    start: index,
    end: index + blank.length,
  }));
  return [
    ...names.map((found) => ({ kind: "name" as const, ...found })),
    ...html.map((found) => ({ kind: "comment" as const, ...found })),
    ...blanks.map((found) => ({ kind: "blank" as const, ...found })),
  ];
}
