import { visit, type CST, type Document, type ErrorCode } from "yaml";

import { findUnreadable } from "../../text/characters.ts";
import { walkTokens, type Finding } from "./syntax.ts";
import type { Range } from "../../text/places.ts";

/** What is wrong in YAML, and what to do, by the code of the library, whose own words presume its terms. */
const explanations: Partial<Record<ErrorCode, readonly [message: string, hint: string]>> = {
  BAD_DQ_ESCAPE: [
    "there is no such escape",
    "double the backslash, or put the value in single quotes",
  ],
  BAD_INDENT: [
    "this is not indented as what it belongs to",
    "indent the items of a list alike, and close brackets before the next field",
  ],
  BAD_SCALAR_START: ["a value cannot begin with this character", "put the value in quotes"],
  BLOCK_AS_IMPLICIT_KEY: [
    "a colon or a hyphen begins a mapping or a list here",
    "put a value that holds one in quotes, and indent the items of a list alike",
  ],
  BLOCK_IN_FLOW: [
    "lines are indented inside brackets",
    "write all of it on one line, or none of it in brackets",
  ],
  KEY_OVER_1024_CHARS: ["this key is too long", "write the name of a field, and a colon"],
  MISSING_CHAR: [
    "a colon, a comma, a quote or a bracket is missing",
    "write a field as key: value, and close what is open",
  ],
  MULTILINE_IMPLICIT_KEY: [
    "this line is not a field",
    "write key: value, and indent the lines that continue a value",
  ],
  NON_STRING_KEY: ["this key is not a word", "write the name of a field"],
  TAB_AS_INDENT: ["a line begins with a tab", "indent with spaces"],
  UNEXPECTED_TOKEN: [
    "this belongs to nothing before it",
    "put a value that holds such characters in quotes, and indent fields alike",
  ],
};

const otherwise = [
  "this is not YAML",
  "put a value that holds a colon, a quote or a hash in quotes",
] as const;

/** Finds what is not YAML in a head, or stands in it twice. */
export function findErrors(document: Document.Parsed, tokens: readonly CST.Token[]): Finding[] {
  // What is only a warning to YAML is a mistake in a head.
  const errors = [...document.errors, ...document.warnings];
  if (errors.length === 0) return [];
  const repeated = errors.filter(({ code }) => code === "DUPLICATE_KEY");
  // What follows a first mistake in the syntax is mostly its consequence.
  const first = errors.filter(({ code }) => code !== "DUPLICATE_KEY").slice(0, 1);
  const scalars = findScalars(tokens);
  return [...repeated, ...first].map(({ code, pos: [start, end] }) =>
    explainError(code, scalars.get(start) ?? { start, end }),
  );
}

/** The scalars by where an error points: at the first character, or behind one that is not closed. */
function findScalars(tokens: readonly CST.Token[]): Map<number, Range> {
  const scalars = new Map<number, Range>();
  for (const { token } of walkTokens(tokens)) {
    if (!("source" in token) || !token.type.endsWith("scalar") || token.source === "") continue;
    const range = { start: token.offset, end: token.offset + token.source.length };
    scalars.set(range.start, range);
    if (token.type.includes("quoted")) scalars.set(range.end, range);
  }
  return scalars;
}

/** Finds keys and values in which escapes write what the file itself may not hold. */
export function findHiddenValues(document: Document.Parsed): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      const unreadable = typeof value === "string" ? findUnreadable(value) : undefined;
      if (!unreadable || !range) return;
      const { code, what, why, hint } = unreadable;
      const [start, end] = range;
      findings.push({
        code,
        range: { start, end },
        message: `${what} is written here, ${why}`,
        hint,
      });
    },
  });
  return findings;
}

function explainError(code: ErrorCode, range: Range): Finding {
  if (code === "DUPLICATE_KEY") {
    const message = "this key appears more than once in the head";
    return { code: "head-duplicate-key", range, message, hint: "keep one of the two" };
  }
  const [message, hint] = explanations[code] ?? otherwise;
  return { code: "head-yaml", range, message, hint };
}
