import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { openPlayground, wentOn } from "../support/open-playground.ts";

/** Chromium lets a worker two seconds to end by itself before it ends it by force. */
const workersEnd = 6_000;

/** A rule with this body, in which "done" is its callback. */
function ruleOf(body: string): string {
  return `async function rule(user, context, callback) {\n  const done = () => callback(null, user, context);\n  ${body}\n}`;
}

/** Measures from now on how long the page did not answer, at the longest, in milliseconds. */
async function watchPauses(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let last = performance.now();
    let longest = 0;
    setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      Reflect.set(globalThis, "longestPause", longest);
    }, 10);
  });
  return () => page.evaluate(() => Number(Reflect.get(globalThis, "longestPause")));
}

describe("a script cannot hold up the page", () => {
  test.each([
    ["in an endless loop", "console.log('before'); while (true) {}"],
    ["in an endless loop behind a wait", "await 0; console.log('before'); for (;;);"],
    ["with promises without an end", "console.log('before'); for (;;) await 0;"],
    [
      "in an endless loop of its timer",
      "setTimeout(() => { console.log('before'); while (true) {} }, 1000);",
    ],
  ])("%s", async (_, body) => {
    const { page, choose, write, run, result, outputs } = await openPlayground();
    await choose("Rule");
    await write("Rule", ruleOf(body));
    const longestPause = await watchPauses(page);
    const began = performance.now();
    await run();
    const took = performance.now() - began;
    expect(await result("Rule").textContent()).toContain("Timed out");
    expect(await result("Rule").textContent()).toContain(
      "The script was stopped after 2 s of work.",
    );
    expect(await result("Rule").textContent()).toContain(
      "the run was ended after 2 s of real time: it was still at work, as in an endless loop",
    );
    // What it wrote before is there.
    expect(await result("Rule").textContent()).toContain("before");
    expect(took).toBeGreaterThan(1_900);
    expect(took).toBeLessThan(8_000);
    // A page that waits for the loop would pause for its two seconds.
    expect(await longestPause()).toBeLessThan(1_500);
    await expect.poll(() => page.workers(), { timeout: workersEnd }).toEqual([]);
    // The next run is as any other.
    await write("Rule", ruleOf("done();"));
    await run();
    expect(await outputs.textContent()).toMatch(wentOn);
  });

  test.each([
    [
      "by sending more than can be shown",
      "await fetch('https://example.com/', { method: 'POST', body: 'x'.repeat(5_000_000) }); done();",
    ],
    ["by asking without an end", "for (;;) await fetch('https://example.com/');"],
  ])("%s", async (_, body) => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Rule");
    await write("Rule", ruleOf(body));
    const longestPause = await watchPauses(page);
    await run();
    expect(await result("Rule").textContent()).toContain(
      "the script wrote or sent more than can be shown, so it was ended",
    );
    expect(await longestPause()).toBeLessThan(1_000);
    await expect.poll(() => page.workers(), { timeout: workersEnd }).toEqual([]);
  });

  test("by writing without an end", async () => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Rule");
    await write("Rule", ruleOf("while (true) console.log('x'.repeat(100));"));
    const longestPause = await watchPauses(page);
    await run();
    const text = await result("Rule").textContent();
    expect(text).toContain("it was still at work, as in an endless loop");
    expect(text).toContain("the console has more lines than are shown");
    expect(await longestPause()).toBeLessThan(1_000);
  });

  test("by writing much, which a login may", async () => {
    const { choose, write, run, result } = await openPlayground();
    await choose("Rule");
    const body = "for (let at = 0; at < 3000; at++) console.log(at); done();";
    await write("Rule", ruleOf(body));
    await run();
    const text = await result("Rule").textContent();
    expect(text).toMatch(wentOn);
    expect(text).toContain("the console has 2,000 more lines than are shown");
    // As JSON that is six times as long.
    await write("Rule", ruleOf("console.log('\\u0001'.repeat(400_000)); done();"));
    await run();
    expect(await result("Rule").textContent()).toContain("the console has 1 more line than");
  });

  test("by throwing where nobody catches it", async () => {
    const { choose, write, run, result } = await openPlayground();
    await choose("Rule");
    for (const body of [
      "setTimeout(() => { throw new Error('thrown'); }, 1000);",
      "globalThis.setTimeout(() => { throw new Error('thrown'); }, 1);",
      "queueMicrotask(() => { throw new Error('thrown'); });",
      "Promise.reject(new Error('thrown'));",
    ]) {
      await write("Rule", ruleOf(body));
      await run();
      const text = await result("Rule").textContent();
      expect(text, body).toContain("Failed. Error: thrown, line 3.");
      expect(text, body).toContain("line 3, column");
    }
  });
});

test("of a script that took too long nothing is left in the next run", async () => {
  const { page, choose, write, run, result } = await openPlayground();
  await choose("Rule");
  await write("Rule", ruleOf("done();"));
  await run();
  const first = page.frames();
  await run();
  expect(page.frames()).toEqual(first);
  await write("Rule", ruleOf("while (true) {}"));
  await run();
  await write("Rule", ruleOf("done();"));
  await run();
  expect(await result("Rule").textContent()).toMatch(wentOn);
  expect(page.frames()).toHaveLength(2);
  expect(page.frames()[1]).not.toBe(first[1]);
});

describe("a login whose user is away", () => {
  // What a script has is on the login's clock, which stands still while the user is away.
  const real = 'const real = [].constructor.constructor("return globalThis")();';
  const away = 'context.redirect = { url: "https://example.com/" }; done();';

  test.each([
    ["an endless loop", "real.setTimeout(() => { while (true) {} }, 100);"],
    [
      "promises without an end",
      "const next = () => Promise.resolve().then(next); real.setTimeout(next, 100);",
    ],
    [
      "work that pauses now and then",
      `const work = () => {
         const end = real.performance.now() + 400;
         while (real.performance.now() < end);
         real.setTimeout(work, 100);
       };
       real.setTimeout(work, 100);`,
    ],
  ])("is ended if its script has left %s behind", async (_, loop) => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Rule");
    await write("Rule", ruleOf(`${real} ${loop} ${away}`));
    await run();
    expect(await result("Rule").textContent()).toContain("Redirected to");
    expect(page.workers()).toHaveLength(1);
    await expect.poll(() => page.workers(), { timeout: 2 * workersEnd }).toEqual([]);
    await page.getByRole("button", { name: "Come back" }).click();
    await result("Rule")
      .getByText("the script went on computing while the login waited for its user")
      .waitFor();
  });

  test("may write as much again after the return", async () => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Rule");
    const lines = "for (let at = 0; at < 999; at++) console.log(at);";
    const back = 'if (context.protocol === "redirect-callback") return done();';
    await write("Rule", ruleOf(`${lines} ${back} ${away}`));
    await run();
    await page.getByRole("button", { name: "Come back" }).click();
    await result("Rule").getByText("after the user came back").waitFor();
    expect(await result("Rule").locator(".verdict").textContent()).toMatch(wentOn);
  });

  test("waits although its script throws in the meantime", async () => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Rule");
    const late = "real.setTimeout(() => { throw new Error('late'); }, 200);";
    await write(
      "Rule",
      ruleOf(
        `if (context.protocol === "redirect-callback") return done(); ${real} ${late} ${away}`,
      ),
    );
    await run();
    await page.waitForTimeout(500);
    await page.getByRole("button", { name: "Come back" }).click();
    await result("Rule").getByText("after the user came back").waitFor();
    const text = await result("Rule").locator(".verdict").textContent();
    expect(text).toMatch(wentOn);
  });

  test("waits for as long as a user takes", async () => {
    const { page, choose, write, run, result } = await openPlayground();
    await choose("Rule");
    await write(
      "Rule",
      ruleOf(`if (context.protocol === "redirect-callback") return done(); ${away}`),
    );
    await run();
    // Longer than what a run may take, twice.
    await page.waitForTimeout(4_500);
    await page.getByRole("button", { name: "Come back" }).click();
    await result("Rule").getByText("after the user came back").waitFor();
    expect(await result("Rule").locator(".verdict").textContent()).toMatch(wentOn);
  });
});

test("a login that waits in vain costs no time", async () => {
  const { choose, write, run, result } = await openPlayground();
  await choose("Rule");
  await write("Rule", "function rule(user, context, callback) {}");
  const began = performance.now();
  await run();
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(await result("Rule").textContent()).toContain("Timed out after 20 s.");
  expect(await result("Rule").textContent()).toContain("Took 20 s on the login’s clock");
});
