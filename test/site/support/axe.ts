import axe from "axe-core";
import type { Page } from "playwright-core";

type Axe = typeof axe;

const themes = ["light", "dark"] as const;

/** What axe-core finds on a page in either theme of the system, a line each. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    const lines = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: Axe };
      // The sandbox of a playground may be there by now or not: nobody sees it, and axe cannot
      // reach into it.
      const { violations, incomplete } = await axe.run({
        resultTypes: ["violations"],
        iframes: false,
      });
      return [...violations, ...incomplete.filter(({ id }) => id !== "color-contrast")].map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
      );
    });
    found.push(...lines.map((line) => `${colorScheme}, ${line}`));
  }
  return found;
}
