import { grace } from "../emulator/clock/engine.ts";
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
  /**
   * Whether scripts may work out of sight of the clock, for which it then waits; true unless given.
   */
  readonly hasUnseenWork?: boolean;
  readonly onRequest: (index: number, request: RequestLog) => void;
}

/** A host whose `fetch` answers from a book, then as the tenant, then otherwise. */
export function answeringHost(options: AnsweringOptions): Host {
  const { book, answerAsTenant, otherwise, hasUnseenWork = true, onRequest } = options;
  let count = 0;
  return {
    ...standardHost,
    after: (milliseconds, callback) => {
      const isGrace = !hasUnseenWork && milliseconds === grace;
      return standardHost.after(isGrace ? 0 : milliseconds, callback);
    },
    fetch: (input, init) => {
      const index = count++;
      const request = makeRequest(input, init);
      // Not even a URL: nothing was asked.
      if (request instanceof TypeError) {
        return Promise.reject(request);
      }
      const asked = askedOf(request);
      const answer = book.find(asked);
      const sent = { ...headersOf("headers", request.headers), ...bodyLog(init?.body) };
      const tellBy =
        (by: RequestLog["by"]): Tell =>
        (more) => {
          onRequest(index, { ...asked, ...sent, by, ...more });
        };
      if (answer) {
        return giveAnswer(answer, request, tellBy("mock"));
      }
      const own = answerAsTenant?.(request);
      if (!own) {
        return otherwise.answer(request, tellBy(otherwise.by));
      }
      tellOfTenant(own, tellBy("tenant"));
      return own;
    },
  };
}

/**
 * Tells of an answer of the tenant, which is handed on as it is: it may be marked as one that comes
 * late.
 */
function tellOfTenant(answer: Promise<Response>, tell: Tell): void {
  tell({});
  answer
    .then(async (response) => {
      const text = await response.clone().text();
      const headers = headersOf("answerHeaders", response.headers);
      tell({ status: response.status, ...headers, ...(text !== "" && { answer: text }) });
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

/** Headers under a name, or nothing where there are none. */
function headersOf<Name extends string>(
  name: Name,
  headers: Headers,
): Partial<Record<Name, Record<string, string>>> {
  const told: Partial<Record<string, Record<string, string>>> = {};
  const all = Object.fromEntries(headers);
  if (Object.keys(all).length > 0) {
    told[name] = all;
  }
  return told;
}

/** Bodies that are text, as most are, or a form. */
function bodyLog(body: unknown): { body?: string } {
  if (typeof body === "string") {
    return { body };
  }
  if (body instanceof URLSearchParams) {
    return { body: body.toString() };
  }
  return body instanceof FormData ? { body: describeForm(body) } : {};
}

/** The fields of a form, a line each; of a file its name. */
function describeForm(form: FormData): string {
  return [...form]
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : value.name}`)
    .join("\n");
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
  if (signal.aborted) {
    return Promise.reject(signal.reason as Error);
  }
  const { status = 200, headers = {} } = answer;
  const body = bodyOf(answer);
  const type = typeof answer.body === "object" &&
    !hasType(headers) && { "content-type": "application/json" };
  // These have no body, whatever the answer says.
  const content = [204, 205, 304].includes(status) ? null : body;
  const response = new Response(content, { status, headers: { ...headers, ...type } });
  const told = headersOf("answerHeaders", response.headers);
  tell({ status, ...told, ...(body !== null && { answer: textOf(body) }) });
  return Promise.resolve(response);
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
