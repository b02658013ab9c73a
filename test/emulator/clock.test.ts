import nock from "nock";
import { describe, expect, test } from "vitest";
import { standardHost, type Host } from "../../src/emulator/host.ts";
import { createTenant } from "../../src/emulator/tenant.ts";
import { aTenant } from "../support/describeTemplate.ts";
import { silent, silentMidBody } from "../support/network.ts";
import { inBothForms, loginAsRule } from "./forms.ts";

const DONE = "callback(null, user, context);";
const URL = "https://api.example.com/slow";

inBothForms((login) => {
  const inBoth = (body: string) => ({ rule: `${body} ${DONE}`, action: body });

  test("a silent service is left after exactly the time of AbortSignal.timeout", async () => {
    silent(URL);
    const began = performance.now();
    const outcome = await login(
      inBoth(`const start = Date.now();
        try { await fetch("${URL}", { signal: AbortSignal.timeout(5000) }); }
        catch (error) { console.log(error instanceof DOMException, error.name, Date.now() - start); }`),
    );
    expect(outcome.result).toBe("allowed");
    expect(outcome.console).toEqual([{ level: "log", text: "true TimeoutError 5000" }]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("a body that stays silent rejects json() and not fetch", async () => {
    silentMidBody(URL);
    const outcome = await login(
      inBoth(`const start = Date.now();
        const response = await fetch("${URL}", { signal: AbortSignal.timeout(3000) });
        try { await response.json(); }
        catch (error) { console.log(response.status, error.name, Date.now() - start); }`),
    );
    expect(outcome.console).toEqual([{ level: "log", text: "200 TimeoutError 3000" }]);
  });

  test("a timeout after an answer does not fire and takes no time", async () => {
    nock("https://api.example.com").get("/slow").reply(200, { a: 1 });
    const outcome = await login(
      inBoth(`const start = Date.now();
        const response = await fetch("${URL}", { signal: AbortSignal.timeout(5000) });
        console.log((await response.json()).a, response.url, Date.now() - start);`),
    );
    expect(outcome.console).toEqual([{ level: "log", text: `1 ${URL} 0` }]);
  });

  test("a login that waits for nothing is timed out without waiting", async () => {
    const began = performance.now();
    const outcome = await login(inBoth("await new Promise(() => {});"));
    expect(outcome.result).toBe("timed-out");
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("a timer at nineteen seconds is in time, one at twenty is not (R-105, A-4)", async () => {
    const wait = (ms: number) =>
      inBoth(`await new Promise((resolve) => setTimeout(resolve, ${ms}));`);
    expect((await login(wait(19_999))).result).toBe("allowed");
    expect((await login(wait(20_000))).result).toBe("timed-out");
  });

  test("work that the clock cannot see is not overtaken by a timer", async () => {
    // On a machine as slow as may be: what is unseen gets a second, and all of it is not taken.
    const after: Host["after"] = (_milliseconds, callback) => standardHost.after(1_000, callback);
    const outcome = await login(
      inBoth(`const late = new Promise((resolve) => setTimeout(resolve, 1000, "timer").unref());
        const zipped = new Blob(["a"]).stream().pipeThrough(new CompressionStream("gzip"));
        console.log(await Promise.race([late, new Response(zipped).arrayBuffer().then(() => "zipped")]));`),
      { tenant: aTenant({ host: { ...standardHost, after } }) },
    );
    expect(outcome.console).toEqual([{ level: "log", text: "zipped" }]);
  });

  test("before the clock jumps, what it cannot see gets some real time", async () => {
    const given: number[] = [];
    const after: Host["after"] = (milliseconds, callback) => {
      given.push(milliseconds);
      return standardHost.after(0, callback);
    };
    await login(inBoth("await new Promise((resolve) => setTimeout(resolve, 1000));"), {
      tenant: aTenant({ host: { ...standardHost, after } }),
    });
    expect(given).toEqual([expect.toSatisfy((milliseconds: number) => milliseconds >= 10)]);
  });

  test("a timer that repeats is waited for in real time for a second at most", async () => {
    let graces = 0;
    const after: Host["after"] = (_milliseconds, callback) => {
      graces++;
      return standardHost.after(0, callback);
    };
    const outcome = await login(
      inBoth("setInterval(() => {}, 100); await new Promise(() => {});"),
      { tenant: aTenant({ host: { ...standardHost, after } }) },
    );
    expect(outcome.result).toBe("timed-out");
    expect(graces).toBeGreaterThan(1);
    expect(graces).toBeLessThanOrEqual(50);
  });

  test("a timer that repeats beside a silent service takes nothing from what is waited for", async () => {
    silent(URL);
    let graces = 0;
    const after: Host["after"] = (_milliseconds, callback) => {
      graces++;
      return standardHost.after(0, callback);
    };
    const outcome = await login(
      inBoth(`const beat = setInterval(() => {}, 100);
        await fetch("${URL}", { signal: AbortSignal.timeout(8000) }).catch(() => clearInterval(beat));
        await new Promise((resolve) => setTimeout(resolve, 1000));`),
      { tenant: aTenant({ host: { ...standardHost, after } }) },
    );
    expect(outcome.result).toBe("allowed");
    expect(graces).toBeGreaterThan(0);
  });

  test.each([
    [
      "crypto.pbkdf2",
      `await util.promisify(require("crypto").pbkdf2)("p", "s", 20_000, 64, "sha512");`,
    ],
    [
      "crypto.subtle",
      `const key = await crypto.subtle.importKey("raw", new Uint8Array(8), "PBKDF2", false, ["deriveBits"]);
      await require("crypto").webcrypto.subtle.deriveBits(
        { name: "PBKDF2", hash: "SHA-512", salt: new Uint8Array(8), iterations: 20_000 }, key, 512);`,
    ],
  ])(
    "%s, which works beside the event loop, is waited for and takes no time",
    async (_what, work) => {
      // No time at all for what the clock cannot see.
      const after: Host["after"] = (_milliseconds, callback) => standardHost.after(0, callback);
      const outcome = await login(
        inBoth(
          `const util = require("util"), start = Date.now(); ${work} console.log(Date.now() - start);`,
        ),
        { tenant: aTenant({ host: { ...standardHost, after } }) },
      );
      expect(outcome.console).toEqual([{ level: "log", text: "0" }]);
    },
  );

  test.each(["timers/promises", "node:timers/promises", "node:timers"])(
    "what require(%j) gives waits on the login's clock",
    async (id) => {
      const outcome = await login(
        inBoth(`const start = Date.now();
          const given = require("${id}");
          const timers = given.promises ?? given;
          const say = (...words) => console.log(...words, Date.now() - start);
          say(await timers.setTimeout(5000, "a"));
          say(await timers.setImmediate("b"));
          for await (const word of timers.setInterval(1000, "c")) { say(word); break; }
          await timers.scheduler.wait(500); await timers.scheduler.yield(); say("d");
          const signal = AbortSignal.timeout(200);
          try { await timers.setTimeout(900, "e", { signal }); }
          catch (error) { say(error.name, error.code, error.cause === signal.reason); }
          if (given.promises) await new Promise((resolve) => given.setTimeout(resolve, 100));
          timers.setTimeout(60_000, "f", { ref: false });`),
      );
      const texts = outcome.console.map(({ text }) => text);
      expect(texts).toEqual([
        "a 5000",
        "b 5000",
        "c 6000",
        "d 6500",
        "AbortError ABORT_ERR true 6700",
      ]);
    },
  );

  test("intervals, cleared timers and setImmediate run on the login's clock", async () => {
    const outcome = await login(
      inBoth(`const start = Date.now(), seen = [];
        setTimeout(() => seen.push("cleared"), 50).unref();
        const cleared = setTimeout(() => seen.push("never"), 10);
        clearTimeout(cleared);
        setImmediate(() => seen.push("immediate"));
        await new Promise((resolve) => {
          const every = setInterval(() => {
            seen.push(Date.now() - start);
            if (seen.length === 4) { clearInterval(every); resolve(); }
          }, 40);
        });
        console.log(seen);`),
    );
    expect(outcome.console).toEqual([{ level: "log", text: '["immediate",40,"cleared",80]' }]);
  });

  test("util.promisify(setTimeout) waits on the login's clock", async () => {
    const outcome = await login(
      inBoth(`const start = Date.now();
        await require("util").promisify(setTimeout)(7000);
        console.log(Date.now() - start);`),
    );
    expect(outcome.console).toEqual([{ level: "log", text: "7000" }]);
  });

  test("Date and AbortSignal are the realm's own but for the time", async () => {
    const outcome = await login(
      inBoth(`console.log(new Date().toISOString(), new Date(0).getTime(), new Date() instanceof Date);
        const signal = AbortSignal.any([AbortSignal.abort("why"), AbortSignal.timeout(10)]);
        console.log(signal instanceof AbortSignal, signal.reason, typeof Date());`),
      { now: "2026-02-03T04:05:06.000Z" },
    );
    expect(outcome.console.map(({ text }) => text)).toEqual([
      "2026-02-03T04:05:06.000Z 0 true",
      "true why string",
    ]);
  });

  test("the real clock takes real time", async () => {
    const tenant = createTenant({ clock: "real" });
    const began = performance.now();
    const outcome = await login(
      inBoth("await new Promise((resolve) => setTimeout(resolve, 40));"),
      { tenant },
    );
    expect(outcome.result).toBe("allowed");
    expect(performance.now() - began).toBeGreaterThanOrEqual(38);
  });

  test("a module that waits out of sight puts the login on real time", async () => {
    nock("https://api.example.com").get("/slow").delay(60).reply(200, "late");
    const outcome = await login(
      inBoth(`const https = require("https");
        const answer = new Promise((resolve) => https.get("${URL}", (response) => {
          response.on("data", (chunk) => resolve(String(chunk)));
        }));
        const timer = new Promise((resolve) => setTimeout(resolve, 2000, "timer"));
        console.log(await Promise.race([answer, timer]));`),
    );
    expect(outcome.console).toEqual([{ level: "log", text: "late" }]);
  });
});

describe("after the callback of a rule", () => {
  test("requests still come to their end (R-82)", async () => {
    const request = nock("https://api.example.com").get("/slow").reply(200);
    const outcome = await loginAsRule(`fetch("${URL}").then(() => console.log("sent")); ${DONE}`);
    expect(outcome.console).toEqual([{ level: "log", text: "sent" }]);
    expect(request.isDone()).toBe(true);
  });

  test("the time of the login does not grow by what goes on", async () => {
    silent(URL);
    const outcome = await loginAsRule(
      `fetch("${URL}", { signal: AbortSignal.timeout(9000) }).catch(() => console.log("gave up")); ${DONE}`,
    );
    expect(outcome.result).toBe("allowed");
    expect(outcome.console).toEqual([{ level: "log", text: "gave up" }]);
  });
});
