import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openPlayground } from "./support/open-playground.ts";
import { openSite } from "./support/open-site.ts";

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

describe("where a button has done its work and is gone, the focus goes on", () => {
  test("from the examples of settings to Run, by which keys still run it", async () => {
    const { page, result } = await openPlayground({ address: "?template=mailgun" });
    const examples = page.getByRole("button", { name: "Use examples" });
    await examples.focus();
    await page.keyboard.press("Enter");
    await examples.waitFor({ state: "detached" });
    expect(await focusedText(page)).toContain("Run");
    await page.getByRole("status").getByText("The settings have examples now").waitFor();
    await page.keyboard.press("Control+Enter");
    await result("Action").waitFor();
  });

  test.each([
    ["?category=webhook", "Clear filters"],
    ["?q=mailgun&category=saml", "Any category"],
    ["?q=mailgun&category=saml&outage=deny", "Without any filter"],
    ["?q=xyzzy&category=nowhere", "All templates"],
  ])("on %s from %s to the count", async (address, name) => {
    const { page } = await openSite({ address });
    const button = page.getByRole("button", { name });
    await button.focus();
    await page.keyboard.press("Enter");
    await button.waitFor({ state: "detached" });
    await expect.poll(() => focusedText(page)).toMatch(/^\d+ templates?$/);
  });

  test("from a value that no template has to the count", async () => {
    const { page } = await openSite({ address: "?category=nobody&category=webhook" });
    const choice = page.getByRole("checkbox", { name: "nobody" });
    await choice.focus();
    await page.keyboard.press("Space");
    await choice.waitFor({ state: "detached" });
    await expect.poll(() => focusedText(page)).toMatch(/^\d+ templates?$/);
  });

  test("from more values of a facet to the first of them", async () => {
    const many = Array.from({ length: 12 }, (_, index) => {
      const name = `Service ${String(index).padStart(2, "0")}`;
      return aGalleryTemplate({ id: `t${index}`, service: { name, url: "" } });
    });
    const { page } = await openSite({ gallery: renderTemplates(many) });
    await page.getByRole("button", { name: "4 more" }).focus();
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.id))
      .toBe("facet-service-Service 08");
  });

  test("from the last of the cards' button to what it has brought", async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      aGalleryTemplate({ id: `t${index}`, title: `Template ${index}` }),
    );
    const { page } = await openSite({ gallery: renderTemplates(many) });
    await page.getByRole("button", { name: "Show more" }).focus();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("card-t24");
  });

  test("to a setting that is added, and on when it is removed", async () => {
    const { page, playground } = await openPlayground();
    await playground.getByRole("tab", { name: "Settings" }).click();
    const add = page.getByRole("button", { name: "Add a setting" });
    for (const key of ["ONE", "TWO"]) {
      await add.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.type(key);
    }
    expect(await page.getByLabel("Key", { exact: true }).last().inputValue()).toBe("TWO");
    await page.getByRole("button", { name: "Remove setting ONE" }).focus();
    await page.keyboard.press("Enter");
    expect(await focusedText(page)).toBe("Add a setting");
    await page.getByRole("status").getByText("Setting ONE is removed").waitFor();
    expect(await page.getByLabel("Key", { exact: true }).inputValue()).toBe("TWO");
  });
});
