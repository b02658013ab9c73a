import { isRecord } from "../../text/plain-data.ts";
import { readTemplate, type ShownTemplate } from "./read-template.ts";
import { listOf, shortOf } from "./read-fields.ts";

/** A category of the gallery, in the gallery's order. */
export interface ShownCategory {
  readonly name: string;
  readonly label: string;
}

export interface ReadGallery {
  /** Each template once, in the order of the gallery. */
  readonly templates: readonly ShownTemplate[];
  readonly categories: readonly ShownCategory[];
  /** How many entries cannot be shown, because they have no id. */
  readonly leftOut: number;
  /** How many templates are not shown, because there are more than a page can search. */
  readonly beyond: number;
}

/**
 * The most templates and categories that a page lists and searches without holding its reader up.
 */
export const mostTemplates = 10_000;
const mostCategories = 500;

/**
 * Reads what a `rules.json` holds. The file may come from anywhere, so nothing about it is taken
 * for granted: each text is a text here that hides nothing, each list a list, each address https.
 * What is longer than anybody would read is cut.
 *
 * @returns the gallery, or undefined if this is no list of categories
 */
export function readGallery(value: unknown): ReadGallery | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const groups = value.filter(isRecord).filter(({ templates }) => Array.isArray(templates));
  if (groups.length === 0 && value.length > 0) {
    return undefined;
  }
  const categories = new Map<string, ShownCategory>();
  const templates = new Map<string, ShownTemplate>();
  let leftOut = value.length - groups.length;
  let beyond = 0;
  for (const group of groups) {
    const name = shortOf(group["name"]);
    if (name !== "" && categories.size < mostCategories) {
      categories.set(name, { name, label: shortOf(group["label"]) || name });
    }
    for (const item of listOf(group["templates"])) {
      if (templates.size >= mostTemplates) {
        beyond++;
        continue;
      }
      const template = isRecord(item) ? readTemplate(item, name) : undefined;
      if (!template) {
        leftOut++;
      } else if (!templates.has(template.id)) {
        templates.set(template.id, template);
      }
    }
  }
  return {
    templates: [...templates.values()],
    categories: [...categories.values()],
    leftOut,
    beyond,
  };
}
