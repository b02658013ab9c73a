import type { Root, RootContent } from "mdast";
import type { Range } from "../../text/places.ts";

/** A node of a Markdown tree, and where it stands. */
export interface Placed {
  readonly node: Root | RootContent;
  readonly range: Range;
}

/**
 * A tree's nodes in the order of the text, each with its place in it. GFM gives none to a link that
 * it makes of a bare address: that is looked for in what stands around it.
 */
export function* walkPlaces(
  text: string,
  root: Root,
  rangeOf: (node: Root | RootContent) => Range,
): Generator<Placed> {
  const whole = rangeOf(root);
  const pending: Placed[] = [{ node: root, range: whole }];
  /** How far the text has been walked through. */
  let at = whole.start;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, range: around } = next;
    const children = "children" in node ? node.children : [];
    const own = node.position ? rangeOf(node) : findAddress(text, node, at);
    const range = own && own.end <= around.end ? own : around;
    if (range === own) {
      at = node.position && children.length > 0 ? range.start : range.end;
    }
    yield { node, range };
    pending.push(...children.map((child) => ({ node: child, range })).reverse());
  }
}

/** Where the text of a link stands, from an offset on. */
function findAddress(text: string, node: Root | RootContent, from: number): Range | undefined {
  const shown = node.type === "link" ? node.children[0] : undefined;
  if (shown?.type !== "text") {
    return undefined;
  }
  const start = text.indexOf(shown.value, from);
  return start === -1 ? undefined : { start, end: start + shown.value.length };
}
