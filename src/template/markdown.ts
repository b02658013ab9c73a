import type { Root } from "mdast";
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

const processor = remark().use(remarkGfm).use(remarkHtml, { sanitize: allowedHtml }).freeze();

export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}

/** Sanitised HTML. Raw HTML in the tree is dropped. */
export function renderMarkdown(tree: Root): string {
  return processor.stringify(tree);
}
