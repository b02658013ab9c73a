import { missedText, renderTrial } from "../../../explore/report/render.ts";
import type { Trial } from "../../../explore/trial.ts";
import type { Form } from "../../../script/form/form.ts";
import { chosenForms, type Draft } from "../draft/draft.ts";
import { fileOf } from "../run/prepare.ts";
import type { Found, SearchState } from "./found.ts";

/** How a line of code is marked. */
export interface LineMark {
  /** All of the line was reached, some branch of it was not, or none of it. */
  readonly kind: "reached" | "part" | "missed";
  /** The same in words, with a login that reaches it. */
  readonly title: string;
}

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

/**
 * The marks of the lines of each form, by line, as long as the code is the one that was searched.
 */
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

function linesOf(
  { marks: { files, logins: all } }: Found,
  form: Form,
): ReadonlyMap<number, LineMark> {
  const file = files.find((one) => one.file === fileOf(form));
  return new Map(
    file?.lines.map(({ line, logins }): [number, LineMark] => {
      const missed = file.branches.filter((one) => one.line === line && one.logins.length === 0);
      const kinds = [...new Set(missed.map(({ kind }) => missedText[kind]))];
      const [first] = logins.flatMap((number) => all[number] ?? []);
      return [line, markLine(first, kinds)];
    }),
  );
}

/**
 * @param login one that reaches the line
 * @param missed what no login did there
 */
function markLine(login: Trial | undefined, missed: readonly string[]): LineMark {
  if (!login) {
    return { kind: "missed", title: "No login reached this line" };
  }
  const when = `Reached on: ${renderTrial(login).slice(0, mostLines).join(", ")}`;
  return missed.length > 0
    ? { kind: "part", title: `Not reached here: ${missed.join(", ")}. ${when}` }
    : { kind: "reached", title: when };
}

/** Lines of a login that are told: a title has little room. */
const mostLines = 4;
