import nock from "nock";
import { describe, expect, test, vi } from "vitest";
import { standardHost, type Host } from "../../../src/emulator/host/host.ts";
import { createTenant } from "../../../src/emulator/tenant.ts";
import { aTenant } from "../../support/describeTemplate.ts";
import { silent, silentMidBody } from "../../support/network.ts";
import { actionOf, inBothForms, loginAsRule } from "../forms.ts";

const done = "callback(null, user, context);";
const url = "https://api.example.com/slow";

inBothForms((login) => {
  const inBoth = (body: string) => ({ rule: `${body} ${done}`, action: body });

  test("a silent service is left after exactly the time of AbortSignal.timeout", async () => {
    silent(url);
    const began = performance.now();
    const outcome = await login(
      inBoth(`const start = Date.now();
        try { await fetch("${url}", { signal: AbortSignal.timeout(5000) }); }
        catch (error) { console.log(error instanceof DOMException, error.name, Date.now() - start); }`),
    );
    expect(outcome.result).toBe("allowed");
    expect(outcome.console).toEqual([{ level: "log", text: "true TimeoutError 5000" }]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test.each([
    ["a fetch that never settles", `await fetch("${url}", { signal: AbortSignal.timeout(5000) });`],
    ["work that never calls back", `await crypto.subtle.digest("SHA-256", new Uint8Array());`],
  ])("%s is given up after the limit of a pipeline (R-251)", async (_what, wait) => {
    const waits: number[] = [];
    const host: Host = {
      ...standardHost,
      fetch: (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => {
            reject(new Error("left"));
          });
        }),
      after: (milliseconds, callback) => {
        waits.push(milliseconds);
        return standardHost.after(milliseconds / 1_000, callback);
      },
    };
    const digest = vi.spyOn(crypto.subtle, "digest").mockReturnValue(new Promise(() => undefined));
    const outcome = await createTenant({ host }).login({
      actions: [
        actionOf(`const start = Date.now();
          const late = new Promise((resolve) => setTimeout(resolve, 5000));
          await Promise.race([late, (async () => { ${wait} })().catch(() => {})]);
          console.log(Date.now() - start);`),
      ],
    });
    digest.mockRestore();
    expect(outcome.console).toEqual([{ level: "log", text: "5000" }]);
    expect(waits).toContain(20_000);
  });

  test("a body that stays silent rejects json() and not fetch", async () => {
    silentMidBody(url);
    const outcome = await login(
      inBoth(`const start = Date.now();
        const response = await fetch("${url}", { signal: AbortSignal.timeout(3000) });
        try { await response.json(); }
        catch (error) { console.log(response.status, error.name, Date.now() - start); }`),
    );
    expect(outcome.console).toEqual([{ level: "log", text: "200 TimeoutError 3000" }]);
  });

  test("a timeout after an answer does not fire and takes no time", async () => {
    nock("https://api.example.com").get("/slow").reply(200, { a: 1 });
    const outcome = await login(
      inBoth(`const start = Date.now();
        const response = await fetch("${url}", { signal: AbortSignal.timeout(5000) });
        console.log((await response.json()).a, response.url, Date.now() - start);`),
    );
    expect(outcome.console).toEqual([{ level: "log", text: `1 ${url} 0` }]);
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
    silent(url);
    let graces = 0;
    const after: Host["after"] = (_milliseconds, callback) => {
      graces++;
      return standardHost.after(0, callback);
    };
    const outcome = await login(
      inBoth(`const beat = setInterval(() => {}, 100);
        await fetch("${url}", { signal: AbortSignal.timeout(8000) }).catch(() => clearInterval(beat));
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
      const after: Host["after"] = (milliseconds, callback) =>
        standardHost.after(milliseconds < 1_000 ? 0 : milliseconds, callback);
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

  test.each([
    ["new Date(0).constructor.now()", "981173106000"],
    ["new Date(0).constructor === Date && new Date().constructor === Date", "true"],
    ["Date.prototype.constructor.now()", "981173106000"],
    ["new Date().toISOString()", "2001-02-03T04:05:06.000Z"],
    ["new (class extends Date {})().toISOString()", "2001-02-03T04:05:06.000Z"],
    ["new (class Mine extends Date {})() instanceof Date", "true"],
    ["new Date() instanceof (class Mine extends Date {})", "false"],
    ["structuredClone(new Date(0)) instanceof Date", "true"],
    ["Date().startsWith(new Date(981173106000).toString())", "true"],
    ["Date.name + Date.length", "Date7"],
    ["Date.UTC(1970, 0) + Date.parse('1970-01-01')", "0"],
    [`new Intl.DateTimeFormat("en", { timeZone: "UTC" }).format()`, "2/3/2001"],
    [`Intl.DateTimeFormat("en", { timeZone: "UTC" }).format()`, "2/3/2001"],
    [`Intl.DateTimeFormat("en", { timeZone: "UTC" }).format(0)`, "1/1/1970"],
    [`[0].map(Intl.DateTimeFormat("en", { timeZone: "UTC" }).format)[0]`, "1/1/1970"],
    [
      `Intl.DateTimeFormat("en", { timeZone: "UTC" }).formatToParts().map(({ value }) => value).join("")`,
      "2/3/2001",
    ],
    [`Intl.DateTimeFormat("en") instanceof Intl.DateTimeFormat`, "true"],
    [`new Intl.DateTimeFormat("en").constructor === Intl.DateTimeFormat`, "true"],
    [`Intl.DateTimeFormat.supportedLocalesOf("en")[0]`, "en"],
    [`new Intl.NumberFormat("en").format(1000)`, "1,000"],
    ["performance.now()", "0"],
    ["performance.timeOrigin", "981173106000"],
    ["typeof performance.mark", "function"],
  ])("%s is of the login's time (R-175)", async (expression, text) => {
    const outcome = await login(inBoth(`console.log(${expression});`), {
      now: "2001-02-03T04:05:06.000Z",
    });
    expect(outcome.console).toEqual([{ level: "log", text }]);
  });

  test("performance goes with the login's clock (R-175)", async () => {
    const outcome = await login(
      inBoth(
        `await new Promise((resolve) => setTimeout(resolve, 250)); console.log(performance.now());`,
      ),
    );
    expect(outcome.console).toEqual([{ level: "log", text: "250" }]);
  });

  test("Temporal.Now is of the login's time where there is one (R-175)", async () => {
    const zoned = (milliseconds: number, zone: string) => ({
      toPlainDate: () => `date of ${milliseconds} in ${zone}`,
      toPlainTime: () => `time of ${milliseconds} in ${zone}`,
      toPlainDateTime: () => `both of ${milliseconds} in ${zone}`,
      toString: () => `${milliseconds} in ${zone}`,
    });
    const fromEpochMilliseconds = (milliseconds: number) => ({
      milliseconds,
      toZonedDateTimeISO: (zone: string) => zoned(milliseconds, zone),
    });
    const Temporal = {
      Now: { timeZoneId: () => "Europe/Berlin", instant: () => "the host's" },
      Instant: { fromEpochMilliseconds },
    };
    const before = Reflect.get(globalThis, "Temporal") as unknown;
    Object.defineProperty(globalThis, "Temporal", { value: Temporal, configurable: true });
    const outcome = await login(
      inBoth(`const { Now } = Temporal;
        console.log(Now.instant().milliseconds, Now.timeZoneId(), String(Now.zonedDateTimeISO("UTC")),
          Now.plainDateISO(), Now.plainTimeISO("UTC"), Now.plainDateTimeISO("UTC"));`),
      { now: 5 },
    );
    if (before === undefined) {
      Reflect.deleteProperty(globalThis, "Temporal");
    } else {
      Object.defineProperty(globalThis, "Temporal", { value: before });
    }
    const text =
      "5 Europe/Berlin 5 in UTC date of 5 in Europe/Berlin time of 5 in UTC both of 5 in UTC";
    expect(outcome.console).toEqual([{ level: "log", text }]);
    expect((await login(inBoth("console.log(typeof Temporal);"))).console).toEqual([
      { level: "log", text: typeof before },
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
        const answer = new Promise((resolve) => https.get("${url}", (response) => {
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
    const outcome = await loginAsRule(`fetch("${url}").then(() => console.log("sent")); ${done}`);
    expect(outcome.console).toEqual([{ level: "log", text: "sent" }]);
    expect(request.isDone()).toBe(true);
  });

  test("the time of the login does not grow by what goes on", async () => {
    silent(url);
    const outcome = await loginAsRule(
      `fetch("${url}", { signal: AbortSignal.timeout(9000) }).catch(() => console.log("gave up")); ${done}`,
    );
    expect(outcome.result).toBe("allowed");
    expect(outcome.console).toEqual([{ level: "log", text: "gave up" }]);
  });
});
