import type { BrowserContext, CDPSession, Page } from "playwright-core";

import { connectBrowser } from "./browser.ts";
import { serveSite, type ServedSite } from "./serve-site.ts";

/** A page with a context and a server of its own. One test has it at a time. */
export interface SharedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly devtools: CDPSession;
  readonly site: ServedSite;
}

/** What a reader and their browser are like. */
export interface Reader {
  /** The size of the window, in pixels. */
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: "light" | "dark";
  readonly reducedMotion: "reduce" | "no-preference";
  /** What pages may do without asking, as browsers call it: "clipboard-read". */
  readonly permissions: readonly string[];
}

const usual: Reader = {
  viewport: { width: 1280, height: 720 },
  colorScheme: "light",
  reducedMotion: "reduce",
  permissions: [],
};

/**
 * Milliseconds in which a page has to leave what it shows. One that is busy for longer is closed.
 */
const leaveLimit = 2_000;

/** The pages of this worker that no test has at the moment. */
const idle: SharedPage[] = [];

/** Gives a page that is as good as new to one test. */
export async function takePage(reader: Partial<Reader>): Promise<SharedPage> {
  const shared = idle.pop();
  if (!shared) {
    return openPage(reader, true);
  }
  const { page, context } = shared;
  const { viewport, colorScheme, reducedMotion, permissions } = { ...usual, ...reader };
  await page.setViewportSize(viewport);
  await page.emulateMedia({ media: null, colorScheme, reducedMotion });
  await context.grantPermissions([...permissions]);
  return shared;
}

/**
 * Opens a page in a context of its own.
 *
 * @param areFilesKept whether the browser may keep files of the site for another time
 */
export async function openPage(
  reader: Partial<Reader>,
  areFilesKept: boolean,
): Promise<SharedPage> {
  const browser = await connectBrowser();
  const { permissions, ...others } = { ...usual, ...reader };
  const context = await browser.newContext({ ...others, permissions: [...permissions] });
  const page = await context.newPage();
  // A fifth of what the runner gives a test, so that the message says what was waited for.
  page.setDefaultTimeout(12_000);
  const devtools = await context.newCDPSession(page);
  return { page, context, devtools, site: await serveSite(areFilesKept) };
}

/** Shows an address of the site as the first one of the page's history. */
export async function showFirst({ page, devtools }: SharedPage, address: string): Promise<void> {
  await page.goto(address);
  await devtools.send("Page.resetNavigationHistory");
}

/** Takes a page back. The next test gets it, if nothing is left of the last one. */
export async function returnPage(shared: SharedPage): Promise<void> {
  if (await clearPage(shared)) {
    idle.push(shared);
  } else {
    await closePage(shared);
  }
}

export async function closePage({ context, site }: SharedPage): Promise<void> {
  await context.close();
  await site.close();
}

/**
 * Removes all that a test can have left behind. False if that is not possible, or takes too long.
 */
async function clearPage({ page, context, devtools, site }: SharedPage): Promise<boolean> {
  // A worker that a script keeps busy lives on for seconds.
  if (context.pages().length > 1 || page.workers().length > 0) {
    return false;
  }
  try {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    // What a page does as it is left is done when the next one is there.
    await page.goto(site.blank, { timeout: leaveLimit });
    await Promise.all([
      page.mouse.move(0, 0),
      devtools.send("Storage.clearDataForOrigin", {
        origin: new URL(site.url).origin,
        storageTypes: "all",
      }),
      context.clearPermissions(),
    ]);
  } catch {
    return false;
  }
  site.requests.length = 0;
  return true;
}
