import nock from "nock";
import { describe, expect, test } from "vitest";
import { runAction, runRule } from "../../src/emulator/tenant.ts";
import { loadRule } from "../../src/node/load.ts";
import { watchUncaught } from "../../src/node/uncaught.ts";
import { actionOf, DONE, ruleOf } from "../emulator/forms.ts";

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
        ruleOf(`(async () => { ${delay} throw new Error("floating"); })(); ${DONE}`),
      );
      expect(outcome.result).toBe("allowed");
      expect(outcome.warnings).toEqual([expect.stringContaining("Error: floating")]);
    }
  });

  test("of a request without a catch fails the login (R-80)", async () => {
    nock("https://api.example.com").get("/").reply(200, "no JSON");
    const outcome = await runRule(
      ruleOf(
        `fetch("https://api.example.com/").then((response) => response.json()).then(() => { ${DONE} });`,
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
    const quiet = ruleOf(`setTimeout(() => { ${DONE} }, 1000);`);
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
    for (const listener of before) process.on("unhandledRejection", listener);
    expect(told).toEqual([expect.objectContaining({ message: "ours" })]);
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
