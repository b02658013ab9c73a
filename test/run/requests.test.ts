import nock from "nock";
import { describe, expect, test } from "vitest";

import { AnswerBook, type Answer } from "../../../src/commands/try/answers.ts";
import type { RequestLog } from "../../../src/commands/try/job.ts";
import { answeringHost } from "../../../src/commands/try/requests.ts";

const url = "https://example.com/a";

function makeHost(answers: Answer[], network = false) {
  const logs: RequestLog[] = [];
  const recorded: Answer[] = [];
  const host = answeringHost({
    book: new AnswerBook(answers, (text) => text),
    network,
    onRequest: (index, request) => (logs[index] = request),
    onRecorded: (answer) => recorded.push(answer),
  });
  return { fetch: (...args: Parameters<typeof fetch>) => host.fetch(...args), logs, recorded };
}

describe("a request", () => {
  test("gets its answer, and is logged with it", async () => {
    const { fetch, logs } = makeHost([{ url, status: 201, body: { b: 1 } }]);
    const response = await fetch(url, { method: "POST", body: "c" });
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ b: 1 });
    const log = { method: "POST", url, body: "c", by: "mock", status: 201, answer: '{"b":1}' };
    expect(logs).toEqual([log]);
  });

  test("without an answer is refused as if nobody listened", async () => {
    const { fetch, logs } = makeHost([]);
    const cause = expect.objectContaining({ code: "ECONNREFUSED" }) as unknown;
    await expect(fetch(url)).rejects.toMatchObject({ name: "TypeError", cause });
    expect(logs).toEqual([{ method: "GET", url, by: "nobody", error: "the network is off" }]);
  });

  test("can be failed", async () => {
    const { fetch } = makeHost([{ url, error: "ECONNRESET" }]);
    const cause = expect.objectContaining({ code: "ECONNRESET" }) as unknown;
    await expect(fetch(url)).rejects.toMatchObject({ message: "fetch failed", cause });
  });

  test("can be left without an answer until its signal aborts", async () => {
    const { fetch } = makeHost([{ url, silent: true }]);
    const controller = new AbortController();
    const answer = fetch(url, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
  });

  test("goes out if it may, and its answer is kept", async () => {
    nock("https://example.com").get("/a").reply(200, { b: 1 });
    const { fetch, logs, recorded } = makeHost([], true);
    const response = await fetch(url);
    expect(await response.json()).toEqual({ b: 1 });
    expect(logs).toMatchObject([{ by: "network", status: 200, answer: '{"b":1}' }]);
    expect(recorded).toMatchObject([{ method: "GET", url, status: 200, body: { b: 1 } }]);
  });

  test("to no URL is an error and no request", async () => {
    const { fetch, logs } = makeHost([]);
    await expect(fetch("nowhere")).rejects.toBeInstanceOf(TypeError);
    expect(logs).toEqual([]);
  });
});
