import { describe, expect, test } from "vitest";

import { loadAction, loadRule } from "../../src/node/load.ts";
import type { Job, Message } from "../../src/run/job.ts";
import { Player } from "../../src/run/player.ts";
import { aJob } from "./aJob.ts";

/** Plays a job, and then the return of its user for each of the queries. */
async function play(job: Job, ...queries: Record<string, string>[]): Promise<Message[]> {
  const told: Message[] = [];
  const player = new Player(job, {
    loadRule,
    loadAction,
    cleanStack: (text) => text,
    otherwise: { by: "default", answer: () => Promise.resolve(new Response("{}")) },
    clock: "virtual",
    tell: (message) => told.push(message),
  });
  await player.login();
  for (const query of queries) {
    await player.resume({ query });
  }
  return told;
}

const sendAway = `function rule(user, context, callback) {
  if (context.protocol === "redirect-callback") {
    context.idToken.color = context.request.query.color;
    return setTimeout(() => callback(null, user, context), 2000);
  }
  auth0.users.updateAppMetadata(user.user_id, { sent: true }).then(() => {
    context.redirect = { url: "https://example.com/" };
    setTimeout(() => callback(null, user, context), 1000);
  });
}`;

describe("a login that is played", () => {
  test("has the tenant answer what no answer of the job fits, and nobody else", async () => {
    const url = "https://example.auth0.com/api/v2/roles";
    const rule = `async function ask(user, context, callback) {
      for (const path of ["/users-by-email", "/roles"])
        console.log((await fetch(auth0.baseUrl + path, { method: "GET" })).status);
      await auth0.users.updateAppMetadata(user.user_id, { a: 1 });
      callback(null, user, context);
    }`;
    const told = await play(aJob(rule, { answers: [{ url, status: 202 }] }));
    const lines = told.flatMap((message) =>
      message.kind === "console" ? [message.line.text] : [],
    );
    expect(lines).toEqual(["401", "202"]);
    const asked = new Map(
      told.flatMap((message) =>
        message.kind === "request" ? [[message.index, message.request] as const] : [],
      ),
    );
    expect([...asked.values()]).toMatchObject([
      {
        by: "tenant",
        status: 401,
        answer: expect.stringContaining("Missing authentication") as string,
      },
      { by: "mock", status: 202 },
    ]);
  });

  test("tells of its begin and its end, with the user as they are then", async () => {
    const rule = "function (user, context, callback) { callback(null, user, context); }";
    const told = await play(aJob(rule));
    expect(told).toMatchObject([
      { kind: "started" },
      { kind: "begun", script: "script.js" },
      { kind: "ended", milliseconds: 0, user: { email: "jane.doe@example.com" } },
    ]);
    expect(told.at(-1)).not.toHaveProperty("state");
  });

  test.each([
    ["", "the rule is empty"],
    ["function (user, context, callback) { a b }", "the rule is not JavaScript: Unexpected token"],
  ])("tells why it cannot begin with the rule %j", async (rule, message) => {
    expect(await play(aJob(rule))).toMatchObject([
      { kind: "unloadable", problem: { file: "script.js", line: 1, message } },
    ]);
  });

  test("waits for a user who was sent away, and goes on with what came back", async () => {
    expect(await play(aJob(sendAway), { color: "blue" })).toMatchObject([
      { kind: "started" },
      { kind: "begun", script: "rule" },
      {
        kind: "ended",
        milliseconds: 1000,
        state: "state-1",
        user: { app_metadata: { sent: true } },
        outcome: { result: "redirected" },
      },
      { kind: "started" },
      { kind: "begun", script: "rule" },
      {
        kind: "ended",
        milliseconds: 2000,
        outcome: { result: "allowed", idToken: { color: "blue" } },
      },
    ]);
  });

  test("cannot go on twice", async () => {
    const told = await play(aJob(sendAway), {}, {});
    expect(told.at(-1)).toEqual({ kind: "refused", message: "no login waits for its user" });
  });

  test("tells who wrote what, as it is written and at the end", async () => {
    const rule = `function hello(user, context, callback) {
      console.log("hi");
      callback(null, user, context);
    }`;
    const line = { level: "log", text: "hi", script: "hello" };
    expect(await play(aJob(rule))).toMatchObject([
      { kind: "started" },
      { kind: "begun", script: "hello" },
      { kind: "console", line },
      { kind: "ended", outcome: { console: [line] } },
    ]);
  });

  test("puts only what a message can carry into its outcome", async () => {
    const rule = `function (user, context, callback) {
      context.idToken.a = { at: new Date(0), run: () => 1 };
      callback(null, user, context);
    }`;
    const { outcome } = (await play(aJob(rule))).at(-1) as Extract<Message, { kind: "ended" }>;
    expect(outcome.idToken).toEqual({ a: { at: "1970-01-01T00:00:00.000Z" } });
  });
});
