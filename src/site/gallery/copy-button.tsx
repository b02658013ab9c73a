import type { JSX } from "preact";

import { useForAWhile } from "./use-for-a-while.ts";

interface Props {
  /** What is copied, as it is when the button is pressed. */
  readonly text: string | (() => string);
  readonly label: string;
  /** What it says when it has copied, or may not. */
  readonly said?: Readonly<Record<"copied" | "refused", string>>;
}

const usual = { copied: "Copied", refused: "Not allowed here" };

type State = "ready" | "copied" | "refused";

/** Copies a text to the clipboard, and says whether that worked. */
export function CopyButton({ text, label, said = usual }: Props): JSX.Element {
  const [state, setState] = useForAWhile<State>("ready");
  const words = { ready: label, ...said };
  return (
    <>
      <button
        type="button"
        class={`copy ${state}`}
        disabled={text === ""}
        onClick={() => {
          void copy(typeof text === "string" ? text : text()).then(setState);
        }}
      >
        {words[state]}
      </button>
      <span class="unseen" role="status">
        {state === "ready" ? "" : words[state]}
      </span>
    </>
  );
}

/** A page that is not served safely has no clipboard, and a reader may refuse it. */
async function copy(text: string): Promise<State> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "refused";
  }
}
