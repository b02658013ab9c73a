import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";

const searchOf = (page: Page) => new URL(page.url()).search;
const focusOf = (page: Page) => page.evaluate(() => document.activeElement?.id);
const scrollOf = (page: Page) => page.evaluate(() => window.scrollY);

const many = renderTemplates(
  Array.from({ length: 400 }, (_, index) =>
    aGalleryTemplate({ id: `t${index}`, title: `Template ${index}` }),
  ),
);

describe("each state has an address", () => {
  test("words and facets", async () => {
    const { page } = await openSite();
    await page.getByRole("searchbox").fill("login");
    await page.getByRole("link", { name: "Tell other tools" }).click();
    await page.getByRole("checkbox", { name: "Calls no service" }).check();
    await page.getByLabel("Service", { exact: true }).selectOption("Mixpanel");
    await expect
      .poll(() => searchOf(page))
      .toBe("?q=login&collection=tell-other-tools&calls=no&service=Mixpanel");
  });

  test("a template and a tab", async () => {
    const { page } = await openSite();
    await page.getByRole("link", { name: "Send emails through Mailgun" }).click();
    await expect.poll(() => searchOf(page)).toBe("?template=mailgun");
    await page.locator(".code-tabs").getByRole("tab", { name: "Rule" }).click();
    await expect.poll(() => searchOf(page)).toBe("?template=mailgun&form=rule");
  });

  test("and each address leads to its state", async () => {
    const { page, url } = await openSite({ address: "?q=login&category=webhook&service=Mixpanel" });
    expect(await page.getByRole("searchbox").inputValue()).toBe("login");
    expect(await page.getByLabel("Service", { exact: true }).inputValue()).toBe("Mixpanel");
    await expect
      .poll(() => page.locator(".card h2").allTextContents())
      .toEqual(["Track logins in Mixpanel"]);
    await page.goto(url("?template=mailgun&form=rule"));
    await page.locator(".code-tabs").getByRole("tab", { name: "Rule", selected: true }).waitFor();
    expect(await page.title()).toBe("Send emails through Mailgun · Rules Templates");
  });
});

describe("back and forward", () => {
  test("take what was typed in one go as one step", async () => {
    const { page } = await openSite();
    const before = await page.evaluate(() => history.length);
    await page.getByRole("searchbox").pressSequentially("mailgun");
    await page.getByRole("checkbox", { name: "Calls no service" }).check();
    await expect.poll(() => page.evaluate(() => history.length)).toBe(before + 2);
    await page.goBack();
    await expect.poll(() => searchOf(page)).toBe("?q=mailgun");
    const choice = page.getByRole("checkbox", { name: "Calls no service" });
    expect(await choice.isChecked()).toBe(false);
    await page.goBack();
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
    await page.goForward();
    await page.goForward();
    await expect.poll(() => searchOf(page)).toBe("?q=mailgun&calls=no");
    await page.getByRole("heading", { name: "No matching templates" }).waitFor();
  });

  test("bring a list back as it was left", async () => {
    const { page } = await openSite({ gallery: many, address: "?q=template" });
    await expect.poll(() => page.locator(".card").count()).toBe(150);
    const card = page.locator("#card-t200");
    for (let tries = 0; tries < 20 && (await card.count()) === 0; tries++) {
      await page.mouse.wheel(0, 20_000);
      await page.waitForTimeout(50);
    }
    await card.scrollIntoViewIfNeeded();
    const shown = await page.locator(".card").count();
    const left = await scrollOf(page);
    expect(left).toBeGreaterThan(500);
    await card.click();
    await page.getByRole("heading", { name: "Template 200", level: 1 }).waitFor();
    await expect.poll(() => scrollOf(page)).toBe(0);
    await page.goBack();
    await card.waitFor();
    await expect.poll(() => scrollOf(page)).toBe(left);
    await expect.poll(() => focusOf(page)).toBe("card-t200");
    expect(await page.locator(".card").count()).toBe(shown);
    await expect.poll(() => searchOf(page)).toBe("?q=template");
  });

  test("bring a list back after the page was loaded again", async () => {
    const { page } = await openSite({ gallery: many });
    // Before the cards are there the page is too short for it.
    await page.locator(".card").last().waitFor();
    await page.evaluate(() => {
      window.scrollTo(0, 700);
    });
    await expect.poll(() => scrollOf(page)).toBe(700);
    await page.reload();
    await expect.poll(() => scrollOf(page)).toBe(700);
  });

  test("do not stop at each tab", async () => {
    const { page } = await openSite();
    await page.getByRole("link", { name: "Send emails through Mailgun" }).click();
    for (const name of ["Rule", "Action", "Rule"]) {
      await page.locator(".code-tabs").getByRole("tab", { name }).click();
    }
    await page.goBack();
    await page.getByRole("heading", { name: "Ready-made code for Auth0 logins" }).waitFor();
  });
});

test("a link to another template begins at its top, with the focus on its heading", async () => {
  const { page } = await openSite({ address: "?template=mailgun" });
  const link = page.locator(".related a").first();
  await link.scrollIntoViewIfNeeded();
  const title = (await link.textContent()) ?? "";
  await link.click();
  await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  await expect.poll(() => scrollOf(page)).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
});

test("the part after # belongs to the page", async () => {
  const { page } = await openSite();
  await page.getByRole("searchbox").fill("mail");
  await page.evaluate(() => {
    location.hash = "a";
    location.hash = "b";
  });
  await page.goBack();
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("gun");
  await expect.poll(() => searchOf(page)).toBe("?q=mailgun");
  await expect.poll(() => focusOf(page)).toBe("search");
});

test("a link to where one is takes no step of the history", async () => {
  const { page } = await openSite();
  const before = await page.evaluate(() => history.length);
  await page.getByRole("link", { name: "Rules Templates" }).click();
  await expect.poll(() => page.evaluate(() => history.length)).toBe(before);
});

test("the way back to the list is that of the history, if the list led here", async () => {
  const { page } = await openSite({ address: "?category=webhook" });
  const before = await page.evaluate(() => history.length);
  await page.getByRole("link", { name: "Send emails through Mailgun" }).click();
  await page.locator(".crumbs").getByRole("link", { name: "Templates" }).click();
  await page.locator(".card").first().waitFor();
  await expect.poll(() => searchOf(page)).toBe("?category=webhook");
  await expect.poll(() => page.evaluate(() => history.length)).toBe(before + 1);
});

test("a link opens in a window of its own where the reader wants that", async () => {
  const { page } = await openSite();
  const [other] = await Promise.all([
    page.context().waitForEvent("page"),
    page
      .getByRole("link", { name: "Send emails through Mailgun" })
      .click({ modifiers: ["ControlOrMeta"] }),
  ]);
  await expect.poll(() => new URL(other.url()).search).toBe("?template=mailgun");
  await expect.poll(() => searchOf(page)).toBe("");
});
