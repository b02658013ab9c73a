import { describe, expect, test } from "vitest";

import { findViolations } from "./support/axe.ts";
import { openSite } from "./support/open-site.ts";

describe("the header", () => {
  test("marks the page that is shown", async () => {
    const { page } = await openSite({ address: "?template=mailgun" });
    const current = page.locator(".top [aria-current=page]");
    await current.waitFor();
    expect(await current.allTextContents()).toEqual(["Templates"]);
    await page.getByRole("link", { name: "Playground", exact: true }).first().click();
    await expect.poll(() => current.allTextContents()).toEqual(["Playground"]);
  });

  test("is one line on a phone, with the theme at the foot of the page", async () => {
    const { page } = await openSite({ viewport: { width: 320, height: 640 } });
    await page.locator(".card").first().waitFor();
    expect((await page.locator(".top").boundingBox())?.height).toBeLessThan(50);
    expect(await page.locator(".top .theme").count()).toBe(0);
    await page.locator(".foot").getByRole("radio", { name: "Dark" }).check({ force: true });
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  });
});

describe("the footer", () => {
  test("says what the site is, and leads to what belongs to it", async () => {
    const { page, url } = await openSite();
    const foot = page.locator(".foot");
    await foot.waitFor();
    const text = await foot.innerText();
    expect(text).toContain("Everything runs in this browser. Nothing you type is sent anywhere.");
    expect(text).toMatch(/Version \d+\.\d+\.\d+/);
    for (const name of ["License", "rules.json"]) {
      const href = await foot.getByRole("link", { name }).evaluate((link) => {
        return link instanceof HTMLAnchorElement ? link.href : "";
      });
      expect((await fetch(href)).status, name).toBe(200);
    }
    const license = await (await fetch(url("licenses.txt"))).text();
    expect(license).toMatch(/^MIT License/);
  });
});

describe("the shortcuts", () => {
  test("are shown by their key, and can be switched off", async () => {
    const { page } = await openSite();
    await page.locator(".card").first().waitFor();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await dialog.waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    for (const key of ["?", "/"]) {
      await page.keyboard.press(key);
    }
    await expect.poll(() => dialog.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe("search");
    await page.reload();
    await page.locator(".foot").getByRole("button", { name: "Keyboard shortcuts" }).click();
    expect(await dialog.getByRole("checkbox").isChecked()).toBe(false);
  });
});

test("a playground that cannot be loaded says so, and can be tried again", async () => {
  const { page, watch } = await openSite();
  await page.locator(".card").first().waitFor();
  await page.route("**/code-playground-*.js", (route) => route.abort());
  await page.getByRole("link", { name: "Playground" }).click();
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.innerText()).toContain("The playground could not be loaded.");
  watch.take();
  await page.unroute("**/code-playground-*.js");
  await alert.getByRole("button", { name: "Try again" }).click();
  await page.locator(".playground").waitFor();
});
