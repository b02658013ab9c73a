import { expect, test } from "vitest";

import { openSite } from "./open-site.ts";

test.each([
  ["an error", "setTimeout(() => { throw new Error('lost'); })", /^error: lost$/],
  ["an error on the console", "console.error('told')", /^error: told$/],
  [
    "a violated policy",
    "document.body.append(Object.assign(document.createElement('style'), { textContent: 'a{}' }))",
    /^error: .*Content Security Policy/,
  ],
  ["a value that is not trusted", "try { document.body.innerHTML = 'x' } catch {}", /Trusted/],
  [
    "a request to another origin",
    "fetch('http://127.0.0.2:9/').catch(() => {})",
    /^request to http:\/\/127\.0\.0\.2:9\/$|^error: .*Content Security Policy/,
  ],
])("finds %s", async (_, script, expected) => {
  const { page, watch } = await openSite();
  await page.evaluate(script);
  await expect.poll(() => watch.take()).toContainEqual(expect.stringMatching(expected));
  watch.take();
});

test("finds nothing on a page where nothing is wrong", async () => {
  const { page, watch } = await openSite();
  await page.getByRole("link").first().waitFor();
  expect(watch.take()).toEqual([]);
});
