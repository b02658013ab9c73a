import nock from "nock";
import { neverAnswers, neverEnds, signalOf } from "../../src/emulator/host/tracked-fetch.ts";

/** A full URL, or a URL without its query, or an expression for the full URL. */
export type Target = string | RegExp;

export interface FailureOptions {
  /** Only requests with this method. */
  method?: string;
  /** Requests to let pass first. */
  skip?: number;
  /** Requests that fail, one unless given. */
  times?: number;
}

export interface BrokenBody extends FailureOptions {
  status?: number;
  headers?: Record<string, string>;
  /** What arrives before the body breaks off. */
  body?: string;
}

/** A failure that waits for its request. */
export interface ExpectedFailure {
  /** Whether all its requests have come. */
  isDone(): boolean;
}

/** A request as a service would see it. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** As text; empty without one. */
  body: string;
}

/** The network of one test: what has to fail, and what nobody answered. */
interface Network {
  failures: PendingFailure[];
  unanswered: string[];
  loopback: boolean;
}

interface PendingFailure extends ExpectedFailure {
  description: string;
  answer(
    url: string,
    method: string,
    signal: AbortSignal | undefined,
  ): Promise<Response> | undefined;
}

const network: Network = { failures: [], unanswered: [], loopback: false };

/** The request is accepted and never answered; only its signal ends it. */
export function silent(target: Target, options: FailureOptions = {}): ExpectedFailure {
  return expectFailure("silent", target, { ...options, answer: neverAnswers });
}

/** Nobody listens: `fetch` rejects as it does for a refused connection. */
export function refused(target: Target, options: FailureOptions = {}): ExpectedFailure {
  const answer = () => Promise.reject(fetchFailed(systemError("connect", "ECONNREFUSED")));
  return expectFailure("refused", target, { ...options, answer });
}

/** The connection is reset before the headers: `fetch` rejects. */
export function reset(target: Target, options: FailureOptions = {}): ExpectedFailure {
  const answer = () => Promise.reject(fetchFailed(systemError("read", "ECONNRESET")));
  return expectFailure("reset", target, { ...options, answer });
}

/** The headers arrive and the body breaks off: `fetch` resolves and reading the body rejects. */
export function resetMidBody(target: Target, options: BrokenBody = {}): ExpectedFailure {
  const answer = () => Promise.resolve(brokenBody(options));
  return expectFailure("reset in mid-body", target, { ...options, answer });
}

/** The headers arrive and the body stops coming: reading it ends only by the request's signal. */
export function silentMidBody(target: Target, options: BrokenBody = {}): ExpectedFailure {
  const answer = () =>
    Promise.resolve(neverEnds(respond(options, () => new Promise(() => undefined))));
  return expectFailure("silent in mid-body", target, { ...options, answer });
}

/** The ways in which a service can fail, each as the answer to one request. */
export const failures: Readonly<
  Record<string, (signal: AbortSignal | undefined) => Promise<Response>>
> = {
  "refuses the connection": () =>
    Promise.reject(fetchFailed(systemError("connect", "ECONNREFUSED"))),
  "resets the connection in mid-body": () => Promise.resolve(brokenBody({})),
  "is silent": neverAnswers,
  "answers 500": () => Promise.resolve(new Response("Internal Server Error", { status: 500 })),
  "answers 429": () =>
    Promise.resolve(
      new Response('{"error":"rate_limited"}', { status: 429, headers: { "retry-after": "60" } }),
    ),
  "answers with a page": () =>
    Promise.resolve(new Response("<!doctype html><title>Down</title>", { status: 200 })),
  "answers with half of its JSON": () => Promise.resolve(new Response('{"id": "1')),
  "answers with nothing": () => Promise.resolve(new Response("")),
};

/** Lets this test reach servers of its own on this machine. */
export function allowLoopback(): void {
  network.loopback = true;
  nock.enableNetConnect(isLoopback);
}

/**
 * The requests that no interceptor answered, forgotten by this call; the rest fail the test at its
 * end.
 */
export function takeUnanswered(): string[] {
  return network.unanswered.splice(0);
}

/**
 * The failures whose requests never came, forgotten by this call; the rest fail the test at its
 * end.
 */
export function takeUnusedFailures(): string[] {
  return network.failures
    .splice(0)
    .filter((failure) => !failure.isDone())
    .map(({ description }) => description);
}

/**
 * Makes a `fetch` out of nock's: expected failures first, then the interceptors, and an error of
 * nock in the shape that the real one has.
 */
export function testFetch(intercepted: typeof fetch): typeof fetch {
  return (input, init) => {
    const { url, method } = describeRequest(input, init);
    const signal = signalOf(input, init);
    for (const failure of network.failures) {
      const answer = failure.answer(url, method, signal);
      if (answer) {
        return answer;
      }
    }
    return intercepted(input, init).catch((error: unknown) => {
      throw asFetchError(error, signal);
    });
  };
}

/** Records the requests that no interceptor answers, until the function it returns is called. */
export function watchUnanswered(): () => void {
  network.unanswered = [];
  network.failures = [];
  network.loopback = false;
  const record = (request: unknown, options: unknown) => {
    const { method, url } = describeUnmatched(request, options);
    if (network.loopback && isLoopback(url.host)) {
      return;
    }
    network.unanswered.push(`${method} ${url.href}`);
  };
  nock.emitter.on("no match", record);
  return () => {
    nock.emitter.off("no match", record);
    nock.disableNetConnect();
  };
}

function isLoopback(host: string): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host);
}

interface Answering extends FailureOptions {
  answer: (signal: AbortSignal | undefined) => Promise<Response>;
}

function expectFailure(kind: string, target: Target, options: Answering): ExpectedFailure {
  let skip = options.skip ?? 0;
  let left = options.times ?? 1;
  const failure: PendingFailure = {
    description: `${kind}: ${options.method ?? "any method"} ${String(target)}`,
    isDone: () => left === 0,
    answer: (url, method, signal) => {
      if (left === 0 || !matches(target, url)) {
        return undefined;
      }
      if (options.method !== undefined && options.method !== method) {
        return undefined;
      }
      if (skip-- > 0) {
        return undefined;
      }
      left--;
      return options.answer(signal);
    },
  };
  network.failures.push(failure);
  return failure;
}

function matches(target: Target, href: string): boolean {
  if (target instanceof RegExp) {
    return target.test(href);
  }
  const { origin, pathname } = new URL(href);
  const wanted = new URL(target);
  return wanted.href === href || wanted.href === `${origin}${pathname}`;
}

function describeRequest(...[input, init]: Parameters<typeof fetch>): {
  url: string;
  method: string;
} {
  const url = input instanceof Request ? input.url : String(input);
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  return {
    url: URL.canParse(url) ? new URL(url).href : "about:blank",
    method: method.toUpperCase(),
  };
}

/**
 * What arrives first, then what `after` does. Pulled, because an error drops what is still queued.
 */
function respond(
  { status = 200, headers = { "content-type": "application/json" }, body = '{"a":' }: BrokenBody,
  after: (controller: ReadableStreamDefaultController<Uint8Array>) => void | Promise<void>,
): Response {
  const chunks = [new TextEncoder().encode(body)];
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks.shift();
        if (!chunk) {
          return after(controller);
        }
        controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { status, headers });
}

function brokenBody(options: BrokenBody): Response {
  const cause = systemError("read", "ECONNRESET");
  return respond(options, (controller) => {
    controller.error(new TypeError("terminated", { cause }));
  });
}

/** What a service would see of a call of `fetch`. */
export function sentRequest(...[input, init]: Parameters<typeof fetch>): SentRequest {
  const { url, method } = describeRequest(input, init);
  const body = init?.body ?? "";
  if (typeof body !== "string" && !(body instanceof URLSearchParams)) {
    throw new TypeError("only text and forms are sent in tests");
  }
  const headers = Object.fromEntries(new Headers(init?.headers));
  return { method, url, headers, body: body.toString() };
}

function fetchFailed(cause: Error): TypeError {
  return new TypeError("fetch failed", { cause });
}

function systemError(syscall: string, code: "ECONNREFUSED" | "ECONNRESET"): Error {
  const errno = code === "ECONNREFUSED" ? -111 : -104;
  return Object.assign(new Error(`${syscall} ${code}`), { errno, code, syscall });
}

/** nock rejects with the bare error, the real `fetch` with a TypeError that has it as its cause. */
function asFetchError(error: unknown, signal: AbortSignal | undefined): unknown {
  const isItsOwn =
    error instanceof TypeError ||
    error instanceof DOMException ||
    (signal?.aborted === true && error === signal.reason);
  return error instanceof Error && !isItsOwn ? fetchFailed(error) : error;
}

/**
 * nock tells of an unmatched request in two ways: by its own options, or by a client request and
 * its options.
 */
function describeUnmatched(request: unknown, options: unknown): { method: string; url: URL } {
  const { method, proto, host, path } = { ...Object(request), ...Object(options) } as Unmatched;
  return {
    method: method ?? "GET",
    url: new URL(`${proto ?? "http"}://${host ?? "unknown"}${path ?? "/"}`),
  };
}

interface Unmatched {
  method?: string;
  proto?: string;
  host?: string;
  path?: string;
}
