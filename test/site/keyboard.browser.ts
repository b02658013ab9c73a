import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";

import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";

const focusOf = (page: Page) => page.evaluate(() => document.activeElement?.id);

/** Whether what has the focus, or the card around it, has a ring that can be seen. */
const ringOf = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    const around = [focused, focused.closest(".card"), focused.closest("label")];
    return around.some((element) => element && getComputedStyle(element).outlineStyle !== "none");
  });

const six = renderTemplates(
  Array.from({ length: 6 }, (_, index) =>
    aGalleryTemplate({ id: `t${index}`, title: `Template ${index}` }),
  ),
);

describe("with the keyboard alone", () => {
  test("one searches, opens a template, reads both forms and comes back", async () => {
    const { page } = await openSite();
    await page.locator(".card").first().waitFor();
    await page.keyboard.press("/");
    await expect.poll(() => focusOf(page)).toBe("search");
    await page.keyboard.type("mailgun");
    await page.locator("mark").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focusOf(page)).toBe("card-mailgun");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Send emails through Mailgun", level: 1 }).waitFor();
    while ((await focusOf(page)) !== "code-tab-action") {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("ArrowRight");
    expect(
      await page.locator(".code-tabs").getByRole("tabpanel", { name: "Rule" }).isVisible(),
    ).toBe(true);
    await page.keyboard.press("Escape");
    await page.locator("#card-mailgun").waitFor();
    await expect.poll(() => focusOf(page)).toBe("card-mailgun");
    expect(await page.getByRole("searchbox").inputValue()).toBe("mailgun");
  });

  test("one goes from card to card as they stand on the page", async () => {
    const { page } = await openSite({ gallery: six, viewport: { width: 1280, height: 800 } });
    await page.getByRole("searchbox").focus();
    const way: [string, string][] = [
      ["ArrowDown", "card-t0"],
      ["ArrowRight", "card-t1"],
      ["ArrowDown", "card-t4"],
      ["ArrowLeft", "card-t3"],
      ["End", "card-t5"],
      ["ArrowRight", "card-t5"],
      ["Home", "card-t0"],
      ["ArrowUp", "search"],
    ];
    for (const [key, id] of way) {
      await page.keyboard.press(key);
      await expect.poll(() => focusOf(page), { message: key }).toBe(id);
    }
  });

  test("one goes down one card at a time where they stand below each other", async () => {
    const { page } = await openSite({ gallery: six, viewport: { width: 360, height: 740 } });
    await page.getByRole("searchbox").focus();
    for (const id of ["card-t0", "card-t1", "card-t2"]) {
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => focusOf(page)).toBe(id);
    }
  });

  test("Enter in the search leads to the first card, and opens the only one", async () => {
    const { page } = await openSite({ gallery: six });
    await page.getByRole("searchbox").fill("template");
    await page.keyboard.press("Enter");
    await expect.poll(() => focusOf(page)).toBe("card-t0");
    await page.getByRole("searchbox").fill("t4");
    await page.locator(".card").nth(1).waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Template 4", level: 1 }).waitFor();
  });

  test("one meets the playground on the way down a template, however fast", async () => {
    const { page } = await openSite({
      address: "?template=mailgun",
      viewport: { width: 360, height: 640 },
    });
    await page.locator(".settings summary").waitFor();
    const held: Route[] = [];
    await page.route("**/*.js", (route) => {
      held.push(route);
    });
    await page.locator(".settings summary").focus();
    while ((await focusOf(page)) !== "try-it") {
      // Links of the prose are on the way, and nothing else.
      await page.keyboard.press("Tab");
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.closest(".related")))
        .toBe(null);
    }
    await Promise.all(held.map((route) => route.continue()));
    await page.unroute("**/*.js");
    await page.locator(".playground").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest(".playground"))).not.toBe(
      null,
    );
  });

  test("Escape empties the search first, and leaves it then", async () => {
    const { page } = await openSite({ address: "?q=mailgun" });
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
    await page.keyboard.press("Escape");
    expect(await focusOf(page)).not.toBe("search");
  });

  test("the slash goes to the search from a template, and is a slash in a text", async () => {
    const { page } = await openSite({ address: "?template=mailgun" });
    const field = page.locator("#setting-MAILGUN_DOMAIN");
    await field.focus();
    await page.keyboard.press("/");
    expect(await field.inputValue()).toBe("/");
    await page.locator(".code-tabs").getByRole("tab", { name: "Action" }).focus();
    await page.keyboard.press("/");
    await expect.poll(() => focusOf(page)).toBe("search");
  });

  test("one skips to the content", async () => {
    const { page } = await openSite();
    await page.locator(".card").first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => focusOf(page)).toBe("content");
  });

  test.each(["", "?template=mailgun"])("one sees where one is, all over %j", async (address) => {
    const { page } = await openSite({ address });
    await page.locator("main h1").waitFor();
    const seen = new Set<string>();
    for (let steps = 0; steps < 60; steps++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300) ?? "");
      if (at.startsWith("<body") || seen.has(at)) {
        break;
      }
      seen.add(at);
      expect(await ringOf(page), at).toBe(true);
    }
    expect(seen.size).toBeGreaterThan(15);
  });
});
