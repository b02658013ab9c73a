import axe from "axe-core";
import { describe, expect, test } from "vitest";

import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";

type Axe = typeof axe;

const deprecated = renderTemplates([
  aGalleryTemplate({
    id: "old",
    title: "Old",
    deprecated: { reason: "Gone.", replacement: "new" },
  }),
  aGalleryTemplate({ id: "new", title: "New", outage: "deny" }),
]);

const gaps = JSON.stringify([
  {
    name: "webhook",
    templates: [{ id: "bare", code: "function bare() {}" }, { title: "No id" }, aGalleryTemplate()],
  },
]);

const phone = { width: 360, height: 740 };

const views: [string, NonNullable<Parameters<typeof openSite>[0]>][] = [
  ["the list", {}],
  ["a search", { address: "?q=login" }],
  ["a narrowed list", { address: "?category=webhook&outage=allow" }],
  ["a list without results", { address: "?q=xyzzy" }],
  ["a template", { address: "?template=creates-lead-salesforce" }],
  ["the rule of a template", { address: "?template=mailgun&form=rule" }],
  ["a template with a list in its prose", { address: "?template=rudderstack-track-login" }],
  [
    "a template with a sample in its prose, on a phone",
    { address: "?template=redirect-to-accept-terms", viewport: phone },
  ],
  ["a deprecated template", { address: "?template=old", gallery: deprecated }],
  ["a list with deprecated templates", { gallery: deprecated }],
  ["a template that is not there", { address: "?template=nowhere" }],
  ["a list with gaps", { gallery: gaps }],
  ["a template with gaps", { address: "?template=bare", gallery: gaps }],
  ["a gallery without templates", { gallery: "[]" }],
  ["a gallery that is missing", { gallery: 404 }],
];

describe.each(["light", "dark"] as const)(
  "axe-core finds nothing in the %s theme on",
  (colorScheme) => {
    test.each(views)("%s", async (_, view) => {
      const { page, watch } = await openSite({ ...view, colorScheme });
      await page.locator("main h1").waitFor();
      if (view.address?.startsWith("?template=") === true) {
        await page.locator(".hljs-keyword:visible, .message").first().waitFor();
      }
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: Axe };
        // The sandbox of a playground may be there by now or not: nobody sees it, and axe cannot reach into it.
        const { violations, incomplete } = await axe.run({
          resultTypes: ["violations"],
          iframes: false,
        });
        return [...violations, ...incomplete.filter(({ id }) => id !== "color-contrast")].map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
        );
      });
      expect(found).toEqual([]);
      if (view.gallery === 404) watch.take();
    });
  },
);
