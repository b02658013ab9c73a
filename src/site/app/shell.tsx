import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";

import { home, readAddress, writeAddress } from "./address.ts";
import { useKeys } from "./page.ts";
import type { Router } from "./router.ts";
import type { Site } from "./site.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

interface Props {
  readonly site: Site;
  readonly children: ComponentChildren;
}

/** What stands around each page. */
export function Shell({ site: { router }, children }: Props): JSX.Element {
  useLayoutEffect(() => followLinks(router), [router]);
  useKeys((event) => {
    if (event.key === "Escape" && router.address.page !== "list") router.leave(home);
    if (event.key !== "/") return;
    event.preventDefault();
    if (router.address.page === "list") {
      focusSearch();
      return;
    }
    router.go(home);
    // The list is drawn by then.
    requestAnimationFrame(focusSearch);
  });
  return (
    <>
      <button type="button" class="skip" onClick={skipToContent}>
        Skip to the content
      </button>
      <header class="top">
        <a class="brand" href={writeAddress(home)}>
          <Mark />
          Rules Templates
        </a>
        <nav aria-label="Pages">
          <a href={writeAddress({ page: "playground" })}>Playground</a>
        </nav>
        <ThemeSwitch />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** A link to "#content" would lead to the folder of the site wherever a page has a base. */
function skipToContent(): void {
  document.getElementById("content")?.focus();
}

function focusSearch(): void {
  const search = document.getElementById("search");
  if (!(search instanceof HTMLInputElement)) return;
  search.focus();
  search.select();
}

function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M9 10.5h14M9 16h9M9 21.5h5" />
      <path class="tick" d="m18.5 21.5 2.2 2.2 4-4.4" />
    </svg>
  );
}

/** Follows links to other pages of the site without loading it again. */
function followLinks(router: Router): () => void {
  const onClick = (event: MouseEvent) => {
    const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link?.target !== "" || link.hasAttribute("download")) return;
    const { origin, pathname, search, hash } = new URL(link.href);
    const folder = new URL("./", document.baseURI);
    const here = [folder.pathname, location.pathname].includes(pathname);
    if (origin !== folder.origin || !here || hash !== "") return;
    event.preventDefault();
    router.go(readAddress(search));
  };
  document.addEventListener("click", onClick);
  return () => {
    document.removeEventListener("click", onClick);
  };
}
