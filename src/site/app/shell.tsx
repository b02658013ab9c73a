import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { home, writeAddress, type Address } from "../router/address.ts";
import { followLinks } from "../router/follow-links.ts";
import { useKeys } from "../ui/hooks/use-keys.ts";
import { useMedia } from "../ui/hooks/use-media.ts";
import { Footer, narrow } from "./footer.tsx";
import { areKeysOn } from "./key-choice.ts";
import { Shortcuts } from "./shortcuts.tsx";
import type { Site } from "./site.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

interface Props {
  readonly site: Site;
  /** What is shown at the moment. */
  readonly address: Address;
  readonly children: ComponentChildren;
}

/** Pages that put two texts side by side. */
const widePages: ReadonlySet<Address["page"]> = new Set(["playground", "migrate"]);

/** What stands around each page. */
export function Shell({ site, address, children }: Props): JSX.Element {
  const { router } = site;
  const shortcuts = useRef<HTMLDialogElement>(null);
  const openShortcuts = () => {
    shortcuts.current?.showModal();
  };
  useLayoutEffect(() => followLinks(router), [router]);
  useShellKeys(site, openShortcuts);
  return (
    <div class={widePages.has(address.page) ? "site wide" : "site"}>
      <button type="button" class="skip" onClick={skipToContent}>
        Skip to the content
      </button>
      <Header site={site} address={address} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer site={site} onShortcuts={openShortcuts} />
      <Shortcuts dialog={shortcuts} />
    </div>
  );
}

function useShellKeys({ router }: Site, openShortcuts: () => void): void {
  useKeys((event) => {
    const { key } = event;
    const { page } = router.address;
    if (key === "Escape" && (page === "template" || page === "old")) {
      router.leave(home);
    }
    if (!["/", "?"].includes(key) || !areKeysOn()) {
      return;
    }
    event.preventDefault();
    if (key === "?") {
      openShortcuts();
    } else if (page === "list") {
      focusSearch();
    } else {
      router.go(home);
      // The list is drawn by then.
      requestAnimationFrame(focusSearch);
    }
  });
}

function Header({ site, address }: Pick<Props, "site" | "address">) {
  const isNarrow = useMedia(narrow);
  return (
    <header class="top">
      <div class="row">
        <a class="brand" href={writeAddress(home)}>
          <Mark />
          <span class="name">{site.title}</span>
        </a>
        <nav aria-label="Pages">
          <PageLink to={home} isCurrent={!widePages.has(address.page)}>
            Templates
          </PageLink>
          <PageLink to={{ page: "migrate" }} isCurrent={address.page === "migrate"}>
            Migrate
          </PageLink>
          <PageLink to={{ page: "playground" }} isCurrent={address.page === "playground"}>
            Playground
          </PageLink>
        </nav>
        {!isNarrow && <ThemeSwitch />}
      </div>
    </header>
  );
}

interface LinkProps {
  readonly to: Address;
  readonly isCurrent: boolean;
  readonly children: ComponentChildren;
}

function PageLink({ to, isCurrent, children }: LinkProps) {
  return (
    <a href={writeAddress(to)} {...(isCurrent && { "aria-current": "page" })}>
      {children}
    </a>
  );
}

/** A link to "#content" would lead to the folder of the site wherever a page has a base. */
function skipToContent(): void {
  document.getElementById("content")?.focus();
}

function focusSearch(): void {
  const search = document.getElementById("search");
  if (!(search instanceof HTMLInputElement)) {
    return;
  }
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
