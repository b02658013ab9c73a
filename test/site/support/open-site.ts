import { chromium, type BrowserContextOptions, type Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";

import { serveFolder } from "../../../scripts/site/serve.js";
import { readOwnGallery } from "./galleries.ts";
import { watchPage, type Watch } from "./watch.ts";

/** The built site in a browser, served from a path below the root of its host. */
export interface OpenSite {
  readonly page: Page;
  /** The address of the site, or of one of its pages: `url("?q=mail")`. */
  readonly url: (address?: string) => string;
  /** All requests that reached the server, each as method and path. */
  readonly requests: readonly string[];
  /** What went wrong on the page; what is left there at the end fails the test. */
  readonly watch: Watch;
}

interface Options extends BrowserContextOptions {
  /** The page to begin with, as "?template=mailgun". */
  readonly address?: string;
  /** The text of `rules.json`, or the status that the server answers in its place. */
  readonly gallery?: string | number;
}

/**
 * Opens the built site for one test, as a reader with the given color scheme, window and so on. An
 * error on the page, a violation of its policy, and a request to any other origin fail the test.
 */
export async function openSite({
  address = "",
  gallery = readOwnGallery(),
  ...reader
}: Options = {}): Promise<OpenSite> {
  const served = await serveFolder({
    folder: inject("siteFolder"),
    base: "/some/where/",
    intercept: (name, response) => {
      if (name !== "rules.json") return false;
      if (typeof gallery === "number") response.writeHead(gallery).end();
      else response.writeHead(200, { "Content-Type": "application/json" }).end(gallery);
      return true;
    },
  });
  const url = (part = "") => `${served.url}${part}`;
  const browser = await chromium.connect(inject("browserEndpoint"));
  const context = await browser.newContext({ reducedMotion: "reduce", ...reader });
  const page = await context.newPage();
  // A fifth of what the runner gives a test, so that the message says what was waited for.
  page.setDefaultTimeout(12_000);
  const watch = watchPage(page, new URL(served.url).origin);
  onTestFinished(async () => {
    await browser.close();
    await served.close();
    const found = watch.take();
    if (found.length > 0) throw new Error(`on the page:\n- ${found.join("\n- ")}`);
  });
  await page.goto(url(address));
  return { page, url, requests: served.requests, watch };
}
