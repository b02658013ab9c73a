/** What the emulator needs from where it runs: a browser worker, Node, or a test. */
export interface Host {
  /** Resolves in a later turn of the event loop, as soon as possible. */
  turn(): Promise<void>;
  /** Real time, in milliseconds since 1970. */
  now(): number;
  /** Calls back after so many real milliseconds; the answer cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
  /** The `fetch` of the moment, so that one which was replaced after import is used. */
  fetch(input: RequestInfo, init?: RequestInit): Promise<Response>;
}

/** What `fetch` takes first. */
type RequestInfo = Parameters<typeof fetch>[0];

// Taken at import, so that a test runner's fake timers do not stop the emulator.
const RealDate = globalThis.Date;
const { setTimeout, clearTimeout } = globalThis;
const setImmediate = Reflect.get(globalThis, "setImmediate") as
  ((callback: () => void) => unknown) | undefined;

/** A host made of what Node and browser workers both have. */
export const standardHost: Host = {
  turn: () =>
    new Promise((resolve) => {
      if (setImmediate) {
        setImmediate(resolve);
      } else {
        postToSelf(resolve);
      }
    }),
  now: () => RealDate.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  fetch: (input, init) => globalThis.fetch(input, init),
};

/** A browser's fastest turn: a timer would wait four milliseconds. */
function postToSelf(callback: () => void): void {
  const { port1, port2 } = new MessageChannel();
  Object.assign(port1, {
    onmessage: () => {
      port1.close();
      callback();
    },
  });
  port2.postMessage(undefined);
}
