import { format } from "prettier";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkHtml from "remark-html";
import { describe, expect, test } from "vitest";

import { renderTemplates } from "../../scripts/templates/render.js";
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

describe("the list of all templates", () => {
  test("is grouped as the gallery groups them, with a link in each group", async () => {
    const both = aTemplate({ id: "both", categories: ["webhook", "saml"] });
    const saml = { ...aCategory(both), name: "saml", label: "SAML", overview: "Shape SAML." };
    const text = await renderTemplates([aCategory(both, aTemplate()), saml]);
    expect(text.slice(text.indexOf("## "))).toBe(
      `## Webhook

Tell other services.

| template  | what it does            | service | in an outage, a login | settings |
| --------- | ----------------------- | ------- | --------------------- | -------- |
| [both]    | Lets every login go on. |         |                       | none     |
| [example] | Lets every login go on. |         |                       | none     |

## SAML

Shape SAML.

| template | what it does            | service | in an outage, a login | settings |
| -------- | ----------------------- | ------- | --------------------- | -------- |
| [both]   | Lets every login go on. |         |                       | none     |

[both]: ../rules/both.md
[example]: ../rules/example.md
`,
    );
  });

  test.each([
    ["allow", "is allowed"],
    ["deny", "is denied"],
  ] as const)("says what a login does in an outage with %s", async (outage, words) => {
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
  ])("says that settings are %s", async (words, configuration) => {
    expect((await cellsOf({ configuration })).at(-1)).toBe(words);
  });

  test.each([
    [{ reason: "It is gone." }, "Deprecated: Lets every login go on."],
    [
      { reason: "It is gone.", replacement: "other" },
      "Deprecated, use other instead: Lets every login go on.",
    ],
  ])("says that a template is deprecated by %j", async (deprecated, words) => {
    expect((await cellsOf({ deprecated }))[1]).toBe(words);
  });

  const awkward = "a|b *c* _d_ e_f `g` [example] <i> ~~h~~ \\| &amp; & 1. #j";

  test("shows a text as it is, whatever Markdown would make of it", async () => {
    const text = await renderTemplates([aCategory(aTemplate({ overview: awkward }))]);
    const html = String(await remark().use(remarkGfm).use(remarkHtml).process(text));
    const escaped = awkward.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;");
    expect(html).toContain(`<td>${escaped}</td>`);
  });

  test("is formatted as prettier formats it", async () => {
    const text = await renderTemplates([aCategory(aTemplate({ overview: awkward }), aTemplate())]);
    expect(await format(text, { parser: "markdown" })).toBe(text);
  });
});
