/** Words of a query that mean the same. */
const synonyms: readonly (readonly string[])[] = [
  ["mfa", "2fa", "multifactor"],
  ["whitelist", "allowlist"],
];

/** A word, and those that mean the same. */
export function synonymsOf(word: string): readonly string[] {
  return synonyms.find((group) => group.includes(word)) ?? [word];
}

/** A query in which several words that stand for one thing are one. */
export function joinPhrases(query: string): string {
  return query
    .replace(/\b(?:two|multi|2)[\s-]+factor\b/gi, "multifactor")
    .replace(/\be-mail/gi, "email")
    .replace(/\b(allow|white)[\s-]+list\b/gi, "$1list");
}
