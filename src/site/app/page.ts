import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";

import type { Router } from "./router.ts";

/**
 * Puts the reader where a page begins, or where they left it: the window is scrolled and the focus
 * set, and assistive technology reads the heading.
 */
export function useArrival(
  router: Router,
  title: string,
  heading: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    document.title = title === "" ? "Rules Templates" : `${title} · Rules Templates`;
  }, [title]);
  const { arrival, position, returns } = router;
  useLayoutEffect(() => {
    if (position) {
      document.getElementById(position.focus)?.focus({ preventScroll: true });
      window.scrollTo({ top: position.scroll, behavior: "instant" });
    } else if (arrival !== "load") {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo({ top: 0, behavior: "instant" });
    }
    // A page that stays, such as a list whose words change, leaves the reader where they are.
  }, [returns]);
}

/** Calls back for each key that is pressed where nothing takes text. */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  // What is seen can be used: the keys are heard before it is painted.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, defaultPrevented } = event;
      if (!(ctrlKey || metaKey || altKey || defaultPrevented || takesText(event))) onKey(event);
    };
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("keydown", listen);
    };
  });
}

function takesText(event: Event): boolean {
  // The element itself, also where it stands in a shadow tree.
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}
