import { findNodeAtLocation, parseTree, type Node, type ParseError } from "jsonc-parser";

import { findUnreadable } from "../text/characters.ts";
import type { PlacedData } from "./placed-data.ts";
import type { Problem } from "./problem.ts";
import type { Source } from "./source.ts";
import type { Range } from "../text/places.ts";

/** More lists and objects than anybody needs: what reads JSON goes down by recursion. */
const maxParts = 500;

/** JSON in a source, and the code of what keeps it from being JSON. */
export interface JsonText {
  readonly range: Range;
  readonly code: "example-syntax" | "retired-syntax";
}

/** Reads JSON in a source, or says what keeps it from being JSON. */
export function readPlacedJson(source: Source, json: JsonText): PlacedData | Problem[] {
  const { range, code } = json;
  const text = source.text.slice(range.start, range.end);
  if ((text.match(/[[{]/g) ?? []).length > maxParts) {
    return [source.problem(code, range, { fault: { mostParts: maxParts } })];
  }
  const errors: ParseError[] = [];
  // Without comments and trailing commas, which the library is made for, it takes what JSON.parse
  // takes.
  const tree = parseTree(text, errors, { disallowComments: true });
  // What follows a first mistake is mostly its consequence.
  const [error = { offset: 0, length: 0 }] = errors;
  if (errors.length > 0 || !tree) {
    return [source.problem(code, placeOf(error, range), { fault: "json" })];
  }
  const problems = [...nodesIn(tree)].flatMap((node) => checkNode(source, node, json));
  return problems.length > 0 ? problems : new PlacedJson(source, tree, range);
}

function* nodesIn(root: Node): Generator<Node> {
  yield root;
  for (const child of root.children ?? []) {
    yield* nodesIn(child);
  }
}

/**
 * What the library lets through: a key that appears twice, and characters that a text may not hold.
 */
function checkNode(source: Source, node: Node, json: JsonText): Problem[] {
  if (node.type === "object") {
    return checkKeys(source, node, json);
  }
  const unreadable = node.type === "string" ? findUnreadable(String(node.value)) : undefined;
  if (!unreadable) {
    return [];
  }
  const { code, fault, written } = unreadable;
  const range = placeOf(node, json.range);
  return [source.problem(code, range, { fault, written, isEscaped: true })];
}

function checkKeys(source: Source, { children = [] }: Node, { range, code }: JsonText): Problem[] {
  const seen = new Set<unknown>();
  return children.flatMap(({ children: [key] = [] }) => {
    if (!key || !seen.has(key.value)) {
      seen.add(key?.value);
      return [];
    }
    return source.problem(code, placeOf(key, range), { fault: "key" });
  });
}

function placeOf({ offset, length }: Pick<Node, "offset" | "length">, { start }: Range): Range {
  return { start: start + offset, end: start + offset + length };
}

class PlacedJson implements PlacedData {
  readonly source: Source;
  readonly value: unknown;
  readonly #tree: Node;
  readonly #whole: Range;

  constructor(source: Source, tree: Node, whole: Range) {
    this.source = source;
    this.value = JSON.parse(source.text.slice(whole.start, whole.end));
    this.#tree = tree;
    this.#whole = whole;
  }

  valueAt(path: readonly (string | number)[]): Range {
    for (let length = path.length; length > 0; length--) {
      const node = findNodeAtLocation(this.#tree, path.slice(0, length));
      if (node) {
        return placeOf(node, this.#whole);
      }
    }
    return placeOf(this.#tree, this.#whole);
  }

  keyAt(path: readonly (string | number)[]): Range {
    const property = findNodeAtLocation(this.#tree, [...path])?.parent;
    const key = property?.type === "property" ? property.children?.[0] : undefined;
    return key ? placeOf(key, this.#whole) : this.valueAt(path);
  }
}
