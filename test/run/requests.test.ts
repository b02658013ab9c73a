import { describe, expect, test } from "vitest";

import { AnswerBook, type Answer } from "../../src/run/answers.ts";
import type { RequestLog } from "../../src/run/job.ts";
import { answeringHost, giveAnswer } from "../../src/run/requests.ts";

const url = "https://example.com/a";

function makeHost(answers: Answer[]) {
  const logs: RequestLog[] = [];
  const host = answeringHost({
    book: new AnswerBook(answers, (text) => text),
    otherwise: {
      by: "default",
      answer: (request, tell) => giveAnswer({ url, status: 202 }, request, tell),
    },
    onRequest: (index, request) => (logs[index] = request),
  });
  return { fetch: (...args: Parameters<typeof fetch>) => host.fetch(...args), logs };
}

describe("a request", () => {
  test("gets its answer, and is logged with it", async () => {
    const { fetch, logs } = makeHost([{ url, status: 201, body: { b: 1 } }]);
    const response = await fetch(url, { method: "POST", body: "c", headers: { "X-Key": "d" } });
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ b: 1 });
    expect(logs).toEqual([
      {
        method: "POST",
        url,
        headers: { "content-type": "text/plain;charset=UTF-8", "x-key": "d" },
        body: "c",
        by: "mock",
        status: 201,
        answerHeaders: { "content-type": "application/json" },
        answer: '{"b":1}',
      },
    ]);
  });

  test("is logged with the fields of a form", async () => {
    const { fetch, logs } = makeHost([{ url }]);
    const body = new FormData();
    body.set("to", "jane@example.com");
    body.set("file", new Blob(["text"]), "note.txt");
    await fetch(url, { method: "POST", body });
    expect(logs).toMatchObject([{ body: "to=jane@example.com\nfile=note.txt" }]);
  });

  test("can be answered with bytes", async () => {
    const { fetch, logs } = makeHost([{ url, body: "w6k=", encoding: "base64" }]);
    expect(await (await fetch(url)).text()).toBe("é");
    expect(logs).toMatchObject([{ answer: "é" }]);
  });

  test("without an answer is left to what comes otherwise", async () => {
    const { fetch, logs } = makeHost([]);
    expect((await fetch(url)).status).toBe(202);
    expect(logs).toEqual([{ method: "GET", url, by: "default", status: 202 }]);
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

  test("to no URL is an error and no request", async () => {
    const { fetch, logs } = makeHost([]);
    await expect(fetch("nowhere")).rejects.toBeInstanceOf(TypeError);
    expect(logs).toEqual([]);
  });
});
