import { beforeAll, describe, expect, test } from "vitest";

import { InputError } from "../../../src/input/input-error.ts";
import type { TryJob } from "../../../src/thread/job.ts";
import { readProgram, type Program } from "../../../src/thread/program.ts";
import { runJob } from "../../../src/commands/try/run.ts";
import { aUser } from "../../../src/emulator/login/samples.ts";
import { aTryJob } from "./aTryJob.ts";

let program: Program;

beforeAll(async () => {
  program = await readProgram();
});

function runRule(body: string, changes?: Partial<TryJob>, limit = 5000) {
  const text = `async function rule(user, context, callback) {\n${body}\n}`;
  return runJob(aTryJob(text, changes), { program, limit });
}

describe("a login in a thread", () => {
  test("has its outcome, its time, its requests", async () => {
    const url = "https://example.com/a";
    const { outcome, milliseconds, requests } = await runRule(
      `const response = await fetch("${url}");
      await new Promise((resolve) => setTimeout(resolve, 3000));
      context.idToken.a = await response.json();
      callback(null, user, context);`,
      { answers: [{ url, body: 1 }] },
    );
    expect(outcome).toMatchObject({ result: "allowed", idToken: { a: 1 } });
    expect(milliseconds).toBe(3000);
    expect(requests).toMatchObject([{ method: "GET", url, by: "mock", status: 200 }]);
  });

  test("can go through actions", async () => {
    const text =
      "exports.onExecutePostLogin = async (event, api) => api.access.deny(event.secrets.A);";
    const job = aTryJob(text, { settings: { A: "no" } }, "action");
    expect((await runJob(job, { program, limit: 5000 })).outcome).toMatchObject({
      result: "denied",
      reason: "no",
    });
  });

  test("passes over what is disabled, whatever it is", async () => {
    const job = aTryJob("function (user, context, callback) { callback(null, user, context); }");
    const disabled = {
      form: "rule",
      file: "b.js",
      line: 1,
      code: "@@KEY@@",
      enabled: false,
    } as const;
    const pipeline = [disabled, ...job.pipeline];
    const { outcome } = await runJob({ ...job, pipeline }, { program, limit: 5000 });
    expect(outcome.result).toBe("allowed");
  });

  test("names the answers that nobody asked for", async () => {
    const answers = [{ url: "https://example.com/a" }];
    const { unused } = await runRule("callback(null, user, context);", { answers });
    expect(unused).toEqual(answers);
  });

  test("runs on Node 12 if it is told to, with its globals (R-138)", async () => {
    const body = "console.log(typeof querystring, typeof fetch); callback(null, user, context);";
    const textOf = async (changes?: Partial<TryJob>) =>
      (await runRule(body, changes)).outcome.console.map(({ text }) => text);
    expect(await textOf({ runtime: "node12" })).toEqual(["object undefined"]);
    expect(await textOf()).toEqual(["undefined function"]);
  });

  test("sees no variable of the environment", async () => {
    const { outcome } = await runRule(
      "context.idToken.a = Object.keys(process.env); callback(null, user, context);",
    );
    expect(outcome.idToken).toEqual({ a: [] });
  });
});

test("a script finds no name of the program that runs it, nor of Node's for a module", async () => {
  const own = "job player aUser tell __toESM workerData Script text cachedData program load";
  const node = "require module exports __filename __dirname";
  const { outcome } = await runRule(
    `const typeOf = (name) => (0, eval)("typeof " + name);
    context.idToken.a = "${own} ${node}".split(" ").filter((name) => typeOf(name) !== "undefined");
    callback(null, user, context);`,
  );
  expect(outcome.idToken).toEqual({ a: [] });
});

describe("a user who is sent away", () => {
  const away = `console.log(context.protocol);
    if (context.protocol !== "redirect-callback") {
      await auth0.users.updateAppMetadata(user.user_id, { asked: true });
      context.redirect = { url: "https://example.com/ask" };
    }
    else context.idToken.a = context.request.query.answer;`;

  test("stays away unless told otherwise", async () => {
    const { outcome, notes } = await runRule(`${away} callback(null, user, context);`);
    expect(outcome).toMatchObject({ result: "redirected", appMetadata: { asked: true } });
    expect(notes).toEqual(["to play the user's return, say how they come back: --resume FILE"]);
  });

  test("comes back, which makes one login with what was before", async () => {
    const returns = [{ query: { answer: "yes" } }];
    const body = `${away} setTimeout(callback, 1000, null, user, context);`;
    const { outcome, milliseconds, notes } = await runRule(body, { returns });
    expect(outcome).toMatchObject({
      result: "allowed",
      idToken: { a: "yes" },
      appMetadata: { asked: true },
      console: [{ text: "oidc-basic-profile" }, { text: "redirect-callback" }],
    });
    expect(milliseconds).toBe(2000);
    expect(notes).toEqual(["the user was redirected to https://example.com/ask, and came back"]);
  });

  test("comes back several times, with a token that the action can check", async () => {
    const action = `
      exports.onExecutePostLogin = async (event, api) => { api.redirect.sendUserTo("https://example.com/1"); };
      exports.onContinuePostLogin = async (event, api) => {
        const secret = event.secrets.SECRET;
        const { step } = api.redirect.validateToken({ secret, tokenParameterName: "proof" });
        if (step === 1) api.prompt.render("ap_1");
        else api.idToken.setCustomClaim("step", step);
      };`;
    const token = (step: number) => ({ secret: "s3cr3t", payload: { step }, name: "proof" });
    const returns = [{ token: token(1) }, { token: token(2) }];
    const job = aTryJob(action, { settings: { SECRET: "s3cr3t" }, returns }, "action");
    const { outcome, notes } = await runJob(job, { program, limit: 5000 });
    expect(outcome).toMatchObject({ result: "allowed", idToken: { step: 2 } });
    expect(notes).toEqual([
      "the user was redirected to https://example.com/1, and came back",
      "the user was shown the form ap_1, and came back",
    ]);
  });

  test("and who comes back into an endless loop leaves what was stored and said", async () => {
    const body = `${away} if (context.protocol === "redirect-callback") while (true) {}
      callback(null, user, context);`;
    const { outcome } = await runRule(body, { returns: [{}] }, 200);
    expect(outcome).toMatchObject({
      result: "timed-out",
      appMetadata: { asked: true },
      console: [{ text: "oidc-basic-profile" }, { text: "redirect-callback" }],
    });
  });

  test("and who is not sent away cannot come back", async () => {
    const { notes } = await runRule("callback(null, user, context);", { returns: [{}] });
    expect(notes).toEqual([
      "--resume says how the user comes back once: the login did not redirect them",
    ]);
  });
});

describe("a script cannot hold up or end the tool", () => {
  test("with an endless loop (R-78)", async () => {
    const appMetadata = { a: 1 };
    const { outcome, milliseconds, note } = await runRule(
      'console.log("before"); while (true) {}',
      { user: aUser({ app_metadata: appMetadata }) },
      200,
    );
    expect(outcome).toMatchObject({
      result: "timed-out",
      endedBy: "rule",
      appMetadata: appMetadata,
      console: [{ level: "log", text: "before" }],
    });
    expect(milliseconds).toBeUndefined();
    expect(note).toBe(
      "the run was ended after 0.2 s of real time: it was still at work, as in an endless loop",
    );
  });

  test("by waiting in real time", async () => {
    const { outcome, note } = await runRule("setTimeout(callback, 9000);", { network: true }, 200);
    expect(outcome.result).toBe("timed-out");
    expect(note).toMatch(/it was still waiting$/);
  });

  test("by never calling back, which takes no real time", async () => {
    const { outcome, milliseconds } = await runRule("");
    expect(outcome.result).toBe("timed-out");
    expect(milliseconds).toBe(20_000);
  });

  test.each([
    ["in a timer", 'setTimeout(() => { throw new Error("thrown"); }, 1000);'],
    ["in a real timer", 'globalThis.setTimeout(() => { throw new Error("thrown"); }, 1);'],
    ["in a tick", 'process.nextTick(() => { throw new Error("thrown"); });'],
    ["in a promise that nobody handles", 'Promise.reject(new Error("thrown"));'],
  ])("by throwing %s", async (_, body) => {
    const { outcome } = await runRule(body);
    expect(outcome).toMatchObject({ result: "failed", error: { message: "thrown" } });
    expect(outcome.error?.stack).toMatch(/^Error: thrown\n +at .*script\.js:2:\d+\)?$/);
  });

  test("by ending the process", async () => {
    const { outcome } = await runRule("process.exit(7);");
    const message = "the script ended its own process, with exit code 7";
    expect(outcome).toMatchObject({ result: "failed", error: { message } });
  });
});

describe("a request that is made", () => {
  const url = "https://example.com/a?b=1";

  test.each([
    ["with Node's own fetch", `globalThis.fetch("${url}").catch(callback);`],
    ["with https", `require("https").get("${url}").on("error", callback);`],
  ])("%s does not reach the network", async (_, body) => {
    const { outcome, requests } = await runRule(body);
    expect(outcome.result).toBe("failed");
    expect(requests).toEqual([{ method: "GET", url, by: "nobody", error: "the network is off" }]);
  });

  test("past HTTP does not reach the network", async () => {
    const { outcome, requests } = await runRule(
      'require("net").connect(25, "example.com").on("error", callback);',
    );
    expect(outcome.result).toBe("failed");
    const error = "the network is off";
    expect(requests).toEqual([{ method: "CONNECT", url: "example.com:25", by: "nobody", error }]);
  });
});

describe("a script that cannot be loaded is a problem", () => {
  test.each([
    ["rule", "function (user, context, callback) {\n  a b\n}", 2, 5],
    ["action", "exports.a = 1;\n  a b;", 2, 5],
    ["rule", "function (a, b, c) {}\nfunction (d, e, f) {}", 2, 1],
  ] as const)("of a %s at its line and column", async (form, text, line, column) => {
    const job = aTryJob(text, {}, form);
    const pipeline = job.pipeline.map((script) => ({ ...script, line: 11 }));
    const running = runJob({ ...job, pipeline }, { program, limit: 5000 });
    await expect(running).rejects.toBeInstanceOf(InputError);
    await expect(running).rejects.toMatchObject({
      problems: [{ file: "script.js", line: line + 10, column }],
    });
  });

  test("as is a setting that no tenant can have", async () => {
    await expect(runRule("", { settings: { "a b": "1" } })).rejects.toBeInstanceOf(InputError);
  });
});
