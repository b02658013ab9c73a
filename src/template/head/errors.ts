import { visit, type CST, type Document } from "yaml";

import { findUnreadable } from "../../text/characters.ts";
import { describeProblem } from "../problem.ts";
import { walkTokens, type Finding } from "./syntax.ts";
import type { Range } from "../../text/places.ts";

/** Finds what is not YAML in a head, or stands in it twice. */
export function findErrors(document: Document.Parsed, tokens: readonly CST.Token[]): Finding[] {
  // What is only a warning to YAML is a mistake in a head.
  const errors = [...document.errors, ...document.warnings];
  if (errors.length === 0) {
    return [];
  }
  const repeated = errors.filter(({ code }) => code === "DUPLICATE_KEY");
  // What follows a first mistake in the syntax is mostly its consequence.
  const first = errors.filter(({ code }) => code !== "DUPLICATE_KEY").slice(0, 1);
  const scalars = findScalars(tokens);
  return [...repeated, ...first].map(({ code, pos: [start, end] }) => ({
    range: scalars.get(start) ?? { start, end },
    description:
      code === "DUPLICATE_KEY"
        ? describeProblem("head-duplicate-key")
        : describeProblem("head-yaml", { fault: code }),
  }));
}

/**
 * The scalars by where an error points: at the first character, or behind one that is not closed.
 */
function findScalars(tokens: readonly CST.Token[]): Map<number, Range> {
  const scalars = new Map<number, Range>();
  for (const { token } of walkTokens(tokens)) {
    if (!("source" in token) || !token.type.endsWith("scalar") || token.source === "") {
      continue;
    }
    const range = { start: token.offset, end: token.offset + token.source.length };
    scalars.set(range.start, range);
    if (token.type.includes("quoted")) {
      scalars.set(range.end, range);
    }
  }
  return scalars;
}

/** Finds keys and values in which escapes write what the file itself may not hold. */
export function findHiddenValues(document: Document.Parsed): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Scalar(_key, { value, range }) {
      const unreadable = typeof value === "string" ? findUnreadable(value) : undefined;
      if (!unreadable || !range) {
        return;
      }
      const { code, fault, written } = unreadable;
      const [start, end] = range;
      const description = describeProblem(code, { fault, written, isEscaped: true });
      findings.push({ range: { start, end }, description });
    },
  });
  return findings;
}
