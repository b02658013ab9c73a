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

const commonMark = remark().use(remarkHtml, { sanitize: allowedHtml }).freeze();
const gfm = remark().use(remarkGfm);

/**
 * Parses GitHub Flavored Markdown. Its additions to CommonMark take as long as all the rest, and few
 * texts have any, so a text is read without them where they can make no difference.
 */
export function parseMarkdown(text: string): Root {
  if (gfmSign.test(text)) return gfm.parse(text);
  const written = text.replaceAll(linkStart, "");
  const tree = addressSign.test(written) ? undefined : commonMark.parse(text);
  const links = text.length === written.length ? 0 : (text.match(linkStart)?.length ?? 0);
  // An address that CommonMark does not read as a link's is one that GFM would make a link of.
  return tree && countLinks(tree) === links ? tree : gfm.parse(text);
}

/** Sanitised HTML. Raw HTML in the tree is dropped. */
export function renderMarkdown(tree: Root): string {
  return commonMark.stringify(tree);
}

/** What a table, strikethrough, a footnote or a task list cannot be without. */
const gfmSign = /[|~]|:-|-:|\[\^|\[[\sxX]\]/;

/** What a bare address cannot be without, be it written in entities or escapes. */
const addressSign = /@|&[#\w]|\\|www\.|https?:/i;

/** How the address of a link begins in CommonMark: `[text](https:` or `<https:`. */
const linkStart = /(?:\]\(<?|<)https?:/gi;

function countLinks(root: Root): number {
  let count = 0;
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === "link" && /^https?:/i.test(node.url)) count++;
    if ("children" in node) pending.push(...node.children);
  }
  return count;
}
