import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, onTestFinished, test } from "vitest";

import { mostGalleryBytes } from "../../scripts/bundle-site.js";
import { serveFolder } from "../../scripts/site/serve.js";
import { runSite } from "../../src/commands/site.ts";
import { connectBrowser } from "./support/browser.ts";
import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";
import { watchPage } from "./support/watch.ts";

test("works under a path of a host, and asks only for files below it", async () => {
  const { page, requests } = await openSite({ isNew: true });
  await page.getByRole("link", { name: "Send emails through Mailgun" }).click();
  await page.getByRole("heading", { name: "Send emails through Mailgun", level: 1 }).waitFor();
  await page.locator(".hljs-keyword").first().waitFor();
  await page.reload();
  await page.locator(".hljs-keyword").first().waitFor();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/some/where/");
  expect(requests.filter((request) => !request.startsWith("GET /some/where/"))).toEqual([]);
});

test("needs few bytes of script before the editor", () => {
  const { first, gallery } = inject("siteSizes");
  expect(first).toBeLessThan(mostGalleryBytes / 2);
  expect(gallery).toBeLessThan(mostGalleryBytes);
});

test("has no address that leads out of its folder", async () => {
  const { url } = await openSite();
  const paths = [
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "assets/..%5c..%5c..%5c..%5cetc%5cpasswd",
    "%00",
    "%",
    "assets",
  ];
  const statuses = await Promise.all(paths.map(async (path) => (await fetch(url(path))).status));
  expect(statuses).toEqual(paths.map(() => 404));
});

test.each([
  ["no path", "//", "localhost", 404],
  ["the name of another host", "/some/where/", "example.com", 403],
])("is asked for %s, and goes on", async (_, path, host, status) => {
  const { url } = await openSite();
  const { port } = new URL(url());
  const asked = request({ port, path, host: "127.0.0.1", setHost: false, headers: { host } }).end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(status);
  expect((await fetch(url())).status).toBe(200);
});

/** Writes the site as the command does, and gives its folder, which is gone after the test. */
async function writeSite(...args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rules-templates-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await runSite(["--out", "site", ...args], {
    cwd: folder,
    gallery: join(import.meta.dirname, "..", "..", "rules.json"),
    print: () => undefined,
    stdout: { write: () => true },
    stderr: { write: () => true },
    findSite: () => Promise.resolve(inject("siteFolder")),
  });
  return join(folder, "site");
}

/** Serves a folder for one test, and gives its address. */
async function serve(options: Parameters<typeof serveFolder>[0]): Promise<string> {
  const served = await serveFolder(options);
  onTestFinished(() => served.close());
  return served.url;
}

/** Opens an address, and watches for requests to other origins than these. */
async function openAt(url: string, ...others: readonly string[]) {
  const context = await (await connectBrowser()).newContext();
  onTestFinished(() => context.close());
  const tab = await context.newPage();
  const watch = watchPage(tab, new URL(url).origin);
  await tab.goto(url);
  const told = () =>
    watch.take().filter((text) => !others.some((other) => text === `request to ${other}`));
  return { tab, told };
}

test("works as the command wrote it, with a base, where the host answers without the last slash", async () => {
  const site = await writeSite("--base", "/gallery");
  // The host has the folder under its name, and answers for the name itself.
  const host = join(site, "..", "host");
  await cp(site, join(host, "gallery"), { recursive: true });
  const url = await serve({
    folder: host,
    intercept: (name, response) => {
      if (name !== "gallery") {
        return false;
      }
      response
        .writeHead(200, { "Content-Type": "text/html" })
        .end(readFileSync(join(site, "index.html")));
      return true;
    },
  });
  const { tab, told } = await openAt(`${url}gallery`);
  await tab.getByRole("link", { name: "Send emails through Mailgun" }).click();
  await tab.getByRole("heading", { name: "Send emails through Mailgun", level: 1 }).waitFor();
  await tab.locator(".crumbs").getByRole("link", { name: "Templates" }).click();
  await tab.locator(".card").first().waitFor();
  await tab.getByRole("button", { name: "Skip to the content" }).focus();
  await tab.keyboard.press("Enter");
  await tab.getByRole("checkbox", { name: "Calls no service" }).check();
  expect(tab.url()).toBe(`${url}gallery/?calls=no`);
  expect(told()).toEqual([]);
});

describe("with a gallery on another host, as the command wrote it", () => {
  /** Serves a gallery of one template, to pages of all hosts or of none. */
  async function openWith(headers: Readonly<Record<string, string>>) {
    const gallery = renderTemplates([aGalleryTemplate()]);
    const other = await serve({
      folder: inject("siteFolder"),
      intercept: (_, response) => {
        response.writeHead(200, headers).end(gallery);
        return true;
      },
    });
    const address = `${other}rules.json?a=1&b=2`;
    const url = await serve({ folder: await writeSite("--rules-json", address) });
    return { ...(await openAt(url, address)), address };
  }

  test("it is shown", async () => {
    const { tab, told } = await openWith({ "Access-Control-Allow-Origin": "*" });
    await tab.getByRole("link", { name: "Say hello" }).click();
    await tab.getByRole("heading", { name: "Say hello", level: 1 }).waitFor();
    expect(told()).toEqual([]);
  });

  test("that keeps it from other pages, the page says so", async () => {
    const { tab, address } = await openWith({});
    const alert = tab.getByRole("alert");
    await alert.waitFor();
    expect(await alert.getByRole("heading").textContent()).toBe(
      `${address} cannot be loaded: there is no answer.`,
    );
  });
});

test("loads the editor and the sandbox when somebody comes to where code is run", async () => {
  const { page, url, requests } = await openSite({ isNew: true });
  const isForRuns = (request: string) => /(?:code-mirror|playground|frame)-/.test(request);
  await page.locator(".card").first().waitFor();
  await page.goto(url("?template=mailgun"));
  await page.locator(".hljs-keyword").first().waitFor();
  expect(requests.filter(isForRuns)).toEqual([]);
  await page.locator(".try-it").scrollIntoViewIfNeeded();
  await page.locator(".playground div.editor").first().waitFor();
  expect(requests.filter(isForRuns).length).toBeGreaterThan(2);
});

test("says how to serve it where it is opened from the disk", async () => {
  const browser = await connectBrowser();
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(pathToFileURL(join(inject("siteFolder"), "index.html")).href);
  await page.getByRole("heading", { name: "This page needs a web server" }).waitFor();
  expect(await page.locator("main").innerText()).toContain("npx serve");
});
