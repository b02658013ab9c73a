import type { Root, RootContent } from "mdast";

import { Excerpt, findFences } from "./excerpt.ts";
import { maxContainers, maxDepth, parseMarkdown } from "./markdown.ts";
import { isProblem, type Problem } from "../problem.ts";
import type { Source } from "../source.ts";
import type { Range } from "../../text/places.ts";
import type { Form } from "../../script/form/form.ts";

/**
 * The longest prose, in UTF-16 units. Markdown takes time that grows with the square of some texts:
 * the worst of this length took two seconds where an ordinary one took a tenth.
 */
export const maxProse = 10_000;

/** The Markdown tree of a body. */
export interface ParsedBody {
  readonly tree: Root;
  /** Where a node stands in the source: all of the body for one without a place. */
  readonly rangeOf: (node: RootContent | Root) => Range;
}

/** What a block can be beside a part of the prose. */
export type BlockKind = Form | "example";

const kinds: Readonly<Record<string, BlockKind>> = {
  js: "rule",
  "js action": "action",
  "json example": "example",
};

/** What a block is, by what follows the fence that opens it. */
export function kindOf(info: string): BlockKind | undefined {
  const words = info.trim().replace(/[ \t]+/g, " ");
  return Object.hasOwn(kinds, words) ? kinds[words] : undefined;
}

/**
 * Parses the body from the offset `body` on. Markdown is slow on code, so code and examples are cut
 * out where that is safe.
 */
export function parseBody(source: Source, body: number): ParsedBody | Problem {
  const { text } = source;
  const fences = findFences(text, body).filter(({ info }) => kindOf(info) !== undefined);
  const cuts = fences.map(({ content }) => content);
  const cut = parseExcerpt(source, body, cuts);
  if (isProblem(cut)) {
    return cut;
  }
  // Up to its first fence an excerpt is the text itself, so a tree that has a block at each of the
  // fences is, by induction, the tree of the whole text.
  const blocks = cut.tree.children.filter((node) => node.type === "code").map(cut.rangeOf);
  const places = new Set(blocks.map(({ start, end }) => `${start}-${end}`));
  const agrees = fences.every(({ block }) => places.has(`${block.start}-${block.end}`));
  return agrees ? cut : parseExcerpt(source, body, []);
}

function parseExcerpt(source: Source, body: number, cuts: readonly Range[]): ParsedBody | Problem {
  const excerpt = new Excerpt(source.text, body, cuts);
  const { length } = excerpt.text;
  if (length > maxProse) {
    const facts = { of: "body", length, limit: maxProse } as const;
    return source.problem("description-long", { start: body, end: body }, facts);
  }
  const rangeIn = (start: number, end: number): Range => ({
    start: excerpt.sourceOffset(start),
    end: excerpt.sourceOffset(end),
  });
  const tree = parseMarkdown(excerpt.text);
  if ("tooDeepAt" in tree) {
    const range = rangeIn(tree.tooDeepAt, tree.tooDeepAt + 1);
    const limits = { containers: maxContainers, levels: maxDepth };
    return source.problem("markdown", range, { kind: "depth", ...limits });
  }
  const all = rangeIn(0, length);
  return {
    tree,
    rangeOf: ({ position }) =>
      position ? rangeIn(position.start.offset ?? 0, position.end.offset ?? length) : all,
  };
}
