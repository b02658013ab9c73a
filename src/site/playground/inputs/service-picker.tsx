import type { JSX } from "preact";

import type { Draft } from "../draft/draft.ts";
import { outages } from "../draft/outage.ts";

interface Props {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
}

/** What services do during the login. */
export function ServicePicker({ draft, onChange }: Props): JSX.Element {
  return (
    <div class="picker">
      <label for="services">Services</label>
      <select
        id="services"
        value={draft.outage ?? ""}
        onChange={({ currentTarget }) => {
          const outage = outages.find(({ id }) => id === currentTarget.value)?.id;
          onChange({ outage });
        }}
      >
        <option value="">Answer</option>
        {outages.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
