import type { JSX } from "preact";

import type { Filter } from "../../model/filter.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import { loosen, type Looser } from "../search/results.ts";
import type { Search } from "../search/search.ts";

interface Props {
  readonly gallery: ReadGallery;
  readonly search: Search;
  readonly filter: Filter;
  readonly onChoose: (filter: Filter) => void;
}

/** Says in the place of a list that nothing was found, and what to loosen. */
export function NoResult({ gallery, search, filter, onChoose }: Props): JSX.Element {
  if (gallery.templates.length === 0) {
    return <p class="soft">This gallery has no templates.</p>;
  }
  if (!search.complete) {
    return <p class="loading">Searching…</p>;
  }
  return (
    <div class="no-result">
      <h2>No matching templates</h2>
      <div class="buttons">
        {loosen(gallery, search, filter).map((way) => (
          <button
            key={JSON.stringify(way.filter)}
            type="button"
            class={way.without === "spelling" ? "plain" : ""}
            onClick={() => {
              onChoose(way.filter);
            }}
          >
            {describe(way)}
          </button>
        ))}
      </div>
    </div>
  );
}

function describe({ without, filter: { query } }: Looser): string {
  switch (without) {
    case "all":
      return "Show all templates";
    case "filters":
      return "Clear filters";
    case "query":
      return "Clear search";
    case "spelling":
      return `Search for “${query}”`;
  }
}
