import type { JSX } from "preact";

import type { Link } from "./drafts.ts";

interface Props {
  readonly link: Link | undefined;
  /** The settings of the link that count. */
  readonly settings: readonly (readonly [key: string, value: string])[];
}

/** Tells that what is in the playground came with a link, of which nobody knows who made it. */
export function LinkNotice({ link, settings }: Props): JSX.Element | null {
  if (!link) return null;
  if (link.kind === "damaged")
    return (
      <p class="notice warn" role="alert">
        The link that led here is damaged or cut off, so nothing of it is shown. Ask for it once
        more.
      </p>
    );
  return (
    <div class="notice" role="note">
      <p>This came with a link. Read the code before you run it.</p>
      {settings.length > 0 && (
        <p>
          {settings.map(([key, value]) => (
            <code key={key} class="linked-setting">
              {key}={value}
            </code>
          ))}
        </p>
      )}
    </div>
  );
}
