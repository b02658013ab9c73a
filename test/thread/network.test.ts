import nock from "nock";
import { describe, expect, test } from "vitest";

import { refuse } from "../../src/run/refuse.ts";
import { goOut } from "../../src/thread/network.ts";
import { AnswerBook, type Answer } from "../../src/run/answers.ts";
import type { RequestLog } from "../../src/run/job.ts";
import { answeringHost, type Otherwise } from "../../src/run/requests.ts";

const url = "https://example.com/a";

function makeHost(otherwise: Otherwise) {
  const logs: RequestLog[] = [];
  const host = answeringHost({
    book: new AnswerBook([], (text) => text),
    otherwise,
    onRequest: (index, request) => (logs[index] = request),
  });
  return { fetch: (...args: Parameters<typeof fetch>) => host.fetch(...args), logs };
}

describe("a request without an answer", () => {
  test("is refused as if nobody listened", async () => {
    const { fetch, logs } = makeHost(refuse);
    const cause = expect.objectContaining({ code: "ECONNREFUSED" }) as unknown;
    await expect(fetch(url)).rejects.toMatchObject({ name: "TypeError", cause });
    expect(logs).toEqual([{ method: "GET", url, by: "nobody", error: "the network is off" }]);
  });

  test("goes out if it may, and what came back is kept", async () => {
    nock("https://example.com").get("/a").reply(200, { b: 1 });
    const recorded: Answer[] = [];
    const { fetch, logs } = makeHost(goOut((answer) => recorded.push(answer)));
    const response = await fetch(url);
    expect(await response.json()).toEqual({ b: 1 });
    expect(logs).toMatchObject([{ by: "network", status: 200, answer: '{"b":1}' }]);
    expect(recorded).toMatchObject([{ method: "GET", url, status: 200, body: { b: 1 } }]);
  });
});
