import type { JSX } from "preact";

import { FileButton } from "../../ui/file-button.tsx";

interface Props {
  /** Takes the code that the reader has brought. */
  readonly onCode: (code: string) => void;
  /** Whether there is room for no more than a link to it. */
  readonly isFolded: boolean;
  /** The address that the link leads to. */
  readonly href: string;
}

/** The way in for people who have a Rule already. Nothing runs before they say so. */
export function RuleDoor({ onCode, isFolded, href }: Props): JSX.Element {
  if (isFolded) {
    return (
      <p class="door-link">
        <a href={href}>Bring your Rule</a>
      </p>
    );
  }
  return (
    <section class="panel door" aria-labelledby="bring">
      <h2 id="bring">Bring your Rule</h2>
      <p class="hint">Rules stopped on November 18, 2026. Get an Action and a verdict.</p>
      <div class="bring">
        <PasteField onCode={onCode} />
        <FileButton label="A file with your Rule" onText={onCode} />
      </div>
    </section>
  );
}

type OnCode = Pick<Props, "onCode">;

/** Takes what is pasted at once, and what is typed with Enter. */
function PasteField({ onCode }: OnCode) {
  const take = (code: string) => {
    if (code.trim() !== "") {
      onCode(code);
    }
  };
  return (
    <textarea
      rows={1}
      aria-label="Paste your Rule here"
      placeholder="Paste your Rule here"
      spellcheck={false}
      autocomplete="off"
      onPaste={(event) => {
        const code = event.clipboardData?.getData("text/plain") ?? "";
        event.preventDefault();
        take(code);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) {
          return;
        }
        event.preventDefault();
        take(event.currentTarget.value);
      }}
    />
  );
}
