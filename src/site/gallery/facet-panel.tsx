import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { facets, type Facet } from "./facets.ts";
import { countChosen, toggle, type Filter } from "./filter.ts";
import type { ReadGallery } from "./read-gallery.ts";
import type { Results } from "./results.ts";

interface Props {
  readonly gallery: ReadGallery;
  readonly filter: Filter;
  readonly counts: Results["counts"];
  /** How many templates the list shows, in words. */
  readonly found: string;
  readonly onChoose: (filter: Filter) => void;
}

/** All facets with their values. A narrow window shows them on demand. */
export function FacetPanel(props: Props): JSX.Element {
  const [open, setOpen] = useState(false);
  const unfold = useRef<HTMLButtonElement>(null);
  const chosen = countChosen(props.filter);
  return (
    <div class="facet-panel">
      <button
        ref={unfold}
        type="button"
        class="unfold"
        aria-expanded={open}
        aria-controls="facets"
        onClick={() => {
          setOpen(!open);
        }}
      >
        {chosen > 0 ? `Filters (${chosen})` : "Filters"}
      </button>
      <div id="facets" class={open ? "facets open" : "facets"}>
        {facets.map((facet) => (
          <FacetGroup key={facet.name} facet={facet} {...props} />
        ))}
        <button
          type="button"
          class="fold"
          onClick={() => {
            setOpen(false);
            unfold.current?.focus();
          }}
        >
          Show {props.found}
        </button>
      </div>
    </div>
  );
}

/** Values that are shown before somebody asks for all: a gallery can have a service for each template. */
const mostValues = 8;

function FacetGroup({ facet, gallery, filter, counts, onChoose }: Props & { facet: Facet }) {
  const [all, setAll] = useState(false);
  const { name, label } = facet;
  const chosen = filter.chosen[name] ?? [];
  const values = listValues(facet, gallery, chosen);
  if (values.size < 2 && chosen.length === 0) return null;
  const shown = all ? [...values] : [...values].slice(0, mostValues);
  return (
    <fieldset class="facet">
      <legend>{label}</legend>
      {shown.map(([value, text]) => (
        <label key={value} class="choice">
          <input
            id={`facet-${name}-${value}`}
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => {
              onChoose(toggle(filter, name, value));
            }}
          />
          <span>{text}</span> <span class="count">{counts[name].get(value) ?? 0}</span>
        </label>
      ))}
      {values.size > shown.length && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            setAll(true);
          }}
        >
          {values.size - shown.length} more
        </button>
      )}
    </fieldset>
  );
}

/** The values of a facet with their labels: in the gallery's order, the ones that are chosen in any case. */
function listValues(
  { name, values, valuesOf }: Facet,
  { templates, categories }: ReadGallery,
  chosen: readonly string[],
): Map<string, string> {
  const used = new Set(templates.flatMap(valuesOf));
  const known =
    name === "category"
      ? categories.map((one) => [one.name, one.label] as const)
      : values
        ? Object.entries(values)
        : [...used].sort().map((value) => [value, value] as const);
  const listed = new Map(known.filter(([value]) => used.has(value)));
  for (const value of chosen) {
    if (!listed.has(value)) listed.set(value, value);
  }
  return listed;
}
