import type { JSX } from "preact";

import { facets } from "./facets.ts";
import type { Filter } from "./filter.ts";
import type { ReadGallery } from "./read-gallery.ts";
import { loosen, type Looser } from "./results.ts";
import type { Search } from "./search.ts";

interface Props {
  readonly gallery: ReadGallery;
  readonly search: Search;
  readonly filter: Filter;
  readonly onChoose: (filter: Filter) => void;
}

/** Says in the place of a list that nothing was found, and what to loosen. */
export function NoResult({ gallery, search, filter, onChoose }: Props): JSX.Element {
  if (gallery.templates.length === 0) return <p class="note">This gallery has no templates.</p>;
  if (!search.complete) return <p class="note">Still reading the templates…</p>;
  const ways = loosen(gallery, search, filter);
  return (
    <div class="no-result">
      <h2>No matching templates</h2>
      <ul>
        {ways.map((way) => (
          <li key={JSON.stringify(way.filter)}>
            <button
              type="button"
              onClick={() => {
                onChoose(way.filter);
              }}
            >
              {describe(way, filter)}
            </button>{" "}
            <span class="count">{way.count === 1 ? "1 template" : `${way.count} templates`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function describe({ without, filter: { query } }: Looser, filter: Filter): string {
  if (without === "all") return "All templates";
  if (without === "filters") return "Without any filter";
  if (without === "query") return `Without “${filter.query}”`;
  if (without === "spelling") return `Search for “${query}”`;
  const label = facets.find(({ name }) => name === without)?.label ?? without;
  return `Any ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
