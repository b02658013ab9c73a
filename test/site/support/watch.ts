import type { Page } from "playwright-core";

/** What goes wrong on a page and in its frames and workers. */
export interface Watch {
  /** What happened since it was asked last: a test that expects it takes it away. */
  take(): string[];
}

/**
 * Watches a page of one origin: errors, also on its console, where the browser tells of a violated
 * policy, and requests to other origins.
 */
export function watchPage(page: Page, origin: string): Watch {
  let found: string[] = [];
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("crash", () => found.push("the page crashed"));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      found.push(`${message.type()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin)
      found.push(`request to ${url.href}`);
  });
  return {
    take: () => {
      const taken = found;
      found = [];
      return taken;
    },
  };
}
