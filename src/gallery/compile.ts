import { describeProblem, fileProblem, placeProblem, type Problem } from "../template/problem.ts";
import { categories, type Category } from "../template/vocabulary.ts";
import { checkIds } from "./check-ids.ts";
import type { Entry } from "./entry.ts";
import type { RetiredList } from "./retired.ts";
import { compareCodeUnits } from "../text/places.ts";

/** The categories that have templates, in the gallery's order, each with its entries by id. */
export interface CompiledGallery {
  readonly groups: readonly { readonly category: Category; readonly entries: readonly Entry[] }[];
  /** The entries of all groups, each once, by id. */
  readonly entries: readonly Entry[];
}

export interface GalleryOptions {
  /** Take entries with `gallery: false`, too. They are held against the others in any case. */
  readonly all: boolean;
  /** The ids of templates that are there, and have problems of their own. */
  readonly broken?: readonly string[];
  readonly retired?: RetiredList | undefined;
}

/** Orders and groups entries, or finds the problems that only show between templates. */
export function compileGallery(
  entries: readonly Entry[],
  { all, broken = [], retired }: GalleryOptions,
): CompiledGallery | Problem[] {
  const sorted = [...entries].sort((a, b) => compareCodeUnits(a.id, b.id));
  const problems = [
    ...findRepeatedTitles(sorted),
    ...findMissingReplacements(sorted, new Set(broken)),
    ...checkIds({ entries: sorted, broken, retired }),
  ];
  if (problems.length > 0) {
    return problems;
  }
  const shown = sorted.filter(({ gallery }) => gallery || all);
  const groups = categories
    .map((category) => ({
      category,
      entries: shown.filter((entry) => entry.categories.includes(category.name)),
    }))
    .filter((group) => group.entries.length > 0);
  return { groups, entries: shown };
}

/** The bytes of `rules.json`, in pieces. */
export function* renderGallery({ groups }: CompiledGallery): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const text = (value: string): Uint8Array => encoder.encode(value);
  const [first, next] = [text("\n"), text(",\n")];
  if (groups.length === 0) {
    yield text("[]");
  }
  for (const [index, { category, entries }] of groups.entries()) {
    yield text(index === 0 ? "[\n  {" : ",\n  {");
    for (const [key, value] of Object.entries(category)) {
      yield text(`\n    ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
    }
    yield text('\n    "templates": [');
    for (const [position, { json }] of entries.entries()) {
      yield position === 0 ? first : next;
      yield json;
    }
    yield text("\n    ]\n  }");
  }
  yield text(groups.length === 0 ? "\n" : "\n]\n");
}

/** Finds files whose ids differ only by case: one file on some machines. */
export function findRepeatedIds(files: readonly string[]): Problem[] {
  return findRepeated(files, (file) => file).map(([file, other]) =>
    fileProblem(file, "id-duplicate", { other }),
  );
}

/** A title becomes the name of a rule, and a tenant has one rule of a name. */
function findRepeatedTitles(entries: readonly Entry[]): Problem[] {
  return findRepeated(entries, ({ title }) => title).map(([entry, other]) => {
    const description = describeProblem("title-duplicate", { other: other.file });
    return placeProblem(entry.file, entry.titlePlace, description);
  });
}

/** Each item whose name an earlier one has but for case, with that earlier one. */
function findRepeated<T>(items: readonly T[], nameOf: (item: T) => string): [T, T][] {
  const first = new Map<string, T>();
  const repeated: [T, T][] = [];
  for (const item of items) {
    const name = nameOf(item).toLowerCase();
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, item);
    } else {
      repeated.push([item, other]);
    }
  }
  return repeated;
}

/** Who looks at a gallery can only go on to what it shows. */
function findMissingReplacements(
  entries: readonly Entry[],
  broken: ReadonlySet<string>,
): Problem[] {
  const all = new Set(entries.map(({ id }) => id));
  const shown = new Set(entries.filter(({ gallery }) => gallery).map(({ id }) => id));
  return entries.flatMap((entry) => {
    const { replacement } = entry;
    const known = entry.gallery ? shown : all;
    if (!replacement || broken.has(replacement.id)) {
      return [];
    }
    if (known.has(replacement.id) && replacement.id !== entry.id) {
      return [];
    }
    const { id, place } = replacement;
    const isHidden = all.has(id) && !known.has(id);
    return placeProblem(
      entry.file,
      place,
      describeProblem("deprecated-replacement", { id, isHidden }),
    );
  });
}
