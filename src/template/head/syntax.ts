import type { CST } from "yaml";

import { describeProblem, type Description } from "../problem.ts";
import type { Range } from "../../text/places.ts";

/** Something in a head that may not be there: ranges are offsets in its YAML. */
export interface Finding {
  readonly range: Range;
  readonly description: Description;
}

/**
 * How deep lists and mappings may be nested: the fields need four levels. The library descends by
 * recursion, so that the size of the stack would decide which heads it can read.
 */
const maxDepth = 20;

/**
 * Finds the first thing in the tokens of a head that is YAML, and has no use in a head: what could
 * expand, hide or be read in two ways. Nothing has been made of the tokens yet.
 */
export function findUnwanted(tokens: readonly CST.Token[]): Finding | undefined {
  for (const { token, depth } of walkTokens(tokens)) {
    const finding = depth > maxDepth ? tooDeep(token) : judge(token);
    if (finding) {
      return finding;
    }
  }
  return undefined;
}

/** All tokens in the order of the text, each with the number of lists and mappings it is in. */
export function* walkTokens(
  tokens: readonly CST.Token[],
): Generator<{ readonly token: CST.Token; readonly depth: number }> {
  const pending = tokens.map((token) => ({ token, depth: 0 })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    const { token } = next;
    const depth = "items" in token ? next.depth + 1 : next.depth;
    pending.push(
      ...partsOf(token)
        .map((part) => ({ token: part, depth }))
        .reverse(),
    );
  }
}

/** The tokens of a token, in the order of the text. */
function partsOf(token: CST.Token): CST.Token[] {
  const items = "items" in token ? token.items : [];
  return [
    ...(token.type === "document" ? [...token.start, token.value] : []),
    ...items.flatMap(({ start, key, sep = [], value }) => [...start, key, ...sep, value]),
    ...("props" in token ? token.props : []),
    ...("end" in token ? (token.end ?? []) : []),
  ].filter((part) => part !== null && part !== undefined);
}

function judge(token: CST.Token): Finding | undefined {
  switch (token.type) {
    case "anchor":
    case "alias":
      return found(token, describeProblem("head-alias"));
    case "tag":
      return found(token, describeProblem("head-yaml", { fault: "tag" }));
    case "directive":
      return found(token, describeProblem("head-yaml", { fault: "directive" }));
    case "doc-start":
    case "doc-end":
      return found(token, describeProblem("head-yaml", { fault: "document" }));
    case "scalar":
      return findCutValue(token);
    default:
      return undefined;
  }
}

/** A comment behind a value without quotes, which may be a part of it to whoever wrote it. */
function findCutValue({ end = [] }: CST.FlowScalar): Finding | undefined {
  const lineEnd = end.findIndex(({ type }) => type === "newline");
  const comment = end.slice(0, lineEnd === -1 ? end.length : lineEnd).find(isComment);
  return comment && found(comment, describeProblem("head-comment"));
}

function isComment({ type }: CST.SourceToken): boolean {
  return type === "comment";
}

function tooDeep({ offset }: CST.Token): Finding {
  return {
    range: { start: offset, end: offset + 1 },
    description: describeProblem("head-yaml", { fault: { deeperThan: maxDepth } }),
  };
}

function found(
  { offset, source }: { readonly offset: number; readonly source: string },
  description: Description,
): Finding {
  return { range: { start: offset, end: offset + source.length }, description };
}
