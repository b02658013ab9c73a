import type { JSX } from "preact";

import { useForAWhile } from "../../ui/hooks/use-for-a-while.ts";
import type { HeldDraft } from "../draft/drafts.ts";
import { changesOf } from "../draft/kept-draft.ts";
import { runButtonId } from "./run-button.tsx";

interface Props {
  readonly held: HeldDraft;
  readonly onStartOver: () => void;
}

/** Takes back what the reader has changed, where there is something, and gives it back. */
export function StartOverButton({ held, onStartOver }: Props): JSX.Element {
  const { draft, fresh, startOver, undo } = held;
  const [said, say] = useForAWhile("");
  const isChanged = Object.keys(changesOf(draft, fresh)).length > 0;
  const give = (label: string, words: string, work: () => void) => (
    <button
      type="button"
      class="plain"
      onClick={() => {
        work();
        say(words);
        document.getElementById(runButtonId)?.focus();
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      {undo && give("Undo", "Your changes are there again", undo)}
      {isChanged &&
        give("Start over", "As it was at first. Undo brings your changes back.", () => {
          startOver();
          onStartOver();
        })}
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}
