import { standardHost, type Host } from "../../emulator/host.ts";
import { neverAnswers } from "../../emulator/tracked-fetch.ts";
import { bodyOf, keepAnswer, type Answer, type AnswerBook, type Asked } from "./answers.ts";
import type { RequestLog } from "./job.ts";

/** Who is told of requests. */
export interface RequestWatcher {
  onRequest(index: number, request: RequestLog): void;
  onRecorded(answer: Answer): void;
}

export interface NetworkOptions extends RequestWatcher {
  readonly book: AnswerBook;
  /** Whether requests without an answer in the book go out. */
  readonly network: boolean;
}

/** A host whose `fetch` answers from a book, goes out if it may, and fails otherwise as it does without a network. */
export function answeringHost(options: NetworkOptions): Host {
  let count = 0;
  return {
    ...standardHost,
    fetch: (input, init) => {
      const index = count++;
      const request = makeRequest(input, init);
      // Not even a URL: nothing was asked.
      if (request instanceof TypeError) return Promise.reject(request);
      const asked = { method: request.method, url: withoutHash(request.url) };
      const answer = options.book.find(asked);
      const by = answer ? "mock" : options.network ? "network" : "nobody";
      const log: RequestLog = { ...asked, ...bodyLog(init?.body), by };
      const tell = (more: Partial<RequestLog>) => {
        options.onRequest(index, { ...log, ...more });
      };
      if (answer) return giveAnswer(answer, request, tell);
      return options.network ? goOut(request, options, tell) : refuse(asked, tell);
    },
  };
}

function makeRequest(...[input, init]: Parameters<typeof fetch>): Request | TypeError {
  try {
    return new Request(input, init);
  } catch (error) {
    return error instanceof TypeError ? error : new TypeError(String(error));
  }
}

type Tell = (more: Partial<RequestLog>) => void;

function withoutHash(url: string): string {
  return url.replace(/#.*$/, "");
}

/** Bodies that are text, as most are. */
function bodyLog(body: unknown): { body?: string } {
  if (typeof body === "string") return { body };
  return body instanceof URLSearchParams ? { body: body.toString() } : {};
}

function giveAnswer(answer: Answer, { signal }: Request, tell: Tell): Promise<Response> {
  if (answer.silent === true) {
    tell({ error: "no answer" });
    return neverAnswers(signal);
  }
  if (answer.error !== undefined) {
    tell({ error: answer.error });
    return Promise.reject(fetchFailed(answer.error, answer.error));
  }
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  const { status = 200, headers = {} } = answer;
  const body = bodyOf(answer);
  tell({ status, ...(body !== null && { answer: body.toString() }) });
  const type = typeof answer.body === "object" &&
    !hasType(headers) && { "content-type": "application/json" };
  // These have no body, whatever the answer says.
  const content = [204, 205, 304].includes(status) ? null : body;
  return Promise.resolve(new Response(content, { status, headers: { ...headers, ...type } }));
}

function hasType(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
}

async function goOut(request: Request, watcher: RequestWatcher, tell: Tell): Promise<Response> {
  const asked = { method: request.method, url: withoutHash(request.url) };
  tell({});
  try {
    const response = await fetch(request);
    const bytes = new Uint8Array(await response.arrayBuffer());
    tell({ status: response.status, answer: new TextDecoder().decode(bytes) });
    watcher.onRecorded(keepAnswer(asked, response, bytes));
    const { status, statusText, headers } = response;
    return new Response(bytes.length > 0 ? bytes : null, { status, statusText, headers });
  } catch (error) {
    tell({ error: causeOf(error) });
    throw error;
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function refuse({ method, url }: Asked, tell: Tell): Promise<Response> {
  const reason = "the network is off";
  tell({ error: reason });
  return Promise.reject(fetchFailed(`${reason}: ${method} ${url}`, "ECONNREFUSED"));
}

/** In the shape of the real one. */
function fetchFailed(message: string, code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}
