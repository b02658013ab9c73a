import type { JSX } from "preact";

/** What is there until the playground is loaded: as high as it will be, so that nothing jumps. */
export function Loading(): JSX.Element {
  return (
    <div class="loading-bench">
      <p class="loading">Loading the playground…</p>
    </div>
  );
}

export function LoadFailure(): JSX.Element {
  return (
    <p class="notice warn" role="alert">
      The playground could not be loaded.{" "}
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
