import type { JSX } from "preact";

import { chosenForms, type Draft } from "../draft/draft.ts";
import type { SearchControl } from "../search/use-search.ts";

interface Props {
  readonly draft: Draft;
  readonly search: SearchControl;
}

/** Searches logins, or stops a search. */
export function FindButton({ draft, search }: Props): JSX.Element {
  const { state, start, stop } = search;
  if (state.kind === "searching") {
    return (
      <button type="button" onClick={stop}>
        Stop
      </button>
    );
  }
  const { length } = chosenForms(draft);
  return (
    <button
      type="button"
      disabled={length === 0}
      title={
        length > 1
          ? "Finds the smallest login on which the two differ"
          : "Finds the smallest login for each path"
      }
      onClick={start}
    >
      {length > 1 ? "Find a difference" : "Find logins"}
    </button>
  );
}
