import DOMPurify from "dompurify";

const tags =
  "a abbr b blockquote br code dd del dl dt em h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td th thead tr ul";

/** Characters of a description that are shown; the compiler takes a tenth of it. */
const mostCharacters = 100_000;

/**
 * Makes elements of the HTML of a description. Where `rules.json` comes from is not known here, so
 * that it was sanitised once is not taken for granted: nothing runs, loads, or takes input.
 */
export function sanitise(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html.slice(0, mostCharacters), {
    ALLOWED_TAGS: tags.split(" "),
    ALLOWED_ATTR: ["href", "title"],
    ALLOWED_URI_REGEXP: /^(?:https:|mailto:)/i,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll("a")) link.rel = "noopener noreferrer";
  return fragment;
}

/** Whether a description is too long to be shown whole. */
export function isCut(html: string): boolean {
  return html.length > mostCharacters;
}
