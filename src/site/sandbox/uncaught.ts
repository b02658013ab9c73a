import type { RejectionWatch } from "../../emulator/script/loaded.ts";

type Listener = (reason: unknown) => void;

/** Who is told of what a script leaves uncaught: a worker plays one login at a time. */
let current: Listener | undefined;

/** From now on nothing that is uncaught goes past this to the page's console. */
export function mindUncaught(otherwise: Listener): void {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    (current ?? otherwise)(event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    (current ?? otherwise)(event.error);
  });
}

/**
 * Once its login has ended, there is nothing left that an error could be told with, and nothing
 * that it could end.
 */
function ignore(): void {
  // Not even told to the page's console.
}

/** Watches what the work of a login leaves uncaught. */
export function watchUncaught(onUncaught: Listener): RejectionWatch {
  current = onUncaught;
  return {
    run: (work) => work(),
    stop: () => {
      // What is rejected in this very turn is told at its end.
      setTimeout(() => {
        if (current === onUncaught) {
          current = ignore;
        }
      });
    },
  };
}
