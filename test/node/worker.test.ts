import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loginInWorker, type WorkerLogin, type WorkerOptions } from "../../src/node/worker.ts";
import { aUser } from "../support/describeTemplate.ts";
import { DONE, textOf } from "../emulator/forms.ts";

const folder = mkdtempSync(join(tmpdir(), "worker-"));
const entry = join(folder, "thread.cjs");

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, "../../src/node/worker-thread.ts")],
    outfile: entry,
    bundle: true,
    platform: "node",
    format: "cjs",
    define: { "import.meta.url": JSON.stringify(import.meta.url) },
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(body: string, login: WorkerLogin = {}, options: Partial<WorkerOptions> = {}) {
  const code = `async function rule(user, context, callback) {\n${body}\n}`;
  return loginInWorker({ ...login, rules: [{ code, filename: "rule.js" }] }, { entry, ...options });
}

describe("a login in a worker", () => {
  test("has the outcome that it has elsewhere", async () => {
    const lines: string[] = [];
    const outcome = await run(
      `console.log("here"); context.idToken.a = configuration.KEY;
      await auth0.users.updateAppMetadata(user.user_id, { b: 1 }); ${DONE}`,
      { configuration: { KEY: "value" }, user: aUser() },
      { onConsole: ({ text }) => lines.push(text) },
    );
    expect(outcome).toMatchObject({
      result: "allowed",
      idToken: { a: "value" },
      appMetadata: { b: 1 },
    });
    expect(lines).toEqual(["here"]);
  });

  test("goes through actions, too", async () => {
    const code =
      "exports.onExecutePostLogin = async (event, api) => api.access.deny(event.secrets.WHY);";
    const login = { actions: [{ code }], secrets: { WHY: "no" } };
    expect(await loginInWorker(login, { entry })).toMatchObject({ result: "denied", reason: "no" });
  });

  test("ends an endless loop at the limit, with what was logged before (R-78)", async () => {
    const outcome = await run(
      'console.log("before"); while (true) {}',
      { user: aUser({ app_metadata: { a: 1 } }) },
      { limit: 2_500 },
    );
    expect(outcome).toMatchObject({
      result: "timed-out",
      appMetadata: { a: 1 },
      warnings: [expect.stringContaining("did not end within 2500 ms") as string],
    });
    expect(textOf(outcome)).toEqual(["before"]);
  });

  test("fails when the script ends its process", async () => {
    expect(await run("process.exit(0);")).toMatchObject({
      result: "failed",
      error: { message: "the script ended its process" },
    });
  });

  test("fails by a throw in a timer, and times out without a callback", async () => {
    const thrown = await run('setTimeout(() => { throw new Error("timer"); }, 10);');
    expect(thrown).toMatchObject({ result: "failed", error: { message: "timer" } });
    expect((await run("await new Promise(() => {});")).result).toBe("timed-out");
  });

  test("rejects for what is no rule, with its place", async () => {
    const login = { rules: [{ code: "module.exports = 1;" }] };
    await expect(loginInWorker(login, { entry })).rejects.toThrow(
      "a rule is one function expression",
    );
  });

  test("sees no environment and no network unless asked", async () => {
    const outcome = await run(
      `console.log(Object.keys(process.env).length);
      try { await fetch("https://api.example.com/"); } catch (error) { console.log(error.message, error.cause.message); }
      try { require("https"); } catch (error) { console.log(error.message); } ${DONE}`,
    );
    expect(textOf(outcome)).toEqual([
      "0",
      "fetch failed the network is off",
      "Cannot find module 'https'",
    ]);
  });

  test("has its requests answered by the caller", async () => {
    const seen: unknown[] = [];
    const outcome = await run(
      `const response = await fetch("https://api.example.com/a?b=1", { method: "POST", body: "text", headers: { "x-a": "1" } });
      console.log(response.status, response.url, (await response.json()).ok);
      try { await fetch("https://down.example.com/"); } catch (error) { console.log(error.message, error.cause.message); } ${DONE}`,
      {},
      {
        answer: (request) => {
          seen.push(request);
          return request.url.includes("down")
            ? Promise.reject(new Error("refused"))
            : Promise.resolve({ status: 201, body: '{"ok":true}' });
        },
      },
    );
    expect(textOf(outcome)).toEqual([
      "201 https://api.example.com/a?b=1 true",
      "fetch failed refused",
    ]);
    expect(seen[0]).toMatchObject({
      method: "POST",
      url: "https://api.example.com/a?b=1",
      body: "text",
      headers: { "x-a": "1" },
    });
  });

  test("loads packages of the host that are allowed (R-32)", async () => {
    const packages = { names: ["yaml"], from: import.meta.url };
    const body = `console.log(typeof require("yaml").parse); try { require("esbuild"); } catch (error) { console.log(error.message); } ${DONE}`;
    expect(textOf(await run(body, { packages }))).toEqual([
      "function",
      "Cannot find module 'esbuild'",
    ]);
  });
});
