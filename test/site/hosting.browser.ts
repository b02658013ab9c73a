import { expect, test } from "vitest";

import { openSite } from "./support/open-site.ts";

test("works under a path of a host, and asks only for files below it", async () => {
  const { page, requests } = await openSite();
  await page.getByRole("link", { name: "Send emails through Mailgun" }).click();
  await page.getByRole("heading", { name: "Send emails through Mailgun", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/some/where/");
  expect(requests.filter((request) => !request.startsWith("GET /some/where/"))).toEqual([]);
});
