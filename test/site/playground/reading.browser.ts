import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { findViolations } from "../support/axe.ts";
import { openPlayground, type OpenPlayground, wentOn } from "../support/open-playground.ts";

const away = `exports.onExecutePostLogin = async (event, api) => {
  const token = api.redirect.encodeToken({ secret: "a", payload: { step: 1 } });
  api.redirect.sendUserTo("https://example.com/ask", { query: { session_token: token } });
};`;

/** What a reader does before a view is there. */
const views: readonly [string, string, (site: OpenPlayground) => Promise<void>][] = [
  ["the playground of a template", "?template=mailgun", () => Promise.resolve()],
  ["a run of a template", "?template=mailgun", ({ run }) => run()],
  ["the playground for any code", "?page=playground", ({ run }) => run()],
  [
    "a run of something else than what is there, which was shared",
    "?page=playground",
    async ({ page, playground, run, write }) => {
      await playground.getByRole("tab", { name: "Settings" }).click();
      await page.getByRole("button", { name: "Add a setting" }).click();
      await page.getByLabel("Key", { exact: true }).fill("API_KEY");
      await page.getByLabel("Value", { exact: true }).fill("a value");
      await run();
      await write("Rule", "// another");
      await playground.getByRole("button", { name: "Share" }).click();
      await playground.getByText("leaves out the values of API_KEY").waitFor();
    },
  ],
  [
    "what came with a link",
    "?page=playground",
    async ({ page, playground, write }) => {
      await write("Rule", "// another");
      await playground.getByRole("button", { name: "Share" }).click();
      await page.evaluate(() => {
        sessionStorage.clear();
      });
      await page.reload();
      await playground.getByText("This came with a link.").waitFor();
    },
  ],
  [
    "a user who has come back",
    "?template=redirect-to-accept-terms",
    async ({ page, run, result }) => {
      await run();
      await page.getByRole("button", { name: "Come back" }).click();
      await result("Action").getByText("after the user came back").waitFor();
    },
  ],
  [
    "an error and a difference",
    "?page=playground",
    async ({ write, run }) => {
      await write("Action", "exports.onExecutePostLogin = async () => { none(); };");
      await run();
    },
  ],
  [
    "code that cannot be compiled",
    "?page=playground",
    async ({ write, run }) => {
      await write("Action", "a b");
      await run();
    },
  ],
  [
    "a login that cannot be read",
    "?page=playground",
    async ({ write, run }) => {
      await write("Login", "{");
      await run();
    },
  ],
  [
    "the return of a user",
    "?page=playground",
    async ({ page, playground, write, run }) => {
      await playground.getByRole("tab", { name: "Settings" }).click();
      await page.getByRole("button", { name: "Add a setting" }).click();
      await page.getByLabel("Key", { exact: true }).fill("A");
      await write("Action", away);
      await run();
      await page.getByRole("heading", { name: "Come back with" }).waitFor();
    },
  ],
  [
    "the settings",
    "?page=playground",
    async ({ page, playground }) => {
      await playground.getByRole("tab", { name: "Settings" }).click();
      await page.getByRole("button", { name: "Add a setting" }).click();
    },
  ],
];

describe("axe-core finds nothing in either theme on", () => {
  test.each(views)("%s", async (_, address, prepare) => {
    const site = await openPlayground({ address });
    await site.playground.locator("div.editor").first().waitFor();
    await prepare(site);
    expect(await findViolations(site.page)).toEqual([]);
  });
});

/** The name of what has the focus, also within an editor. */
function focusOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    const focused = activeElement?.shadowRoot?.activeElement ?? activeElement;
    return focused?.getAttribute("aria-label") ?? focused?.textContent ?? "";
  });
}

describe("with the keyboard alone", () => {
  test("one picks a login, edits code and runs it, and leaves the editor with Tab", async () => {
    const { page, result, outputs } = await openPlayground();
    await page.locator("#login").focus();
    await page.keyboard.press("ArrowDown");
    const seen: string[] = [];
    while (!seen.at(-1)?.startsWith("Code of the Action")) {
      await page.keyboard.press("Tab");
      seen.push(await focusOf(page));
      expect(seen.length).toBeLessThan(20);
    }
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// a comment");
    await page.keyboard.press("ControlOrMeta+Enter");
    await result("Action").waitFor();
    // The key ran the code, and added no line to it.
    expect(await outputs.textContent()).toMatch(wentOn);
    expect(await page.locator("#input-panel-action .cm-line").last().textContent()).toBe(
      "// a comment",
    );
    await page.keyboard.press("Tab");
    expect(await focusOf(page)).not.toContain("Code of the Action");
    await page.keyboard.press("Shift+Tab");
    await expect.poll(() => focusOf(page)).toBe("Code of the Action");
  });

  test("one runs from wherever one is, and hears what came of it", async () => {
    const { page, outputs, playground } = await openPlayground();
    await playground.getByRole("radio", { name: "Rule" }).focus();
    await page.keyboard.press("ControlOrMeta+Enter");
    await outputs.getByText("Allowed").first().waitFor();
    const status = playground.getByRole("status").last();
    expect(await status.textContent()).toBe(
      "Allowed. Added “name” to the ID token. Same in the Action and the Rule.",
    );
  });

  test("one goes from tab to tab", async () => {
    const { page, playground } = await openPlayground();
    await playground.getByRole("tab", { name: "Action" }).focus();
    for (const [key, name] of [
      ["ArrowRight", "Rule"],
      ["End", "Settings"],
      ["ArrowRight", "Action"],
      ["ArrowLeft", "Settings"],
      ["Home", "Action"],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => focusOf(page)).toBe(name);
      expect(await playground.getByRole("tabpanel").getAttribute("id")).toBe(
        `input-panel-${name.toLowerCase()}`,
      );
    }
  });
});

describe("at 360 pixels", () => {
  test.each(["?page=playground", "?template=mailgun"])(
    "nothing of %s is cut off",
    async (address) => {
      const { page, run, outputs } = await openPlayground({
        address,
        viewport: { width: 360, height: 740 },
      });
      await run();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      // What came of the run is brought into view.
      await expect.poll(async () => (await outputs.boundingBox())?.y ?? 0).toBeLessThan(740);
    },
  );
});
