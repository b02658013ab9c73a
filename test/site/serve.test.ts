import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { readOwn } from "../../scripts/site/serve.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
  mkdirSync(join(folder, "site", "assets"), { recursive: true });
  mkdirSync(join(folder, "private"));
  writeFileSync(join(folder, "site", "rules.json"), "[]");
  writeFileSync(join(folder, "private", "key"), "private");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("what is served of a folder", () => {
  test("are its files, also where the folder itself is reached by a link", async () => {
    symlinkSync(join(folder, "site"), join(folder, "link"), "junction");
    for (const name of ["site", "link"]) {
      expect((await readOwn(join(folder, name), "rules.json")).toString()).toBe("[]");
    }
  });

  test.each([
    ["a link to a file", "../private/key", "rules.json", "rules.json"],
    ["a link to a folder", "../private", "assets", "assets/key"],
    ["a link to another file of the folder", "index.html", "rules.json", "rules.json"],
  ])("is not what stands behind %s", async (_what, target, link, asked) => {
    writeFileSync(join(folder, "site", "index.html"), "page");
    rmSync(join(folder, "site", link), { recursive: true });
    symlinkSync(target, join(folder, "site", link));
    await expect(readOwn(join(folder, "site"), asked)).rejects.toThrow("is behind a link");
  });
});
