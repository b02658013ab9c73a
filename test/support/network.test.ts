import { createServer, type Socket } from "node:net";
import nock from "nock";
import { afterEach, describe, expect, test } from "vitest";
import {
  allowLoopback,
  refused,
  reset,
  resetMidBody,
  silent,
  silentMidBody,
  takeUnanswered,
  takeUnusedFailures,
} from "./network.ts";

const address = "https://api.example.com/path";

/** What code can see of an error. */
function shapeOf(error: unknown): unknown {
  if (!(error instanceof Error)) {
    return error;
  }
  const { code, syscall, errno } = error as Error & Record<string, unknown>;
  const { name, message, cause } = error;
  // The address in the message of the cause is the server's own.
  return {
    type: error.constructor.name,
    name,
    message: message.replace(/ 127\.0\.0\.1:\d+$/, ""),
    code,
    syscall,
    errno,
    cause: cause === undefined ? undefined : shapeOf(cause),
  };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "no failure",
    (error: unknown) => shapeOf(error),
  );
}

const readJson = async (url: string, init?: RequestInit): Promise<unknown> =>
  (await fetch(url, init)).json();

describe("a failure looks like a loopback server's", () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) {
      close();
    }
  });

  /** The address of a server that treats each connection so, once it has got the request. */
  async function serve(treat: (socket: Socket) => void): Promise<string> {
    allowLoopback();
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket
        .on("error", () => undefined)
        .once("data", () => {
          treat(socket);
        });
    });
    closers.push(() => {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`;
  }

  const sendHalf = (socket: Socket) =>
    socket.write(
      'HTTP/1.1 200 OK\r\ncontent-length: 100\r\ncontent-type: application/json\r\n\r\n{"a":',
    );

  test("refused", async () => {
    const url = await serve(() => undefined);
    closers.pop()?.();
    const real = await failureOf(fetch(url));
    refused(address);
    expect(await failureOf(fetch(address))).toEqual(real);
  });

  test("reset before the headers", async () => {
    const url = await serve((socket) => socket.resetAndDestroy());
    const real = await failureOf(fetch(url));
    reset(address);
    expect(await failureOf(fetch(address))).toEqual(real);
  });

  test("reset in mid-body, where fetch itself resolves", async () => {
    let cut: () => unknown = () => undefined;
    const url = await serve((socket) => {
      sendHalf(socket);
      cut = () => socket.resetAndDestroy();
    });
    const response = await fetch(url);
    const reading = failureOf(response.json());
    cut();
    const real = await reading;
    resetMidBody(address);
    const failed = await fetch(address);
    expect(failed.status).toBe(response.status);
    expect(await failureOf(failed.json())).toEqual(real);
  });

  test("silent", async () => {
    const url = await serve(() => undefined);
    const real = await failureOf(fetch(url, { signal: AbortSignal.timeout(50) }));
    silent(address);
    expect(await failureOf(fetch(address, { signal: AbortSignal.timeout(50) }))).toEqual(real);
  });

  test("silent in mid-body, which has no end without the signal", async () => {
    const url = await serve(sendHalf);
    const real = await failureOf(readJson(url, { signal: AbortSignal.timeout(50) }));
    expect(real).toMatchObject({ name: "TimeoutError" });
    silentMidBody(address);
    const response = await fetch(address);
    const first = await Promise.race([
      response.text(),
      new Promise((resolve) => setTimeout(resolve, 20, "silence")),
    ]);
    expect(first).toBe("silence");
  });

  test("an error that nock is told to give", async () => {
    const url = await serve(() => undefined);
    closers.pop()?.();
    const real = (await failureOf(fetch(url))) as { cause: { errno: number } };
    const { errno } = real.cause;
    const error = Object.assign(new Error("connect ECONNREFUSED"), {
      code: "ECONNREFUSED",
      syscall: "connect",
      errno,
    });
    nock("https://api.example.com").get("/path").replyWithError(error);
    expect(await failureOf(fetch(address))).toEqual(real);
  });
});

describe("a failure", () => {
  test("meets one request, the next one the interceptor", async () => {
    nock("https://api.example.com").get("/path").reply(200, { a: 1 });
    refused(address);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
    expect(await readJson(address)).toEqual({ a: 1 });
  });

  test("lets requests pass first when told to skip them", async () => {
    nock("https://api.example.com").get("/path").reply(200, { a: 1 });
    refused(address, { skip: 1 });
    expect(await readJson(address)).toEqual({ a: 1 });
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  });

  test("without a query meets any query, with one only that, and never another path", async () => {
    const plain = refused(address);
    await expect(fetch(`${address}?a=1`)).rejects.toThrow();
    expect(plain.isDone()).toBe(true);
    refused(`${address}?a=2`);
    await expect(fetch(`${address}?a=1`)).rejects.toThrow();
    await expect(fetch(`${address}/more`)).rejects.toThrow();
    expect(takeUnanswered()).toEqual([`GET ${address}?a=1`, `GET ${address}/more`]);
    expect(takeUnusedFailures()).toHaveLength(1);
  });

  test("of one method leaves the others alone", async () => {
    nock("https://api.example.com").get("/path").reply(200);
    refused(address, { method: "POST" });
    expect((await fetch(address)).status).toBe(200);
    await expect(fetch(address, { method: "post" })).rejects.toThrow("fetch failed");
  });
});
