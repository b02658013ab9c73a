import type { JSX } from "preact";

import { useForAWhile } from "./hooks/use-for-a-while.ts";

interface Props {
  /** What is copied, as it is when the button is pressed; undefined if that cannot be copied. */
  readonly text: string | (() => string | undefined);
  readonly label: string;
  /** What it says when it has copied, may not, or has nothing that could be copied. */
  readonly said?: Readonly<Record<Exclude<State, "ready">, string>>;
  /** Whether it is the one thing to do on its page. */
  readonly isPrimary?: boolean;
}

const usual = { copied: "Copied", refused: "Not allowed here", nothing: "Nothing to copy" };

type State = "ready" | "copied" | "refused" | "nothing";

/** Copies a text to the clipboard, and says whether that worked. */
export function CopyButton({ text, label, said = usual, isPrimary = false }: Props): JSX.Element {
  const [state, setState] = useForAWhile<State>("ready");
  const words = { ready: label, ...said };
  return (
    <>
      <button
        type="button"
        class={`copy ${state}${isPrimary ? " primary" : ""}`}
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
async function copy(text: string | undefined): Promise<State> {
  if (text === undefined) {
    return "nothing";
  }
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "refused";
  }
}
