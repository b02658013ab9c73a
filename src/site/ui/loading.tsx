import type { JSX } from "preact";

interface Props {
  /** What is loaded, at the place where a sentence has it. */
  readonly what: string;
}

/** Shown until something is loaded, and as high as that will be, so that nothing jumps. */
export function Loading({ what }: Props): JSX.Element {
  return (
    <div class="loading-bench">
      <p class="loading">Loading {what}…</p>
    </div>
  );
}

export function LoadFailure({ what }: Props): JSX.Element {
  return (
    <p class="notice warn" role="alert">
      {what} could not be loaded.{" "}
      <button
        type="button"
        class="plain"
        onClick={() => {
          location.reload();
        }}
      >
        Try again
      </button>
    </p>
  );
}
