import type { ShownTemplate } from "./read-gallery.ts";

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

export type FacetName = "category" | "service" | "settings" | "calls" | "outage" | "forms";

export const facets: readonly Facet[] = [
  {
    name: "category",
    label: "Category",
    valuesOf: ({ categories }) => categories,
  },
  {
    name: "forms",
    label: "Forms",
    valuesOf: ({ action }) => [action ? "both" : "rule"],
    values: { both: "Rule and Action", rule: "Rule only" },
  },
  {
    name: "settings",
    label: "Settings",
    valuesOf: ({ configuration }) => [
      configuration.some(({ required }) => required) ? "required" : "none",
    ],
    values: { none: "Works as it is", required: "Needs settings" },
  },
  {
    name: "calls",
    label: "Requests",
    // The compiler asks for an outage policy exactly where the code makes requests.
    valuesOf: ({ outage }) => [outage ? "yes" : "no"],
    values: { no: "Calls nothing", yes: "Calls a service" },
  },
  {
    name: "outage",
    label: "While the service is down",
    valuesOf: ({ outage }) => (outage ? [outage] : []),
    values: { allow: "Login is allowed", deny: "Login is denied" },
  },
  {
    name: "service",
    label: "Service",
    valuesOf: ({ service }) => (service ? [service.name] : []),
  },
];
