import type { ShownTemplate } from "../../model/read-template.ts";

const most = 3;

/**
 * The templates that a reader of one may want to see, too: of its service, or of its categories.
 */
export function findRelated(
  template: ShownTemplate,
  templates: readonly ShownTemplate[],
): readonly ShownTemplate[] {
  const words = wordsOf(template);
  return templates
    .filter(({ id, deprecated }) => id !== template.id && !deprecated)
    .map((other) => ({ other, nearness: compare(template, other, words) }))
    .filter(({ nearness }) => nearness > 0)
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, most)
    .map(({ other }) => other);
}

function compare(a: ShownTemplate, b: ShownTemplate, words: ReadonlySet<string>): number {
  const sameService = a.service !== undefined && a.service.name === b.service?.name;
  const categories = a.categories.filter((name) => b.categories.includes(name)).length;
  const shared = [...wordsOf(b)].filter((word) => words.has(word)).length;
  return (sameService ? 4 : 0) + categories + shared * 0.5;
}

/** The words that say what a template is about; short ones say little. */
function wordsOf({ title, overview }: ShownTemplate): Set<string> {
  const words = `${title} ${overview}`.toLowerCase().match(/\p{L}{5,}/gu) ?? [];
  return new Set(words);
}
