import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { InputError } from "../../../src/commands/try/input-error.ts";
import { findPackages, runModules } from "../../../src/commands/try/packages.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
  for (const [name, version] of [
    ["plain", "1.2.3"],
    ["@scope/name", "2.0.0"],
  ] as const) {
    const place = join(folder, "node_modules", name);
    mkdirSync(place, { recursive: true });
    writeFileSync(
      join(place, "package.json"),
      JSON.stringify({ name, version, exports: "./a.js" }),
    );
    writeFileSync(join(place, "a.js"), `exports.version = "${version}";`);
  }
  mkdirSync(join(folder, "rules"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function load(names: string[], id: string, version?: string) {
  const notes: string[] = [];
  const packages = findPackages(names, join(folder, "rules"));
  const found = runModules(packages, (note) => notes.push(note))(id, version);
  return { exports: found?.exports, notes };
}

test("a package is found where it is installed for the folder", () => {
  const packages = findPackages(["plain", "@scope/name"], join(folder, "rules"));
  expect(packages.versions).toEqual({ plain: "1.2.3", "@scope/name": "2.0.0" });
});

test("a package that is not installed is a problem", () => {
  expect(() => findPackages(["absent"], folder)).toThrow(InputError);
});

test.each([
  ["plain", undefined],
  ["plain", "1.2.3"],
  ["@scope/name", "2.0.0"],
] as const)("a script gets %s, version %s", (name, version) => {
  const { exports, notes } = load(["plain", "@scope/name"], name, version);
  expect(exports).toEqual({ version: name === "plain" ? "1.2.3" : "2.0.0" });
  expect(notes).toEqual([]);
});

test("a script that asks for another version gets the installed one, which is noted", () => {
  expect(load(["plain"], "plain", "1.0.0")).toEqual({
    exports: { version: "1.2.3" },
    notes: ["a script asked for plain@1.0.0, and got 1.2.3, which is installed"],
  });
});

test.each([
  ["plain", "an installed package is given to scripts by its name: --package plain"],
  ["@a/b/c", "an installed package is given to scripts by its name: --package @a/b"],
  ["fs", "Node's module fs is not given to scripts"],
  ["./a.js", "a script is one file, so that it cannot load ./a.js"],
])("a script does not get %s, and why is noted", (id, note) => {
  expect(load([], id)).toEqual({ exports: undefined, notes: [note] });
});
