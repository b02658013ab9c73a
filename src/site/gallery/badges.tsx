import type { JSX } from "preact";

import type { ShownTemplate } from "./read-gallery.ts";

interface Props {
  readonly template: ShownTemplate;
  /** Whether this is the gallery whose templates the repository tests. */
  readonly isTested: boolean;
}

/** What is worth knowing of a template at a glance. */
export function Badges({ template, isTested }: Props): JSX.Element {
  const { action, code, outage, deprecated } = template;
  return (
    <ul class="badges">
      {deprecated && <li class="badge warn">Deprecated</li>}
      {!action && <li class="badge">Rule only</li>}
      {action && code === "" && <li class="badge">Action only</li>}
      {action && code !== "" && isTested && <li class="badge">Rule and Action tested</li>}
      {outage === "allow" && <li class="badge good">If down: login is allowed</li>}
      {outage === "deny" && <li class="badge bad">If down: login is denied</li>}
    </ul>
  );
}
