import type { JSX } from "preact";

interface Props {
  /** The settings that came with the link. */
  readonly settings: readonly (readonly [key: string, value: string])[];
}

/** Tells that what is in the playground came with a link, of which nobody knows who made it. */
export function LinkNotice({ settings }: Props): JSX.Element {
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
