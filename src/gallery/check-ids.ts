import type { Problem, ProblemCode } from "../template/problem.ts";
import type { Entry } from "./entry.ts";
import type { RetiredList } from "./retired.ts";
import type { Place } from "../text/places.ts";

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
  const retired = new Set(list?.retired.map(({ id }) => id));
  return entries
    .filter(({ id }) => retired.has(id))
    .map(({ id, file }) => {
      const message = `${list?.file ?? ""} says that ${id} is retired`;
      const hint = "remove it from there, or give the template another id";
      return problem(file, { line: 1, column: 1 }, "id-retired", message, hint);
    });
}

function findTakenReplacements(
  entries: readonly Entry[],
  templates: ReadonlySet<string>,
  list: RetiredList | undefined,
): Problem[] {
  const retired = new Set(list?.retired.map(({ id }) => id));
  const replacedBy = new Map<string, string>();
  return entries.flatMap(({ file, replaces }) =>
    replaces.flatMap(({ id, place }) => {
      const other = replacedBy.get(id);
      replacedBy.set(id, other ?? file);
      const taken = templates.has(id)
        ? `${id} is a template`
        : retired.has(id)
          ? `${list?.file ?? ""} says that ${id} is retired`
          : other === undefined
            ? undefined
            : `${other} replaces ${id} as well`;
      if (taken === undefined) return [];
      return problem(file, place, "replaces-taken", taken, "name an id in one place only");
    }),
  );
}

function checkRetired({ file, retired }: RetiredList, templates: ReadonlySet<string>): Problem[] {
  const seen = new Set<string>();
  return retired.flatMap(({ id, place, replacement }) => {
    const problems: Problem[] = [];
    if (seen.has(id)) {
      const message = `${id} is listed more than once`;
      problems.push(problem(file, place, "retired-duplicate", message, "keep one of the two"));
    }
    seen.add(id);
    if (replacement && !templates.has(replacement.id)) {
      const message = `${JSON.stringify(replacement.id)} is not a template`;
      const hint = "name the id of the template that comes closest, or leave replacement out";
      problems.push(problem(file, replacement.place, "retired-replacement", message, hint));
    }
    return problems;
  });
}

function problem(
  file: string,
  place: Place,
  code: ProblemCode,
  message: string,
  hint: string,
): Problem {
  return { code, file, ...place, message, hint };
}
