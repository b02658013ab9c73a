import type { JSX } from "preact";

import type { ShownTemplate } from "./read-gallery.ts";

/** What is worth knowing of a template at a glance. */
export function Badges({ template }: { readonly template: ShownTemplate }): JSX.Element {
  const { action, outage, deprecated } = template;
  return (
    <ul class="badges">
      {deprecated && <li class="badge warn">Deprecated</li>}
      <li class="badge">{action ? "Rule and Action tested" : "Rule only"}</li>
      {outage === "allow" && <li class="badge good">If down: login goes on</li>}
      {outage === "deny" && <li class="badge bad">If down: login is refused</li>}
    </ul>
  );
}
