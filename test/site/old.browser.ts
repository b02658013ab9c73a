import { describe, expect, test } from "vitest";

import { findViolations } from "./support/axe.ts";
import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";

const gallery = renderTemplates([
  aGalleryTemplate({ id: "allow-ips", title: "IP address allowlist", replaces: ["ip-blocklist"] }),
]);

describe("an id of the old gallery", () => {
  test.each(["?template=ip-blocklist", "?page=old&id=ip-blocklist"])(
    "that is replaced leads from %s to its successor",
    async (address) => {
      const { page } = await openSite({ gallery, address });
      await page.getByRole("heading", { name: "IP address allowlist", level: 1 }).waitFor();
      expect(await page.locator("main").innerText()).toContain("ip-blocklist is now");
      expect(await page.title()).toContain("ip-blocklist is now IP address allowlist");
      await page.getByRole("link", { name: "Open IP address allowlist" }).click();
      await expect.poll(() => new URL(page.url()).search).toBe("?template=allow-ips");
      await page.locator(".code-tabs").waitFor();
    },
  );

  test("that is retired says why, and what helps instead", async () => {
    const { page } = await openSite({ address: "?template=get-rapleaf-profile" });
    await page
      .getByRole("heading", { name: "get-rapleaf-profile was retired", level: 1 })
      .waitFor();
    expect(await page.title()).toContain("get-rapleaf-profile was retired");
    expect(await page.locator("main").innerText()).toContain("RapLeaf no longer exists.");
    await page.getByRole("link", { name: "Enrich the profile with FullContact" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test("is the first thing that a search for it says", async () => {
    const { page } = await openSite({ gallery });
    await page.getByRole("searchbox").fill("ip blocklist");
    const row = page.locator(".old-result");
    await row.waitFor();
    expect(await row.innerText()).toBe("ip-blocklist is now IP address allowlist");
  });

  test("is one of a list of all of them", async () => {
    const { page } = await openSite();
    await page
      .locator(".foot")
      .getByRole("link", { name: "Renamed and removed templates" })
      .click();
    await page.getByRole("heading", { name: "Renamed and removed templates", level: 1 }).waitFor();
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(10);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("link", { name: "get-rapleaf-profile" }).click();
    await page.getByRole("heading", { name: "get-rapleaf-profile was retired" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Ready-made code for Auth0 logins" }).waitFor();
  });
});
