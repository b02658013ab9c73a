/**
 * What a script finds in the global object: what the platform's Node has there, too, without what
 * reaches the network, storage or another thread. A list of what stays, so that what browsers add
 * tomorrow goes as well.
 */
const kept = new Set(
  `AbortController AbortSignal AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Blob
  Boolean Buffer ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy Crypto CryptoKey CustomEvent
  DOMException DataView Date DecompressionStream Error EvalError Event EventTarget File FinalizationRegistry
  Float32Array Float64Array FormData Function Headers Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map
  Math MessageChannel MessageEvent MessagePort NaN Number Object Performance Promise Proxy RangeError ReadableStream
  ReadableStreamDefaultController ReadableStreamDefaultReader ReferenceError Reflect RegExp Request Response Set
  SharedArrayBuffer String SubtleCrypto Symbol SyntaxError TextDecoder TextDecoderStream TextEncoder TextEncoderStream
  TransformStream TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap
  WeakRef WeakSet WebAssembly WritableStream atob btoa clearInterval clearTimeout console crypto decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt
  performance queueMicrotask setInterval setTimeout structuredClone undefined unescape`.split(
    /\s+/,
  ),
);

/** Whatever else a kept class could be used for. */
const staticMethods: readonly [owner: object, key: string][] = [
  [URL, "createObjectURL"],
  [URL, "revokeObjectURL"],
];

/**
 * Takes all else from the global object of a worker, and from its prototypes, where browsers keep
 * some of it.
 *
 * @throws Error if something stays that a script could use
 */
export function lockDown(): void {
  let owner: object | null = globalThis;
  // The prototypes behind this one are those of other objects, too.
  while (owner !== null && owner !== EventTarget.prototype) {
    for (const key of Object.getOwnPropertyNames(owner)) {
      if (!kept.has(key)) {
        remove(owner, key);
      }
    }
    owner = Reflect.getPrototypeOf(owner);
  }
  for (const [object, key] of staticMethods) {
    remove(object, key);
  }
  Object.assign(globalThis, { console: silentConsole(), ...timersOfFunctions() });
}

/**
 * Node's timers take no text as code. In Firefox an `import()` in one would end the tab with all
 * that is in it.
 */
function timersOfFunctions(): Pick<typeof globalThis, "setInterval" | "setTimeout"> {
  const { setInterval, setTimeout } = globalThis;
  const checked =
    (set: (callback: () => void, delay?: number, ...args: unknown[]) => unknown) =>
    (callback: unknown, delay?: number, ...args: unknown[]): unknown => {
      if (typeof callback !== "function") {
        throw new TypeError('The "callback" argument must be of type function.');
      }
      return set(callback as () => void, delay, ...args);
    };
  return {
    setInterval: checked(setInterval) as typeof setInterval,
    setTimeout: checked(setTimeout) as typeof setTimeout,
  };
}

/** For what a script or a module prints past the console that it is handed. */
function silentConsole(): object {
  const ignore = () => undefined;
  const levels = ["debug", "dir", "error", "info", "log", "trace", "warn"];
  return Object.fromEntries(levels.map((level) => [level, ignore]));
}

function remove(owner: object, key: string): void {
  if (Reflect.deleteProperty(owner, key)) {
    return;
  }
  const value: unknown = Reflect.get(owner, key);
  // Two constants of an old standard cannot be taken away, and do no harm.
  if (typeof value === "object" || typeof value === "function") {
    throw new Error(`the browser does not give up ${key}`);
  }
}
