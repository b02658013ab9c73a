import { textOf } from "./errors.ts";
import type { Host } from "./host.ts";
import { isError } from "./realms.ts";
import type { Describe } from "../clock/work.ts";
import { parseUrl } from "../../text/url.ts";

const silenceKey = Symbol.for("rules-templates.silent");

type Fetch = typeof fetch;

/** A request that is under way, as the login's clock knows it. */
export interface OpenRequest {
  /** It will not be answered in full, so the clock need not wait for it. */
  hush(): void;
  /** It has come to its end. */
  close(): void;
}

/** Where requests are noted. */
export interface RequestTracker {
  openRequest(silent: boolean, describe: Describe): OpenRequest;
}

/**
 * The answer of a service that stays silent: a promise that rejects only when the signal aborts,
 * with the signal's reason, as `fetch` does. A login's clock does not wait for it but goes on to
 * the next timer. It has to be what `fetch` returns: an `async` function would return another
 * promise, which the clock waits for.
 */
export function neverAnswers(signal?: AbortSignal | null): Promise<Response> {
  const promise = new Promise<Response>((_resolve, reject) => {
    if (signal) {
      whenAborted(signal, reject);
    }
  });
  return Object.defineProperty(promise, silenceKey, { value: true });
}

/**
 * Marks an answer that comes by a timer of the login's clock, which therefore must not wait for it.
 */
export function comesByClock(answer: Promise<Response>): Promise<Response> {
  return Object.defineProperty(answer, silenceKey, { value: true });
}

/**
 * Marks a response whose body stops coming without an end; the clock does not wait for the rest.
 */
export function neverEnds(response: Response): Response {
  return Object.defineProperty(response, silenceKey, { value: true });
}

/**
 * The `fetch` of a login. A request counts as under way until headers and body have arrived; the
 * response that is handed out has its body in memory, so that reading it takes no further turn of
 * the event loop. A body that breaks off or stays silent does so in the response that is handed
 * out, so `.json()` rejects and not `fetch`.
 */
export function trackedFetch(host: Host, tracker: RequestTracker): Fetch {
  return async (input, init) => {
    const answer = send(host, input, init);
    const signal = signalOf(input, init);
    // An abort is seen at once, and what it rejects in a turn to come.
    const describe = (what: string) => () =>
      signal?.aborted ? undefined : `${what} ${describeRequest(input, init)}`;
    const request = tracker.openRequest(silenceKey in answer, describe("a request to"));
    try {
      const given = await answer;
      const response = await receive(given, { request, signal });
      const begin = () => tracker.openRequest(silenceKey in given, describe("the answer of"));
      return trackReads(response, begin);
    } catch (error) {
      request.close();
      throw error;
    }
  };
}

/** Method and address, without what may be confidential in its query. */
function describeRequest(...[input, init]: Parameters<Fetch>): string {
  const request = input instanceof Request ? input : undefined;
  const method = (init?.method ?? request?.method ?? "GET").toUpperCase();
  const url = input instanceof Request ? input.url : textOf(input);
  const parsed = parseUrl(url);
  if (!parsed) {
    return `${method} ${url}`;
  }
  const { origin, protocol, pathname } = parsed;
  return `${method} ${origin === "null" ? protocol : origin}${pathname}`;
}

interface Reception {
  request: OpenRequest;
  signal: AbortSignal | undefined;
}

/** How the body of a response is read as a whole. */
const readers = ["arrayBuffer", "blob", "bytes", "formData", "json", "text"] as const;

type Read = () => Promise<unknown>;

/**
 * A body in memory is read in no time, so that a forgotten `await` is noticed as the reading
 * itself.
 */
function trackReads(response: Response, begin: () => OpenRequest): Response {
  for (const name of readers) {
    const read: unknown = Reflect.get(response, name);
    if (typeof read !== "function") {
      continue;
    }
    const value: Read = async () => {
      const reading = begin();
      try {
        return await (Reflect.apply(read, response, []) as ReturnType<Read>);
      } finally {
        reading.close();
      }
    };
    Object.defineProperty(response, name, { value, configurable: true, writable: true });
  }
  return response;
}

function send(host: Host, ...[input, init]: Parameters<Fetch>): Promise<Response> {
  try {
    return host.fetch(input, init);
  } catch (error) {
    return Promise.reject(isError(error) ? error : new TypeError(String(error)));
  }
}

/** The signal that ends a call of `fetch`. */
export function signalOf(...[input, init]: Parameters<Fetch>): AbortSignal | undefined {
  if (init?.signal) {
    return init.signal;
  }
  return input instanceof Request ? input.signal : undefined;
}

async function receive(response: Response, reception: Reception): Promise<Response> {
  if (silenceKey in response && response.body) {
    reception.request.hush();
    return replaceBody(response, followBody(response.body, reception));
  }
  const body = response.body ? await readBody(response.body) : undefined;
  reception.request.close();
  if (!body) {
    return replaceBody(response, null);
  }
  if (body.broken) {
    return replaceBody(response, brokenBody(body.chunks, body.broken.reason));
  }
  return replaceBody(response, concatenate(body.chunks));
}

interface ReadBody {
  chunks: Uint8Array[];
  broken?: { reason: unknown };
}

async function readBody(stream: ReadableStream<Uint8Array>): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return { chunks };
      }
      chunks.push(value);
    }
  } catch (reason) {
    return { chunks, broken: { reason } };
  }
}

function concatenate(chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** What came, then the error. Pulled, because an error drops what is still queued. */
function brokenBody(chunks: Uint8Array[], reason: unknown): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = left.shift();
        if (chunk) {
          controller.enqueue(chunk);
        } else {
          controller.error(reason);
        }
      },
    },
    { highWaterMark: 0 },
  );
}

/** What comes, for as long as it comes, ended only by the request's signal. */
function followBody(
  source: ReadableStream<Uint8Array>,
  { request, signal }: Reception,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (!signal) {
        return;
      }
      whenAborted(signal, (reason) => {
        request.close();
        controller.error(reason);
      });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) {
        controller.enqueue(value);
      }
    },
    cancel() {
      request.close();
    },
  });
}

type Body = ConstructorParameters<typeof Response>[0];

function replaceBody(response: Response, body: Body): Response {
  const { status, statusText, headers, url, redirected, type } = response;
  const replaced = new Response(body, { status, statusText, headers });
  for (const [key, value] of Object.entries({ url, redirected, type })) {
    Object.defineProperty(replaced, key, { value, configurable: true });
  }
  return replaced;
}

function whenAborted(signal: AbortSignal, reject: (reason: unknown) => void): void {
  if (signal.aborted) {
    reject(signal.reason);
  } else {
    signal.addEventListener(
      "abort",
      () => {
        reject(signal.reason);
      },
      { once: true },
    );
  }
}
