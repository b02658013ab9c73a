import type { Nodes, Root } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkHtml from "remark-html";

/** What the HTML of a description may hold: no script, style, form, image or id. */
const allowedHtml = {
  tagNames: (
    "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre strong " +
    "table tbody td th thead tr ul"
  ).split(" "),
  attributes: {
    a: ["href", "title"],
    code: [["className", /^language-[\w-]+$/] as [string, RegExp]],
    ol: ["start"],
    td: ["align"],
    th: ["align"],
  },
  protocols: { href: ["https", "mailto"] },
};

/**
 * How many lists and quotes may begin in one line, and how deep a tree may be. The libraries take a
 * hundred times as long for deep texts, and descend by recursion, so that the size of the stack,
 * which differs from thread to thread, would decide which texts they can read.
 */
export const maxContainers = 30;
export const maxDepth = 100;

const tooManyContainers = new RegExp(
  `^(?:[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])(?=[ \\t]))){${maxContainers + 1}}`,
  "m",
);

/** The answer to a text that is nested deeper than that, and the offset where it is. */
export interface TooDeep {
  readonly tooDeepAt: number;
}

class TreeDepthError extends Error implements TooDeep {
  readonly tooDeepAt: number;

  constructor(node: Nodes) {
    super("the tree is too deep");
    this.tooDeepAt = node.position?.start.offset ?? 0;
  }
}

// Before what GFM does to a tree, which is a recursion.
const limited = remark().data("fromMarkdownExtensions", [{ transforms: [limitDepth] }]);
const commonMark = limited().use(remarkHtml, { sanitize: allowedHtml }).freeze();
const gfm = limited().use(remarkGfm);

/** Parses GitHub Flavored Markdown. */
export function parseMarkdown(text: string): Root | TooDeep {
  const deep = tooManyContainers.exec(text);
  if (deep) {
    return { tooDeepAt: deep.index };
  }
  try {
    return parseLimited(text);
  } catch (error) {
    if (error instanceof TreeDepthError) {
      return error;
    }
    throw error;
  }
}

/**
 * The additions of GitHub to CommonMark take as long as all the rest, and few texts have any, so a
 * text is read without them where they can make no difference.
 */
function parseLimited(text: string): Root {
  if (gfmSign.test(text)) {
    return gfm.parse(text);
  }
  const written = text.replaceAll(linkStart, "");
  const tree = addressSign.test(written) ? undefined : commonMark.parse(text);
  const links = text.length === written.length ? 0 : (text.match(linkStart)?.length ?? 0);
  // An address that CommonMark does not read as a link's is one that GFM would make a link of.
  return tree && countLinks(tree) === links ? tree : gfm.parse(text);
}

/** Sanitized HTML. Raw HTML in the tree is dropped. */
export function renderMarkdown(tree: Root): string {
  return commonMark.stringify(tree);
}

/** What a table, strikethrough, a footnote or a task list cannot be without. */
const gfmSign = /[|~]|:-|-:|\[\^|\[[\sxX]\]/;

/** What a bare address cannot be without, be it written in entities or escapes. */
const addressSign = /@|&[#\w]|\\|www\.|https?:/i;

/** How the address of a link begins in CommonMark: `[text](https:` or `<https:`. */
const linkStart = /(?:\]\(<?|<)https?:/gi;

function limitDepth(tree: Root): void {
  let level: Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth && level[0]) {
      throw new TreeDepthError(level[0]);
    }
    level = level.flatMap((node) => ("children" in node ? node.children : []));
  }
}

function countLinks(root: Root): number {
  let count = 0;
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "link" && /^https?:/i.test(node.url)) {
      count++;
    }
    if ("children" in node) {
      pending.push(...node.children);
    }
  }
  return count;
}
