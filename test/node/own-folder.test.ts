import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { writeOwnFolder } from "../../src/node/own-folder.ts";

let home = "";
let folder = { path: "", shown: "out" };

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "rules-templates-"));
  folder = { path: join(home, "out"), shown: "out" };
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function list(): string[] {
  return readdirSync(folder.path, { recursive: true, encoding: "utf8" }).sort();
}

test("a folder is written with its list", () => {
  writeOwnFolder(folder, { "a/b.txt": "b" });
  expect(list()).toEqual([".rules-templates.json", "a", "a/b.txt"]);
  expect(readdirSync(home)).toEqual(["out"]);
});

test("an own folder is replaced, with what is no longer written", () => {
  writeOwnFolder(folder, { "a/b.txt": "b", "c.txt": "c" });
  writeOwnFolder(folder, { "c.txt": "d" });
  expect(list()).toEqual([".rules-templates.json", "c.txt"]);
  expect(readFileSync(join(folder.path, "c.txt"), "utf8")).toBe("d");
});

test("an empty folder is written", () => {
  mkdirSync(folder.path);
  writeOwnFolder(folder, { "a.txt": "a" });
  expect(list()).toContain("a.txt");
});

test("a folder with a file of somebody else stays", () => {
  writeOwnFolder(folder, { "a.txt": "a" });
  writeFileSync(join(folder.path, "mine.txt"), "mine");
  expect(() => {
    writeOwnFolder(folder, { "a.txt": "b" });
  }).toThrow("out holds mine.txt, which this command did not write");
  expect(readFileSync(join(folder.path, "a.txt"), "utf8")).toBe("a");
});

test("a file that somebody changed stays", () => {
  writeOwnFolder(folder, { "a.txt": "a" });
  writeFileSync(join(folder.path, "a.txt"), "changed");
  expect(() => {
    writeOwnFolder(folder, { "a.txt": "b" });
  }).toThrow("out/a.txt was changed");
});

test("a file or a link in the place of the folder stays", () => {
  writeFileSync(folder.path, "a file");
  expect(() => {
    writeOwnFolder(folder, { "a.txt": "a" });
  }).toThrow("out is not a folder");
  rmSync(folder.path);
  mkdirSync(join(home, "elsewhere"));
  symlinkSync(join(home, "elsewhere"), folder.path);
  expect(() => {
    writeOwnFolder(folder, { "a.txt": "a" });
  }).toThrow("out is not a folder");
});

test("a folder that cannot be written leaves nothing behind", () => {
  const path = join(home, "a-file", "out");
  writeFileSync(join(home, "a-file"), "");
  expect(() => {
    writeOwnFolder({ path, shown: "a-file/out" }, { "a.txt": "a" });
  }).toThrow("a-file/out cannot be written (ENOTDIR)");
  expect(readdirSync(home)).toEqual(["a-file"]);
});

test("no file is written outside of the folder", () => {
  expect(() => {
    writeOwnFolder(folder, { "../x.txt": "x" });
  }).toThrow(RangeError);
  expect(readdirSync(home)).toEqual([]);
});
