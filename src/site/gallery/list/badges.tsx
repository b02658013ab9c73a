import type { JSX } from "preact";

import type { ShownTemplate } from "../../model/read-template.ts";

/** What tells a template from most others, in a word each. */
export function Badges({ template }: { readonly template: ShownTemplate }): JSX.Element | null {
  const badges = badgesOf(template);
  if (badges.length === 0) {
    return null;
  }
  return (
    <ul class="badges">
      {badges.map(({ label, isWarning = false }) => (
        <li key={label} class={isWarning ? "badge warn" : "badge"}>
          {label}
        </li>
      ))}
    </ul>
  );
}

interface Badge {
  readonly label: string;
  readonly isWarning?: boolean;
}

function badgesOf(template: ShownTemplate): Badge[] {
  const { action, code, configuration, deprecated, redirects, service } = template;
  const badges: (Badge | false)[] = [
    deprecated !== undefined && { label: "Deprecated", isWarning: true },
    service !== undefined && { label: service.name },
    redirects && { label: "Redirects" },
    !action && { label: "Rule only" },
    action !== undefined && code === "" && { label: "Action only" },
    !configuration.some(({ required }) => required) && { label: "No settings needed" },
  ];
  return badges.filter((badge) => badge !== false);
}
