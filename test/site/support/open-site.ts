import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";

import { readOwnGallery } from "./galleries.ts";
import {
  closePage,
  openPage,
  returnPage,
  showFirst,
  takePage,
  type Reader,
} from "./shared-page.ts";
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

interface Options extends Partial<Reader> {
  /** The page to begin with, as "?template=mailgun". */
  readonly address?: string;
  /** The text of `rules.json`, or the status that the server answers in its place. */
  readonly gallery?: string | number;
  /** Whether the browser has never loaded a file of the site, and is closed after the test. */
  readonly isNew?: boolean;
}

/**
 * Opens the built site for one test, as a reader with the given color scheme, window and so on. An
 * error on the page, a violation of its policy, and a request to any other origin fail the test.
 * Nothing of an earlier test is left: not in storage, history, permissions or routes.
 */
export async function openSite({
  address = "",
  gallery = readOwnGallery(),
  isNew = false,
  ...reader
}: Options = {}): Promise<OpenSite> {
  const shared = isNew ? await openPage(reader, false) : await takePage(reader);
  const { page, site } = shared;
  site.setGallery(gallery);
  const url = (part = "") => `${site.url}${part}`;
  const watch = watchPage(page, new URL(site.url).origin);
  onTestFinished(async ({ task }) => {
    const isReusable = !isNew && task.result?.state !== "fail";
    await (isReusable ? returnPage(shared) : closePage(shared));
    const found = watch.stop();
    if (found.length > 0) {
      throw new Error(`on the page:\n- ${found.join("\n- ")}`);
    }
  });
  await showFirst(shared, url(address));
  return { page, url, requests: site.requests, watch };
}
