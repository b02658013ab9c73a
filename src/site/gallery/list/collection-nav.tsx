import type { JSX } from "preact";

import { labelOfValue } from "../../model/facets.ts";
import { choose, clear, type Filter } from "../../model/filter.ts";
import { writeAddress } from "../../router/address.ts";
import type { Results } from "../search/results.ts";

interface Props {
  readonly filter: Filter;
  readonly results: Pick<Results, "counts" | "all">;
  /** The names of the collections that have templates, in their order. */
  readonly names: readonly string[];
}

/** The collections with their counts; each is a link. */
export function CollectionNav({ filter, results, names }: Props): JSX.Element {
  const [chosen] = filter.chosen.collection ?? [];
  return (
    <nav class="collections" aria-labelledby="collections">
      <h2 id="collections">Collections</h2>
      <ul>
        <Item
          name="all"
          label="All templates"
          count={results.all}
          isChosen={chosen === undefined}
          filter={clear(filter, "collection")}
        />
        {names.map((name) => (
          <Item
            key={name}
            name={name}
            label={labelOfValue("collection", name)}
            count={results.counts.collection.get(name) ?? 0}
            isChosen={name === chosen}
            filter={choose(filter, "collection", name)}
          />
        ))}
      </ul>
    </nav>
  );
}

interface ItemProps {
  readonly name: string;
  readonly label: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly filter: Filter;
}

function Item({ name, label, count, isChosen, filter }: ItemProps) {
  return (
    <li>
      <a
        id={`collection-${name}`}
        href={writeAddress({ page: "list", filter })}
        {...(isChosen && { "aria-current": "true" })}
      >
        <span>{label}</span> <span class="count">{count}</span>
      </a>
    </li>
  );
}
