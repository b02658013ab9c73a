import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import type { Gallery } from "../../src/gallery/entry.ts";
import { readOwnGallery } from "./support/galleries.ts";
import { goTo } from "./support/go-to.ts";
import { openPlayground } from "./support/open-playground.ts";
import { openSite } from "./support/open-site.ts";

const templates = (JSON.parse(readOwnGallery()) as Gallery).flatMap((group) => group.templates);

/** How light the page is, from 0 to 255. */
const lightness = (page: Page) =>
  page.evaluate(() => {
    const [red = "0"] = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [];
    return Number(red);
  });

describe("the theme", () => {
  test.each([
    ["light", 200, 255],
    ["dark", 0, 60],
  ] as const)("is %s where the system is", async (colorScheme, least, most) => {
    const { page } = await openSite({ colorScheme });
    const light = await lightness(page);
    expect(light).toBeGreaterThanOrEqual(least);
    expect(light).toBeLessThanOrEqual(most);
  });

  test("is what the reader chooses, also the next time, from the first moment on", async () => {
    const { page } = await openSite({ colorScheme: "light" });
    await page.getByRole("radio", { name: "Dark" }).check({ force: true });
    expect(await lightness(page)).toBeLessThan(60);
    // Without the script that draws the page, what is left is what is painted first.
    await page.route("**/main-*.js", (route) =>
      route.fulfill({ body: "", contentType: "text/javascript" }),
    );
    await page.reload();
    expect(await lightness(page)).toBeLessThan(60);
    await page.unroute("**/main-*.js");
    await page.reload();
    await page.getByRole("radio", { name: "System" }).check({ force: true });
    expect(await lightness(page)).toBeGreaterThan(200);
  });
});

describe("at 360 pixels", () => {
  const viewport = { width: 360, height: 740 };
  /** Pixels by which the page is wider than the window. */
  const overflow = (page: Page) =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );

  test.each(["", "?q=xyzzy"])("nothing of %j sticks out", async (address) => {
    const { page } = await openSite({ address, viewport });
    await page.locator("main h1").waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test("nothing of a template sticks out", async () => {
    const { page } = await openSite({ viewport });
    for (const { id, title } of templates) {
      await goTo(page, `?template=${id}`);
      await page.getByRole("heading", { name: title, level: 1, exact: true }).waitFor();
      await page.locator(".hljs-keyword").first().waitFor();
      expect(await overflow(page), id).toBeLessThanOrEqual(0);
    }
  }, 180_000);

  test("the filters are there when they are asked for", async () => {
    const { page } = await openSite({ viewport });
    const choice = page.getByRole("checkbox", { name: "Calls no service" });
    const unfold = page.getByRole("button", { name: "Filters" });
    await unfold.waitFor();
    await expect.poll(() => choice.isVisible()).toBe(false);
    await unfold.click();
    await choice.check();
    await page.getByRole("button", { name: /^Show \d+ templates$/ }).click();
    await expect.poll(() => choice.isVisible()).toBe(false);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe("Filters 1");
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test("a filter that has the focus is not covered", async () => {
    const { page } = await openSite({ viewport });
    await page.getByRole("button", { name: "Filters" }).click();
    const choices = await page.locator(".sheet :is(a, input, select)").count();
    for (let step = 0; step < choices; step++) {
      await page.keyboard.press("Tab");
      const isSeen = await page.evaluate(() => {
        const { x, y, width, height } = (
          document.activeElement ?? document.body
        ).getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === document.activeElement;
      });
      expect(isSeen, String(step)).toBe(true);
    }
  });

  test.each([320, 360])("no tab is cut off, %d wide, beside a problem either", async (width) => {
    const { page, write, run } = await openPlayground({ viewport: { ...viewport, width } });
    await write("Login", "{");
    await run();
    await page.getByRole("tab", { name: "Login has a problem" }).waitFor();
    const bar = page.locator(".inputs .code-bar");
    expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test("what is touched is large enough", async () => {
    const { page } = await openSite({ address: "?template=mailgun", viewport });
    await page.locator("main h1").waitFor();
    const small = await page
      .locator("button:visible, select:visible, .theme label")
      .evaluateAll((elements) =>
        elements
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect();
            return !element.classList.contains("skip") && Math.min(width, height) < 24;
          })
          .map(({ outerHTML }) => outerHTML),
      );
    expect(small).toEqual([]);
  });
});

test("on paper there are the description, the settings and the code of both forms, dark on light", async () => {
  const { page } = await openSite({ address: "?template=mailgun", colorScheme: "dark" });
  await page.locator(".hljs-keyword").first().waitFor();
  await page.emulateMedia({ media: "print" });
  const visible = async (selector: string) => page.locator(selector).first().isVisible();
  expect(await visible(".prose")).toBe(true);
  expect(await visible("#code-panel-action .code")).toBe(true);
  expect(await visible("#code-panel-rule .code")).toBe(true);
  expect(await visible(".settings .field code")).toBe(true);
  for (const part of [".code-bar", ".settings input", ".use-it", ".top", ".foot"]) {
    expect(await visible(part), part).toBe(false);
  }
  expect(await lightness(page)).toBe(255);
});

test.each([
  ["reduce", false],
  ["no-preference", true],
] as const)("with motion %s things move: %s", async (reducedMotion, moves) => {
  const { page } = await openSite({ reducedMotion });
  await page.locator(".card").first().waitFor();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].some((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration !== "0s" || animationName !== "none";
    }),
  );
  expect(moving).toBe(moves);
});
