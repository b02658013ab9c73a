import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Gives the focus to an element when what has it goes from the page, such as a button that has done
 * its work.
 *
 * @returns what is to be told of each focus in the part of the page that is watched
 */
export function useFocusHeir(heir: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const last = useRef<EventTarget | null>(null);
  useLayoutEffect(() => {
    const { current } = last;
    if (!(current instanceof HTMLElement) || current.isConnected) {
      return;
    }
    last.current = null;
    if (document.activeElement === document.body) {
      heir.current?.focus();
    }
  });
  return ({ target }) => {
    last.current = target;
  };
}
