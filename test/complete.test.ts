import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

import { compiler } from "../scripts/pack/compiler.js";
import { compileTemplate } from "../src/template/compile.ts";
import { aUser, loginAs } from "./support/describeTemplate.ts";

const root = join(import.meta.dirname, "..");

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

test("no folder of src/ has more files than one can take in", () => {
  const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true });
  const counts: Record<string, number> = {};
  for (const file of files.filter((entry) => entry.isFile())) {
    const folder = relative(root, file.parentPath);
    counts[folder] = (counts[folder] ?? 0) + 1;
  }
  expect(Object.entries(counts).filter(([, count]) => count > 16)).toEqual([]);
});

describe("templates", () => {
  test("have a test each, and no test is left of a template that is gone", () => {
    expect(namesIn("test/rules", ".test.ts")).toEqual(namesIn("rules", ".md"));
  });

  test.each(namesIn("rules", ".md"))(
    "are tested in each of their forms by describeTemplate: %s",
    (id) => {
      expect(read(`test/rules/${id}.test.ts`)).toContain(`\ndescribeTemplate("${id}", `);
    },
  );
});

describe("CONTRIBUTING.md", () => {
  const text = read("CONTRIBUTING.md");

  test.each(["rule", "action"] as const)("shows a good template, as %s", async (form) => {
    const example = /^````markdown\n([^]*?)^````$/m.exec(text)?.[1] ?? "";
    const template = compileTemplate("rules/example.md", Buffer.from(example));
    if (Array.isArray(template)) {
      throw new Error(JSON.stringify(template));
    }
    const code = template[form] ?? { code: "" };
    const loginOf = (email: string, emailDomain: string) =>
      loginAs(form, code, {
        user: aUser({ email, email_verified: true }),
        configuration: { EMAIL_DOMAIN: emailDomain },
      });
    expect((await loginOf("Jo@Example.com", "example.com")).result).toBe("allowed");
    expect((await loginOf("jo@badexample.com", "example.com")).result).toBe("denied");
    expect(await loginOf("jo@example.com", "@example.com")).toMatchObject({
      result: "denied",
      console: [{ text: expect.stringContaining("EMAIL_DOMAIN") as unknown }],
    });
  });
});

/**
 * The files that a module of `src/` imports, at once or later, or takes types of: those of `src/`
 * by path, others by name.
 */
function importsOf(file: string): string[] {
  return namesImported(read(file)).map((name) =>
    name.startsWith(".") ? relative(root, join(root, dirname(file), name)) : name,
  );
}

function namesImported(code: string): string[] {
  return compiler.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
}

function modulesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

function isBuiltin(name: string): boolean {
  return builtinModules.includes(name.replace(/^node:/, "").split("/")[0] ?? "");
}

/** The files of a circle, the first one at its end again; none if there is no circle. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) {
      return [...path.slice(path.indexOf(file)), file];
    }
    if (done.has(file)) {
      return [];
    }
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle.length > 0) {
        return circle;
      }
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) {
      return circle;
    }
  }
  return [];
}

describe("imports run one way", () => {
  test.each([
    'import fs from "node:fs";',
    'import { readFileSync, type Stats } from "node:fs";',
    'import "node:fs";',
    'export * from "node:fs";',
    'export { readFileSync } from "node:fs";',
    'const read = async () => (await import("node:fs")).readFileSync;',
    'type Stats = import("node:fs").Stats;',
    'const { readFileSync } = require("node:fs");',
  ])("and are found as %s", (code) => {
    expect(namesImported(code)).toEqual(["node:fs"]);
  });

  test.each([
    ["src/text", []],
    ["src/script", ["src/text/"]],
    ["src/template", ["src/text/", "src/script/"]],
    ["src/gallery", ["src/text/", "src/script/", "src/template/"]],
    ["src/emulator", ["src/text/", "src/script/"]],
    ["src/run", ["src/text/", "src/script/", "src/emulator/", "src/template/examples/"]],
    ["src/explore", ["src/text/", "src/script/", "src/emulator/", "src/run/"]],
    ["src/migrate", ["src/text/", "src/script/", "src/emulator/", "src/run/", "src/explore/"]],
    [
      "src/tenant",
      [
        "src/text/",
        "src/script/",
        "src/emulator/",
        "src/run/",
        "src/explore/",
        "src/migrate/",
        "src/export/",
      ],
    ],
    [
      "src/export",
      // Of the compiler it takes types.
      ["src/gallery/entry.ts", "src/template/template.ts"],
    ],
    [
      "src/site",
      [
        "src/text/",
        "src/script/",
        "src/emulator/",
        "src/run/",
        "src/export/",
        "src/explore/",
        "src/migrate/",
        // Of the compiler it takes types.
        "src/gallery/entry.ts",
        "src/template/template.ts",
        "src/template/examples/example.ts",
      ],
    ],
  ])("from %s", (folder, allowed) => {
    const found = modulesOf(folder).flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith("src/"))
        .filter((name) => ![`${folder}/`, ...allowed].some((part) => name.startsWith(part)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(found).toEqual([]);
  });

  test("and never in a circle", () => {
    expect(findCircle(new Map(modulesOf("src").map((file) => [file, importsOf(file)])))).toEqual(
      [],
    );
  });

  test("and a circle would be found", () => {
    const imports = new Map([
      ["a", ["b"]],
      ["b", ["node:fs", "c"]],
      ["c", ["b"]],
    ]);
    expect(findCircle(imports)).toEqual(["b", "c", "b"]);
  });

  test("and one module parses scripts, at one language level", () => {
    const parsing = modulesOf("src").filter((file) =>
      /\b(?:parse|parseExpressionAt|Parser|tokenizer)\b[^;]*\} from "acorn"/.test(read(file)),
    );
    expect(parsing).toEqual(["src/script/syntax/parser.ts"]);
  });

  test("and only where a text is ASCII do they ask URL.canParse, which errs in Node 20 and 22", () => {
    const asking = modulesOf("src").filter((file) =>
      /^[^*/]*URL\.canParse/m.test(read(file).replace(/\/\*[^]*?\*\//g, "")),
    );
    expect(asking).toEqual(["src/text/address.ts"]);
  });

  test("and these touch nothing of Node, nor the process, nor the console", () => {
    const folders = [
      "text",
      "script",
      "template",
      "gallery",
      "emulator",
      "run",
      "explore",
      "migrate",
      "export",
      "tenant",
    ].map((name) => `src/${name}`);
    const pure = folders.flatMap(modulesOf);
    const found = pure.filter((file) => {
      const code = read(file).replace(/\/\*[^]*?\*\/|\/\/.*$|"[^"\n]*"|`(?:[^`\\]|\\[^])*`/gm, "");
      return importsOf(file).some(isBuiltin) || /(?<![.\w])(?:process|console)\.\w/.test(code);
    });
    expect(found).toEqual([]);
  });
});
