import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";

import { aGalleryTemplate, readOwnGallery, renderTemplates } from "./support/galleries.ts";
import { openSite } from "./support/open-site.ts";
import type { Watch } from "./support/watch.ts";

const attack =
  '"><script>window.hacked = 1</script><img src="x" onerror="window.hacked = 1">' +
  '<svg onload="window.hacked = 1"></svg><a href="javascript:window.hacked=1">click</a>';

/** A gallery with the attack in each of its texts. */
const hostile = JSON.stringify([
  {
    name: attack,
    label: attack,
    overview: attack,
    templates: [
      {
        id: attack,
        title: attack,
        overview: attack,
        categories: [attack],
        description:
          `<p>${attack}</p><p onclick="window.hacked = 1" id="app" style="color: red">text</p>` +
          '<form action="https://example.com/"><input name="q"><button>go</button></form>' +
          '<iframe src="https://example.com/"></iframe><base href="https://example.com/">' +
          '<link rel="stylesheet" href="https://example.com/x.css"><style>p { color: red }</style>' +
          '<a href="http://example.com/">plain</a><a href="https://example.com/">safe</a>' +
          '<a href="data:text/html,<script>window.hacked = 1</script>">data</a>' +
          '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=window.hacked=1>">',
        code: attack,
        configuration: [
          { key: attack, description: attack, required: true, secret: false, default: attack },
          { key: "CHOICE", description: attack, required: false, secret: false, values: [attack] },
        ],
        outage: attack,
        action: {
          trigger: attack,
          code: attack,
          dependencies: [{ name: attack, version: attack }],
          secrets: [attack],
        },
        service: { name: attack, url: "javascript:window.hacked=1" },
        deprecated: { reason: attack, replacement: attack },
      },
    ],
  },
]);

/**
 * What is wrong on a page, but for what the browser tells of elements that are parsed to be thrown
 * away.
 */
function takeProblems(watch: Watch): string[] {
  const parsed =
    /^error: (?:Executing inline event|Applying inline style|Setting the document's base)/;
  return watch.take().filter((text) => !parsed.test(text));
}

const isHacked = (page: Page) => page.evaluate(() => "hacked" in window);

test("what a gallery hides is written out, and its links go where they say", async () => {
  const code = "// safe\u2028evil();\nfunction rule(user, context, callback) {}";
  const description =
    '<p>A\u200Bb <a href="https://docs.example.com/">docs</a> ' +
    '<a href="https://evil.example/">https://example.com/</a> ' +
    '<a href="https://example.com@evil.example/">more</a></p>';
  const gallery = renderTemplates([aGalleryTemplate({ id: "a", code, description })]);
  const { page } = await openSite({ gallery, address: "?template=a" });
  await page.getByRole("alert").getByText("invisible characters").waitFor();
  expect(await page.locator(".code pre").first().textContent()).toContain("// safe⟨U+2028⟩evil();");
  const prose = page.locator(".prose");
  await expect
    .poll(() => prose.textContent())
    .toBe(
      "A⟨U+200B⟩b docs https://example.com/ (https://evil.example/) " +
        "more (https://example.com@evil.example/)",
    );
  const links = await prose.getByRole("link").evaluateAll((all) => all.map((one) => one.outerHTML));
  expect(links).toEqual(['<a href="https://docs.example.com/" rel="noopener noreferrer">docs</a>']);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("⟨U+2028⟩");
});

test("a gallery of enormous texts does not hold the page", async () => {
  const long = "word ".repeat(200_000);
  const configuration = Array.from({ length: 50_000 }, (_, index) => ({
    key: `KEY_${index}`,
    description: "A setting.",
    required: true,
    secret: true,
  }));
  const template = aGalleryTemplate({ id: "a", title: long, code: long, configuration });
  const { page } = await openSite({
    gallery: renderTemplates([template]),
    address: "?template=a",
  });
  const note = page.getByText("Too long to be shown in full: title, rule and settings.");
  await note.waitFor({ timeout: 5_000 });
});

describe("a gallery with scripts in each field", () => {
  test("runs none of them, in the list and on a template's page", async () => {
    const { page, watch } = await openSite({ gallery: hostile });
    await page.getByRole("searchbox").fill("script");
    await page.locator(".card a").click();
    await page.locator(".prose p").first().waitFor();
    await page.locator(".code-tabs").getByRole("tab", { name: "Rule" }).click();
    await page.locator(".settings input").first().fill("x");
    await page.locator(".prose p").first().click();
    for (const link of await page.locator(".prose a:not([href])").all()) {
      await link.click();
    }
    await page.waitForTimeout(200);
    expect(await isHacked(page)).toBe(false);
    expect(takeProblems(watch)).toEqual([]);
  });

  test("shows of a description only what cannot do anything", async () => {
    const address = `?template=${encodeURIComponent(attack)}`;
    const { page, watch } = await openSite({ gallery: hostile, address });
    await page.locator(".prose p").first().waitFor();
    const elements = await page
      .locator(".prose *")
      .evaluateAll((all) =>
        all.map(
          ({ tagName, attributes }) =>
            `${tagName} ${[...attributes].map(({ name, value }) => `${name}=${value}`).join(" ")}`,
        ),
      );
    expect(new Set(elements.map((text) => text.split(" ")[0]))).toEqual(
      new Set(["P", "A", "TABLE"].filter((tag) => elements.some((text) => text.startsWith(tag)))),
    );
    const attributes = elements
      .flatMap((text) => text.split(" ").slice(1))
      .filter((text) => text !== "");
    expect(new Set(attributes)).toEqual(
      new Set(["href=https://example.com/", "rel=noopener", "noreferrer"]),
    );
    expect(takeProblems(watch)).toEqual([]);
  });

  test("has no link but to https and to the site itself", async () => {
    const address = `?template=${encodeURIComponent(attack)}`;
    const { page, url, watch } = await openSite({ gallery: hostile, address });
    await page.locator(".prose p").first().waitFor();
    const links = await page
      .locator("a[href]")
      .evaluateAll((all) =>
        all.map((link) => (link instanceof HTMLAnchorElement ? link.href : "")),
      );
    expect(links.filter((link) => !link.startsWith("https:") && !link.startsWith(url()))).toEqual(
      [],
    );
    expect(takeProblems(watch)).toEqual([]);
  });
});

test.each(["constructor", "__proto__"])("a setting may be called %s", async (key) => {
  const setting = { key, description: "A name that all objects know.", required: true };
  const gallery = renderTemplates([
    aGalleryTemplate({ configuration: [{ ...setting, secret: false }] }),
  ]);
  const { page } = await openSite({ gallery, address: "?template=hello" });
  const field = page.locator(".settings .field input");
  expect(await field.inputValue()).toBe("");
  await field.fill("a value");
  await page.locator(".crumbs").getByRole("link", { name: "Templates" }).click();
  await page.locator("#card-hello").click();
  expect(await field.inputValue()).toBe("a value");
});

test("a description of 5 MB is shown as far as it helps, and holds nothing up", async () => {
  const description = `<p>${"word ".repeat(20)}</p>`.repeat(50_000);
  const gallery = renderTemplates([aGalleryTemplate({ description })]);
  const { page } = await openSite({ gallery });
  await page.getByRole("searchbox").fill("hello");
  await page.locator(".card a").click();
  await page.getByText("The description is too long to be shown in full.").waitFor();
  expect((await page.locator(".prose").textContent())?.length).toBeGreaterThan(50_000);
});

test("10,000 templates are listed, searched and filtered", async () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    aGalleryTemplate({
      id: `t${index}`,
      title: `Template ${index}`,
      service: { name: `Service ${index % 500}`, url: "" },
    }),
  );
  const { page } = await openSite({ gallery: renderTemplates(many) });
  await page.getByText("10000 templates", { exact: true }).waitFor();
  await page.getByRole("searchbox").fill("9876");
  await expect
    .poll(() => page.locator(".card h2").allTextContents(), { timeout: 30_000 })
    .toEqual(["Template 9876"]);
  await page.getByRole("searchbox").fill("");
  await page.getByLabel("Service", { exact: true }).selectOption("Service 7");
  await page.getByText("20 templates", { exact: true }).waitFor();
});

describe("a gallery that cannot be shown says so, and what to do", () => {
  test.each([
    ["is missing", 404, "the server answers 404"],
    ["is refused", 500, "the server answers 500"],
    ["is not JSON", "<!doctype html><p>hello</p>", "rules.json is not JSON"],
    ["is cut off", readOwnGallery().slice(0, 5000), "rules.json is not JSON"],
    ["is an object", '{"templates":[]}', "rules.json is not a gallery"],
    ["is a list of something else", "[1,2,3]", "rules.json is not a gallery"],
    ["is null", "null", "rules.json is not a gallery"],
  ])("where it %s", async (_, gallery, message) => {
    const { page, watch } = await openSite({ gallery });
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.getByRole("heading").textContent()).toContain(message);
    expect(await alert.locator("p").textContent()).not.toBe("");
    // The browser tells of the status on its console, whatever the page does.
    const told = watch.take();
    expect(told.filter((text) => !text.includes("Failed to load resource"))).toEqual([]);
  });
});

describe("what can be shown is shown", () => {
  const partial = JSON.stringify([
    { name: "webhook", templates: [{ id: "bare" }, { title: "No id" }, aGalleryTemplate()] },
    { name: "broken", templates: "none" },
  ]);

  test("in the list, with what is left out", async () => {
    const { page } = await openSite({ gallery: partial });
    expect(await page.locator(".card h2").allTextContents()).toEqual(["bare", "Say hello"]);
    await page.getByText("2 entries of rules.json cannot be shown").waitFor();
  });

  test("on a template's page, with what it lacks", async () => {
    const { page } = await openSite({ gallery: partial, address: "?template=bare" });
    await page
      .getByText(
        "rules.json has no title, overview, description, code, categories and configuration",
      )
      .waitFor();
  });
});
