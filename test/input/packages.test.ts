import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { InputError } from "../../src/input/input-error.ts";
import { findPackages, runModules } from "../../src/input/packages.ts";

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

test("a version that is asked for on the command line may be stood in for, which is noted (R-137)", () => {
  const { versions, notes } = findPackages(["plain@1.0.0", "@scope/name@2.0.0"], folder);
  expect(versions).toEqual({ plain: "1.2.3", "@scope/name": "2.0.0" });
  expect(notes).toEqual(["plain@1.0.0 is not installed: 1.2.3 is used instead"]);
});

test("a package that is not installed is a problem, whatever version is asked for (R-137)", () => {
  expect(() => findPackages(["absent@1.0.0"], folder)).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ hint: "npm install absent@1.0.0" })],
    }),
  );
});

test.each(["url", "url@0.10.3", "punycode"])(
  "Node's own module %s needs no package, also where one is installed (R-136)",
  (id) => {
    const [name = ""] = id.split("@");
    const place = join(folder, "node_modules", name);
    mkdirSync(place);
    writeFileSync(join(place, "package.json"), JSON.stringify({ name, version: "0.10.3" }));
    const { versions, notes } = findPackages([id], folder);
    expect(versions).toEqual({});
    expect(notes).toEqual([expect.stringContaining(`${name} is Node's own module`)]);
    for (const version of [undefined, "0.10.3", "0.11.0"]) {
      const { exports, notes: more } = load([id], name, version);
      expect(exports).toBe(process.getBuiltinModule(`node:${name}`));
      expect(more).toEqual([]);
    }
  },
);

test("a module of Node's that scripts do not have is told as that (R-136)", () => {
  expect(findPackages(["fs"], folder).notes).toEqual([
    "fs is Node's own module, and not given to scripts",
  ]);
});

test.each([
  ["plain", "an installed package is given to scripts by its name: --package plain"],
  ["@a/b/c", "an installed package is given to scripts by its name: --package @a/b"],
  ["fs", "Node's module fs is not given to scripts"],
  ["./a.js", "a script is one file, so that it cannot load ./a.js"],
])("a script does not get %s, and why is noted", (id, note) => {
  expect(load([], id)).toEqual({ exports: undefined, notes: [note] });
});
