import { facets, type FacetName } from "./facets.ts";
import type { ShownTemplate } from "./read-template.ts";

/**
 * What the list is narrowed by: words, and for each facet the chosen values, any of which will do.
 */
export interface Filter {
  readonly query: string;
  readonly chosen: Readonly<Partial<Record<FacetName, readonly string[]>>>;
}

export const noFilter: Filter = { query: "", chosen: {} };

/** An address can be made by anybody; no query that helps is longer. */
const mostCharacters = 200;

export function readFilter(query: URLSearchParams): Filter {
  const chosen = facets.flatMap(({ name }) => {
    const values = [...new Set(query.getAll(name))];
    return values.length > 0 ? [[name, values] as const] : [];
  });
  return {
    query: (query.get("q") ?? "").slice(0, mostCharacters),
    chosen: Object.fromEntries(chosen),
  };
}

export function writeFilter({ query, chosen }: Filter, into: URLSearchParams): void {
  if (query !== "") {
    into.set("q", query);
  }
  for (const { name } of facets) {
    for (const value of chosen[name] ?? []) {
      into.append(name, value);
    }
  }
}

/** Whether a template has one of the chosen values of each facet, one facet left out of account. */
export function matches(template: ShownTemplate, { chosen }: Filter, leftOut?: FacetName): boolean {
  return facets.every(({ name, valuesOf }) => {
    const values = chosen[name];
    if (!values || name === leftOut) {
      return true;
    }
    return valuesOf(template).some((value) => values.includes(value));
  });
}

/** The filter with a value of a facet chosen, or not any more. */
export function toggle(filter: Filter, name: FacetName, value: string): Filter {
  const before = filter.chosen[name] ?? [];
  const values = before.includes(value)
    ? before.filter((other) => other !== value)
    : [...before, value];
  return { ...filter, chosen: withValues(filter.chosen, name, values) };
}

/** The filter with this value of a facet and no other one of it. */
export function choose(filter: Filter, name: FacetName, value: string): Filter {
  return { ...filter, chosen: withValues(filter.chosen, name, [value]) };
}

/** The filter without what is chosen of a facet. */
export function clear(filter: Filter, name: FacetName): Filter {
  return { ...filter, chosen: withValues(filter.chosen, name, []) };
}

function withValues(
  chosen: Filter["chosen"],
  name: FacetName,
  values: readonly string[],
): Filter["chosen"] {
  const kept = Object.entries({ ...chosen, [name]: values }).filter(([, of]) => of.length > 0);
  return Object.fromEntries(kept);
}

/** How many values are chosen. */
export function countChosen({ chosen }: Filter): number {
  return Object.values(chosen).reduce((sum, values) => sum + values.length, 0);
}
