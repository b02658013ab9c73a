import { expect, test } from "vitest";

import {
  closePage,
  openPage,
  returnPage,
  showFirst,
  takePage,
  type SharedPage,
} from "./shared-page.ts";

/** All that a test can leave on a page for the next one. */
async function stateOf(shared: SharedPage): Promise<unknown> {
  const { page, context, site } = shared;
  site.setGallery("[]");
  await showFirst(shared, site.url);
  const found = await page.evaluate(async () => {
    const name = "clipboard-read" as PermissionName;
    const media = ["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion)"];
    Object.assign(globalThis, {
      wheeled: new Promise((resolve) => {
        addEventListener("wheel", ({ clientX, clientY }) => {
          resolve([clientX, clientY]);
        });
      }),
    });
    return {
      stored: [Object.entries(localStorage), Object.entries(sessionStorage)],
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      permission: (await navigator.permissions.query({ name })).state,
      window: [innerWidth, innerHeight],
      media: media.filter((query) => matchMedia(query).matches),
      history: history.length,
      isRouted: (await fetch("routed")).ok,
    };
  });
  await page.mouse.wheel(0, 1);
  const mouse = await page.evaluate("wheeled");
  const { cookies } = await context.storageState();
  return { ...found, mouse, cookies, pages: context.pages().length };
}

async function leaveMuchOn({ page, context }: SharedPage): Promise<void> {
  await page.setViewportSize({ width: 400, height: 400 });
  await page.emulateMedia({ media: "print", colorScheme: "dark", reducedMotion: "no-preference" });
  await page.route("**/routed", (route) => route.fulfill({ body: "" }));
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.mouse.move(200, 200);
  await page.evaluate(async () => {
    localStorage.setItem("kept", "here");
    sessionStorage.setItem("kept", "here");
    // What a page does as it is left comes after all that a test does.
    addEventListener("pagehide", () => {
      sessionStorage.setItem("left", "behind");
    });
    document.cookie = "kept=here";
    history.pushState({}, "", "?more");
    await caches.open("kept");
    await new Promise((resolve) => {
      indexedDB.open("kept").onsuccess = resolve;
    });
  });
}

test("a page is as good as new when the next test gets it", async () => {
  const other = await openPage({}, true);
  const first = await openPage({}, true);
  await showFirst(first, first.site.url);
  await leaveMuchOn(first);
  await returnPage(first);
  const next = await takePage({});
  expect(next.page).toBe(first.page);
  expect(next.site.requests).toEqual([]);
  expect(await stateOf(next)).toEqual(await stateOf(other));
  await Promise.all([closePage(next), closePage(other)]);
});

test.each([
  ["has another one open", "open('about:blank')"],
  ["still has a worker", "new Worker(URL.createObjectURL(new Blob(['0'])))"],
  ["is kept busy", "setTimeout(() => { console.log(1); while (true); })"],
])("a page that %s is closed after its test", async (_, script) => {
  const shared = await openPage({}, true);
  const { page, context, site } = shared;
  await page.goto(site.blank);
  const begun = Promise.race([
    context.waitForEvent("page"),
    page.waitForEvent("worker"),
    page.waitForEvent("console"),
  ]);
  await page.evaluate(script);
  await begun;
  await returnPage(shared);
  expect(page.isClosed()).toBe(true);
});
