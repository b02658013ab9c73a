import { isRecord } from "../../text/plain-data.ts";
import { comesByClock } from "../host/tracked-fetch.ts";
import type { LoginClock } from "../clock/clock.ts";
import { refusalOf, slow, type ManagementMode } from "../users/management.ts";
import { ManagementError } from "../users/user-metadata.ts";
import { authenticate, authorize, isTokenError } from "./access/authenticate.ts";
import { isApiAudience, isOwnHost, type Domains } from "./access/domains.ts";
import { findRoute } from "./endpoints.ts";
import { answerTokenRequest } from "./access/token-endpoint.ts";
import type { Answer, PlayedLogin, TenantData } from "./types.ts";
import { parseUrl } from "../../text/url.ts";

/** What a login brings to its tenant's API. */
export interface Serving {
  clock: LoginClock;
  domains: Domains;
  nextMode: () => ManagementMode;
  facts: Omit<PlayedLogin, "now">;
}

/** Requests a second that a tenant may send. What is left is not counted. */
const limit = 50;

/**
 * The API of a tenant at its own addresses: the stages are request, token, route, endpoint,
 * response.
 */
export class ManagementApi {
  readonly #tenant: TenantData;
  /** Made when it is first needed, because most logins do not ask their tenant. */
  #serving: Serving | (() => Serving) | undefined;

  constructor(tenant: TenantData) {
    this.#tenant = tenant;
  }

  /** From now on requests are those of this login. */
  begin(serving: () => Serving): void {
    this.#serving = serving;
  }

  /** Whether an address is the tenant's, so that nobody else may answer. */
  serves(url: string): boolean {
    const serving = this.#current();
    const parsed = parseUrl(url);
    if (!serving || !parsed) {
      return false;
    }
    const { protocol, hostname } = parsed;
    return /^https?:$/.test(protocol) && isOwnHost(hostname, serving.domains);
  }

  /**
   * The answer to a request to one of the tenant's addresses, with a marker if it comes by a timer
   * of the login. Rejects only as the signal of the request does.
   */
  answer(request: Request): Promise<Response> {
    const serving = this.#current();
    if (!serving) {
      return Promise.reject(new Error("the tenant has had no login yet"));
    }
    const { signal } = request;
    if (signal.aborted) {
      return Promise.reject(signal.reason as Error);
    }
    // The endpoint of tokens belongs to another API, which has no mode.
    const isApi = new URL(request.url).pathname.startsWith("/api/v2/");
    const mode = isApi ? serving.nextMode() : "ok";
    const respond = async () => this.#respond(await readRequest(request), serving, mode);
    return mode === "slow" ? comesByClock(late(serving.clock, signal).then(respond)) : respond();
  }

  #current(): Serving | undefined {
    if (typeof this.#serving === "function") {
      this.#serving = this.#serving();
    }
    return this.#serving;
  }

  #respond(request: ReadRequest, serving: Serving, mode: ManagementMode): Response {
    const now = serving.clock.now();
    const facts: PlayedLogin = { ...serving.facts, now };
    const headers = limitHeaders(mode, now);
    if (request.url.pathname === "/oauth/token" && request.method === "POST") {
      return render(this.#giveToken(request, serving, facts), {});
    }
    try {
      const refusal = refusalOf(mode);
      if (refusal) {
        throw refusal;
      }
      return render(this.#call(request, serving, facts), headers);
    } catch (error) {
      if (!(error instanceof ManagementError)) {
        throw error;
      }
      return render(refusalAnswer(error), headers);
    }
  }

  #giveToken(
    { body, authorization }: ReadRequest,
    { domains }: Serving,
    login: PlayedLogin,
  ): Answer {
    const given = isRecord(body) ? body : {};
    return answerTokenRequest({ tenant: this.#tenant, login, domains, body: given, authorization });
  }

  #call(request: ReadRequest, { domains }: Serving, login: PlayedLogin): Answer {
    const { method, url, body, authorization } = request;
    const route = findRoute(method, url.pathname);
    if (!route) {
      throw new ManagementError(404, "Not Found");
    }
    const isAudience = (audience: string) => isApiAudience(audience, domains);
    const grant = authenticate(authorization, this.#tenant, { now: login.now, isAudience });
    const { endpoint, params } = route;
    authorize(grant, endpoint, params["id"]);
    if (!isRecord(body)) {
      throw new ManagementError(400, "Invalid request payload JSON format");
    }
    const query = url.searchParams;
    return endpoint.answer({ tenant: this.#tenant, login, grant, params, query, body });
  }
}

interface ReadRequest {
  method: string;
  url: URL;
  authorization: string | null;
  /** What JSON or a form says; undefined if it can be read as neither. */
  body: unknown;
}

async function readRequest(request: Request): Promise<ReadRequest> {
  const { method, headers } = request;
  const text = ["GET", "HEAD"].includes(method) ? "" : await request.text();
  return {
    method,
    url: new URL(request.url),
    authorization: headers.get("authorization"),
    body: parseBody(text, headers.get("content-type") ?? ""),
  };
}

function parseBody(text: string, type: string): unknown {
  if (text.trim() === "") {
    return {};
  }
  if (type.includes("x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Resolves after the time that a slow API takes, on the login's clock. */
function late(clock: LoginClock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimer(slow, resolve);
    signal.addEventListener(
      "abort",
      () => {
        clock.clearTimer(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

/** Source: https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy */
function limitHeaders(mode: ManagementMode, now: number): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": mode === 429 ? "0" : String(limit - 1),
    "x-ratelimit-reset": String(Math.floor(now / 1000) + 1),
  };
}

/** A refusal as the API writes it. */
function refusalAnswer(error: ManagementError): Answer {
  const { statusCode, name, message, errorCode } = error;
  return {
    status: statusCode,
    body: {
      statusCode,
      error: name,
      message,
      ...(isTokenError(error) && { attributes: { error: message } }),
      ...(errorCode !== undefined && { errorCode }),
    },
  };
}

function render({ status, body }: Answer, headers: Record<string, string>): Response {
  if (body === undefined) {
    return new Response(null, { status, headers });
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/json; charset=utf-8" },
  });
}
