import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** A row of a table in docs/emulator.md. */
interface Row {
  id: string;
  sentence: string;
  source: string;
  proof: string;
}

const page = readFileSync(join(root, "docs/emulator.md"), "utf8");
/** By name of a link, where it goes. */
const links = new Map([...page.matchAll(/^\[(.+)\]: (.+)$/gm)].map(([, name, to]) => [name, to]));
const rows = readRows();
const titles = readTitles();

function readRows(): Row[] {
  return [...page.matchAll(/^\| ([RA]-\d+) +\| (.*?) +\| (.*?) +\| (.*?) +\|$/gm)].map(
    ([, id = "", sentence = "", source = "", proof = ""]) => ({ id, sentence, source, proof }),
  );
}

/**
 * By test file, the ids that its titles name, or the rows of its `test.each`, which become titles.
 */
function readTitles(): Map<string, Set<string>> {
  const title = /(?:\btest\(|\bdescribe\(|\)\()\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/g;
  const row = /\[\s*("[RA]-\d+")/g;
  return new Map(
    testFiles().map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const named = [...text.matchAll(title), ...text.matchAll(row)].map(([, name]) => name);
      return [file, new Set(named.join(" ").match(/\b[RA]-\d+\b/g))];
    }),
  );
}

function testFiles(): string[] {
  return ["emulator", "input", "node", "script", "terminal", "thread", "commands/try"]
    .map((name) => `test/${name}`)
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".test.ts"))
        .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
    );
}

/** Where the links of a cell go. */
function targets(cell: string): (string | undefined)[] {
  return [...cell.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => links.get(name));
}

/** The test files that a row links to. */
function proofs({ proof }: Row): string[] {
  return targets(proof).map((file) => file?.replace("../", "") ?? "");
}

describe("docs/emulator.md", () => {
  test("has rows, each id once", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(150);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("has all rows of its tables in the form that this test reads", () => {
    const lines = page.split("\n").filter((line) => /^\| [RA]/.test(line));
    expect(lines).toHaveLength(rows.length);
  });

  test.each(rows)("$id has a sentence, a source and a proof or a reason", (row) => {
    expect(row.sentence).toMatch(/^\S.*[.]$/);
    const [source = row.source] = targets(row.source);
    expect(source).toMatch(/^(?:https:\/\/|npm package)/);
    expect(row.proof.startsWith("Left out: ") || proofs(row).length > 0).toBe(true);
  });

  test.each(rows)("$id links exactly the tests that name it", (row) => {
    const naming = [...titles].filter(([, ids]) => ids.has(row.id)).map(([file]) => file);
    expect(proofs(row).toSorted()).toEqual(naming.toSorted());
    expect(proofs(row).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test.each([...titles])("%s names known ids only", (_file, ids) => {
    const known = new Set(rows.map(({ id }) => id));
    expect([...ids].filter((id) => !known.has(id))).toEqual([]);
  });
});
