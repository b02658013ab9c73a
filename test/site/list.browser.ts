import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";

/** The titles of the cards, in their order. */
function titlesOf(page: Page): Promise<string[]> {
  return page.locator(".card h2").allTextContents();
}

describe("the search", () => {
  test("finds templates as one types, the best first", async () => {
    const { page } = await openSite();
    await page.getByRole("searchbox").pressSequentially("mailg");
    await expect.poll(() => titlesOf(page)).toEqual(["Send emails through Mailgun"]);
    expect(await page.getByRole("status").first().textContent()).toBe("1 template");
    expect(await page.locator("mark").first().textContent()).toBe("Mailgun");
  });

  test("forgives a typing error", async () => {
    const { page } = await openSite();
    await page.getByRole("searchbox").fill("salesfroce");
    await expect.poll(() => titlesOf(page)).toEqual(["Create a Salesforce lead on first login"]);
  });

  test("says where it has found what a card does not show", async () => {
    const { page } = await openSite();
    await page.getByRole("searchbox").fill("AbortSignal");
    await page.getByText("Found in the code").first().waitFor();
  });

  test("says what to loosen when it finds nothing", async () => {
    const { page } = await openSite({ address: "?q=mailgun&category=enrich+profile" });
    await page.getByRole("heading", { name: "No matching templates" }).waitFor();
    await page.getByRole("button", { name: "Any category" }).click();
    await expect.poll(() => titlesOf(page)).toEqual(["Send emails through Mailgun"]);
    expect(await page.getByRole("checkbox", { name: "Enrich profile" }).isChecked()).toBe(false);
  });

  test("is given up by a click when there is no way but that", async () => {
    const { page } = await openSite({ address: "?q=xyzzy&category=nowhere" });
    await page.getByRole("button", { name: "All templates" }).click();
    await expect.poll(async () => (await titlesOf(page)).length).toBeGreaterThan(5);
  });
});

const action = { trigger: "post-login" as const, code: "x", dependencies: [], secrets: [] };
const setting = { key: "KEY", description: "A key.", secret: true };
const gallery = JSON.stringify([
  {
    name: "webhook",
    label: "Webhook",
    overview: "",
    templates: [
      aGalleryTemplate({
        id: "mail",
        title: "Mail",
        categories: ["webhook"],
        service: { name: "Mailgun", url: "https://www.mailgun.com" },
        outage: "allow",
        action,
        configuration: [{ ...setting, required: true }],
      }),
      aGalleryTemplate({
        id: "block",
        title: "Block",
        categories: ["webhook"],
        service: { name: "MaxMind", url: "https://www.maxmind.com" },
        outage: "deny",
        action,
      }),
    ],
  },
  {
    name: "saml",
    label: "SAML attributes",
    overview: "",
    templates: [
      aGalleryTemplate({ id: "claims", title: "Claims", categories: ["saml"] }),
      aGalleryTemplate({
        id: "old",
        title: "Old",
        categories: ["saml"],
        deprecated: { reason: "It is old.", replacement: "claims" },
      }),
    ],
  },
]);

describe("a facet", () => {
  test.each([
    ["SAML attributes", "2", ["Claims", "Old"]],
    ["Rule and Action", "2", ["Mail", "Block"]],
    ["Rule only", "2", ["Claims", "Old"]],
    ["Works as it is", "3", ["Block", "Claims", "Old"]],
    ["Needs settings", "1", ["Mail"]],
    ["Calls nothing", "2", ["Claims", "Old"]],
    ["Calls a service", "2", ["Mail", "Block"]],
    ["Login is allowed", "1", ["Mail"]],
    ["Login is denied", "1", ["Block"]],
    ["MaxMind", "1", ["Block"]],
  ])("%s tells its count %s, and narrows the list", async (name, count, titles) => {
    const { page } = await openSite({ gallery });
    const choice = page.getByRole("checkbox", { name, exact: false });
    const label = page.locator(".choice", { has: choice });
    expect(await label.locator(".count").textContent()).toBe(count);
    await choice.check();
    expect(await titlesOf(page)).toEqual(titles);
    await page.getByRole("button", { name: "Clear filters" }).click();
    expect(await titlesOf(page)).toHaveLength(4);
  });

  test("works together with others and with the search", async () => {
    const { page } = await openSite({ gallery });
    await page.getByRole("checkbox", { name: "Mailgun" }).check();
    await page.getByRole("checkbox", { name: "MaxMind" }).check();
    expect(await titlesOf(page)).toEqual(["Mail", "Block"]);
    await page.getByRole("checkbox", { name: "Login is denied" }).check();
    expect(await titlesOf(page)).toEqual(["Block"]);
    await page.getByRole("searchbox").fill("mail");
    await page.getByRole("heading", { name: "No matching templates" }).waitFor();
  });
});

describe("a card", () => {
  test("tells the category, the service and what is worth knowing", async () => {
    const { page } = await openSite({ gallery });
    const texts = await page.locator(".card").allInnerTexts();
    expect(texts.map((text) => text.split(/\n+/))).toEqual([
      [
        "Webhook · Mailgun",
        "Mail",
        "Says hello to the application.",
        "Rule and Action tested",
        "If down: login is allowed",
      ],
      [
        "Webhook · MaxMind",
        "Block",
        "Says hello to the application.",
        "Rule and Action tested",
        "If down: login is denied",
      ],
      ["SAML attributes", "Claims", "Says hello to the application.", "Rule only"],
      ["SAML attributes", "Old", "Says hello to the application.", "Deprecated", "Rule only"],
    ]);
  });

  test("leads to its template wherever it is clicked", async () => {
    const { page } = await openSite({ gallery });
    await page
      .locator(".card")
      .nth(2)
      .click({ position: { x: 4, y: 4 } });
    await page.getByRole("heading", { name: "Claims", level: 1 }).waitFor();
  });
});

test("a long list is drawn bit by bit, as one scrolls", async () => {
  const many = Array.from({ length: 100 }, (_, index) =>
    aGalleryTemplate({ id: `t${index}`, title: `Template ${index}` }),
  );
  const { page } = await openSite({ gallery: renderTemplates(many) });
  const first = await page.locator(".card").count();
  expect(first).toBeLessThan(100);
  for (let count = first; count < 100;) {
    await page.mouse.wheel(0, 10_000);
    await expect.poll(() => page.locator(".card").count()).toBeGreaterThan(count);
    count = await page.locator(".card").count();
  }
  expect(await page.getByRole("button", { name: "Show more" }).count()).toBe(0);
});

test("a gallery without templates says so", async () => {
  const { page } = await openSite({ gallery: "[]" });
  await page.getByText("This gallery has no templates.").waitFor();
});
