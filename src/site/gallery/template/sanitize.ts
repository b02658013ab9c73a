import DOMPurify from "dompurify";

import { findOtherAddress, isLinkable } from "../../../text/address.ts";
import { markHidden } from "../../../text/characters.ts";

const tags =
  "a abbr b blockquote br code dd del dl dt em h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td th thead tr ul";

/** Characters of a description that are shown; the compiler takes a tenth of it. */
const mostCharacters = 100_000;

/**
 * Makes elements of the HTML of a description. Where `rules.json` comes from is not known here, so
 * that it was sanitized once is not taken for granted: nothing runs, loads, or takes input, nothing
 * is hidden, and each link goes where it says.
 */
export function sanitize(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html.slice(0, mostCharacters), {
    ALLOWED_TAGS: tags.split(" "),
    ALLOWED_ATTR: ["href", "title"],
    ALLOWED_URI_REGEXP: /^(?:https:|mailto:)/i,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  showHidden(fragment);
  for (const link of fragment.querySelectorAll("a")) {
    checkLink(link);
  }
  return fragment;
}

/** Writes out whatever readers would not see, in texts and in what appears above them. */
function showHidden(fragment: DocumentFragment): void {
  const texts = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    node.nodeValue = markHidden(node.nodeValue ?? "");
  }
  for (const element of fragment.querySelectorAll<HTMLElement>("[title]")) {
    element.title = markHidden(element.title);
  }
}

/**
 * A link whose address looks like another one, or whose text does, becomes text beside its address.
 */
function checkLink(link: HTMLAnchorElement): void {
  link.rel = "noopener noreferrer";
  const address = link.getAttribute("href");
  if (address === null) {
    return;
  }
  const text = link.textContent;
  if (isLinkable(address) && findOtherAddress(text, address) === undefined) {
    return;
  }
  link.replaceWith(markHidden(text === address ? text : `${text} (${address})`));
}

/** Whether a description is too long to be shown whole. */
export function isCut(html: string): boolean {
  return html.length > mostCharacters;
}
