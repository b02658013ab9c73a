import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { cacheFolder } from "../scripts/cache-folder.js";
import { cloneRepository } from "./support/clone.ts";
import { aTemplate } from "./template/samples.ts";

const root = join(import.meta.dirname, "..");
let clone = "";
/** Where the user keeps caches, and the part of it that is the clone's. */
let home = "";
let cache = "";
/** What is there after the first runs, kept so that each test begins with it. */
let kept = "";
let keptFiles: string[] = [];
let bare: Ended;
let first: Ended & { made: string[] };
let firstTry: Ended & { made: string[]; untouched: boolean };

/** What tests change. */
const changed = [
  "rules",
  "rules.json",
  "package-lock.json",
  "scripts/compiler-thread.js",
  "src/template/vocabulary.ts",
];

type Gallery = [{ templates: { title: string }[] }];

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

beforeAll(() => {
  clone = cloneRepository("rules.json");
  home = mkdtempSync(join(tmpdir(), "rules-templates-home-"));
  cache = cacheFolder(clone, { XDG_CACHE_HOME: home }) ?? "";
  kept = join(clone, "kept");
  mkdirSync(join(clone, "rules"));
  writeFileSync(join(clone, "rules", "hello.md"), aTemplate());
  bare = runWithoutPackages();
  first = { ...runBuild(), made: readdirSync(cache).sort() };
  const inputs = readFileSync(join(cache, "inputs"));
  const tried = runBuild("try", "hello");
  const untouched = readFileSync(join(cache, "inputs")).equals(inputs);
  firstTry = { ...tried, made: readdirSync(cache), untouched };
  replaceBundler();
  expect(bundles()).toBe(true);
  for (const file of changed) {
    cpSync(join(clone, file), join(kept, file), { recursive: true });
  }
  cpSync(cache, `${cache}.kept`, { recursive: true });
  keptFiles = readdirSync(kept, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(kept, join(parentPath, name)));
});

beforeEach(() => {
  for (const file of keptFiles) {
    copyFileSync(join(kept, file), join(clone, file));
  }
  rmSync(cache, { recursive: true });
  cpSync(`${cache}.kept`, cache, { recursive: true });
});

/**
 * Puts a stand-in in the place of the bundler, which takes most of a run: it makes what the first
 * run made, of the same files.
 */
function replaceBundler(): void {
  const made = join(clone, "made");
  mkdirSync(made);
  for (const name of ["cli", "prose", "compiler"]) {
    const twice = readFileSync(join(cache, `${name}.cjs`), "latin1").slice(64);
    const once = twice.slice(0, twice.length / 2);
    const code = /^\(function \(exports, require, module\) \{(.*)\n\}\)$/s.exec(once)?.[1];
    writeFileSync(join(made, `${name}.cjs`), code ?? "throw new Error('no bundle')", "latin1");
  }
  const { stamps } = JSON.parse(readFileSync(join(cache, "inputs"), "utf8")) as { stamps: object };
  const added = ["build", "package-lock.json"];
  const files = Object.keys(stamps).filter((file) => !added.includes(file));
  writeFileSync(
    join(clone, "scripts", "bundle.js"),
    `import { cpSync } from "node:fs";
    export const toolEntries = {};
    export async function bundleTool(folder) {
      cpSync(${JSON.stringify(made)}, folder, { recursive: true });
      return { files: ${JSON.stringify(files)} };
    }`,
  );
}

afterAll(() => {
  for (const folder of [clone, home]) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function runNode(args: string[], variables: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    cwd: tmpdir(),
    env: { ...process.env, CI: "", XDG_CACHE_HOME: home, ...variables },
  });
  return { code: status, stdout, stderr };
}

function runBuild(...args: string[]): Ended {
  return runNode([join(clone, "build"), ...args]);
}

function runWithoutPackages(): Ended {
  const esbuild = join(clone, "node_modules", "esbuild");
  rmSync(esbuild);
  const ended = runBuild();
  symlinkSync(join(root, "node_modules", "esbuild"), esbuild, "junction");
  return ended;
}

/** A list of inputs without the times of its files, some of which are put back before each test. */
function withoutStamps(text: string): string {
  return text.replace(/"stamps":\{.*\}/, "");
}

/** Whether a run has the tool bundled anew. */
function bundles(): boolean {
  const before = readFileSync(join(cache, "compiler.cjs"));
  const { code, stderr } = runBuild();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return !readFileSync(join(cache, "compiler.cjs")).equals(before);
}

describe("./build", () => {
  test("bundles the tool on the first run, and works from any folder", () => {
    const { code, stdout, stderr, made } = first;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^rules\.json written: 1 template/);
    expect(made).toEqual([
      "cli.cjs",
      "cli.code",
      "compiler.cjs",
      "compiler.code",
      "inputs",
      "prose.cjs",
      "results",
    ]);
  });

  test("bundles try apart from the rest, when it is used", () => {
    const { code, stdout, stderr, made, untouched } = firstTry;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^hello, rule\n {2}allowed/);
    expect(made).toEqual(expect.arrayContaining(["try.cjs", "try.code", "try-inputs"]));
    expect(untouched).toBe(true);
  });

  test("compiles many templates in several threads as in one", () => {
    const many = join(clone, "many");
    mkdirSync(many);
    const started = join(clone, "started");
    appendFileSync(
      join(clone, "scripts", "compiler-thread.js"),
      `import fs from "node:fs";\nfs.writeFileSync(${JSON.stringify(started)}, "");\n`,
    );
    const texts = Array.from({ length: 300 }, (_, index) =>
      aTemplate({ title: `# Template ${index}` }),
    );
    for (const [index, text] of texts.entries()) {
      writeFileSync(join(many, `template-${index}.md`), text);
    }
    const out = join(clone, "many.json");
    const { code, stderr } = runBuild("--rules", many, "--out", out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(existsSync(started)).toBe(availableParallelism() > 1);
    const [{ templates }] = JSON.parse(readFileSync(out, "utf8")) as Gallery;
    const titles = texts.map((_text, index) => `Template ${index}`);
    expect(templates.map(({ title }) => title).sort()).toEqual(titles.sort());
  });

  test("loads of the compiler no more than changed prose needs", () => {
    writeFileSync(join(clone, "rules", "hello.md"), aTemplate({ prose: "Says *more*." }));
    writeFileSync(join(cache, "compiler.cjs"), "throw new Error('loaded')");
    const { code, stdout, stderr } = runBuild();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^rules\.json written: 1 template/);
    expect(readFileSync(join(clone, "rules.json"), "utf8")).toContain("<em>more</em>");
  });

  test("starts the bundle that is there when nothing changed", () => {
    expect(bundles()).toBe(false);
  });

  test.each(["src/template/vocabulary.ts", "package-lock.json"])(
    "bundles the tool again when %s changed",
    (file) => {
      appendFileSync(join(clone, file), "\n");
      expect(bundles()).toBe(true);
    },
  );

  test.each([
    ["is cut off", "cli.cjs", (bytes: Buffer) => bytes.subarray(0, bytes.length - 5)],
    ["is somebody else's", "cli.cjs", () => Buffer.from("throw new Error('foreign')")],
    ["has lost its list of inputs", "inputs", () => Buffer.from("nowhere")],
  ])("does not trust a bundle that %s", (_what, file, change) => {
    const path = join(cache, file);
    const before = readFileSync(path);
    writeFileSync(path, change(before));
    const { code, stdout, stderr } = runBuild("--check");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^rules\.json is up to date/);
    expect(withoutStamps(readFileSync(path, "utf8"))).toBe(withoutStamps(before.toString()));
  });

  test("does not trust compiled code that is broken", () => {
    const path = join(cache, "cli.code");
    const broken = readFileSync(path).fill(0, 200, 400);
    writeFileSync(path, broken);
    expect(runBuild("--check")).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(path).equals(broken)).toBe(false);
  });

  test("says which Node it needs on one that is too old", () => {
    // What there is not before 20.16.
    const older = "data:text/javascript,delete process.getBuiltinModule";
    expect(runNode(["--import", older, join(clone, "build")])).toEqual({
      code: 2,
      stdout: "",
      stderr: `./build needs Node 20.19 or newer, and this is ${process.version}.\n`,
    });
  });

  test("says what to do when the packages are not installed", () => {
    const { code, stderr } = bare;
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "The tool cannot be bundled. Has npm ci installed what it needs?\n",
    });
  });
});

/** Makes of a template's result what whoever planted it wants published, markup included. */
function forge(folder: string): void {
  const results = join(folder, "results", "results.bin");
  const bytes = readFileSync(results, "latin1");
  const [forged, evil] = ["Says hello.", "<b>evil</b>"];
  expect(bytes).toContain(`<p>${forged}</p>`);
  writeFileSync(results, bytes.replace(`<p>${forged}</p>`, `<p>${evil}</p>`), "latin1");
  for (const name of ["cli.cjs", "prose.cjs", "compiler.cjs"]) {
    const path = join(folder, name);
    const kept = readFileSync(path, "latin1");
    const body = `(function () { console.log("planted"); process.exit(0); })`;
    writeFileSync(path, `${kept.slice(0, 64)}${body}${body}`, "latin1");
  }
}

describe("what somebody else has made is not believed", () => {
  const places = ["node_modules/.cache/rules-templates", ".cache/rules-templates"];

  test.each(places)("where it came with the checkout, in %s", (place) => {
    const planted = join(clone, place);
    cpSync(cache, planted, { recursive: true });
    forge(planted);
    rmSync(cache, { recursive: true });
    for (const args of [[], ["--check"], ["--fresh"]]) {
      expect(runBuild(...args)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^rules\.json is up to date/) as unknown,
      });
    }
    rmSync(planted, { recursive: true });
  });

  test("where the folder for caches is in the checkout", () => {
    const variables = { XDG_CACHE_HOME: join(clone, "caches") };
    const planted = join(clone, "caches", "rules-templates", encodeURIComponent(clone).slice(-200));
    cpSync(cache, planted, { recursive: true });
    forge(planted);
    const { code, stdout } = runNode([join(clone, "build"), "--check"], variables);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/up to date/) as unknown,
    });
    rmSync(join(clone, "caches"), { recursive: true });
  });

  // On Windows the folder is in one that only the user and the system can write.
  test.runIf(process.platform !== "win32")("where others can write to the folder", () => {
    forge(cache);
    chmodSync(cache, 0o777);
    expect(runBuild()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/up to date/) as unknown,
    });
  });

  test.each([
    ["CI=true", ["--check"], { CI: "true" }],
    ["--fresh", ["--fresh"], {}],
  ])("with %s, wherever it is", (_what, args, variables) => {
    forge(cache);
    const { code, stdout } = runNode([join(clone, "build"), ...args], variables);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/up to date/) as unknown,
    });
  });

  test("with --check, of results, even if it is the user's own", () => {
    const results = join(cache, "results", "results.bin");
    const bytes = readFileSync(results, "latin1");
    const evil = "<p><b>evil</b></p>";
    writeFileSync(results, bytes.replace("<p>Says hello.</p>", evil), "latin1");
    const gallery = join(clone, "rules.json");
    writeFileSync(gallery, readFileSync(gallery, "utf8").replace("<p>Says hello.</p>", evil));
    expect(runBuild("--check")).toMatchObject({ code: 1 });
  });
});

describe("the bundle", () => {
  test("holds neither the engines of gray-matter nor ajv", () => {
    const compiler = readFileSync(join(cache, "compiler.cjs"), "utf8");
    expect(compiler).not.toMatch(/\beval\(|new Function\(/);
    expect(compiler).not.toContain("js-yaml");
  });
});
