import type { Pattern } from "acorn";

import type { Names } from "../../script/syntax/names.ts";
import type { Binding } from "../../script/syntax/scope.ts";
import { propertyKey } from "../../script/syntax/tree.ts";
import { keyOf, type Path } from "../places.ts";
import { elementOf, memberOf, mostPlaces } from "./paths.ts";

/** Which places of a login the names of a script can stand for. */
export class Bindings {
  readonly #names: Names;
  readonly #known = new Map<Binding, Map<string, Path>>();
  #changes = 0;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Grows with each place that is found. */
  get changes(): number {
    return this.#changes;
  }

  of(binding: Binding): Path[] {
    return [...(this.#known.get(binding)?.values() ?? [])];
  }

  /** Notes that a pattern gets values from these places. */
  bind(pattern: Pattern, paths: readonly Path[]): void {
    if (paths.length === 0) {
      return;
    }
    switch (pattern.type) {
      case "Identifier": {
        const binding = this.#names.bindingOf(pattern);
        if (binding) {
          this.#note(binding, paths);
        }
        break;
      }
      case "AssignmentPattern":
        this.bind(pattern.left, paths);
        break;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "RestElement") {
            this.bind(property.argument, paths);
          } else {
            this.bind(property.value, memberOf(paths, propertyKey(property)));
          }
        }
        break;
      case "ArrayPattern":
        this.#bindElements(pattern.elements, paths);
        break;
      default:
    }
  }

  #bindElements(elements: readonly (Pattern | null)[], paths: readonly Path[]): void {
    for (const [index, element] of elements.entries()) {
      if (element) {
        this.bind(
          element,
          paths.flatMap((path) => elementOf(path, index)),
        );
      }
    }
  }

  #note(binding: Binding, paths: readonly Path[]): void {
    const known = this.#known.get(binding) ?? new Map<string, Path>();
    for (const path of paths) {
      const key = keyOf(path);
      if (!known.has(key) && known.size < mostPlaces) {
        known.set(key, path);
        this.#changes++;
      }
    }
    this.#known.set(binding, known);
  }
}
