import type { EventEmitter } from "node:events";
import nock from "nock";
import { describe, expect, test } from "vitest";
import { runAction, runRule } from "../../src/emulator/tenant.ts";
import { loadRule } from "../../src/node/load.ts";
import { watchUncaught } from "../../src/node/uncaught.ts";
import { actionOf, done, ruleOf } from "../emulator/forms.ts";

describe("a promise that nobody handles", () => {
  test("fails a rule that has not called back (R-80)", async () => {
    const outcome = await runRule(
      ruleOf('Promise.resolve().then(() => { throw new Error("floating"); });'),
    );
    expect(outcome).toMatchObject({ result: "failed", error: { message: "floating" } });
  });

  test("is a warning after the callback, in the same turn or later (R-80, R-82)", async () => {
    for (const delay of ["", "await new Promise((resolve) => setTimeout(resolve, 500));"]) {
      const outcome = await runRule(
        ruleOf(`(async () => { ${delay} throw new Error("floating"); })(); ${done}`),
      );
      expect(outcome.result).toBe("allowed");
      expect(outcome.warnings).toEqual([expect.stringContaining("Error: floating")]);
    }
  });

  test("of a request without a catch fails the login (R-80)", async () => {
    nock("https://api.example.com").get("/").reply(200, "no JSON");
    const outcome = await runRule(
      ruleOf(
        `fetch("https://api.example.com/").then((response) => response.json()).then(() => { ${done} });`,
      ),
    );
    expect(outcome).toMatchObject({ result: "failed", error: { name: "SyntaxError" } });
  });

  test("fails an action that still runs (A-2)", async () => {
    const outcome = await runAction(
      actionOf('Promise.reject(new Error("floating")); await new Promise(() => {});'),
    );
    expect(outcome).toMatchObject({ result: "failed", error: { message: "floating" } });
  });

  test("belongs to its own login when several run at once (R-80)", async () => {
    const floating = ruleOf('setTimeout(() => { Promise.reject(new Error("floating")); }, 10);');
    const quiet = ruleOf(`setTimeout(() => { ${done} }, 1000);`);
    const outcomes = await Promise.all([runRule(quiet), runRule(floating), runRule(quiet)]);
    expect(outcomes.map(({ result }) => result)).toEqual(["allowed", "failed", "allowed"]);
    expect(outcomes[0].warnings).toEqual([]);
  });

  test("of others goes where it went before", async () => {
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    // The watches of the tests before are closed by then.
    await turn();
    const told: unknown[] = [];
    const before = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (reason) => told.push(reason));
    const watch = watchUncaught(() => told.push("wrong"));
    void Promise.reject(new Error("ours"));
    await turn();
    watch.stop();
    await turn();
    expect(process.listenerCount("unhandledRejection")).toBe(1);
    process.removeAllListeners("unhandledRejection");
    for (const listener of before) {
      process.on("unhandledRejection", listener);
    }
    expect(told).toEqual([expect.objectContaining({ message: "ours" })]);
  });
});

/**
 * Takes the listeners of the process away, and hears what would reach them, until the work is done.
 */
async function hearProcess(work: (told: unknown[]) => Promise<void>): Promise<unknown[]> {
  const told: unknown[] = [];
  const events = ["unhandledRejection", "uncaughtException"] as const;
  const host = process as Pick<EventEmitter, "on" | "rawListeners" | "removeAllListeners">;
  const before = events.map((event) => [event, host.rawListeners(event)] as const);
  for (const event of events) {
    host.removeAllListeners(event);
    host.on(event, (reason: unknown) => told.push(reason));
  }
  try {
    await work(told);
    // What is left has its turn.
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    for (const [event, listeners] of before) {
      host.removeAllListeners(event);
      for (const listener of listeners as ((...args: unknown[]) => void)[]) {
        host.on(event, listener);
      }
    }
  }
  return told;
}

describe("what a script throws where nothing catches it (R-173)", () => {
  test.each([
    ["in a microtask", `queueMicrotask(() => { throw new Error("late"); });`],
    ["in a turn of Node's own", `process.nextTick(() => { throw new Error("late"); });`],
    ["in a timer", `setTimeout(() => { throw new Error("late"); }, 10);`],
    [
      "in a listener",
      `const target = new EventTarget();
      target.addEventListener("a", () => { throw new Error("late"); }); target.dispatchEvent(new Event("a"));`,
    ],
  ])("%s fails its login, or is a warning after the end", async (_where, code) => {
    const told = await hearProcess(async () => {
      expect(await runRule(ruleOf(code))).toMatchObject({
        result: "failed",
        error: { message: "late" },
      });
      const outcome = await runRule(ruleOf(`${done} ${code}`));
      expect(outcome.result).toBe("allowed");
      expect(outcome.warnings.join()).toContain("rule failed after its callback: Error: late");
      const waiting = await runAction(actionOf(`${code} await new Promise(() => {});`));
      expect(waiting).toMatchObject({ result: "failed", error: { message: "late" } });
    });
    expect(told).toEqual([]);
  });

  test("when its login is over is a warning of the process, and does not end it", async () => {
    const warned: string[] = [];
    const listen = ({ message }: Error) => warned.push(message);
    process.on("warning", listen);
    const late = "const timer = process.getBuiltinModule('timers').setTimeout;";
    const told = await hearProcess(async () => {
      for (const code of [`throw new Error("late")`, `Promise.reject(new Error("late"))`]) {
        const outcome = await runRule(ruleOf(`${late} timer(() => { ${code}; }, 20); ${done}`));
        expect(outcome).toMatchObject({ result: "allowed", warnings: [] });
      }
    });
    process.off("warning", listen);
    expect(told).toEqual([]);
    expect(warned).toEqual([
      expect.stringContaining("a script failed after the end of its login: Error: late"),
      expect.stringContaining("a script failed after the end of its login: Error: late"),
    ]);
  });

  test("is not told to the host, whose errors are, also to a listener that comes in the meantime", async () => {
    const added: unknown[] = [];
    const listener = (reason: unknown) => added.push(reason);
    const told = await hearProcess(async () => {
      const login = runRule(
        ruleOf(`setTimeout(() => { Promise.reject(new Error("theirs")); }, 10);`),
      );
      process.on("unhandledRejection", listener);
      void Promise.reject(new Error("ours"));
      expect(await login).toMatchObject({ result: "failed", error: { message: "theirs" } });
      expect(process.listeners("unhandledRejection")).toContain(listener);
      void Promise.reject(new Error("ours, too"));
    });
    const ours = [{ message: "ours" }, { message: "ours, too" }];
    expect(told).toMatchObject(ours);
    expect(added).toMatchObject(ours);
  });
});

describe("an exception in a callback that is not on the clock", () => {
  test("fails the login (R-71, R-77)", async () => {
    nock("https://api.example.com").get("/").reply(200);
    const outcome = await runRule(
      ruleOf(
        'require("https").get("https://api.example.com/", () => { throw new Error("in a callback"); });',
      ),
    );
    expect(outcome).toMatchObject({ result: "failed", error: { message: "in a callback" } });
  });

  test("in a turn of Node's own fails the login (R-71)", async () => {
    const rule = loadRule(
      'function rule(user, context, callback) { process.nextTick(() => { throw new Error("tick"); }); }',
    );
    expect(await runRule(rule)).toMatchObject({ result: "failed", error: { message: "tick" } });
  });
});
