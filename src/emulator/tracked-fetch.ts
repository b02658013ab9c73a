import type { Host } from "./host.ts";
import { isError } from "./realms.ts";

const SILENT = Symbol.for("rules-templates.silent");

type Fetch = typeof fetch;

/** A request that has been sent and whose answer has not arrived in full. */
interface OpenRequest {
  /** It will never be answered, so the clock need not wait for it. */
  silent: boolean;
}

/** The requests of one login that are under way. */
export class RequestLedger {
  readonly #open = new Set<OpenRequest>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Whether an answer is still to come, rather than only silence. */
  hasAnswering(): boolean {
    for (const request of this.#open) if (!request.silent) return true;
    return false;
  }

  open(silent: boolean): OpenRequest {
    const request = { silent };
    this.#open.add(request);
    this.#onChange();
    return request;
  }

  hush(request: OpenRequest): void {
    request.silent = true;
    this.#onChange();
  }

  close(request: OpenRequest): void {
    this.#open.delete(request);
    this.#onChange();
  }

  clear(): void {
    this.#open.clear();
  }
}

/**
 * The answer of a service that stays silent: a promise that rejects only when the signal aborts, with the
 * signal's reason, as `fetch` does. A login's clock does not wait for it but goes on to the next timer. It has to be
 * what `fetch` returns: an `async` function would return another promise, which the clock waits for.
 */
export function neverAnswers(signal?: AbortSignal | null): Promise<Response> {
  const promise = new Promise<Response>((_resolve, reject) => {
    if (signal) whenAborted(signal, reject);
  });
  return Object.defineProperty(promise, SILENT, { value: true });
}

/** Marks an answer that comes by a timer of the login's clock, which therefore must not wait for it. */
export function comesByClock(answer: Promise<Response>): Promise<Response> {
  return Object.defineProperty(answer, SILENT, { value: true });
}

/** Marks a response whose body stops coming without an end; the clock does not wait for the rest. */
export function neverEnds(response: Response): Response {
  return Object.defineProperty(response, SILENT, { value: true });
}

/**
 * The `fetch` of a login. A request counts as under way until headers and body have arrived; the response that
 * is handed out has its body in memory, so that reading it takes no further turn of the event loop. A body that
 * breaks off or stays silent does so in the response that is handed out, so `.json()` rejects and not `fetch`.
 */
export function trackedFetch(host: Host, ledger: RequestLedger): Fetch {
  return (input, init) => {
    const answer = send(host, input, init);
    const request = ledger.open(SILENT in answer);
    return answer
      .then((response) => receive(response, { ledger, request, signal: signalOf(input, init) }))
      .catch((error: unknown) => {
        ledger.close(request);
        throw error;
      });
  };
}

interface Reception {
  ledger: RequestLedger;
  request: OpenRequest;
  signal: AbortSignal | undefined;
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
  if (init?.signal) return init.signal;
  return input instanceof Request ? input.signal : undefined;
}

async function receive(response: Response, reception: Reception): Promise<Response> {
  if (SILENT in response && response.body) {
    reception.ledger.hush(reception.request);
    return replaceBody(response, followBody(response.body, reception));
  }
  const body = response.body ? await readBody(response.body) : undefined;
  reception.ledger.close(reception.request);
  if (!body) return replaceBody(response, null);
  if (body.broken) return replaceBody(response, brokenBody(body.chunks, body.broken.reason));
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
      if (done) return { chunks };
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
        if (chunk) controller.enqueue(chunk);
        else controller.error(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** What comes, for as long as it comes, ended only by the request's signal. */
function followBody(
  source: ReadableStream<Uint8Array>,
  { ledger, request, signal }: Reception,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (!signal) return;
      whenAborted(signal, (reason) => {
        ledger.close(request);
        controller.error(reason);
      });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) controller.enqueue(value);
    },
    cancel() {
      ledger.close(request);
    },
  });
}

type Body = ConstructorParameters<typeof Response>[0];

function replaceBody(response: Response, body: Body): Response {
  const { status, statusText, headers, url, redirected, type } = response;
  const replaced = new Response(body, { status, statusText, headers });
  for (const [key, value] of Object.entries({ url, redirected, type }))
    Object.defineProperty(replaced, key, { value, configurable: true });
  return replaced;
}

function whenAborted(signal: AbortSignal, reject: (reason: unknown) => void): void {
  if (signal.aborted) reject(signal.reason);
  else
    signal.addEventListener(
      "abort",
      () => {
        reject(signal.reason);
      },
      { once: true },
    );
}
