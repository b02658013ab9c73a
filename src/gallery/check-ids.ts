import { describeProblem, fileProblem, placeProblem, type Problem } from "../template/problem.ts";
import type { TakenBy } from "../template/problems/gallery.ts";
import type { Entry } from "./entry.ts";
import type { RetiredList } from "./retired.ts";

/** Templates by id, and the ids of those that have problems of their own. */
export interface KnownIds {
  readonly entries: readonly Entry[];
  readonly broken: readonly string[];
  readonly retired: RetiredList | undefined;
}

/** An id is a template, or one replaces it, or it is retired: exactly one of these. */
export function checkIds({ entries, broken, retired }: KnownIds): Problem[] {
  const templates = new Set([...entries.map(({ id }) => id), ...broken]);
  return [
    ...findRetiredTemplates(entries, retired),
    ...findTakenReplacements(entries, templates, retired),
    ...(retired ? checkRetired(retired, templates) : []),
  ];
}

function findRetiredTemplates(entries: readonly Entry[], list: RetiredList | undefined): Problem[] {
  if (!list) {
    return [];
  }
  const retired = new Set(list.retired.map(({ id }) => id));
  return entries
    .filter(({ id }) => retired.has(id))
    .map(({ id, file }) => fileProblem(file, "id-retired", { id, list: list.file }));
}

function findTakenReplacements(
  entries: readonly Entry[],
  templates: ReadonlySet<string>,
  list: RetiredList | undefined,
): Problem[] {
  const retired = new Set(list?.retired.map(({ id }) => id));
  const replacedBy = new Map<string, string>();
  const takenBy = (id: string, other: string | undefined): TakenBy | undefined => {
    if (templates.has(id)) {
      return { kind: "template" };
    }
    if (list && retired.has(id)) {
      return { kind: "retired", list: list.file };
    }
    return other === undefined ? undefined : { kind: "replaced", other };
  };
  return entries.flatMap(({ file, replaces }) =>
    replaces.flatMap(({ id, place }) => {
      const other = replacedBy.get(id);
      replacedBy.set(id, other ?? file);
      const by = takenBy(id, other);
      return by ? placeProblem(file, place, describeProblem("replaces-taken", { id, by })) : [];
    }),
  );
}

function checkRetired({ file, retired }: RetiredList, templates: ReadonlySet<string>): Problem[] {
  const seen = new Set<string>();
  return retired.flatMap(({ id, place, replacement }) => {
    const problems: Problem[] = [];
    if (seen.has(id)) {
      problems.push(placeProblem(file, place, describeProblem("retired-duplicate", { id })));
    }
    seen.add(id);
    if (replacement && !templates.has(replacement.id)) {
      const description = describeProblem("retired-replacement", { id: replacement.id });
      problems.push(placeProblem(file, replacement.place, description));
    }
    return problems;
  });
}
