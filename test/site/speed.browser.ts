import { expect, test } from "vitest";

import type { Gallery } from "../../src/gallery/entry.ts";
import { readOwnGallery, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";

const own = (JSON.parse(readOwnGallery()) as Gallery).flatMap(({ templates }) => templates);

/** A gallery of so many templates, each as long as one of ours and with words of its own. */
function aGalleryOf(count: number): string {
  const templates = Array.from({ length: count }, (_, index) => {
    const template = own[index % own.length];
    if (!template) {
      throw new Error("there are no templates");
    }
    const word = `word${index}`;
    return {
      ...template,
      id: `${template.id}-${index}`,
      title: `${template.title} ${index}`,
      code: `// ${word}\n${template.code}`,
      description: `<p>${word}</p>${template.description}`,
    };
  });
  return renderTemplates(templates);
}

// Times are printed, not asserted: how busy the machine is decides about them as well.
test("the first card is there soon after rules.json", async () => {
  const { page, url } = await openSite({ isNew: true, gallery: aGalleryOf(100) });
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(".card")) {
        return;
      }
      observer.disconnect();
      // The task after the next frame begins when the frame has been painted.
      requestAnimationFrame(() => {
        setTimeout(() => performance.mark("first-card"));
      });
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  const timeOf = (name: string) =>
    page.evaluate((of) => {
      const [entry] = performance.getEntriesByName(of);
      return entry ? entry.startTime + entry.duration : 0;
    }, name);
  await expect.poll(() => timeOf("first-card")).toBeGreaterThan(0);
  const shown = (await timeOf("first-card")) - (await timeOf(url("rules.json")));
  console.log(`first card: ${shown.toFixed(0)} ms after rules.json, with 100 templates`);
  expect(shown).toBeGreaterThan(0);
});

test("a thousand templates are searched while one types, and how long a key takes is printed", async () => {
  const { page } = await openSite({ isNew: true, gallery: aGalleryOf(1000) });
  await page.getByText("1000 templates", { exact: true }).waitFor();
  // The whole gallery has been read when a word of its last template is found.
  await page.getByRole("searchbox").fill("word999");
  await expect.poll(() => page.locator(".card").count(), { timeout: 50_000 }).toBe(1);
  await page.getByRole("searchbox").fill("");
  const times: number[] = [];
  for (const word of ["mailgun", "salesforce lead", "event", "risk score", "metadtaa"]) {
    for (let length = 1; length <= word.length; length++) {
      times.push(
        await page.getByRole("searchbox").evaluate(
          async (input: HTMLInputElement, text) => {
            const begin = performance.now();
            input.value = text;
            input.dispatchEvent(new InputEvent("input", { bubbles: true }));
            // What the page does about it is done in this task and the microtasks after it.
            await Promise.resolve();
            return performance.now() - begin;
          },
          word.slice(0, length),
        ),
      );
    }
  }
  times.sort((a, b) => a - b);
  const [median = NaN, most = NaN] = [times[Math.floor(times.length / 2)], times.at(-1)];
  console.log(
    `a key in the search: ${median.toFixed(1)} ms in the median, ${most.toFixed(1)} ms at most, ` +
      `with 1,000 templates`,
  );
  expect(await page.locator(".card").count()).toBeGreaterThan(0);
});
