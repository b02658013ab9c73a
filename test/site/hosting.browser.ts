import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { expect, inject, onTestFinished, test } from "vitest";

import { mostGalleryBytes } from "../../scripts/bundle-site.js";
import { serveFolder } from "../../scripts/site/serve.js";
import { runSite } from "../../src/commands/site.ts";
import { openSite } from "./support/open-site.ts";
import { watchPage } from "./support/watch.ts";

test("works under a path of a host, and asks only for files below it", async () => {
  const { page, requests } = await openSite();
  await page.getByRole("link", { name: "Send emails through Mailgun" }).click();
  await page.getByRole("heading", { name: "Send emails through Mailgun", level: 1 }).waitFor();
  await page.locator(".hljs-keyword").first().waitFor();
  await page.reload();
  await page.locator(".hljs-keyword").first().waitFor();
  expect(new URL(page.url()).pathname).toBe("/some/where/");
  expect(requests.filter((request) => !request.startsWith("GET /some/where/"))).toEqual([]);
});

test("needs few bytes of script before the editor", () => {
  const { first, gallery } = inject("siteSizes");
  expect(first).toBeLessThan(mostGalleryBytes / 2);
  expect(gallery).toBeLessThan(mostGalleryBytes);
});

test("has no address that leads out of its folder", async () => {
  const { url } = await openSite();
  const paths = ["..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "%00", "%", "assets"];
  const statuses = await Promise.all(paths.map(async (path) => (await fetch(url(path))).status));
  expect(statuses).toEqual(paths.map(() => 404));
});

test("works as the command wrote it, with a base, where the host answers without the last slash", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rules-templates-"));
  const gallery = join(import.meta.dirname, "..", "..", "rules.json");
  await runSite(["--out", "site", "--base", "/gallery"], {
    cwd: folder,
    gallery,
    print: () => undefined,
    stdout: { write: () => true },
    stderr: { write: () => true },
    findSite: () => Promise.resolve(inject("siteFolder")),
  });
  // The host has the folder under its name, and answers for the name itself.
  await cp(join(folder, "site"), join(folder, "host", "gallery"), { recursive: true });
  const page = join(folder, "site", "index.html");
  const served = await serveFolder({
    folder: join(folder, "host"),
    intercept: (name, response) => {
      if (name !== "gallery") return false;
      response.writeHead(200, { "Content-Type": "text/html" }).end(readFileSync(page));
      return true;
    },
  });
  const browser = await chromium.connect(inject("browserEndpoint"));
  onTestFinished(async () => {
    await browser.close();
    await served.close();
    await rm(folder, { recursive: true, force: true });
  });
  const tab = await browser.newPage();
  const watch = watchPage(tab, new URL(served.url).origin);
  await tab.goto(`${served.url}gallery`);
  await tab.getByRole("link", { name: "Send emails through Mailgun" }).click();
  await tab.getByRole("heading", { name: "Send emails through Mailgun", level: 1 }).waitFor();
  await tab.getByRole("link", { name: "All templates" }).click();
  await tab.locator(".card").first().waitFor();
  await tab.getByRole("button", { name: "Skip to the content" }).focus();
  await tab.keyboard.press("Enter");
  await tab.getByRole("checkbox", { name: "Webhook" }).check();
  expect(tab.url()).toBe(`${served.url}gallery/?category=webhook`);
  expect(watch.take()).toEqual([]);
});
