import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";

import { collections } from "../../model/collections.ts";
import { countChosen, type Filter } from "../../model/filter.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import type { Results } from "../search/results.ts";
import { CollectionNav } from "./collection-nav.tsx";
import { NarrowDown } from "./narrow-down.tsx";

interface Props {
  readonly gallery: ReadGallery;
  readonly filter: Filter;
  readonly results: Pick<Results, "counts" | "all">;
  readonly onChoose: (filter: Filter) => void;
}

/** The collections, and what else the list can be narrowed by. */
export function Filters({ gallery, filter, results, onChoose }: Props): JSX.Element {
  // What templates have does not change with the filter, and there may be thousands of them.
  const { names, services } = useMemo(() => listChoices(gallery), [gallery]);
  return (
    <div class="filters">
      <CollectionNav filter={filter} results={results} names={names} />
      <NarrowDown filter={filter} services={services} onChoose={onChoose} />
    </div>
  );
}

interface SheetProps extends Props {
  /** How many templates the list shows, in words. */
  readonly found: string;
}

/** The same on a phone: a sheet over the whole page, behind a button. */
export function FilterSheet({ found, ...props }: SheetProps): JSX.Element {
  const sheet = useRef<HTMLDialogElement>(null);
  const count = countChosen(props.filter);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          sheet.current?.showModal();
        }}
      >
        {count > 0 ? `Filters ${count}` : "Filters"}
      </button>
      <dialog ref={sheet} class="sheet" aria-label="Filters">
        <Filters {...props} />
        <div class="sheet-foot">
          <button
            type="button"
            class="primary"
            onClick={() => {
              sheet.current?.close();
            }}
          >
            Show {found}
          </button>
        </div>
      </dialog>
    </>
  );
}

/**
 * The collections and services that templates have: collections in our order, others after them.
 */
function listChoices({ templates }: ReadGallery): { names: string[]; services: string[] } {
  const used = new Set(templates.flatMap((template) => template.collections));
  const ours = collections.map(({ name }) => name).filter((name) => used.has(name));
  const others = [...used].filter((name) => !ours.includes(name)).sort();
  const services = new Set(templates.flatMap(({ service }) => (service ? [service.name] : [])));
  return { names: [...ours, ...others], services: [...services].sort() };
}
