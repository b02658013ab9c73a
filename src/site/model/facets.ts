import { collections } from "./collections.ts";
import type { ShownTemplate } from "./read-template.ts";

/** A property by which the list can be narrowed. */
export interface Facet {
  /** Its name in an address. */
  readonly name: FacetName;
  readonly label: string;
  /** The values that a template has, none if the facet says nothing about it. */
  readonly valuesOf: (template: ShownTemplate) => readonly string[];
  /** The values in their order, with what people read, or nothing if templates name them. */
  readonly values?: Readonly<Record<string, string>>;
}

export type FacetName =
  "collection" | "category" | "forms" | "settings" | "calls" | "outage" | "service";

export const facets: readonly Facet[] = [
  {
    name: "collection",
    label: "Collection",
    valuesOf: (template) => template.collections,
    values: Object.fromEntries(collections.map(({ name, label }) => [name, label])),
  },
  {
    name: "category",
    label: "Category",
    valuesOf: ({ categories }) => categories,
  },
  {
    name: "forms",
    label: "Forms",
    valuesOf: ({ action, code }) => {
      if (!action) {
        return ["rule"];
      }
      return [code === "" ? "action" : "both"];
    },
    values: { both: "Rule and Action", rule: "Rule only", action: "Action only" },
  },
  {
    name: "settings",
    label: "Settings",
    valuesOf: ({ configuration }) => [
      configuration.some(({ required }) => required) ? "required" : "none",
    ],
    values: { none: "No settings needed", required: "Needs settings" },
  },
  {
    name: "calls",
    label: "Requests",
    // The compiler asks for an outage policy exactly where the code makes requests.
    valuesOf: ({ outage }) => [outage ? "yes" : "no"],
    values: { no: "Calls no service", yes: "Calls a service" },
  },
  {
    name: "outage",
    label: "During an outage",
    valuesOf: ({ outage }) => (outage ? [outage] : []),
    values: { allow: "Allowed during an outage", deny: "Denied during an outage" },
  },
  {
    name: "service",
    label: "Service",
    valuesOf: ({ service }) => (service ? [service.name] : []),
  },
];

/** What people read for a value of a facet. */
export function labelOfValue(name: FacetName, value: string): string {
  return facets.find((facet) => facet.name === name)?.values?.[value] ?? value;
}
