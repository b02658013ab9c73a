import type { JSX } from "preact";

import { labelOfValue, type FacetName } from "../../model/facets.ts";
import { choose, clear, toggle, type Filter } from "../../model/filter.ts";

interface Props {
  readonly filter: Filter;
  /** The services that templates work with. */
  readonly services: readonly string[];
  readonly onChoose: (filter: Filter) => void;
}

interface Choice {
  readonly name: FacetName;
  readonly value: string;
}

/** What is always there to be ticked. */
const usual: readonly Choice[] = [
  { name: "settings", value: "none" },
  { name: "calls", value: "no" },
];

/** What the list is narrowed by beside a collection. */
export function NarrowDown({ filter, services, onChoose }: Props): JSX.Element {
  return (
    <fieldset class="narrow">
      <legend>Narrow down</legend>
      {choicesOf(filter).map(({ name, value }) => (
        <label key={`${name} ${value}`} class="choice">
          <input
            id={`facet-${name}-${value}`}
            type="checkbox"
            checked={filter.chosen[name]?.includes(value) ?? false}
            onChange={() => {
              onChoose(toggle(filter, name, value));
            }}
          />
          <span>{labelOfValue(name, value)}</span>
        </label>
      ))}
      <ServicePicker filter={filter} services={services} onChoose={onChoose} />
    </fieldset>
  );
}

/** The usual choices, and what an address has chosen beside them, so that it can be unticked. */
function choicesOf({ chosen }: Filter): readonly Choice[] {
  const others = Object.entries(chosen)
    .filter(([name]) => name !== "collection" && name !== "service")
    .flatMap(([name, values]) => values.map((value) => ({ name: name as FacetName, value })))
    .filter(({ name, value }) => !usual.some((one) => one.name === name && one.value === value));
  return [...usual, ...others];
}

function ServicePicker({ filter, services, onChoose }: Props) {
  const [chosen = ""] = filter.chosen.service ?? [];
  const known = services.includes(chosen) || chosen === "" ? services : [...services, chosen];
  if (known.length === 0) {
    return null;
  }
  return (
    <select
      id="facet-service"
      aria-label="Service"
      value={chosen}
      onChange={({ currentTarget: { value } }) => {
        onChoose(value === "" ? clear(filter, "service") : choose(filter, "service", value));
      }}
    >
      <option value="">Any service</option>
      {known.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
