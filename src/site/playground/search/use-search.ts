import { useEffect, useRef, useState } from "preact/hooks";

import { chosenForms, type Draft } from "../draft/draft.ts";
import type { SearchState } from "./found.ts";

/** A search of the logins of a playground. */
export interface SearchControl {
  readonly state: SearchState;
  readonly start: () => void;
  /** Ends the search with what it has. */
  readonly stop: () => void;
  readonly clear: () => void;
}

/** Milliseconds between two reports of how far a search is. */
const often = 250;

/** Searches when the reader says so, and keeps what the last search found. */
export function useSearch(draft: Draft): SearchControl {
  const [state, setState] = useState<SearchState>({ kind: "none" });
  const stop = useRef<() => void>(() => undefined);
  /** Counts what has been begun: what an earlier search tells is not shown. */
  const turn = useRef(0);
  const begin = () => {
    stop.current();
    return ++turn.current;
  };
  const start = () => {
    const mine = begin();
    const codes = Object.fromEntries(chosenForms(draft).map((form) => [form, draft[form]]));
    const show = (next: SearchState) => {
      if (turn.current === mine) {
        setState(next);
      }
    };
    void search(codes, show, (end) => {
      stop.current = end;
    });
  };
  useEffect(
    () => () => {
      begin();
    },
    [],
  );
  return {
    state,
    start,
    stop: () => {
      stop.current();
    },
    clear: () => {
      begin();
      setState({ kind: "none" });
    },
  };
}

async function search(
  codes: Readonly<Record<string, string>>,
  show: (state: SearchState) => void,
  onStart: (stop: () => void) => void,
): Promise<void> {
  show({ kind: "searching", progress: undefined });
  let last = 0;
  try {
    const { exploreHere } = await import("./explore-here.ts");
    const found = await exploreHere({
      codes,
      onStart,
      onProgress: (progress) => {
        const now = performance.now();
        if (now - last > often) {
          last = now;
          show({ kind: "searching", progress });
        }
      },
    });
    show({ kind: "found", found });
  } catch (error) {
    show({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
  }
}
