import type { JSX } from "preact";

import { useForAWhile } from "../app/use-for-a-while.ts";
import type { HeldDraft } from "./drafts.ts";
import { changesOf } from "./kept-draft.ts";
import { RUN_BUTTON } from "./run-bar.tsx";

interface Props {
  readonly held: HeldDraft;
  readonly onStartOver: () => void;
}

/** Takes back what the reader has changed, where there is something. */
export function StartOverButton({ held, onStartOver }: Props): JSX.Element {
  const { draft, fresh, startOver } = held;
  const [said, say] = useForAWhile("");
  const isChanged = Object.keys(changesOf(draft, fresh)).length > 0;
  return (
    <>
      {isChanged && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            startOver();
            onStartOver();
            say("As it was at first");
            document.getElementById(RUN_BUTTON)?.focus();
          }}
        >
          Start over
        </button>
      )}
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}
