import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { sayIfSlow, slowNotice } from "../../../src/commands/try/slow.ts";

const terminal = { isTTY: true };

describe("a run that takes long", () => {
  test("is told of on a terminal", () => {
    expect(slowNotice({ json: false, limit: 20_000 }, terminal)).toBe(
      "still running, for at most 20 s; end it with Ctrl+C\n",
    );
  });

  test("is not told of to a program", () => {
    expect(slowNotice({ json: true, limit: 20_000 }, terminal)).toBeUndefined();
    expect(slowNotice({ json: false, limit: 20_000 }, {})).toBeUndefined();
  });
});

describe("work", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  function work(milliseconds: number, say: () => void): Promise<string> {
    const done = new Promise<string>((resolve) => {
      setTimeout(resolve, milliseconds, "done");
    });
    return sayIfSlow(done, say);
  }

  test.each([
    [900, 0],
    [5000, 1],
  ])("of %d ms is told of %d times", async (milliseconds, times) => {
    const say = vi.fn<() => void>();
    const settled = work(milliseconds, say);
    await vi.advanceTimersByTimeAsync(milliseconds);
    expect(await settled).toBe("done");
    expect(say).toHaveBeenCalledTimes(times);
    expect(vi.getTimerCount()).toBe(0);
  });
});
