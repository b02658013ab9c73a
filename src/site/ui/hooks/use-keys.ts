import { useLayoutEffect } from "preact/hooks";

/** Calls back for each key that is pressed where nothing takes text. */
export function useKeys(onKey: (event: KeyboardEvent) => void): void {
  // What is seen can be used: the keys are heard before it is painted.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, defaultPrevented } = event;
      if (!(ctrlKey || metaKey || altKey || defaultPrevented || takesText(event))) {
        onKey(event);
      }
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
  if (!(target instanceof HTMLElement)) {
    return false;
  }
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio"].includes(target.type);
  }
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}
