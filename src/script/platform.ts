/** What code may use of the platform, and whether to use it is to call out to another machine. */
export interface Allowed {
  readonly callsOut: boolean;
}

function allow(names: string, callsOut: boolean): [string, Allowed][] {
  return names.split(/\s+/).map((name) => [name, { callsOut }]);
}

/**
 * The one list of globals that a template may use. What is not in it is a problem: a template has
 * no need for it, and a reader would have to know what it does. Node 22 is the platform's runtime.
 * Sources: https://tc39.es/ecma262/ and https://nodejs.org/docs/latest-v22.x/api/globals.html
 */
export const allowedGlobals: ReadonlyMap<string, Allowed> = new Map([
  // The language.
  ...allow(
    `undefined NaN Infinity Object Array Boolean Number BigInt String Symbol Date RegExp Promise Map
     Set WeakMap WeakSet WeakRef FinalizationRegistry JSON Math Intl ArrayBuffer DataView Uint8Array
     Uint8ClampedArray Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array
     Float64Array BigInt64Array BigUint64Array Error AggregateError EvalError RangeError
     ReferenceError SyntaxError TypeError URIError decodeURI decodeURIComponent encodeURI
     encodeURIComponent escape unescape isFinite isNaN parseFloat parseInt arguments`,
    false,
  ),
  // Node.
  ...allow(
    `console Buffer URL URLSearchParams TextEncoder TextDecoder AbortController AbortSignal Event
     EventTarget DOMException Headers Request Response FormData Blob File ReadableStream
     WritableStream TransformStream CompressionStream DecompressionStream crypto performance atob
     btoa structuredClone queueMicrotask setTimeout setInterval setImmediate clearTimeout
     clearInterval clearImmediate require process global globalThis`,
    false,
  ),
  ...allow("fetch", true),
]);

/**
 * What Auth0 gives to one form alone. None of it counts as calling out: `auth0` reaches the tenant
 * itself.
 */
export const formGlobals = {
  rule: "configuration auth0 UnauthorizedError ValidationError WrongUsernameOrPasswordError".split(
    " ",
  ),
  action: ["exports", "module"],
} as const;

/** What code may use of `process`: nothing of it loads, ends, signals or tells of others. */
export const allowedOfProcess: ReadonlySet<string> = new Set(
  "hrtime nextTick version versions".split(" "),
);

/** The one list of Node's modules that a template may require. */
export const allowedModules: ReadonlyMap<string, Allowed> = new Map([
  ...allow(
    `assert assert/strict buffer crypto events path path/posix path/win32 punycode querystring stream
     stream/consumers stream/promises stream/web string_decoder timers timers/promises url util
     util/types zlib`,
    false,
  ),
  ...allow("dns dns/promises http http2 https net tls", true),
]);

/** The other modules of Node: what reads files, starts processes, runs text, or no login needs. */
export const otherModules: ReadonlySet<string> = new Set(
  `async_hooks child_process cluster console constants dgram diagnostics_channel domain fs fs/promises
   inspector inspector/promises module os perf_hooks process readline readline/promises repl sys
   trace_events tty v8 vm wasi worker_threads sea sqlite test test/reporters`.split(/\s+/),
);

/** Modules that need the `node:`: without it these are names of packages. */
export const prefixedModules: ReadonlySet<string> = new Set([
  "sea",
  "sqlite",
  "test",
  "test/reporters",
]);

/**
 * What else the global object has, on Node 20 to 24, in a browser's worker, and in the sandbox of
 * rules before Node 16, so that code may not keep something of its own under such a name.
 */
export const otherGlobals: ReadonlySet<string> = new Set(
  `eval Function Proxy Reflect Atomics SharedArrayBuffer WebAssembly Iterator SuppressedError
   DisposableStack AsyncDisposableStack Float16Array
   WebSocket EventSource XMLHttpRequest navigator Navigator Worker SharedWorker WorkerGlobalScope
   importScripts self window frames top parent document location caches indexedDB localStorage
   sessionStorage Storage BroadcastChannel MessageChannel MessagePort MessageEvent CustomEvent
   CloseEvent ErrorEvent PromiseRejectionEvent Performance PerformanceEntry PerformanceMark
   PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming
   Crypto CryptoKey SubtleCrypto TextEncoderStream TextDecoderStream ByteLengthQueuingStrategy
   CountQueuingStrategy ReadableStreamDefaultReader ReadableStreamBYOBReader
   ReadableStreamBYOBRequest ReadableByteStreamController ReadableStreamDefaultController
   WritableStreamDefaultController WritableStreamDefaultWriter TransformStreamDefaultController
   URLPattern QuotaExceededError LockManager Lock
   exports module __filename __dirname
   _ async Auth0 azure_storage bcrypt cassandra couchbase cql ip jwt Knex mongo mysql mysql_pool
   ObjectID pbkdf2 pg postgres Pubnub q querystring request sqlserver uuid xml2js xmldom xpath xtend`.split(
    /\s+/,
  ),
);
