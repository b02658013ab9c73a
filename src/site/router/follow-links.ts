import { readAddress } from "./address.ts";
import type { Router } from "./router.ts";

/**
 * Follows links to other pages of the site without loading it again.
 *
 * @returns what ends that
 */
export function followLinks(router: Router): () => void {
  const onClick = (event: MouseEvent) => {
    const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) {
      return;
    }
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link?.target !== "" || link.hasAttribute("download")) {
      return;
    }
    const { origin, pathname, search, hash } = new URL(link.href);
    const folder = new URL("./", document.baseURI);
    const isHere = [folder.pathname, location.pathname].includes(pathname);
    if (origin !== folder.origin || !isHere || hash !== "") {
      return;
    }
    event.preventDefault();
    router.go(readAddress(search));
  };
  document.addEventListener("click", onClick);
  return () => {
    document.removeEventListener("click", onClick);
  };
}
