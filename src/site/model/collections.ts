import type { GalleryTemplate } from "../../gallery/entry.ts";

/** A shelf of the gallery, named by what a reader wants to do. */
export interface Collection {
  /** Its name in an address. */
  readonly name: string;
  readonly label: string;
  /** The categories whose templates it holds. */
  readonly categories: readonly string[];
  /** Code that puts a template into it, whatever its categories. */
  readonly code?: RegExp;
}

/** Code that sends a user to another page or shows a form. */
const redirecting = /\bredirect\.sendUserTo\(|\bprompt\.render\(|\bcontext\.redirect\s*=/;

export const collections: readonly Collection[] = [
  { name: "know-who-logs-in", label: "Know who logs in", categories: ["enrich profile"] },
  { name: "let-in-keep-out", label: "Let in, keep out", categories: ["access control"] },
  { name: "second-factors", label: "Second factors", categories: ["multifactor", "guardian"] },
  {
    name: "tokens-and-claims",
    label: "Tokens and claims",
    categories: ["tokens"],
    code: /\.setCustomClaim\(/,
  },
  { name: "tell-other-tools", label: "Tell other tools", categories: ["webhook", "marketplace"] },
  { name: "redirects-and-forms", label: "Redirects, forms", categories: [], code: redirecting },
  { name: "sessions", label: "Sessions", categories: ["sessions"] },
  { name: "organizations", label: "Organizations", categories: ["organizations"] },
  { name: "account-linking", label: "Account linking", categories: ["account linking"] },
  { name: "saml", label: "SAML", categories: ["saml"] },
  { name: "debugging", label: "Debugging", categories: ["debugging", "default"] },
];

interface Sorted extends Pick<GalleryTemplate, "categories" | "action"> {
  /** Of the rule, empty if there is none. */
  readonly code: string;
}

/** Whether a template sends users elsewhere in the middle of a login. */
export function isRedirecting(template: Sorted): boolean {
  return redirecting.test(codeOf(template));
}

/**
 * The names of the collections that a template is in. A category of a gallery that none of them
 * holds is a collection of its own name.
 */
export function collectionsOf(template: Sorted): string[] {
  const code = codeOf(template);
  const names = collections
    .filter((one) => holdsCategory(one, template) || one.code?.test(code) === true)
    .map(({ name }) => name);
  const others = template.categories.filter(
    (category) => !collections.some((one) => one.categories.includes(category)),
  );
  return [...names, ...others];
}

/** The first collection that a template is in by its category, by which its page calls it. */
export function mainCollectionOf(template: Sorted): string | undefined {
  const main = collections.find((one) => holdsCategory(one, template));
  return main?.name ?? collectionsOf(template)[0];
}

function holdsCategory({ categories }: Collection, template: Sorted): boolean {
  return template.categories.some((category) => categories.includes(category));
}

function codeOf({ code, action }: Sorted): string {
  return `${action?.code ?? ""}\n${code}`;
}
