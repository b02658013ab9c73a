import type { Source } from "./source.ts";
import type { Range } from "../text/places.ts";

/** Data that stand in a template, and the place of each part of them. */
export interface PlacedData {
  /** The template that they are in. */
  readonly source: Source;
  readonly value: unknown;
  /** The range of the value at a path, or of the closest thing above it that is there. */
  valueAt(path: readonly (string | number)[]): Range;
  /** The range of the key at a path. */
  keyAt(path: readonly (string | number)[]): Range;
}
