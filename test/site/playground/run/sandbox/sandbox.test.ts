import { MessageChannel } from "node:worker_threads";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";

import type { Message } from "../../../../../src/run/job.ts";
import { SandboxPort } from "../../../../../src/site/playground/run/sandbox/sandbox-port.ts";
import { SandboxRun } from "../../../../../src/site/playground/run/sandbox/sandbox.ts";
import type { Order, Report } from "../../../../../src/site/sandbox/protocol.ts";
import { aJob } from "../../../../run/aJob.ts";
import { anOutcome } from "../../../../run/anOutcome.ts";

/**
 * A run, and the end of its port that the frame has, which answers each order with some reports.
 */
function openRun(answer: (order: Order) => readonly Report[], first: readonly Report[] = []) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
  });
  port2.on("message", (order: Order) => {
    for (const report of answer(order)) {
      port2.postMessage(report);
    }
  });
  for (const report of first) {
    port2.postMessage(report);
  }
  return new SandboxRun(new SandboxPort(port1 as unknown as MessagePort, { onSilence, onEnded }));
}

const onSilence = vi.fn();
const onEnded = vi.fn();

const begun: Report = { kind: "begun" };
const gone: Report = { kind: "gone" };
const job = aJob("");

function told(message: Message): Report {
  return { kind: "told", text: JSON.stringify(message) };
}

const ended: Message = {
  kind: "ended",
  outcome: anOutcome(),
  milliseconds: 5,
  unused: [],
  dropped: 0,
};
const line: Message = { kind: "console", line: { level: "log", text: "before" } };

beforeEach(() => {
  onSilence.mockClear();
  onEnded.mockClear();
});

describe("a login in the sandbox", () => {
  test("ends as its worker tells", async () => {
    const run = openRun(() => [told({ kind: "started" }), told(ended), gone], [begun]);
    expect(await run.login(job, [])).toMatchObject({
      kind: "result",
      result: { outcome: anOutcome(), milliseconds: 5 },
    });
  });

  test("is not ended by what is no message", async () => {
    const run = openRun(() => [{ kind: "told", text: "{}" }, told(ended)], [begun]);
    expect(await run.login(job, [])).toMatchObject({ result: { milliseconds: 5 } });
  });

  test.each([
    ["time", "timed-out"],
    ["size", "failed"],
    ["idle", "failed"],
    ["busy", "failed"],
  ] as const)("that is ended for its %s has what was told before", async (why, result) => {
    const run = openRun(() => [told(line), { kind: "ended", why }, gone], [begun]);
    expect(await run.login(job, [])).toMatchObject({
      result: { outcome: { result, console: [{ text: "before" }] } },
    });
    expect(onEnded).toHaveBeenCalledOnce();
  });

  test("whose worker breaks has failed", async () => {
    const run = openRun(() => [{ kind: "broken", message: "no memory" }, gone], [begun]);
    expect(await run.login(job, [])).toMatchObject({
      result: { outcome: { result: "failed", error: { message: "no memory" } } },
    });
  });

  test("whose worker is gone without an end has failed, and so has a return to it", async () => {
    const run = openRun(() => [gone], [begun]);
    const failed = {
      result: { outcome: { error: { message: "the login is gone: run it again" } } },
    };
    expect(await run.login(job, [])).toMatchObject(failed);
    expect(await run.resume({}, job.user)).toMatchObject(failed);
  });

  test("has failed when the frame is gone without a word, as is told", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let running: Promise<unknown> | undefined;
    await new Promise<void>((resolve) => {
      const order = () => {
        resolve();
        return [];
      };
      running = openRun(order, [begun]).login(job, []);
    });
    vi.advanceTimersByTime(15_000);
    vi.useRealTimers();
    const message = "the sandbox does not answer any more: run it again";
    expect(await running).toMatchObject({
      result: { outcome: { result: "failed", error: { message } } },
    });
    expect(onSilence).toHaveBeenCalledOnce();
  });

  test("does not begin where the worker cannot be made", async () => {
    const run = openRun(() => [], [{ kind: "broken", message: "no worker" }, gone]);
    await expect(run.login(job, [])).rejects.toThrow("no worker");
  });
});
