import type { Place } from "../text/places.ts";
import type { Example } from "./examples/example.ts";

/** A setting as a form shows it, its defaults filled in. */
export interface Setting {
  readonly key: string;
  readonly description: string;
  readonly required: boolean;
  readonly secret: boolean;
  readonly default?: string;
  readonly values?: readonly string[];
  /** A sample value. */
  readonly example?: string;
  /** A regular expression with the flag `v` that the whole value matches. */
  readonly pattern?: string;
}

/** A form's code, and the line of the file where it begins, from 1. */
export interface TemplateCode {
  readonly code: string;
  readonly line: number;
}

/** The id of a template, and where it stands. */
export interface PlacedId {
  readonly id: string;
  readonly place: Place;
}

/** A template without problems of its own. */
export interface Template {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly titlePlace: Place;
  readonly overview: string;
  readonly categories: readonly string[];
  /** HTML that is safe to insert into a page. */
  readonly description: string;
  /** Absent where `no_rule` says why. */
  readonly rule?: TemplateCode;
  readonly no_rule?: string;
  readonly action?: TemplateCode & {
    readonly dependencies: readonly { readonly name: string; readonly version: string }[];
    /** The keys that the action reads, in the order of `configuration`. */
    readonly secrets: readonly string[];
  };
  readonly no_action?: string;
  readonly configuration: readonly Setting[];
  readonly examples: readonly Example[];
  readonly outage?: "allow" | "deny";
  readonly gallery: boolean;
  readonly service?: { readonly name: string; readonly url: string };
  /** Ids whose job the template does. */
  readonly replaces: readonly PlacedId[];
  readonly deprecated?: { readonly reason: string; readonly replacement?: string };
  readonly replacementPlace?: Place;
}
