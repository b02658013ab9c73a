import { AsyncLocalStorage } from "node:async_hooks";
import type { RejectionWatch } from "../emulator/loaded.ts";
import { mainProcess as process } from "./realm.ts";

type Listener = (...args: unknown[]) => void;

/** Who is told of what a login's own work leaves uncaught; carried along by everything that the work starts. */
const running = new AsyncLocalStorage<(reason: unknown) => void>();

const EVENTS = ["unhandledRejection", "uncaughtException"] as const;

/**
 * Watches for rejections that nobody handles, and for exceptions in callbacks that are not on a login's clock. While
 * any watch is open, the process's own listeners hear only of what belongs to no login.
 */
export function watchUncaught(onUncaught: (reason: unknown) => void): RejectionWatch {
  guard.open();
  return {
    run: (work) => running.run(onUncaught, work),
    stop: () => {
      // What is rejected in this very turn is told at its end.
      setImmediate(() => {
        guard.close();
      });
    },
  };
}

/** Stands before the process's listeners as long as a login runs. */
class Guard {
  #watches = 0;
  readonly #passed = new Map<string, Listener[]>();
  readonly #listeners = EVENTS.map(
    (event) => [event, this.#dispatcher(event)] as [(typeof EVENTS)[number], Listener],
  );

  open(): void {
    if (++this.#watches > 1) return;
    for (const [event, listener] of this.#listeners) {
      this.#passed.set(event, process.rawListeners(event) as Listener[]);
      process.removeAllListeners(event);
      process.on(event, listener);
    }
  }

  close(): void {
    if (--this.#watches > 0) return;
    for (const [event, listener] of this.#listeners) {
      process.off(event, listener);
      for (const passed of this.#passed.get(event) ?? []) process.on(event, passed);
    }
  }

  #dispatcher(event: string): Listener {
    return (...args) => {
      const onUncaught = running.getStore();
      const passed = this.#passed.get(event) ?? [];
      if (onUncaught) onUncaught(args[0]);
      else if (passed.length > 0) for (const listener of passed) listener.apply(process, args);
      else die(args[0]);
    };
  }
}

const guard = new Guard();

/** What Node does without a listener. */
function die(reason: unknown): never {
  process.exitCode = 1;
  console.error("Uncaught", reason);
  process.exit(1);
}
