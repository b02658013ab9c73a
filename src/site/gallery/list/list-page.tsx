import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";

import { countChosen, noFilter, type Filter } from "../../model/filter.ts";
import { mostTemplates, type ReadGallery } from "../../model/read-gallery.ts";
import { writeAddress } from "../../router/address.ts";
import { useArrival } from "../../router/use-arrival.ts";
import { useFocusHeir } from "../../ui/hooks/use-focus-heir.ts";
import { phone, useMedia } from "../../ui/hooks/use-media.ts";
import { findResults, type Results } from "../search/results.ts";
import type { Search } from "../search/search.ts";
import type { GallerySite } from "../site.ts";
import { Cards } from "./cards.tsx";
import { FilterSheet, Filters } from "./filters.tsx";
import { moveInList } from "./list-keys.ts";
import { NoResult } from "./no-result.tsx";
import { OldResult } from "./old-result.tsx";
import { RuleDoor } from "./rule-door.tsx";
import { SearchBox } from "./search-box.tsx";

interface Props {
  readonly site: GallerySite;
  readonly gallery: ReadGallery;
  readonly search: Search;
  readonly filter: Filter;
}

/** Where everything begins: the ways in, and the list of templates. */
export function ListPage(props: Props): JSX.Element {
  const { site, gallery, search, filter } = props;
  const { router } = site;
  const heading = useRef<HTMLHeadingElement>(null);
  const count = useRef<HTMLParagraphElement>(null);
  const isPhone = useMedia(phone);
  const results = useMemo(
    () => findResults(gallery, search, filter),
    [gallery, search, filter, search.complete],
  );
  const filters = {
    gallery,
    filter,
    results,
    onChoose: (next: Filter) => {
      router.go({ page: "list", filter: next });
    },
  };
  useArrival(router, "", heading);
  return (
    <div class="list-page" onKeyDown={moveInList} onFocusIn={useFocusHeir(count)}>
      <h1 ref={heading} tabIndex={-1}>
        Ready-made code for Auth0 logins
      </h1>
      <p class="lead">Find a template to paste, or turn your Rule into an Action.</p>
      <Doors {...props} isPhone={isPhone} />
      <div class="columns">
        {!isPhone && <Filters {...filters} />}
        <section class="results" aria-label="Templates">
          <div class="results-bar">
            <p ref={count} role="status" tabIndex={-1}>
              {countOf(results, search, filter)}
            </p>
            {isPhone ? (
              <FilterSheet {...filters} found={countOf(results, search, filter)} />
            ) : (
              <ClearButton {...filters} />
            )}
          </div>
          <Found {...props} results={results} onChoose={filters.onChoose} />
        </section>
      </div>
    </div>
  );
}

interface DoorProps extends Props {
  /** Where the list is below both, so that one is folded while somebody searches. */
  readonly isPhone: boolean;
}

function Doors({ site, gallery: { templates }, filter, isPhone }: DoorProps) {
  const { length } = templates;
  const count = length === 1 ? "1 template" : `${length.toLocaleString("en")} templates`;
  return (
    <div class="doors">
      <section class="panel door" aria-labelledby="find">
        <h2 id="find">Find a template</h2>
        <p class="hint">{site.isTested ? `${count}, each tested.` : `${count}.`}</p>
        <SearchBox router={site.router} filter={filter} />
      </section>
      <RuleDoor
        onCode={site.bringCode}
        isFolded={isPhone && filter.query !== ""}
        href={writeAddress({ page: "migrate" })}
      />
    </div>
  );
}

interface Choosing {
  readonly filter: Filter;
  readonly onChoose: (filter: Filter) => void;
}

function ClearButton({ filter, onChoose }: Choosing) {
  if (countChosen(filter) === 0) {
    return null;
  }
  return (
    <button
      type="button"
      class="plain"
      onClick={() => {
        onChoose({ ...noFilter, query: filter.query });
      }}
    >
      Clear filters
    </button>
  );
}

function countOf({ results }: Results, { complete }: Search, { query }: Filter): string {
  const { length } = results;
  const found = length === 1 ? "1 template" : `${length} templates`;
  return complete || query === "" ? found : `${found} so far`;
}

function Found({ site, gallery, search, filter, results, onChoose }: Props & Choosing & Listed) {
  return (
    <>
      <OldResult query={filter.query} gallery={gallery} retired={site.retired} />
      {results.results.length > 0 ? (
        <Cards router={site.router} filter={filter} results={results.results} />
      ) : (
        <NoResult gallery={gallery} search={search} filter={filter} onChoose={onChoose} />
      )}
      <LeftOut count={gallery.leftOut} />
      <Beyond count={gallery.beyond} />
    </>
  );
}

interface Listed {
  readonly results: Results;
}

function LeftOut({ count }: { readonly count: number }) {
  if (count === 0) {
    return null;
  }
  const entries = count === 1 ? "1 entry" : `${count} entries`;
  return <p class="note">{entries} of rules.json cannot be shown: an id is missing.</p>;
}

function Beyond({ count }: { readonly count: number }) {
  if (count === 0) {
    return null;
  }
  const shown = mostTemplates.toLocaleString("en");
  return (
    <p class="note">
      This page shows the first {shown} templates of rules.json, and not the other{" "}
      {count.toLocaleString("en")}.
    </p>
  );
}
