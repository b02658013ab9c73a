import type { ConsoleMessage, Page, Request } from "playwright-core";

/** What goes wrong on a page and in its frames and workers. */
export interface Watch {
  /** What happened since it was asked last: a test that expects it takes it away. */
  take(): string[];
  /** The same, and ends the watch. */
  stop(): string[];
}

/**
 * Watches a page of one origin: errors, also on its console, where the browser tells of a violated
 * policy, and requests to other origins.
 */
export function watchPage(page: Page, origin: string): Watch {
  let found: string[] = [];
  const onError = (error: Error) => {
    found.push(`error: ${error.message}`);
  };
  const onCrash = () => {
    found.push("the page crashed");
  };
  const onConsole = (message: ConsoleMessage) => {
    if (["error", "warning"].includes(message.type())) {
      found.push(`${message.type()}: ${message.text()}`);
    }
  };
  const onRequest = (request: Request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) {
      found.push(`request to ${url.href}`);
    }
  };
  page
    .on("pageerror", onError)
    .on("crash", onCrash)
    .on("console", onConsole)
    .on("request", onRequest);
  const take = () => {
    const taken = found;
    found = [];
    return taken;
  };
  return {
    take,
    stop: () => {
      page
        .off("pageerror", onError)
        .off("crash", onCrash)
        .off("console", onConsole)
        .off("request", onRequest);
      return take();
    },
  };
}
