import { textOf } from "../../emulator/host/errors.ts";
import type { ModuleHost } from "../../emulator/host/require.ts";
import { isRecord } from "../../text/plain-data.ts";
import {
  ask,
  basic,
  parseIfJson,
  plainHeaders,
  renderFields,
  withQuery,
  type Answered,
  type Asking,
} from "./ask.ts";

type Options = Record<string, unknown>;
type Listener = (...args: unknown[]) => unknown;

const fieldStyle = { hasIndices: true, hasNull: true };
const methodNames = ["get", "head", "post", "put", "patch", "delete", "del", "options"];

/**
 * The npm package `request`, as far as rules use it, or with `isPromise` one of its kin that give
 * promises.
 * Source: https://github.com/request/request (README)
 */
export function requestPackage(host: ModuleHost, isPromise: boolean): unknown {
  return withDefaults({});

  function withDefaults(defaults: Options): unknown {
    const send = (method: string | undefined, given: unknown[]) => {
      const { options, callback } = readArguments(given, {
        ...defaults,
        ...(method && { method }),
      });
      return new Sent(host, { options, callback, isPromise });
    };
    const call = (...given: unknown[]) => send(undefined, given);
    const methods = methodNames.map((name) => {
      const method = name === "del" ? "DELETE" : name.toUpperCase();
      return [name, (...given: unknown[]) => send(method, given)];
    });
    const defaulted = (more: Options) =>
      withDefaults({
        ...defaults,
        ...more,
        headers: { ...plainHeaders(defaults["headers"]), ...plainHeaders(more["headers"]) },
      });
    return Object.assign(call, Object.fromEntries(methods), { defaults: defaulted });
  }
}

function readArguments(given: unknown[], defaults: Options) {
  const callback = given.find((value): value is Listener => typeof value === "function");
  const [first, second] = given;
  const named = typeof first === "string" ? { url: first, ...optionsOf(second) } : optionsOf(first);
  const headers = { ...plainHeaders(defaults["headers"]), ...plainHeaders(named["headers"]) };
  return { options: { ...defaults, ...named, headers }, callback };
}

function optionsOf(value: unknown): Options {
  return isRecord(value) ? value : {};
}

interface SentOptions {
  readonly options: Options;
  readonly callback: Listener | undefined;
  readonly isPromise: boolean;
}

/** A request that has been sent: an emitter, and with `isPromise` a promise. */
class Sent {
  readonly #listeners: [event: string, listener: Listener][] = [];
  readonly #promise: Promise<unknown>;

  constructor(host: ModuleHost, { options, callback, isPromise }: SentOptions) {
    const answer = ask(host, readAsking(options)).then((answered) =>
      readResponse(answered, options),
    );
    // In a turn of its own: what a callback throws is an uncaught exception of the login.
    answer.then(
      (response) => {
        host.soon(() => {
          callback?.(null, response, response.body);
          this.#emit("response", response);
          this.#emit("data", response.body);
          this.#emit("end", response);
          this.#emit("complete", response, response.body);
        });
      },
      (error: unknown) => {
        host.soon(() => {
          callback?.(error);
          this.#emit("error", error);
        });
      },
    );
    this.#promise = answer.then((response) => settle(response, options));
    // Nobody has to look at it.
    this.#promise.catch(() => undefined);
    if (isPromise) {
      const { then, promise } = {
        then: this.#promise.then.bind(this.#promise),
        promise: this.#promise,
      };
      Object.assign(this, {
        then,
        catch: promise.catch.bind(promise),
        finally: promise.finally.bind(promise),
        promise: () => promise,
      });
    }
  }

  on(event: string, listener: Listener): this {
    this.#listeners.push([event, listener]);
    return this;
  }

  once(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  #emit(event: string, ...args: unknown[]): void {
    for (const [name, listener] of this.#listeners) {
      if (name === event) {
        listener(...args);
      }
    }
  }
}

function readAsking(options: Options): Asking {
  const { baseUrl, uri, url = uri, qs, method = "GET", timeout } = options;
  const address = `${typeof baseUrl === "string" ? baseUrl : ""}${addressOf(url)}`;
  const { body, type } = readBody(options);
  return {
    method: String(method).toUpperCase(),
    url: withQuery(address, renderFields(qs, fieldStyle)),
    headers: { ...type, ...readAuth(options), ...plainHeaders(options["headers"]) },
    body,
    timeout: typeof timeout === "number" ? timeout : undefined,
  };
}

/** An address can be what `url.parse` gives. */
function addressOf(url: unknown): string {
  return textOf(isRecord(url) && "href" in url ? url["href"] : (url ?? ""));
}

function readBody({ json, body, form, formData }: Options): {
  body: string | undefined;
  type: Record<string, string>;
} {
  const fields = form ?? formData;
  if (fields !== undefined) {
    const text = typeof fields === "string" ? fields : renderFields(fields, fieldStyle);
    return { body: text, type: { "content-type": "application/x-www-form-urlencoded" } };
  }
  const content = json === true || json === undefined || json === false ? body : json;
  if (content === undefined) {
    return { body: undefined, type: {} };
  }
  const isJson = json !== undefined && json !== false;
  return {
    body: isJson ? JSON.stringify(content) : textOf(content),
    type: isJson ? { "content-type": "application/json" } : {},
  };
}

function readAuth({ auth }: Options): Record<string, string> {
  if (!isRecord(auth)) {
    return {};
  }
  const { bearer, user, username = user, pass, password = pass } = auth;
  const token: unknown = typeof bearer === "function" ? (bearer as () => unknown)() : bearer;
  return {
    authorization: token === undefined ? basic(username, password) : `Bearer ${textOf(token)}`,
  };
}

interface Response {
  readonly statusCode: number;
  readonly statusMessage: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function readResponse(
  { status, statusText, headers, text }: Answered,
  { json }: Options,
): Response {
  const body = json === undefined || json === false ? text : parseIfJson(text);
  return { statusCode: status, statusMessage: statusText, headers, body };
}

/** What the promise of a kin gives: the body, unless options say otherwise. */
function settle(response: Response, { simple, resolveWithFullResponse }: Options): unknown {
  const { statusCode, body } = response;
  if (simple !== false && (statusCode < 200 || statusCode > 299)) {
    const error = new Error(`${statusCode} - ${JSON.stringify(body)}`);
    throw Object.assign(error, { name: "StatusCodeError", statusCode, error: body, response });
  }
  return resolveWithFullResponse === true ? response : body;
}
