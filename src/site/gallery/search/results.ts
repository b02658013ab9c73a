import { facets, type FacetName } from "../../model/facets.ts";
import { countChosen, matches, noFilter, type Filter } from "../../model/filter.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import type { Hit, Search } from "./search.ts";

/** A template in a list, with what a search has found in it. */
export interface Result {
  readonly template: ShownTemplate;
  readonly hit?: Hit;
}

/** What the list shows for a filter. */
export interface Results {
  readonly results: readonly Result[];
  /**
   * For each facet how many templates there would be with each value, whatever else of it is
   * chosen.
   */
  readonly counts: Readonly<Record<FacetName, ReadonlyMap<string, number>>>;
  /** How many there would be in all collections. */
  readonly all: number;
}

/**
 * Finds, orders and counts the templates for a filter: by rank with a query, else by title.
 */
export function findResults(gallery: ReadGallery, search: Search, filter: Filter): Results {
  const found = findWords(gallery, search, filter.query);
  const results = found.filter(({ template }) => matches(template, filter));
  const counts = Object.fromEntries(
    facets.map(({ name, valuesOf }) => {
      const count = new Map<string, number>();
      for (const { template } of found) {
        if (!matches(template, filter, name)) {
          continue;
        }
        for (const value of valuesOf(template)) {
          count.set(value, (count.get(value) ?? 0) + 1);
        }
      }
      return [name, count];
    }),
  ) as Record<FacetName, Map<string, number>>;
  const all = found.filter(({ template }) => matches(template, filter, "collection")).length;
  return { results, counts, all };
}

function findWords({ templates }: ReadGallery, search: Search, query: string): readonly Result[] {
  if (query.trim() === "") {
    const isOld = ({ deprecated }: ShownTemplate) => deprecated !== undefined;
    const sorted = templates.toSorted((a, b) => byTitle.compare(a.title, b.title));
    const current = sorted.filter((template) => !isOld(template));
    return [...current, ...sorted.filter(isOld)].map((template) => ({ template }));
  }
  const byId = new Map(templates.map((template) => [template.id, template]));
  return search.find(query).flatMap((hit) => {
    const template = byId.get(hit.id);
    return template ? [{ template, hit }] : [];
  });
}

const byTitle = new Intl.Collator("en", { numeric: true });

/** A filter that is looser than one without results, and how many results it has. */
export interface Looser {
  readonly filter: Filter;
  readonly count: number;
  /** What it gives up: all filters, the query, its spelling, or all there is. */
  readonly without: "filters" | "query" | "spelling" | "all";
}

/** The ways to loosen a filter that lead to results: as little as does it, and at worst all. */
export function loosen(gallery: ReadGallery, search: Search, filter: Filter): readonly Looser[] {
  const { query } = filter;
  const ways: Omit<Looser, "count">[] = [];
  if (query !== "") {
    ways.push({ filter: { ...filter, query: "" }, without: "query" });
  }
  if (countChosen(filter) > 0) {
    ways.push({ filter: { ...noFilter, query }, without: "filters" });
  }
  if (query !== "") {
    for (const suggestion of search.suggest(query)) {
      ways.push({ filter: { ...filter, query: suggestion }, without: "spelling" });
    }
  }
  const count = (way: Omit<Looser, "count">) => ({
    ...way,
    count: findResults(gallery, search, way.filter).results.length,
  });
  const found = ways.map(count).filter((way) => way.count > 0);
  return found.length > 0 ? found : [count({ filter: noFilter, without: "all" })];
}
