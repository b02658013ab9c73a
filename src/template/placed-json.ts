import {
  iterator,
  parse,
  type MemberNode,
  type Node,
  type ObjectNode,
  type StringNode,
  type ValueNode,
} from "@humanwhocodes/momoa";

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
    const message = `this JSON has more than ${maxParts} lists and objects`;
    return [source.problem(code, range, message, "leave out what nobody needs")];
  }
  const tree = parseJson(text);
  if (typeof tree === "number") return [notJson(source, range.start + tree, json)];
  const nodes = Array.from(
    iterator(tree, ({ phase }) => phase === "enter"),
    ({ node }) => node,
  );
  const problems = nodes.flatMap((node) => checkNode(source, node, json));
  return problems.length > 0 ? problems : new PlacedJson(JSON.parse(text), tree, range);
}

/** The tree of a text, or the offset from which on it is not JSON. */
function parseJson(text: string): ValueNode | number {
  try {
    return parse(text, { mode: "json" }).body;
  } catch (error) {
    if (error instanceof Error && "offset" in error) return Number(error.offset);
    throw error;
  }
}

function notJson(source: Source, at: number, { range: { end }, code }: JsonText): Problem {
  return source.problem(
    code,
    { start: Math.min(at, end), end: Math.min(at + 1, end) },
    "this is not JSON from here on",
    "put keys and texts in double quotes and a comma between two items, and leave out comments",
  );
}

/** What the library lets through: a key that appears twice, and characters that a text may not hold. */
function checkNode(source: Source, node: Node, json: JsonText): Problem[] {
  if (isObject(node)) return checkKeys(source, node, json);
  if (!isString(node)) return [];
  const range = rangeOf(json.range.start, node);
  const control = source.text.slice(range.start, range.end).search(/[\n\t]/);
  if (control !== -1) return [notJson(source, range.start + control, json)];
  const unreadable = findUnreadable(node.value);
  if (!unreadable) return [];
  const { code, what, why, hint } = unreadable;
  return [source.problem(code, range, `${what} is written here, ${why}`, hint)];
}

function checkKeys(source: Source, { members }: ObjectNode, json: JsonText): Problem[] {
  const seen = new Set<string>();
  return members.flatMap((member) => {
    const key = keyOf(member);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = "this key appears more than once in the object";
    const range = rangeOf(json.range.start, member.name);
    return source.problem(json.code, range, message, "keep one of the two");
  });
}

function isObject(node: Node): node is ObjectNode {
  return node.type === "Object";
}

function isString(node: Node): node is StringNode {
  return node.type === "String";
}

function keyOf({ name }: MemberNode): string {
  return name.type === "String" ? name.value : name.name;
}

function rangeOf(start: number, { loc }: Node): Range {
  return { start: start + loc.start.offset, end: start + loc.end.offset };
}

class PlacedJson implements PlacedData {
  readonly value: unknown;
  readonly #tree: ValueNode;
  readonly #whole: Range;

  constructor(value: unknown, tree: ValueNode, whole: Range) {
    this.value = value;
    this.#tree = tree;
    this.#whole = whole;
  }

  valueAt(path: readonly (string | number)[]): Range {
    let node = this.#tree;
    for (const part of path) {
      const next = childOf(node, part)?.value;
      if (!next) break;
      node = next;
    }
    return rangeOf(this.#whole.start, node);
  }

  keyAt(path: readonly (string | number)[]): Range {
    let node: ValueNode | undefined = this.#tree;
    for (const part of path.slice(0, -1)) node = node && childOf(node, part)?.value;
    const child = node && childOf(node, path.at(-1) ?? "");
    return child?.type === "Member" ? rangeOf(this.#whole.start, child.name) : this.valueAt(path);
  }
}

function childOf(node: ValueNode, part: string | number) {
  if (node.type === "Array") return node.elements[Number(part)];
  if (node.type !== "Object") return undefined;
  return node.members.find((member) => keyOf(member) === String(part));
}
