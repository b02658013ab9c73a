import { expect, test } from "vitest";

import type { Gallery } from "../../../src/gallery/entry.ts";
import { readyLogins } from "../../../src/site/playground/draft/ready-logins.ts";
import { readOwnGallery } from "../support/galleries.ts";
import { openPlayground } from "../support/open-playground.ts";
import { openSite } from "../support/open-site.ts";
import { chooseTemplates } from "./choose-templates.ts";

// templates.test.ts plays all templates with the sandbox's compiler and modules. Here the sandbox
// itself plays as many as it takes for each thing that templates need of a browser, and before a
// release, with EVERY_TEMPLATE=1, all of them.
const gallery = JSON.parse(readOwnGallery()) as Gallery;
const templates = new Map(
  gallery.flatMap((group) => group.templates).map((template) => [template.id, template]),
);
const all = [...templates.values()];
const chosen = process.env["EVERY_TEMPLATE"] === "1" ? all : chooseTemplates(all);

/** Ends of a login that a template is made for: it neither fails nor runs out of time. */
const ends =
  /^(?:Allowed|Nothing happened|Denied|Redirected|Failed\. The application gets “login_)/;

/** Ends of a login on which a template does what it is for. */
const acts = /^(?:Allowed\. \S|Denied\.|Redirected to )/;

test.each(chosen)(
  "the template $id shows at the first click on each example, or when its user comes back, what it does",
  async ({ id, code, action, examples }) => {
    const { page } = await openSite({ address: `?template=${id}` });
    const buttons = page.locator(".examples button");
    await buttons.first().waitFor();
    expect(await buttons.allInnerTexts()).toEqual(examples.map(({ title }) => title));
    for (const [index, { title, back }] of examples.entries()) {
      await buttons.nth(index).click();
      const outputs = page.locator(".outputs");
      await page.locator(`#login option:checked:text-is(${JSON.stringify(title)})`).waitFor({
        state: "attached",
      });
      await page
        .locator('.outputs[aria-busy="false"]:not(:has(.stale)) .verdict')
        .first()
        .waitFor();
      if (back) {
        await page.getByRole("button", { name: "Come back", exact: true }).click();
        await outputs.getByText("This is after the user came back.").waitFor();
      }
      const sentence = await page.locator(".verdict h3").first().innerText();
      // The first one is on which it acts; another may show that it does nothing then.
      expect(sentence, title).toMatch(index === 0 ? acts : ends);
      const said = await outputs.innerText();
      const hasBoth = code !== undefined && action !== undefined;
      expect(said.includes("Same in the Action and the Rule."), title).toBe(hasBoth);
      expect(said, title).not.toMatch(/made-up|has no value|have no value|no request asked/);
      expect(await outputs.locator(".warnings").count(), title).toBe(0);
    }
  },
);

test("a template runs on each ready login, each form in a worker of its own", async () => {
  const hasBoth = chosen.find(({ code, action }) => code !== undefined && action !== undefined);
  const address = `?template=${String(hasBoth?.id)}`;
  const { page, run, outputs } = await openPlayground({ address });
  let workers = 0;
  page.on("worker", () => workers++);
  for (const { id: login, label } of readyLogins) {
    await page.selectOption("#login", `ready:${login}`);
    await run();
    const sentences = await outputs.locator(".verdict h3").allInnerTexts();
    for (const sentence of sentences) {
      expect(sentence, label).toMatch(ends);
    }
    expect(sentences, label).toHaveLength(1);
  }
  // What is shown is of these runs.
  expect(workers).toBe(readyLogins.length * 2);
});
