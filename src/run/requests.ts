import { standardHost, type Host } from "../emulator/host/host.ts";
import { neverAnswers } from "../emulator/host/tracked-fetch.ts";
import { bodyOf, type Answer, type AnswerBook, type Asked } from "./answers.ts";
import type { RequestLog } from "./job.ts";

/** Says what became of a request. */
export type Tell = (more: Partial<RequestLog>) => void;

/** What becomes of a request that no answer fits. */
export interface Otherwise {
  readonly by: RequestLog["by"];
  readonly answer: (request: Request, tell: Tell) => Promise<Response>;
}

export interface AnsweringOptions {
  readonly book: AnswerBook;
  /** The answer of the tenant, if the address is one of its own. */
  readonly answerAsTenant?: (request: Request) => Promise<Response> | undefined;
  readonly otherwise: Otherwise;
  readonly onRequest: (index: number, request: RequestLog) => void;
}

/** A host whose `fetch` answers from a book, then as the tenant, then otherwise. */
export function answeringHost(options: AnsweringOptions): Host {
  const { book, answerAsTenant, otherwise, onRequest } = options;
  let count = 0;
  return {
    ...standardHost,
    fetch: (input, init) => {
      const index = count++;
      const request = makeRequest(input, init);
      // Not even a URL: nothing was asked.
      if (request instanceof TypeError) return Promise.reject(request);
      const asked = askedOf(request);
      const answer = book.find(asked);
      const body = bodyLog(init?.body);
      const tellBy =
        (by: RequestLog["by"]): Tell =>
        (more) => {
          onRequest(index, { ...asked, ...body, by, ...more });
        };
      if (answer) return giveAnswer(answer, request, tellBy("mock"));
      const own = answerAsTenant?.(request);
      if (!own) return otherwise.answer(request, tellBy(otherwise.by));
      tellOfTenant(own, tellBy("tenant"));
      return own;
    },
  };
}

/** Tells of an answer of the tenant, which is handed on as it is: it may be marked as one that comes late. */
function tellOfTenant(answer: Promise<Response>, tell: Tell): void {
  tell({});
  answer
    .then(async (response) => {
      const text = await response.clone().text();
      tell({ status: response.status, ...(text !== "" && { answer: text }) });
    })
    .catch(() => {
      tell({ error: "aborted" });
    });
}

function makeRequest(...[input, init]: Parameters<typeof fetch>): Request | TypeError {
  try {
    return new Request(input, init);
  } catch (error) {
    return error instanceof TypeError ? error : new TypeError(String(error));
  }
}

/** What an answer is found by. */
export function askedOf({ method, url }: Request): Asked {
  return { method, url: url.replace(/#.*$/, "") };
}

/** Bodies that are text, as most are. */
function bodyLog(body: unknown): { body?: string } {
  if (typeof body === "string") return { body };
  return body instanceof URLSearchParams ? { body: body.toString() } : {};
}

/** Answers a request, on whose signal a silent answer waits. */
export function giveAnswer(answer: Answer, { signal }: Request, tell: Tell): Promise<Response> {
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
  tell({ status, ...(body !== null && { answer: textOf(body) }) });
  const type = typeof answer.body === "object" &&
    !hasType(headers) && { "content-type": "application/json" };
  // These have no body, whatever the answer says.
  const content = [204, 205, 304].includes(status) ? null : body;
  return Promise.resolve(new Response(content, { status, headers: { ...headers, ...type } }));
}

function textOf(body: string | Uint8Array): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

function hasType(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
}

/** A failed `fetch` in the shape of the real one. */
export function fetchFailed(message: string, code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code }) });
}
