import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

import { renderPage } from "../../scripts/problems/render.js";
import { paragraphsOf } from "../../src/template/problems/entry.ts";
import { problems } from "../../src/template/problems/problems.ts";

const docs = join(import.meta.dirname, "../../docs");
const page = readFileSync(join(docs, "problems.md"), "utf8");

test("docs/problems.md has the explanation of each problem", async () => {
  expect(page, "docs/problems.md is stale: run npm run problems").toBe(await renderPage(problems));
});

test("a page has a section for each problem, by code", async () => {
  const [second, first] = [{ explanation: "\n  Two\n  lines." }, { explanation: "One." }];
  const text = await renderPage({ "title-b": second, "title-a": first });
  expect(text.slice(text.indexOf("## "))).toBe("## title-a\n\nOne.\n\n## title-b\n\nTwo lines.\n");
});

test("the links of explanations lead to files and sections that exist", () => {
  const links = [...page.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)];
  const broken = links.filter(([, file = "", section]) => {
    const path = join(docs, file === "" ? "problems.md" : file);
    if (!existsSync(path) || section === undefined) {
      return !existsSync(path);
    }
    const headings = readFileSync(path, "utf8").match(/^#+ .*$/gm) ?? [];
    return !headings.some(
      (line) => line.replace(/^#+ /, "").toLowerCase().replaceAll(" ", "-") === section,
    );
  });
  expect(links).not.toEqual([]);
  expect(broken).toEqual([]);
});

test("an explanation is read as paragraphs, wherever its lines are broken", () => {
  const explanation = "\n    One\n    sentence.\n\n    Another.";
  expect(paragraphsOf({ explanation })).toEqual(["One sentence.", "Another."]);
});
