import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openPlayground, wentOn } from "./support/open-playground.ts";
import { openSite } from "./support/open-site.ts";

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

describe("where a button has done its work and is gone, the focus goes on", () => {
  test("from what helps a run that did nothing to what came of it", async () => {
    const { page, playground, verdict, run } = await openPlayground({
      address: "?template=mailgun",
    });
    await playground.getByRole("tab", { name: "Settings" }).click();
    await playground.getByRole("radio", { name: "Mine" }).check();
    await run();
    expect(await verdict.innerText()).toBe("Nothing happened. The login was allowed.");
    const help = page.getByRole("button", { name: "Use the example’s settings" });
    await help.focus();
    await page.keyboard.press("Enter");
    await help.waitFor({ state: "detached" });
    await expect.poll(() => focusedText(page)).toMatch(/^Allowed\. Sent 1 request/);
  });

  test.each([
    ["?category=webhook", ".results-bar button"],
    ["?q=mailgun&category=saml", ".no-result button:text('Clear filters')"],
    ["?q=mailgun&category=saml", ".no-result button:text('Clear search')"],
    ["?q=xyzzy&category=nowhere", ".no-result button"],
  ])("on %s from %s to the count", async (address, selector) => {
    const { page } = await openSite({ address });
    const button = page.locator(selector);
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

  test("from the last of the cards' button to what it has brought", async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      aGalleryTemplate({ id: `t${index}`, title: `Template ${index}` }),
    );
    const { page } = await openSite({ gallery: renderTemplates(many) });
    await page.getByRole("button", { name: "Show more" }).focus();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("card-t150");
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
    await expect.poll(() => focusedText(page)).toBe("Add a setting");
    await page.getByRole("status").getByText("Setting ONE is removed").waitFor();
    expect(await page.getByLabel("Key", { exact: true }).inputValue()).toBe("TWO");
  });
});

describe("after a run", () => {
  /** Whether what has the focus begins in the window. */
  const isFocusSeen = (page: Page) =>
    page.evaluate(() => {
      const { top = -1 } = document.activeElement?.getBoundingClientRect() ?? {};
      return document.activeElement !== document.body && top >= 0 && top < innerHeight;
    });

  const isInWindow = (locator: Locator) =>
    locator.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });

  test.each([
    [1280, 720],
    [360, 740],
  ])("the focus and the outcome are in a window of %d by %d", async (width, height) => {
    const { page, result } = await openPlayground({
      address: "?template=redirect-to-accept-terms",
      viewport: { width, height },
    });
    // At the lower end of the window, where the outcome is below it.
    await page.locator("#run").evaluate((button) => {
      button.focus();
      button.scrollIntoView({ block: "end" });
    });
    await page.keyboard.press("Enter");
    await result("Action").getByRole("heading", { name: "Redirected to" }).waitFor();
    await expect.poll(() => isFocusSeen(page)).toBe(true);
    await expect.poll(() => focusedText(page)).toMatch(/^Redirected to/);
    await page.getByRole("button", { name: "Come back" }).focus();
    await page.keyboard.press("Enter");
    await result("Action").getByText("after the user came back").waitFor();
    await expect.poll(() => isFocusSeen(page)).toBe(true);
    await expect.poll(() => focusedText(page)).toMatch(wentOn);
    // What was before is folded away, so that the end of it is where the eye goes.
    expect(await isInWindow(result("Action").getByText("Same in the Action"))).toBe(true);
    expect(await isInWindow(result("Action").getByText("after the user came back"))).toBe(true);
  });

  test("Escape does not leave the playground, whether it runs or not", async () => {
    const { page, outputs, choose, write } = await openPlayground();
    await choose("Rule");
    await write("Rule", "function rule() { while (true) {} }");
    await page.locator("#run").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await outputs.getByText("Timed out").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Playground" }).focus();
    await page.keyboard.press("Escape");
    await expect.poll(() => new URL(page.url()).search).toBe("?page=playground");
  });

  test("Escape does not leave the page while a login goes on that has come back", async () => {
    const { page, result, choose, write, run } = await openPlayground();
    await choose("Action");
    await write(
      "Action",
      `exports.onExecutePostLogin = async (event, api) => {
        api.redirect.sendUserTo("https://example.com/ask");
      };
      exports.onContinuePostLogin = async () => { while (true) {} };`,
    );
    await run();
    await page.getByLabel("Sign a token").uncheck();
    await page.getByRole("button", { name: "Come back" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('.outputs[aria-busy="true"]').waitFor();
    await page.keyboard.press("Escape");
    await result("Action").getByText("Timed out").waitFor();
  });

  test("the focus stays in an editor beside an outcome that is seen", async () => {
    const { page, editor, result } = await openPlayground({
      viewport: { width: 1280, height: 900 },
    });
    await (await editor("Action")).focus();
    await page.keyboard.press("Control+Enter");
    await result("Action").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.shadowRoot !== null))
      .toBe(true);
  });

  test("those who do not see it are told that it runs, and how it ended", async () => {
    const { page, playground, run } = await openPlayground();
    await page.evaluate(() => {
      const told: string[] = [];
      const status = document.querySelector(".playground > [role=status]") ?? document.body;
      new MutationObserver(() => told.push(status.textContent)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      Object.assign(globalThis, { told });
    });
    await run();
    const sentence = "Allowed. Added “name” to the ID token. Same in the Action and the Rule.";
    const status = playground.locator("> [role=status]");
    await expect.poll(() => status.textContent()).toBe(sentence);
    expect(await page.evaluate("told")).toEqual(["Running…", sentence]);
  });
});
