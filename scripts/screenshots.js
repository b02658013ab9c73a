// Takes the pictures in docs/ for the docs: npm run screenshots
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";

import { chromium } from "playwright-core";

import { bundleSite } from "./bundle-site.js";
import { chromiumFlags, findChromium } from "./site/chromium.js";
import { serveFolder } from "./site/serve.js";

const root = dirname(import.meta.dirname);

/**
 * What is shown, by the name of the picture: an address, the element that tells that it is there,
 * and what a reader does then.
 *
 * @type {Record<string, {
 *   address: string,
 *   ready: string,
 *   act?: (page: import("playwright-core").Page) => Promise<void>,
 * }>}
 */
const pictures = {
  gallery: { address: "", ready: ".card" },
  template: { address: "?template=mailgun", ready: ".hljs-keyword" },
  migrate: { address: "?page=migrate", ready: ".rule-form .editor", act: migrateRule },
  run: { address: "?template=mailgun", ready: ".hljs-keyword", act: runTemplate },
};

/**
 * Runs the first example of a template.
 *
 * @param {import("playwright-core").Page} page
 */
async function runTemplate(page) {
  await page.locator(".examples button").first().click();
  await page.locator(".verdict").first().waitFor();
  await page.evaluate('document.querySelector("#try-it").scrollIntoView()');
}

const rule = `function rolesOfGroups(user, context, callback) {
  if (!user.email_verified) {
    return callback(new UnauthorizedError("Verify your email address first."));
  }
  var groups = user.app_metadata.groups || [];
  var isStaff = groups.indexOf("staff") >= 0;
  context.idToken["https://example.com/role"] = isStaff ? "staff" : "guest";
  callback(null, user, context);
}
`;

/**
 * Makes an action of a rule, and points at a line.
 *
 * @param {import("playwright-core").Page} page
 */
async function migrateRule(page) {
  const editor = page.getByRole("textbox", { name: "Code of the Rule" });
  await editor.and(page.locator("[contenteditable]")).fill(rule);
  await page.getByRole("button", { name: "Make it an Action" }).click();
  await page.locator(".verdict-panel").waitFor();
  await page.locator(".line-code.of-rule").nth(2).hover();
}

const executablePath = findChromium();
if (executablePath === undefined) {
  throw new Error("there is no Chromium: set CHROMIUM_PATH");
}
const folder = await mkdtemp(join(tmpdir(), "rules-templates-"));
const gallery = await readFile(join(root, "rules.json"));
await bundleSite(folder);
const site = await serveFolder({
  folder,
  intercept: (name, response) => {
    if (name !== "rules.json") {
      return false;
    }
    response.end(gallery);
    return true;
  },
});
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
try {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const page = await browser.newPage({
      colorScheme,
      reducedMotion: "reduce",
      viewport: { width: 1180, height: 760 },
      deviceScaleFactor: 2,
    });
    for (const [name, { address, ready, act }] of Object.entries(pictures)) {
      await page.goto("about:blank");
      await page.goto(`${site.url}${address}`);
      await page.locator(ready).first().waitFor();
      await act?.(page);
      await page.evaluate("document.fonts.ready");
      const path = join("docs", `${name}-${colorScheme}.png`);
      await page.screenshot({ path: join(root, path) });
      process.stdout.write(`${path}\n`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
}
