import { tokTypes } from "acorn";

import { findBeyondAscii, nameOf } from "../../text/characters.ts";
import { readTokens } from "../../script/syntax/parser.ts";
import type { Range } from "../../text/places.ts";
import type { Form } from "../../script/form/form.ts";

/** Something in the text of code that is read in another way than it looks. */
export interface Oddity extends Range {
  readonly kind: "name" | "comment" | "space" | "gap";
  /** What is written there, the number of the character, or what a gap is made of. */
  readonly written: string;
}

/**
 * What only code with an oddity has: blanks and letters beyond ASCII, escapes, marks of comments of
 * HTML.
 */
const suspicious = /[^\p{ASCII}]|\\u|<!--|-->/u;
const oddBlank = /[^\P{Zs} ]/gu;

/** So many blanks, or lines without anything, that what follows is out of sight. */
const maxBlanks = 100;
const maxBlankLines = 30;
const gap = new RegExp(`[ \\t]{${maxBlanks + 1}}|(?:\\n[ \\t]*){${maxBlankLines + 2}}`);

/**
 * Finds names of letters beyond ASCII or with escapes, which look like others; comments as in HTML,
 * which look like operators; and blanks that are none in a text.
 */
export function findOddities(code: string, form: Form): Oddity[] {
  const gaps = findGap(code);
  if (!suspicious.test(code)) {
    return gaps;
  }
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
    ...gaps,
    ...names.map((found) => ({ kind: "name" as const, ...found })),
    ...html.map((found) => ({ kind: "comment" as const, ...found })),
    ...blanks.map((found) => ({ kind: "space" as const, ...found })),
  ];
}

function findGap(code: string): Oddity[] {
  const found = gap.exec(code);
  const range = found ? { start: found.index, end: found.index + found[0].length } : findWide(code);
  if (!range) {
    return [];
  }
  const written = found?.[0].includes("\n") === true ? "lines" : "spaces";
  return [{ kind: "gap", written, ...range }];
}

/** The last blanks of a line that has too many of them in gaps, each of which is short. */
function findWide(code: string): Range | undefined {
  let [line, blanks] = [-1, 0];
  for (const { 0: found, index: start } of code.matchAll(/[ \t]{8,}/g)) {
    const lineStart = code.lastIndexOf("\n", start);
    blanks = (lineStart === line ? blanks : 0) + found.length;
    line = lineStart;
    if (blanks > maxBlanks) {
      return { start, end: start + found.length };
    }
  }
  return undefined;
}
