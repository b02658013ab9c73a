import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { facets, type Facet, type FacetName } from "./facets.ts";
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
  // What templates have does not change with the filter, and there may be thousands of them.
  const values = useMemo(() => listValues(props.gallery), [props.gallery]);
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
          <FacetGroup key={facet.name} facet={facet} known={values[facet.name]} {...props} />
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

interface GroupProps extends Props {
  readonly facet: Facet;
  /** The values that templates have, with their labels. */
  readonly known: ReadonlyMap<string, string>;
}

function FacetGroup({ facet: { name, label }, known, filter, counts, onChoose }: GroupProps) {
  const [all, setAll] = useState(false);
  const group = useRef<HTMLFieldSetElement>(null);
  const chosen = filter.chosen[name] ?? [];
  // An address may name what no template has: it can be unchosen, too.
  const lost = chosen.filter((value) => !known.has(value));
  const values = new Map([...known, ...lost.map((value) => [value, value] as const)]);
  useLayoutEffect(() => {
    // The button for more is gone: what it has brought begins here.
    if (all) group.current?.querySelectorAll("input").item(mostValues).focus();
  }, [all]);
  if (values.size < 2 && chosen.length === 0) return null;
  const shown = all ? [...values] : [...values].slice(0, mostValues);
  return (
    <fieldset ref={group} class="facet">
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

/** The values of each facet that some template has, with their labels, in the gallery's order. */
function listValues({
  templates,
  categories,
}: ReadGallery): Record<FacetName, Map<string, string>> {
  const lists = facets.map(({ name, values, valuesOf }) => {
    const used = new Set(templates.flatMap(valuesOf));
    const named =
      name === "category"
        ? categories.map((one) => [one.name, one.label] as const)
        : Object.entries(values ?? {});
    const known = new Map(named.filter(([value]) => used.has(value)));
    for (const value of [...used].sort()) {
      if (!known.has(value)) known.set(value, value);
    }
    return [name, known] as const;
  });
  return Object.fromEntries(lists) as Record<FacetName, Map<string, string>>;
}
