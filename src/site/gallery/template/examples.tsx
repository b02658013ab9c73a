import type { JSX } from "preact";

import type { ShownExample } from "../../model/read-example.ts";
import { Icon } from "../../ui/icon.tsx";

interface Props {
  readonly examples: readonly ShownExample[];
  /** Runs an example at once, and leads to what comes of it. */
  readonly onRun: (title: string) => void;
}

/** The logins on which a template shows what it does. */
export function Examples({ examples, onRun }: Props): JSX.Element | null {
  if (examples.length === 0) {
    return null;
  }
  return (
    <section class="panel padded examples" aria-labelledby="examples">
      <h2 id="examples">Examples</h2>
      <p class="hint">Runs here, with sample settings.</p>
      <ul>
        {examples.map(({ title }) => (
          <li key={title}>
            <button
              type="button"
              onClick={() => {
                onRun(title);
              }}
            >
              <Icon name="play" />
              <span>{title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
