import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";

import { compiler } from "../../scripts/pack/compiler.js";

const root = join(import.meta.dirname, "..", "..", "src", "site");

/** Files that a folder holds at most, so that one sees all of them at once. */
const mostFiles = 16;

const entries = readdirSync(root, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
  .map((path) => path.replaceAll("\\", "/"));
const modules = files.filter((file) => /\.tsx?$/.test(file));

/** The modules of the site that a module imports, at once or later, or takes types of. */
function importsOf(file: string): string[] {
  const { importedFiles } = compiler.preProcessFile(
    readFileSync(join(root, file), "utf8"),
    true,
    true,
  );
  return importedFiles
    .map(({ fileName }) => posix.join(posix.dirname(file), fileName))
    .filter((name) => modules.includes(name));
}

const imports = new Map(modules.map((file) => [file, importsOf(file)]));

/**
 * A module and all that it imports, step by step, with the way that leads back to it if one does.
 */
function findCircle(
  start: string,
  at = start,
  way: readonly string[] = [],
  seen = new Set<string>(),
): readonly string[] | undefined {
  for (const next of imports.get(at) ?? []) {
    if (next === start) {
      return [...way, at, start];
    }
    if (!seen.has(next)) {
      seen.add(next);
      const circle = findCircle(start, next, [...way, at], seen);
      if (circle) {
        return circle;
      }
    }
  }
  return undefined;
}

describe("within the page, imports run one way", () => {
  test.each([
    ["ui", []],
    ["model", ["ui"]],
    ["router", ["model", "ui"]],
    ["gallery", ["router", "model", "ui"]],
    ["playground", ["router", "model", "ui", "sandbox"]],
    ["sandbox", []],
    ["migrate", ["playground", "router", "model", "ui"]],
    ["app", ["gallery", "migrate", "playground", "router", "model", "ui"]],
    ["gallery/search", ["model"]],
    ["gallery/list", ["gallery/search", "router", "model", "ui"]],
    ["gallery/code", ["model", "ui"]],
    ["gallery/deploy", ["model", "ui"]],
    ["gallery/settings", ["model", "ui"]],
    ["playground/draft", ["model", "ui"]],
    ["playground/run", ["playground/draft", "model", "ui", "sandbox"]],
    ["playground/search", ["playground/run", "playground/draft", "model", "ui", "sandbox"]],
    [
      "playground/inputs",
      ["playground/search", "playground/run", "playground/draft", "model", "ui"],
    ],
    [
      "playground/outcome",
      ["playground/search", "playground/run", "playground/draft", "model", "ui", "sandbox"],
    ],
  ])("from %s", (folder, below) => {
    const own = [folder, ...below].map((name) => `${name}/`);
    // What all pages of the gallery, or all playgrounds, have in common.
    const shared = ["gallery/site.ts", "playground/site.ts"];
    const found = modules
      .filter((file) => file.startsWith(`${folder}/`))
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => !shared.includes(name) && !own.some((part) => name.startsWith(part)))
          .map((name) => `${file} imports ${name}`),
      );
    expect(found).toEqual([]);
  });

  test("and in no circle", () => {
    const circles = modules.flatMap((file) => findCircle(file)?.join(" -> ") ?? []);
    expect(circles).toEqual([]);
  });
});

test(`no folder of the page holds more than ${mostFiles} files`, () => {
  const folders = new Set(files.map((file) => posix.dirname(file)));
  const crowded = [...folders].filter(
    (folder) => files.filter((file) => posix.dirname(file) === folder).length > mostFiles,
  );
  expect(crowded).toEqual([]);
});
