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
    await page.getByText("Found in its code").first().waitFor();
  });

  test("says what to loosen when it finds nothing", async () => {
    const { page } = await openSite({ address: "?q=mailgun&category=enrich+profile" });
    await page.getByRole("heading", { name: "No matching templates" }).waitFor();
    expect(await page.getByRole("checkbox", { name: "enrich profile" }).isChecked()).toBe(true);
    await page.locator(".no-result").getByRole("button", { name: "Clear filters" }).click();
    await expect.poll(() => titlesOf(page)).toEqual(["Send emails through Mailgun"]);
    expect(await page.getByRole("checkbox", { name: "enrich profile" }).count()).toBe(0);
  });

  test("offers the spelling that finds something", async () => {
    const { page } = await openSite({ address: "?q=mailgun+xyzzy" });
    await page.getByRole("button", { name: "Search for “mailgun”" }).click();
    await expect.poll(() => titlesOf(page)).toEqual(["Send emails through Mailgun"]);
  });

  test("is given up by a click when there is no way but that", async () => {
    const { page } = await openSite({ address: "?q=xyzzy&category=nowhere" });
    await page.getByRole("button", { name: "Show all templates" }).click();
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

describe("a collection", () => {
  test.each([
    ["Tell other tools", "2", ["Block", "Mail"]],
    ["SAML", "2", ["Claims", "Old"]],
  ])("%s tells its count %s, and narrows the list", async (name, count, titles) => {
    const { page } = await openSite({ gallery });
    const link = page.locator(".collections a", { hasText: name });
    expect(await link.locator(".count").textContent()).toBe(count);
    await link.click();
    expect(await titlesOf(page)).toEqual(titles);
    expect(await link.getAttribute("aria-current")).toBe("true");
    await page.locator(".collections a", { hasText: "All templates" }).click();
    expect(await titlesOf(page)).toHaveLength(4);
  });

  test("that no template is in is left out", async () => {
    const { page } = await openSite({ gallery });
    await page.locator(".card").first().waitFor();
    expect(await page.locator(".collections a > span:first-child").allTextContents()).toEqual([
      "All templates",
      "Tell other tools",
      "SAML",
    ]);
  });

  test("has the name of its category where a gallery has one of its own", async () => {
    const own = JSON.stringify([
      { name: "billing", templates: [aGalleryTemplate({ categories: ["billing"] })] },
    ]);
    const { page } = await openSite({ gallery: own });
    await page.locator(".collections a", { hasText: "billing" }).click();
    expect(await titlesOf(page)).toHaveLength(1);
  });
});

describe("a facet", () => {
  test.each([
    ["No settings needed", ["Block", "Claims", "Old"]],
    ["Calls no service", ["Claims", "Old"]],
  ])("%s narrows the list", async (name, titles) => {
    const { page } = await openSite({ gallery });
    await page.getByRole("checkbox", { name }).check();
    expect(await titlesOf(page)).toEqual(titles);
    await page.getByRole("button", { name: "Clear filters" }).click();
    expect(await titlesOf(page)).toHaveLength(4);
  });

  test.each([
    ["category=webhook", "webhook", ["Block", "Mail"]],
    ["forms=both", "Rule and Action", ["Block", "Mail"]],
    ["forms=rule", "Rule only", ["Claims", "Old"]],
    ["settings=required", "Needs settings", ["Mail"]],
    ["calls=yes", "Calls a service", ["Block", "Mail"]],
    ["outage=allow", "Allowed during an outage", ["Mail"]],
    ["outage=deny", "Denied during an outage", ["Block"]],
  ])("of an older link, %s, can be given up", async (query, name, titles) => {
    const { page } = await openSite({ gallery, address: `?${query}` });
    const choice = page.getByRole("checkbox", { name, exact: true });
    await choice.waitFor();
    expect(await titlesOf(page)).toEqual(titles);
    // It goes with its choice.
    await choice.click();
    expect(await titlesOf(page)).toHaveLength(4);
  });

  test("works together with others and with the search", async () => {
    const { page } = await openSite({ gallery });
    await page.getByLabel("Service", { exact: true }).selectOption("MaxMind");
    expect(await titlesOf(page)).toEqual(["Block"]);
    await page.getByRole("checkbox", { name: "No settings needed" }).check();
    expect(await titlesOf(page)).toEqual(["Block"]);
    await page.getByRole("searchbox").fill("mail");
    await page.getByRole("heading", { name: "No matching templates" }).waitFor();
  });
});

describe("a card", () => {
  test("tells what tells it from others, and no more", async () => {
    const { page } = await openSite({ gallery });
    await page.locator(".card").first().waitFor();
    const texts = await page.locator(".card").allInnerTexts();
    expect(texts.map((text) => text.split(/\n+/))).toEqual([
      ["Block", "Says hello to the application.", "MaxMind", "No settings needed"],
      ["Claims", "Says hello to the application.", "Rule only", "No settings needed"],
      ["Mail", "Says hello to the application.", "Mailgun"],
      ["Old", "Says hello to the application.", "Deprecated", "Rule only", "No settings needed"],
    ]);
  });

  test("leads to its template wherever it is clicked", async () => {
    const { page } = await openSite({ gallery });
    await page
      .locator(".card")
      .nth(1)
      .click({ position: { x: 4, y: 4 } });
    await page.getByRole("heading", { name: "Claims", level: 1 }).waitFor();
  });
});

test("a long list is drawn bit by bit, as one scrolls", async () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    aGalleryTemplate({ id: `t${index}`, title: `Template ${index}` }),
  );
  const { page } = await openSite({ gallery: renderTemplates(many) });
  const first = await page.locator(".card").count();
  expect(first).toBeLessThan(500);
  for (let count = first; count < 500;) {
    await page.mouse.wheel(0, 50_000);
    await expect.poll(() => page.locator(".card").count()).toBeGreaterThan(count);
    count = await page.locator(".card").count();
  }
  expect(await page.getByRole("button", { name: "Show more" }).count()).toBe(0);
});

test("a gallery without templates says so", async () => {
  const { page } = await openSite({ gallery: "[]" });
  await page.getByText("This gallery has no templates.").waitFor();
});

describe("a Rule of the reader's own", () => {
  const rule = "function mine(user, context, callback) {\n  callback(null, user, context);\n}";

  test("comes from a file", async () => {
    const { page } = await openSite();
    await page
      .getByLabel("A file with your Rule")
      .setInputFiles({ name: "mine.js", mimeType: "text/javascript", buffer: Buffer.from(rule) });
    const editor = page.getByRole("textbox", { name: "Code of the Rule" });
    await expect.poll(() => editor.first().innerText()).toContain("function mine");
  });

  test("is pasted, and opens the page for migrating", async () => {
    const { page } = await openSite();
    const field = page.getByRole("textbox", { name: "Paste your Rule here" });
    await field.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, rule);
    const editor = page.getByRole("textbox", { name: "Code of the Rule" });
    await expect.poll(() => editor.first().innerText()).toContain("function mine");
  });

  test("goes to the playground if it is an Action, and what was there comes back by a click", async () => {
    const { page } = await openSite({ address: "?page=playground" });
    const action = page.getByRole("textbox", { name: "Code of the Action" });
    await action.and(page.locator("[contenteditable]")).focus();
    await page.keyboard.type("// mine ");
    await page.getByRole("link", { name: "Templates", exact: true }).click();
    const buffer = Buffer.from("exports.onExecutePostLogin = async () => {};");
    await page
      .getByLabel("A file with your Rule")
      .setInputFiles({ name: "mine.js", mimeType: "text/javascript", buffer });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => action.first().innerText()).toContain("// mine ");
  });
});
