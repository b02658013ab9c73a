import type { JSX } from "preact";

/**
 * The id of the button that runs it, to which the focus goes where another button has done its
 * work.
 */
export const runButtonId = "run";

interface Props {
  readonly isBusy: boolean;
  readonly onRun: () => void;
  /** Whether it is a second one, where the first one is out of reach. */
  readonly isSecond?: boolean;
}

export function RunButton({ isBusy, onRun, isSecond = false }: Props): JSX.Element {
  return (
    <button
      {...(!isSecond && { id: runButtonId })}
      type="button"
      class="primary"
      aria-disabled={isBusy}
      onClick={onRun}
    >
      {isBusy ? "Running…" : "Run"} {!isSecond && <kbd>{isMac() ? "⌘" : "Ctrl"} ↵</kbd>}
    </button>
  );
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
