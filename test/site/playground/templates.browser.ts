import { describe, expect, test } from "vitest";

import type { Gallery } from "../../../src/gallery/entry.ts";
import { readyLogins } from "../../../src/site/playground/ready-logins.ts";
import { readOwnGallery } from "../support/galleries.ts";
import { openPlayground } from "../support/open-playground.ts";

const gallery = JSON.parse(readOwnGallery()) as Gallery;
const templates = new Map(
  gallery.flatMap((group) => group.templates).map((template) => [template.id, template]),
);

/** Ends of a login that a template is made for: it neither fails nor runs out of time. */
const ends =
  /^(?:The login is allowed|The login is denied|The login failed|The user is redirected)$/;

describe.each([...templates.values()])("the template $id", ({ id, action, configuration }) => {
  test("runs in the browser on each ready login, in each of its forms", async () => {
    const { page, playground, run, result } = await openPlayground({ address: `?template=${id}` });
    const forms = action ? (["Action", "Rule"] as const) : (["Rule"] as const);
    if (configuration.some(({ required }) => required))
      await playground.getByRole("button", { name: "Use examples" }).click();
    let workers = 0;
    page.on("worker", () => workers++);
    for (const { id: login, label } of readyLogins) {
      await page.selectOption("#ready-login", login);
      await run();
      for (const form of forms) {
        const title = result(form).locator(".headline h3");
        expect(await title.textContent(), `${form}, ${label}`).toMatch(ends);
      }
    }
    // What is shown is of these runs: each form has a worker of its own in each.
    expect(workers).toBe(readyLogins.length * forms.length);
  });
});
