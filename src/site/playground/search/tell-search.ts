import type { Form } from "../../../script/form/form.ts";
import { chosenForms, type Draft } from "../draft/draft.ts";
import { fileOf } from "../run/prepare.ts";
import type { Found, SearchState } from "./found.ts";

/** How a line of code is marked: all of it was reached, some branch of it was not, or none of it. */
export type LineMark = "reached" | "part" | "missed";

/** What the tab of a search is called. */
export function nameOfSearch(state: SearchState): string {
  if (state.kind !== "found") {
    return "Search";
  }
  const { codes, paths } = state.found;
  return Object.keys(codes).length > 1 ? "Difference" : `Paths ${paths.length}`;
}

/** Whether the forms that were searched are not those of the draft. */
export function isStale(state: SearchState, draft: Draft): boolean {
  return state.kind === "found" && !isOf(state.found, draft);
}

function isOf({ codes }: Found, draft: Draft): boolean {
  const forms = chosenForms(draft);
  return (
    forms.length === Object.keys(codes).length && forms.every((form) => codes[form] === draft[form])
  );
}

/** What a search says in a sentence, for people who do not see it. */
export function tellSearch(state: SearchState): string {
  switch (state.kind) {
    case "none":
      return "";
    case "searching":
      return "Searching…";
    case "broken":
      return "Cannot search.";
    case "found": {
      const { codes, difference, paths } = state.found;
      if (Object.keys(codes).length > 1) {
        return difference ? "Different." : "Same.";
      }
      return paths.length === 1 ? "1 path." : `${paths.length} paths.`;
    }
  }
}

/** The marks of the lines of each form, by line, as long as the code is the one that was searched. */
export function marksOf(
  state: SearchState,
  draft: Draft,
): Readonly<Partial<Record<Form, ReadonlyMap<number, LineMark>>>> {
  if (state.kind !== "found") {
    return {};
  }
  const { found } = state;
  const forms = (["action", "rule"] as const).filter((form) => found.codes[form] === draft[form]);
  return Object.fromEntries(forms.map((form) => [form, linesOf(found, form)]));
}

function linesOf({ marks }: Found, form: Form): ReadonlyMap<number, LineMark> {
  const file = marks.find((one) => one.file === fileOf(form));
  const partly = new Set(
    file?.branches.flatMap(({ line, logins }) => (logins.length === 0 ? [line] : [])),
  );
  return new Map(
    file?.lines.map(({ line, logins }): [number, LineMark] => [
      line,
      logins.length === 0 ? "missed" : partly.has(line) ? "part" : "reached",
    ]),
  );
}
