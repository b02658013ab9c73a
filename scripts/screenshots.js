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
