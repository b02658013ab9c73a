import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { build } from "../src/commands/build.ts";
import { renderProblems } from "../src/terminal/report.ts";
import { isProblemCode } from "../src/template/problem.ts";
import { problems } from "../src/template/problems/problems.ts";

/**
 * A `make.ts` adds what git cannot hold. It may give back how to undo what a folder cannot hold.
 */
interface Maker {
  make: (folder: string) => (() => void) | undefined;
}

const invalid = join(import.meta.dirname, "invalid");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function buildFolder(code: string): Promise<Awaited<ReturnType<typeof build>>> {
  const rules = join(folder, "rules");
  cpSync(join(invalid, code), rules, {
    recursive: true,
    filter: (path) => !/\.(ts|txt)$/.test(path),
  });
  const maker = join(invalid, code, "make.ts");
  const undo = existsSync(maker) && ((await import(maker)) as Maker).make(rules);
  try {
    return await build(
      {
        rules: { path: rules, shown: "rules" },
        out: join(folder, "rules.json"),
        check: false,
        all: false,
        cache: undefined,
      },
      { load: () => import("../src/commands/build/speed/compiler.ts") },
    );
  } finally {
    if (undo) {
      undo();
    }
  }
}

/** Ids that differ by case alone cannot both be allowed, so one is reported for that, too. */
const alongside = new Map([["id-duplicate", ["id-invalid"]]]);

/**
 * What a system cannot hold: names that differ by case alone, a file that its owner may not read.
 */
const impossible = [
  ...(existsSync(import.meta.filename.toUpperCase()) ? ["id-duplicate"] : []),
  ...(process.platform === "win32" ? ["file-unreadable"] : []),
];
const codes = Object.keys(problems).filter(isProblemCode).sort();
const possible = codes.filter((code) => !impossible.includes(code));

describe("every problem has the smallest folder of templates that causes it", () => {
  test.each(possible)("%s", async (code) => {
    const result = await buildFolder(code);
    const found = result.kind === "problems" ? result.problems : [];
    const expected = new Set([code, ...(alongside.get(code) ?? [])]);
    expect(new Set(found.map((problem) => problem.code))).toEqual(expected);
    expect(existsSync(join(folder, "rules.json"))).toBe(false);
    const files = result.kind === "problems" ? result.files : [];
    const shown = renderProblems(found, files, { color: false, width: 80 });
    await expect(shown).toMatchFileSnapshot(join(invalid, code, "problems.txt"));
  });

  test("and no folder is left of a problem that is gone", () => {
    expect(readdirSync(invalid).sort()).toEqual(codes);
  });
});
