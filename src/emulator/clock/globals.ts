import { clockDate, clockIntl, clockPerformance, clockTemporal } from "./time.ts";
import type { LoginClock } from "./clock.ts";
import { watchUnseen } from "./unseen.ts";

const promisify = Symbol.for("nodejs.util.promisify.custom");

type Callback = (...args: unknown[]) => unknown;

/** The globals that tell or take time, on the clock of one login. */
export interface ClockGlobals {
  fetch: typeof fetch;
  crypto: typeof crypto;
  Date: DateConstructor;
  Intl: typeof Intl;
  Temporal: object | undefined;
  performance: typeof performance;
  AbortSignal: typeof AbortSignal;
  setTimeout: (callback: Callback, milliseconds?: number, ...args: unknown[]) => unknown;
  clearTimeout: (handle?: unknown) => void;
  setInterval: (callback: Callback, milliseconds?: number, ...args: unknown[]) => unknown;
  clearInterval: (handle?: unknown) => void;
  setImmediate: (callback: Callback, ...args: unknown[]) => unknown;
  clearImmediate: (handle?: unknown) => void;
  queueMicrotask: (callback: Callback) => void;
}

export function clockGlobals(clock: LoginClock): ClockGlobals {
  const clear = (handle?: unknown) => {
    clock.clearTimer(handle);
  };
  const setTimeout: ClockGlobals["setTimeout"] = (callback, milliseconds, ...args) =>
    clock.setTimer(milliseconds, bind(callback, args));
  // What `util.promisify(setTimeout)` gives.
  Object.defineProperty(setTimeout, promisify, {
    value: (milliseconds?: number, value?: unknown) =>
      new Promise((resolve) => {
        setTimeout(resolve, milliseconds, value);
      }),
  });
  return {
    fetch: clock.fetch,
    crypto: watchUnseen(crypto, clock),
    Date: clockDate(clock),
    Intl: clockIntl(clock),
    Temporal: clockTemporal(clock),
    performance: clockPerformance(clock),
    AbortSignal: clockAbortSignal(clock),
    setTimeout,
    clearTimeout: clear,
    setInterval: (callback, milliseconds, ...args) =>
      clock.setRepeating(milliseconds, bind(callback, args)),
    clearInterval: clear,
    setImmediate: (callback, ...args) => clock.setTimer(0, bind(callback, args)),
    clearImmediate: clear,
    queueMicrotask: (callback) => {
      queueMicrotask(caught(bind(callback, []), clock));
    },
  };
}

/**
 * What a microtask throws is known to nobody: Node has forgotten by then which work it belongs to.
 */
function caught(callback: () => void, clock: LoginClock): () => void {
  return () => {
    try {
      callback();
    } catch (error) {
      clock.onUncaught(error);
    }
  };
}

function bind(callback: unknown, args: unknown[]): () => void {
  if (typeof callback !== "function") {
    throw Object.assign(new TypeError('The "callback" argument must be of type function.'), {
      code: "ERR_INVALID_ARG_TYPE",
    });
  }
  return () => {
    Reflect.apply(callback, undefined, args);
  };
}

/** The realm's own `AbortSignal`, except for `timeout`, which Node would run on real time only. */
function clockAbortSignal(clock: LoginClock): typeof AbortSignal {
  const timeout = (milliseconds: number) => timeoutSignal(clock, milliseconds);
  return new Proxy(AbortSignal, {
    get: (target, key, receiver) =>
      key === "timeout" ? timeout : (Reflect.get(target, key, receiver) as unknown),
  });
}

function timeoutSignal(clock: LoginClock, milliseconds: unknown): AbortSignal {
  if (typeof milliseconds !== "number") {
    throw Object.assign(new TypeError('The "delay" argument must be of type number.'), {
      code: "ERR_INVALID_ARG_TYPE",
    });
  }
  if (!Number.isInteger(milliseconds) || milliseconds < 0) {
    throw Object.assign(new RangeError('The value of "delay" is out of range.'), {
      code: "ERR_OUT_OF_RANGE",
    });
  }
  const controller = new AbortController();
  clock
    .setTimer(milliseconds, () => {
      controller.abort(
        new DOMException("The operation was aborted due to timeout", "TimeoutError"),
      );
    })
    .unref();
  return controller.signal;
}
