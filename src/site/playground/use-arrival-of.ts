import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { RunState } from "./run/use-runs.ts";

/** What is scrolled to: the outcome, or all of the playground where it stands beside the code. */
function placeOf(outputs: HTMLElement): Element {
  const inputs = outputs.previousElementSibling;
  const isBeside = inputs?.getBoundingClientRect().top === outputs.getBoundingClientRect().top;
  return (isBeside ? outputs.closest(".playground") : null) ?? outputs;
}

/** How far down the window what came of a run may begin, to be seen. */
const lowest = 0.75;

/**
 * Leads to what came of a run where it cannot be seen, or where the focus was in what is gone. The
 * focus goes where the window is scrolled to, so that it is never out of sight.
 */
export function useArrivalOf(state: RunState): RefObject<HTMLDivElement | null> {
  const outputs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = outputs;
    if (state.kind !== "played" || !current) {
      return;
    }
    const { top } = current.getBoundingClientRect();
    const { activeElement } = document;
    const isInside = activeElement === document.body || current.contains(activeElement);
    const isAbove = top < 0 && isInside;
    const isSeen = !isAbove && top <= window.innerHeight * lowest;
    if (isSeen && !isInside) {
      return;
    }
    const heading = current.querySelector<HTMLElement>(".verdict h3") ?? current;
    heading.focus({ preventScroll: true });
    if (!isSeen) {
      placeOf(current).scrollIntoView({ block: "start" });
    }
  }, [state]);
  return outputs;
}
