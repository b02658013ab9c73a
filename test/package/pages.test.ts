import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

import rules from "../../rules.json" with { type: "json" };
import schema from "../../rules.schema.json" with { type: "json" };
import { renderTemplates } from "../../scripts/templates/render.js";
import type { Gallery } from "../../src/gallery/entry.ts";

const root = dirname(dirname(import.meta.dirname));
const { category, template, setting, action } = schema.$defs;
const { service, deprecated } = template.properties;

/** The words in backquotes in each row of the table with this heading, by the first of them. */
async function readTable(heading: string): Promise<Record<string, string[]>> {
  const text = await readFile(join(root, "docs/rules-json.md"), "utf8");
  const [, table = ""] = text.split(new RegExp(`^\\| ${heading} .*\\n.*\\n`, "m"));
  const [rows = ""] = table.split("\n\n");
  const words = rows
    .split("\n")
    .map((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, word]) => word));
  return Object.fromEntries(words.map(([name, ...others]) => [name, others])) as Record<
    string,
    string[]
  >;
}

test("docs/rules-json.md has each field of a category, in the schema's order", async () => {
  const fields = Object.keys(await readTable("field of a category"));
  expect(fields).toEqual(Object.keys(category.properties));
});

test("docs/rules-json.md has each field of a template, in the schema's order", async () => {
  const fields = Object.keys(await readTable("field of a template"));
  expect(fields).toEqual(Object.keys(template.properties));
});

test.each([
  ["configuration", setting],
  ["action", action],
  ["service", service],
  ["deprecated", deprecated],
])("docs/rules-json.md has each field of %s", async (field, { properties }) => {
  const { [field]: words } = await readTable("field of a template");
  expect(words).toEqual(expect.arrayContaining(Object.keys(properties)));
});

test("docs/templates.md lists the templates of the gallery", async () => {
  const text = await readFile(join(root, "docs/templates.md"), "utf8");
  const fresh = await renderTemplates(rules as Gallery);
  expect(text, "docs/templates.md is stale: run npm run templates").toBe(fresh);
});

test("the README is short enough for newcomers", async () => {
  const lines = (await readFile(join(root, "README.md"), "utf8")).split("\n");
  expect(lines.length).toBeLessThanOrEqual(200);
});
