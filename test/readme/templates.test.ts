import { format } from "prettier";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkHtml from "remark-html";
import { describe, expect, test } from "vitest";

import { renderTemplates, renewTemplates } from "../../scripts/readme/templates.js";
import type { GalleryCategory, GalleryTemplate } from "../../src/gallery/entry.ts";

const setting = { key: "KEY", description: "A key.", required: true, secret: true };

function aTemplate(given: Partial<GalleryTemplate> = {}): GalleryTemplate {
  return {
    id: "example",
    title: "Example",
    overview: "Lets every login go on.",
    categories: ["webhook"],
    description: "<p>Lets every login go on.</p>",
    code: "function example(user, context, callback) {}",
    configuration: [],
    examples: [],
    ...given,
  };
}

function aCategory(...templates: GalleryTemplate[]): GalleryCategory {
  return { name: "webhook", label: "Webhook", overview: "Tell other services.", templates };
}

/** The cells of the row of a gallery's only template. */
async function cellsOf(given: Partial<GalleryTemplate>): Promise<string[]> {
  const text = await renderTemplates([aCategory(aTemplate(given))]);
  const row = text.split("\n").find((line) => line.startsWith("| [")) ?? "";
  return row.split(" | ").map((cell) => cell.replaceAll(/^\| | \|$/g, "").trim());
}

describe("the templates in the README", () => {
  test("are grouped as the gallery groups them, with a link in each group", async () => {
    const both = aTemplate({ id: "both", categories: ["webhook", "saml"] });
    const saml = { ...aCategory(both), name: "saml", label: "SAML", overview: "Shape SAML." };
    expect(await renderTemplates([aCategory(both, aTemplate()), saml])).toBe(
      `### Webhook

Tell other services.

| template  | what it does            | service | in an outage, a login | settings |
| --------- | ----------------------- | ------- | --------------------- | -------- |
| [both]    | Lets every login go on. |         |                       | none     |
| [example] | Lets every login go on. |         |                       | none     |

### SAML

Shape SAML.

| template | what it does            | service | in an outage, a login | settings |
| -------- | ----------------------- | ------- | --------------------- | -------- |
| [both]   | Lets every login go on. |         |                       | none     |

[both]: rules/both.md
[example]: rules/example.md
`,
    );
  });

  test.each([
    ["allow", "goes on"],
    ["deny", "is denied"],
  ] as const)("say what a login does in an outage with %s", async (outage, words) => {
    const service = { name: "Mailgun", url: "https://example.com/" };
    expect(await cellsOf({ outage, service })).toEqual([
      "[example]",
      "Lets every login go on.",
      "Mailgun",
      words,
      "none",
    ]);
  });

  test.each([
    ["none", []],
    ["optional", [{ ...setting, required: false }]],
    ["required", [{ ...setting, required: false }, setting]],
  ])("say that settings are %s", async (words, configuration) => {
    expect((await cellsOf({ configuration })).at(-1)).toBe(words);
  });

  test.each([
    [{ reason: "It is gone." }, "Deprecated: Lets every login go on."],
    [
      { reason: "It is gone.", replacement: "other" },
      "Deprecated, use other instead: Lets every login go on.",
    ],
  ])("say that a template is deprecated by %j", async (deprecated, words) => {
    expect((await cellsOf({ deprecated }))[1]).toBe(words);
  });

  const awkward = "a|b *c* _d_ e_f `g` [example] <i> ~~h~~ \\| &amp; & 1. #j";

  test("show a text as it is, whatever Markdown would make of it", async () => {
    const text = await renderTemplates([aCategory(aTemplate({ overview: awkward }))]);
    const html = String(await remark().use(remarkGfm).use(remarkHtml).process(text));
    const escaped = awkward.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;");
    expect(html).toContain(`<td>${escaped}</td>`);
  });

  test("have the form that prettier gives them", async () => {
    const text = await renderTemplates([aCategory(aTemplate({ overview: awkward }), aTemplate())]);
    expect(await format(text, { parser: "markdown" })).toBe(text);
  });
});

describe("the README", () => {
  const opening = "<!-- templates, from rules.json: npm run readme renews them -->";
  const closing = "<!-- /templates -->";
  const gallery = [aCategory(aTemplate())];

  test("keeps what stands around the marks", async () => {
    const renewed = await renewTemplates(
      `Before.\n\n${opening}\n\nOld.\n\n${closing}\n\nAfter.\n`,
      gallery,
    );
    const templates = await renderTemplates(gallery);
    expect(renewed).toBe(`Before.\n\n${opening}\n\n${templates}\n${closing}\n\nAfter.\n`);
    expect(await renewTemplates(renewed, gallery)).toBe(renewed);
  });

  test.each([
    ["either mark", "Text."],
    ["the first mark", closing],
    ["the second mark", opening],
    ["their order", `${closing}\n\n${opening}`],
  ])("cannot be without %s", async (_what, text) => {
    await expect(renewTemplates(text, gallery)).rejects.toThrow("the README has no place");
  });
});
