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
  const { arrival, position, returns, siteTitle } = router;
  useEffect(() => {
    document.title = title === "" ? siteTitle : `${title} · ${siteTitle}`;
  }, [title]);
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
