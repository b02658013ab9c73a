import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { TryJob } from "../../src/thread/job.ts";
import { readProgram, type Program } from "../../src/thread/program.ts";
import { runJob } from "../../src/commands/try/run.ts";
import { aTryJob } from "../commands/try/aTryJob.ts";

// In the thread of a run, because all requests of a process are sent by what is tested here.

let program: Program;
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(302, { location: "/b", "set-cookie": ["a=1", "b=2"] });
  response.end(request.headers["x-a"]);
});

beforeAll(async () => {
  program = await readProgram();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
});

/** Asks with `https` or `http`, writes a line for what becomes of it, and calls back. */
async function ask(options: object, body = "", changes: Partial<TryJob> = {}) {
  const text = `function ask(user, context, callback) {
    const options = ${JSON.stringify(options)};
    const request = require(options.protocol === "http:" ? "http" : "https").request(options);
    const say = (...words) => { console.log(...words); callback(null, user, context); };
    request.on("timeout", () => request.destroy(new Error("timeout")));
    request.on("error", (error) => say(error.code ?? error.message));
    request.on("response", async (response) => {
      let text = "";
      try { for await (const chunk of response) text += chunk; } catch (error) { text = error.message; }
      say(response.statusCode, response.headers["content-type"], response.headers["set-cookie"], text);
    });
    request.end(${JSON.stringify(body)});
  }`;
  const { outcome, ...result } = await runJob(aTryJob(text, changes), { program, limit: 5000 });
  return { ...result, lines: outcome.console.map((line) => line.text) };
}

const url = "https://example.com/a?b=1";
const options = { host: "example.com", path: "/a?b=1" };

describe("a request of http or https", () => {
  test("gets its answer", async () => {
    const answers = [{ url, method: "POST", status: 201, body: { c: 1 } }];
    const asked = await ask({ ...options, method: "POST" }, "text", { answers });
    expect(asked.lines).toEqual(['201 application/json undefined {"c":1}']);
    expect(asked.requests).toMatchObject([
      { method: "POST", url, by: "mock", body: "text", status: 201, answer: '{"c":1}' },
    ]);
  });

  test.each([
    ["the given error", { error: "ECONNRESET" }, "ECONNRESET"],
    ["its own timeout where none comes", { silent: true }, "timeout"],
  ])("ends with %s", async (_, answer, line) => {
    const asked = await ask({ ...options, timeout: 50 }, "", { answers: [{ url, ...answer }] });
    expect(asked.lines).toEqual([line]);
  });

  test("is answered over an agent of its own, time and again", async () => {
    const text = `async function ask(user, context, callback) {
      const https = require("https");
      const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
      for (const path of ["/1", "/2", "/3"])
        await new Promise((resolve, reject) => {
          const answered = (response) => response.resume().on("end", () => {
            console.log(response.statusCode);
            resolve();
          });
          https.get({ host: "example.com", path, agent }, answered).on("error", reject);
        });
      callback(null, user, context);
    }`;
    const answers = [1, 2, 3].map((n) => ({ url: `https://example.com/${n}`, status: 200 + n }));
    const { outcome } = await runJob(aTryJob(text, { answers }), { program, limit: 5000 });
    expect(outcome.console.map((line) => line.text)).toEqual(["201", "202", "203"]);
  });

  test("goes out if it may, as it is, and what came back is kept", async () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const given = {
      protocol: "http:",
      host: "127.0.0.1",
      port,
      path: "/a",
      headers: { "x-a": "b" },
    };
    const asked = await ask(given, "", { network: true });
    expect(asked.lines).toEqual(['302 undefined ["a=1","b=2"] b']);
    expect(asked.recorded).toMatchObject([
      { method: "GET", url: `http://127.0.0.1:${port}/a`, status: 302, body: "b" },
    ]);
  });
});
