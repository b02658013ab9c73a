import timers from "node:timers";

const { setTimeout, setImmediate } = timers;

// nock takes its timers when it is imported, and answers each request by two of no milliseconds.
// Node makes one of each.
Object.assign(timers, {
  setTimeout: (callback: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) =>
    milliseconds > 0
      ? setTimeout(callback, milliseconds, ...args)
      : setImmediate(callback, ...args),
});

/** Gives Node's own timers to all that is imported later. */
export function restoreTimers(): void {
  Object.assign(timers, { setTimeout });
}
