import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { useArrival } from "../app/page.ts";
import type { Site } from "../app/site.ts";
import { Card } from "./card.tsx";
import { FacetPanel } from "./facet-panel.tsx";
import { countChosen, noFilter, type Filter } from "./filter.ts";
import { moveInList } from "./list-keys.ts";
import { NoResult } from "./no-result.tsx";
import { mostTemplates, type ReadGallery } from "./read-gallery.ts";
import { findResults, type Result } from "./results.ts";
import { SearchBox } from "./search-box.tsx";
import type { Search } from "./search.ts";
import { useFocusHeir } from "./use-focus-heir.ts";

interface Props {
  readonly site: Site;
  readonly gallery: ReadGallery;
  readonly search: Search;
  readonly filter: Filter;
}

/** Cards that are drawn at a time: a gallery may have thousands. */
const batch = 24;

/** The list of templates, narrowed by words and facets. */
export function ListPage({ site, gallery, search, filter }: Props): JSX.Element {
  const { router } = site;
  const heading = useRef<HTMLHeadingElement>(null);
  const { results, counts } = useMemo(
    () => findResults(gallery, search, filter),
    [gallery, search, filter, search.complete],
  );
  const found = countOf(results.length, search, filter);
  const choose = (next: Filter) => {
    router.go({ page: "list", filter: next });
  };
  useArrival(router, "", heading);
  const count = useRef<HTMLParagraphElement>(null);
  const watchFocus = useFocusHeir(count);
  return (
    <div class="list-page" onKeyDown={moveInList} onFocusIn={watchFocus}>
      <div class="intro">
        <h1 ref={heading} tabIndex={-1}>
          Code for what happens at a login
        </h1>
        <p>
          Templates of Auth0 Rules and of the post-login Actions that do the same: tests play the
          same logins with both, which have to end alike.
        </p>
        <SearchBox site={site} filter={filter} />
      </div>
      <div class="columns">
        <FacetPanel
          gallery={gallery}
          filter={filter}
          counts={counts}
          found={found}
          onChoose={choose}
        />
        <section class="results" aria-label="Templates">
          <div class="results-bar">
            <p ref={count} role="status" tabIndex={-1}>
              {found}
            </p>
            {countChosen(filter) > 0 && (
              <button
                type="button"
                class="plain"
                onClick={() => {
                  choose({ ...noFilter, query: filter.query });
                }}
              >
                Clear filters
              </button>
            )}
          </div>
          {results.length > 0 ? (
            <Cards site={site} gallery={gallery} filter={filter} results={results} />
          ) : (
            <NoResult gallery={gallery} search={search} filter={filter} onChoose={choose} />
          )}
          <LeftOut count={gallery.leftOut} />
          <Beyond count={gallery.beyond} />
        </section>
      </div>
    </div>
  );
}

function countOf(count: number, { complete }: Search, { query }: Filter): string {
  const found = count === 1 ? "1 template" : `${count} templates`;
  return complete || query === "" ? found : `${found} so far`;
}

function LeftOut({ count }: { readonly count: number }) {
  if (count === 0) return null;
  const entries = count === 1 ? "1 entry" : `${count} entries`;
  return <p class="note">{entries} of rules.json cannot be shown, because there is no id in it.</p>;
}

function Beyond({ count }: { readonly count: number }) {
  if (count === 0) return null;
  const shown = mostTemplates.toLocaleString("en");
  return (
    <p class="note">
      This page shows the first {shown} templates of rules.json, and not the other{" "}
      {count.toLocaleString("en")}.
    </p>
  );
}

interface CardsProps {
  readonly site: Site;
  readonly gallery: ReadGallery;
  readonly filter: Filter;
  readonly results: readonly Result[];
}

function Cards({ site: { router, isTested }, gallery, filter, results }: CardsProps) {
  const first = router.position?.shown ?? batch;
  const [last, setLast] = useState({ filter, shown: first });
  const shown = last.filter === filter ? last.shown : first;
  const end = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const next = useRef<number>(undefined);
  const showMore = () => {
    // The button may be gone then: the focus goes to what it has brought.
    if (document.activeElement === end.current) next.current = shown;
    setLast({ filter, shown: shown + batch });
  };
  useLayoutEffect(() => {
    if (next.current === undefined) return;
    list.current?.querySelectorAll("a")[next.current]?.focus();
    next.current = undefined;
  }, [shown]);
  useLayoutEffect(() => router.askShown(() => shown), [router, shown]);
  useLayoutEffect(() => {
    if (!end.current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) showMore();
      },
      { rootMargin: "600px" },
    );
    observer.observe(end.current);
    return () => {
      observer.disconnect();
    };
  }, [shown, results]);
  return (
    <>
      <ul ref={list} class="cards">
        {results.slice(0, shown).map((result) => (
          <Card key={result.template.id} result={result} gallery={gallery} isTested={isTested} />
        ))}
      </ul>
      {results.length > shown && (
        <button ref={end} type="button" class="more" onClick={showMore}>
          Show more
        </button>
      )}
    </>
  );
}
