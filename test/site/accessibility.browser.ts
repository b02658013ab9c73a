import { describe, expect, test } from "vitest";

import { findViolations } from "./support/axe.ts";
import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";

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
  ["a template with a list in its prose", { address: "?template=require-mfa-once-per-session" }],
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

describe("axe-core finds nothing in either theme on", () => {
  test.each(views)("%s", async (_, view) => {
    const { page, watch } = await openSite(view);
    await page.locator("main h1").waitFor();
    if (view.address?.startsWith("?template=") === true) {
      await page.locator(".hljs-keyword:visible, .message").first().waitFor();
    }
    expect(await findViolations(page)).toEqual([]);
    if (view.gallery === 404) {
      watch.take();
    }
  });
});
