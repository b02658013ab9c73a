import type { JSX } from "preact";

interface Props<Id extends string> {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly {
    readonly id: Id;
    readonly label: string;
    readonly isOff?: boolean;
    /** What is said of one that is off. */
    readonly why?: string;
  }[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** A choice of one among a few, side by side. */
export function Segments<Id extends string>(props: Props<Id>): JSX.Element {
  const { name, legend, options, chosen, onChoose } = props;
  return (
    <fieldset class="segments">
      <legend>{legend}</legend>
      <div>
        {options.map(({ id, label, isOff = false, why }) => (
          <label key={id} {...(isOff && why !== undefined && { title: why })}>
            <input
              type="radio"
              class="unseen"
              name={name}
              checked={id === chosen}
              disabled={isOff}
              onChange={() => {
                onChoose(id);
              }}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
