import type { Page } from "playwright-core";

/** Goes to another page of the site as its own links do, without loading anything again. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((next) => {
    history.pushState(null, "", next);
    dispatchEvent(new PopStateEvent("popstate"));
  }, address);
}
