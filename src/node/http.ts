import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { duplexPair, type Duplex } from "node:stream";
import { buffer } from "node:stream/consumers";

type Send = (url: string, init: RequestInit) => Promise<Response>;

/**
 * A request as its agent has it. Any duplex stream will do as its socket, says Node's documentation
 * of agents.
 */
interface ClientRequest {
  readonly protocol: string;
  readonly host: string;
  onSocket(socket: Duplex): void;
}

/** What is of one connection, and not of the request or the response. */
const connectionHeaders = [
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
];

/** What an agent does with a request. */
type AddRequest = (request: ClientRequest, ...rest: unknown[]) => void;

/**
 * Sends what is asked with `http` or `https`, as old packages do, through a `fetch`, so that it is
 * answered, let out and logged like all else. Node speaks HTTP with itself, over a connection that
 * exists in memory only.
 *
 * @param takes which addresses are sent so; all unless given
 * @returns puts things back as they were
 */
export function sendHttpBy(
  send: Send,
  takes: (origin: string) => boolean = () => true,
): () => void {
  const agents = http.Agent.prototype as unknown as { addRequest: AddRequest };
  const { addRequest } = agents;
  agents.addRequest = function (this: http.Agent, request, ...rest) {
    if (!takes(`${request.protocol}//${request.host}`)) {
      Reflect.apply(addRequest, this, [request, ...rest]);
      return;
    }
    const [{ timeout = 0 } = {}] = rest as [{ timeout?: number }?];
    const socket = connectTo(async (incoming, response) => {
      try {
        await pass(incoming, response, { request, send });
      } catch (error) {
        socket.destroy(causeOf(error));
      }
    });
    socket.setTimeout(timeout);
    request.onSocket(socket);
  };
  return () => {
    agents.addRequest = addRequest;
  };
}

type Service = (incoming: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The client's end of a connection to a service. */
function connectTo(service: Service) {
  const [client, server] = duplexPair();
  http
    .createServer((incoming, response) => void service(incoming, response))
    .emit("connection", server);
  client.once("close", () => server.destroy());
  return Object.assign(client, {
    setTimeout: idleTimer(client),
    setNoDelay: () => client,
    setKeepAlive: () => client,
    ref: () => client,
    unref: () => client,
  });
}

/** What a socket has and a stream has not: a service that stays silent is noticed by it. */
function idleTimer(client: Duplex): (milliseconds: number) => Duplex {
  let timer: NodeJS.Timeout | undefined;
  client.once("close", () => {
    clearTimeout(timer);
  });
  return (milliseconds) => {
    clearTimeout(timer);
    if (milliseconds > 0) {
      timer = setTimeout(() => client.emit("timeout"), milliseconds);
    }
    return client;
  };
}

/** Takes a request in, sends it, and hands the answer back. Rejects as `fetch` does. */
async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  { request, send }: { request: ClientRequest; send: Send },
): Promise<void> {
  const { method = "GET", url = "/", headers } = incoming;
  const body = await buffer(incoming);
  const aborted = new AbortController();
  response.once("close", () => {
    aborted.abort();
  });
  const answer = await send(`${request.protocol}//${headers.host ?? request.host}${url}`, {
    method,
    headers: withoutConnection(new Headers(headers as Record<string, string>)),
    body: body.length > 0 ? textOrBytes(body) : null,
    redirect: "manual",
    signal: aborted.signal,
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  response.statusCode = answer.status;
  response.statusMessage = answer.statusText;
  response.setHeaders(withoutConnection(new Headers(answer.headers)));
  response.setHeader("connection", "close");
  response.end(bytes);
}

function withoutConnection(headers: Headers): Headers {
  for (const name of connectionHeaders) {
    headers.delete(name);
  }
  return headers;
}

/** Text is logged. */
function textOrBytes(body: Buffer): string | Uint8Array<ArrayBuffer> {
  const text = body.toString();
  return Buffer.from(text).equals(body) ? text : new Uint8Array(body);
}

/** A failed `fetch` wraps what `http` reports itself. */
function causeOf(error: unknown): Error {
  const cause = error instanceof TypeError ? error.cause : error;
  return cause instanceof Error ? cause : new Error(String(error));
}
