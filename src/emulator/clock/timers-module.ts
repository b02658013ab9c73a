import type { LoginClock } from "./clock.ts";
import { clockGlobals } from "./globals.ts";

interface WaitOptions {
  signal?: AbortSignal;
  ref?: boolean;
}

/**
 * Node's `timers` or `timers/promises` on a login's clock; undefined for any other module.
 * Source: https://nodejs.org/api/timers.html
 */
export function timersModule(id: string, clock: LoginClock): object | undefined {
  switch (id.replace(/^node:/, "")) {
    case "timers":
      return { ...timersOf(clock), promises: timerPromises(clock) };
    case "timers/promises":
      return timerPromises(clock);
    default:
      return undefined;
  }
}

function timersOf(clock: LoginClock): object {
  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } =
    clockGlobals(clock);
  return { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate };
}

function timerPromises(clock: LoginClock): object {
  const wait = <T>(milliseconds?: number, value?: T, options?: WaitOptions): Promise<T> =>
    waitOn(clock, milliseconds, options).then(() => value as T);
  return {
    setTimeout: wait,
    setImmediate: (value?: unknown, options?: WaitOptions) => wait(0, value, options),
    async *setInterval(milliseconds?: number, value?: unknown, options?: WaitOptions) {
      for (;;) {
        yield await wait(milliseconds, value, options);
      }
    },
    scheduler: {
      wait: (milliseconds?: number, options?: WaitOptions) =>
        wait(milliseconds, undefined, options),
      yield: () => wait(0, undefined),
    },
  };
}

function waitOn(
  clock: LoginClock,
  milliseconds: number | undefined,
  { signal, ref = true }: WaitOptions = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clock.clearTimer(timer);
      reject(abortError(signal?.reason));
    };
    const timer = clock.setTimer(milliseconds, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    if (!ref) {
      timer.unref();
    }
    if (signal?.aborted === true) {
      abort();
    } else {
      signal?.addEventListener("abort", abort, { once: true });
    }
  });
}

function abortError(cause: unknown): Error {
  const error = new Error("The operation was aborted", { cause });
  return Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
}
