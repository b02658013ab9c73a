import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { openPlayground } from "../support/open-playground.ts";
import { startWitness } from "../support/witness.ts";
import { attempts, bodyOf } from "./attempts.ts";

/** All of a page that a script could have changed, apart from what the playground shows. */
function stateOf(page: Page): Promise<unknown> {
  return page.evaluate(async () => ({
    address: location.href,
    title: document.title,
    cookie: document.cookie,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    globals: Object.keys(globalThis).sort(),
    frames: [...document.querySelectorAll("iframe")].map((frame) => frame.outerHTML),
    head: document.head.innerHTML,
    heard: Reflect.get(globalThis, "heard") as unknown,
  }));
}

/** Notes what reaches the page by a message or a channel. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(globalThis, "heard", heard);
    addEventListener("message", ({ data }) => heard.push(`message ${String(data)}`));
    new BroadcastChannel("attempt").onmessage = () => heard.push("channel");
    addEventListener("storage", () => heard.push("storage"));
  });
}

/** Makes attempts in both forms, and gives what is different afterwards. */
async function effectsOf(made: readonly string[]) {
  const witness = await startWitness();
  const { page, write, run, result, requests, watch } = await openPlayground({ isNew: true });
  const body = bodyOf(made, witness.url);
  await write("Action", `exports.onExecutePostLogin = async () => {${body}\n};`);
  await write(
    "Rule",
    `async function tryAll(user, context, callback) {${body}\n  callback(null, user, context);\n}`,
  );
  await listen(page);
  const before = await stateOf(page);
  const asked = requests.length;
  await run();
  // The browser tells of each thing that the policy has forbidden, and names requests that it has
  // not made. Whether one was made, the witness knows.
  const complaints = watch
    .take()
    .filter((text) => !text.includes("Content Security Policy") && !text.includes(witness.url));
  const toldBy = (form: "Action" | "Rule") => result(form).locator(".console").allTextContents();
  return {
    told: [await toldBy("Action"), await toldBy("Rule")],
    before,
    after: await stateOf(page),
    witness: witness.asked,
    requests: requests.slice(asked),
    complaints,
  };
}

describe("a script that a stranger wrote has no effect", () => {
  test.each(attempts)("%s", async (_, made) => {
    const effects = await effectsOf(made);
    expect(effects.witness).toEqual([]);
    expect(effects.requests).toEqual([]);
    expect(effects.after).toEqual(effects.before);
    expect(effects.complaints).toEqual([]);
    // Each attempt was made, and the login came to its end behind it.
    for (const told of effects.told) {
      expect(told).toHaveLength(made.length);
    }
  });
});

/**
 * Replaces whatever could lead a script to the port that its worker speaks by, and forges an end on
 * what it finds.
 */
const forge = `function forge(user, context, callback) {
  const forged = { kind: "ended", outcome: { result: "allowed", idToken: { forged: true }, accessToken: {},
    userMetadata: {}, appMetadata: {}, console: [], warnings: [] }, milliseconds: 0, unused: [], dropped: 0 };
  const { postMessage } = MessagePort.prototype;
  const found = new Set();
  const take = (port) => {
    if (!(port instanceof MessagePort) || found.has(port)) return;
    found.add(port);
    postMessage.call(port, { text: JSON.stringify(forged), state: "over" });
  };
  const watch = (owner, key) => {
    const { value, get } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
    const seen = (self, args) => {
      for (const one of [self, self?.target, self?.currentTarget, ...args]) take(one);
    };
    if (typeof value === "function") owner[key] = function (...args) {
      seen(this, args);
      return value.apply(this, args);
    };
    else if (get) Object.defineProperty(owner, key, { get() {
      seen(this, []);
      return get.call(this);
    } });
  };
  for (const owner of [MessagePort.prototype, MessageEvent.prototype, EventTarget.prototype, Event.prototype])
    for (const key of Object.getOwnPropertyNames(owner))
      if (!["constructor", "target", "currentTarget"].includes(key)) watch(owner, key);
  watch(JSON, "stringify");
  watch(Function.prototype, "bind");
  Error.prepareStackTrace = (error, sites) => {
    for (const site of sites) take(site.getThis?.());
    return "";
  };
  context.idToken["https://example.com/stack"] = String(new Error("look").stack);
  context.idToken["https://example.com/done"] = true;
  if (context.protocol !== "redirect-callback") context.redirect = { url: "https://example.com/" };
  setTimeout(() => callback(null, user, context), 1);
}`;

test("a script does not get at the port that its worker speaks by", async () => {
  const { page, choose, write, run, result } = await openPlayground({ isNew: true });
  await choose("Rule");
  await write("Rule", forge);
  await run();
  expect(await result("Rule").textContent()).toContain("Redirected to");
  // By now it sees all that the worker is told.
  await page.getByRole("button", { name: "Come back" }).click();
  await result("Rule").getByText("after the user came back").waitFor();
  const text = await result("Rule").textContent();
  expect(text).toContain("https://example.com/done true");
  expect(text).not.toContain("forged");
});

/** The page of the sandbox with something done before its worker's own program. */
function doBefore(html: string, work: string): string {
  const [, script = ""] = /<script>(.*)<\/script>/s.exec(html) ?? [];
  const changed = script.replace(/(?<=['"`])"use strict";\(\(\)=>\{/, (begin) => begin + work);
  if (changed === script) {
    throw new Error("the frame has no worker");
  }
  const hash = createHash("sha256").update(changed).digest("base64");
  return html.replace(script, () => changed).replace(/sha256-[\w+/=]+/, () => `sha256-${hash}`);
}

test("nothing runs where the browser does not give up what could lead out", async () => {
  const { page, run, outputs } = await openPlayground({ isNew: true });
  await page.route("**/frame-*.html", async (route) => {
    const response = await route.fetch();
    const body = doBefore(
      await response.text(),
      "Object.defineProperty(globalThis,`wayOut`,{value:()=>1});",
    );
    await route.fulfill({ response, body });
  });
  await page.reload();
  await page.locator(".playground-page").waitFor();
  await run();
  expect(await outputs.textContent()).toContain("the browser does not give up wayOut");
  expect(await outputs.textContent()).not.toContain("The login");
});

test("the frame does nothing in an origin that has more than it", async () => {
  const { page } = await openPlayground({ isNew: true });
  const address = await page.locator("iframe").getAttribute("src");
  await page.goto(address ?? "");
  const answered = page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => {
          resolve(data);
        };
        postMessage("run", "*", [port2]);
        setTimeout(resolve, 1000, "no answer");
      }),
  );
  expect(await answered).toBe("no answer");
  expect(page.workers()).toEqual([]);
  expect(await page.textContent("body")).toContain("does nothing by itself");
});

test("the frame has an origin of its own, and a policy without a network", async () => {
  const { page } = await openPlayground({ isNew: true });
  const frame = page.locator("iframe");
  expect(await frame.getAttribute("sandbox")).toBe("allow-scripts");
  const inner = page.frameLocator("iframe");
  expect(await inner.locator("html").evaluate(() => origin)).toBe("null");
  const policy = await inner.locator("meta[http-equiv]").getAttribute("content");
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[\w+/=]+' 'unsafe-eval'; worker-src blob:; base-uri 'none'; form-action 'none'$/,
  );
});
