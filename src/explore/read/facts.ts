import { keyOf, type Path } from "../places.ts";
import type { Json } from "../trial.ts";

/** What scripts take a value for. */
export type Kind = "list" | "number" | "text" | "boolean" | "object" | "date";

/** What scripts make of one place of a login. */
export interface Facts {
  readonly path: Path;
  /** What it is compared with. */
  readonly literals: Set<Json>;
  /** The sources of regular expressions that it is held against. */
  readonly patterns: Set<string>;
  /** What it is split at. */
  readonly separators: Set<string>;
  readonly kinds: Set<Kind>;
  /** What its length is compared with. */
  readonly lengths: Set<number>;
  /** Other places that it is compared with. */
  readonly linked: Map<string, Path>;
}

/** Facts of a place of which nothing is known yet. */
export function newFacts(path: Path): Facts {
  return {
    path,
    literals: new Set(),
    patterns: new Set(),
    separators: new Set(),
    kinds: new Set(),
    lengths: new Set(),
    linked: new Map(),
  };
}

/** The facts of all places, by the key of the place. */
export class FactBook {
  readonly #facts = new Map<string, Facts>();

  get all(): ReadonlyMap<string, Facts> {
    return this.#facts;
  }

  of(place: Path): Facts {
    const key = keyOf(place);
    const known = this.#facts.get(key) ?? newFacts(place);
    this.#facts.set(key, known);
    return known;
  }
}

/** Notes that two places are compared. */
export function link(one: Facts, other: Facts): void {
  if (one !== other) {
    one.linked.set(keyOf(other.path), other.path);
    other.linked.set(keyOf(one.path), one.path);
  }
}
