import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { build, type BuildOptions, type Compiler } from "../../src/commands/build.ts";
import type { CachePlace } from "../../src/commands/build/speed/cache.ts";
import { compileFiles } from "../../src/commands/build/speed/compiler.ts";
import { aTemplate, sampleHead } from "../template/samples.ts";

let folder = "";
let compiled: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
  mkdirSync(join(folder, "rules"));
  compiled = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(id: string, text = aTemplate({ title: `# ${id.replaceAll("-", " ")}` })): void {
  writeFileSync(join(folder, "rules", `${id}.md`), text);
}

function aCache(key: string): CachePlace {
  return { folder: join(folder, "cache"), key };
}

function run(
  options: Partial<BuildOptions> = {},
  loadProse?: Compiler["loadProse"],
): ReturnType<typeof build> {
  const rules = { path: join(folder, "rules"), shown: "rules" };
  const cache = aCache("key");
  const defaults = { rules, out: join(folder, "rules.json"), check: false, all: false, cache };
  return build(
    { ...defaults, ...options },
    {
      loadProse,
      load: () =>
        Promise.resolve({
          compileFiles: (files) => {
            compiled.push(...files.map(({ file }) => file));
            return compileFiles(files, undefined);
          },
        }),
    },
  );
}

function written(file = "rules.json"): string {
  return readFileSync(join(folder, file), "utf8");
}

describe("a build", () => {
  test("writes a gallery, and says what it holds", async () => {
    write("hello");
    expect(await run()).toEqual({
      kind: "written",
      templates: 1,
      categories: 1,
      changes: { added: ["hello"], changed: [], removed: [] },
    });
    expect(JSON.parse(written())).toMatchObject([
      { name: "debugging", label: "Debugging", templates: [{ id: "hello", title: "hello" }] },
    ]);
  });

  test("does not empty a gallery for a folder without templates", async () => {
    write("hello");
    await run();
    rmSync(join(folder, "rules", "hello.md"));
    await expect(run()).rejects.toThrow("there are no templates in rules");
    expect(written()).toContain('"id": "hello"');
  });

  test("replaces what a link leads to, and leaves the link", async () => {
    write("hello");
    writeFileSync(join(folder, "target.json"), "old");
    symlinkSync("target.json", join(folder, "link.json"));
    expect(await run({ out: join(folder, "link.json") })).toMatchObject({ kind: "written" });
    expect(written("target.json")).toContain('"id": "hello"');
    expect(lstatSync(join(folder, "link.json")).isSymbolicLink()).toBe(true);
  });

  test.runIf(process.platform !== "win32")("does not replace a device", async () => {
    write("hello");
    symlinkSync("/dev/null", join(folder, "device"));
    await expect(run({ out: join(folder, "device") })).rejects.toThrow("is not a plain file");
  });

  test("tells what changed since the file was written", async () => {
    for (const id of ["a", "b", "c"]) {
      write(id);
    }
    await run();
    rmSync(join(folder, "rules", "a.md"));
    write("b", aTemplate({ title: "# b", prose: "Says more." }));
    write("d");
    expect(await run()).toMatchObject({
      kind: "written",
      changes: { added: ["d"], changed: ["b"], removed: ["a"] },
    });
  });

  test("does not touch a file that is up to date", async () => {
    write("hello");
    await run();
    utimesSync(join(folder, "rules.json"), 1, 1);
    expect(await run()).toMatchObject({ kind: "unchanged", templates: 1 });
    expect(statSync(join(folder, "rules.json")).mtimeMs).toBe(1000);
  });

  test("writes nothing when any template has a problem", async () => {
    write("good");
    await run();
    const before = written();
    write("another");
    write("bad", "no head");
    expect(await run()).toMatchObject({ kind: "problems", problems: [{ code: "head-missing" }] });
    expect(written()).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(["cache", "rules", "rules.json"]);
  });

  test("finds all problems, in the order of files and places", async () => {
    write("b", aTemplate({ title: "", prose: "" }));
    write("a", "no head");
    const result = await run();
    const problems = result.kind === "problems" ? result.problems : [];
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      "rules/a.md head-missing",
      "rules/b.md description-empty",
      "rules/b.md title-missing",
    ]);
  });

  test("leaves nothing behind when the file cannot be replaced", async () => {
    write("hello");
    mkdirSync(join(folder, "rules.json"));
    await expect(run()).rejects.toThrow("is not a plain file");
    expect(readdirSync(folder).sort()).toEqual(["cache", "rules", "rules.json"]);
  });

  test("needs a template beside the list of retired ids", async () => {
    writeFileSync(join(folder, "rules", "retired.json"), "[]");
    await expect(run()).rejects.toThrow("there are no templates in rules");
  });

  test("fails where there is no folder of templates", async () => {
    const rules = { path: join(folder, "nowhere"), shown: "nowhere" };
    await expect(run({ rules })).rejects.toThrow("the folder nowhere cannot be read (ENOENT)");
    expect(existsSync(join(folder, "rules.json"))).toBe(false);
  });

  test("does not look at hidden files", async () => {
    write("hello");
    writeFileSync(join(folder, "rules", ".DS_Store"), "\0");
    expect(await run()).toMatchObject({ kind: "written", templates: 1 });
  });
});

describe("a check", () => {
  test("takes a file that is what a build writes", async () => {
    write("hello");
    await run();
    expect(await run({ check: true })).toMatchObject({ kind: "unchanged" });
  });

  test.each([
    ["is missing", () => undefined],
    ["has another byte", () => `${written()} `],
    ["lacks a byte", () => written().slice(0, -1)],
    ["has CRLF", () => written().replaceAll("\n", "\r\n")],
  ])("fails when the file %s, and does not write it", async (_what, change) => {
    write("hello");
    await run();
    const stale = change();
    if (stale === undefined) {
      rmSync(join(folder, "rules.json"));
    } else {
      writeFileSync(join(folder, "rules.json"), stale);
    }
    expect(await run({ check: true })).toMatchObject({ kind: "stale" });
    expect(existsSync(join(folder, "rules.json")) ? written() : undefined).toBe(stale);
  });
});

describe("a template with gallery: false", () => {
  beforeEach(() => {
    write("hidden", aTemplate({ head: `${sampleHead}gallery: false\n`, title: "# Hidden" }));
    write("shown", aTemplate({ title: "# Shown" }));
  });

  test("is left out", async () => {
    expect(await run()).toMatchObject({ templates: 1, changes: { added: ["shown"] } });
  });

  test("is there with --all", async () => {
    expect(await run({ all: true })).toMatchObject({ changes: { added: ["hidden", "shown"] } });
  });

  test("is held against the others all the same", async () => {
    write("shown", aTemplate({ title: "# hidden" }));
    expect(await run()).toMatchObject({
      kind: "problems",
      problems: [{ code: "title-duplicate" }],
    });
  });
});

describe("kept results", () => {
  test("spare the list of retired ids when it did not change, and do not hide what is wrong with it", async () => {
    write("hello");
    const list = (id: string) => JSON.stringify([{ id, reason: "Nobody says it any more." }]);
    writeFileSync(join(folder, "rules", "retired.json"), list("bye"));
    await run();
    compiled = [];
    write("bye");
    expect(await run()).toMatchObject({ kind: "problems", problems: [{ code: "id-retired" }] });
    expect(compiled).toEqual(["rules/bye.md"]);
    writeFileSync(join(folder, "rules", "retired.json"), list("ciao"));
    expect(await run()).toMatchObject({ kind: "written" });
  });

  test("spare files that did not change", async () => {
    for (const id of ["a", "b", "c"]) {
      write(id);
    }
    await run();
    write("b", aTemplate({ title: "# b", prose: "Says more." }));
    compiled = [];
    await run();
    expect(compiled).toEqual(["rules/b.md"]);
  });

  test("spare the compiler a change of prose, and no other", async () => {
    for (const id of ["a", "b", "c"]) {
      write(id);
    }
    await run();
    const loadProse = () => import("../../src/gallery/prose.ts");
    write("b", aTemplate({ title: "# b", prose: "Says more." }));
    compiled = [];
    await run({}, loadProse);
    expect(compiled).toEqual([]);
    write("c", aTemplate({ title: "# c", head: `${sampleHead}gallery: false\n` }));
    await run({}, loadProse);
    expect(compiled).toEqual(["rules/c.md"]);
    await run({ cache: undefined, out: join(folder, "fresh.json") });
    expect(written()).toBe(written("fresh.json"));
  });

  test("give the same bytes as a fresh build", async () => {
    write("a");
    write(
      "b",
      aTemplate({
        title: "# b",
        head: sampleHead.replace("debugging", "saml, webhook]").replace("\n  - ", " ["),
      }),
    );
    await run();
    write("c", aTemplate({ title: "# c", prose: "Ünï: 😀." }));
    rmSync(join(folder, "rules", "a.md"));
    await run();
    await run({ cache: undefined, out: join(folder, "fresh.json") });
    expect(written()).toBe(written("fresh.json"));
    rmSync(join(folder, "rules.json"));
    compiled = [];
    await run();
    expect(compiled).toEqual([]);
    expect(written()).toBe(written("fresh.json"));
  });

  test.each([
    ["its index is no JSON", "results.json", () => "{"],
    ["its index is empty", "results.json", () => ""],
    ["its index is null", "results.json", () => "null"],
    ["its index is cut off", "results.json", (text: string) => text.slice(0, -2)],
    ["its index has lost a part", "results.json", (text: string) => text.replace(/\[.*\]/, "null")],
    [
      "its index has another category",
      "results.json",
      (text: string) => text.replace("debugging", "debuggink"),
    ],
    [
      "its index is another tool's",
      "results.json",
      (text: string) => text.replace("key", "foreign"),
    ],
    ["its JSON is cut off", "results.bin", (text: string) => text.slice(0, -10)],
    ["its JSON is changed", "results.bin", (text: string) => text.replace("hello", "hullo")],
    ["its JSON is empty", "results.bin", () => ""],
    ["its JSON is another build's", "results.bin", (text: string) => `${text}${text}`.slice(1)],
  ])("are ignored when %s", async (_what, file, change) => {
    write("hello");
    await run();
    const path = join(folder, "cache", file);
    const before = readFileSync(path, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    rmSync(join(folder, "rules.json"));
    compiled = [];
    expect(await run()).toMatchObject({ kind: "written" });
    expect(compiled).toEqual(["rules/hello.md"]);
    await run({ cache: undefined, out: join(folder, "fresh.json") });
    expect(written()).toBe(written("fresh.json"));
  });

  test("do not grow without end", async () => {
    for (const id of ["a", "b", "c"]) {
      write(id);
    }
    await run();
    const size = (): number => statSync(join(folder, "cache", "results.bin")).size;
    const first = size();
    for (let round = 0; round < 20; round++) {
      write("b", aTemplate({ title: "# b", prose: `Round ${round}.` }));
      await run();
      expect(size()).toBeLessThan(first * 3);
    }
    await run({ cache: undefined, out: join(folder, "fresh.json") });
    expect(written()).toBe(written("fresh.json"));
  });

  test("are whole again after somebody else wrote them meanwhile", async () => {
    for (const id of ["a", "b", "c"]) {
      write(id);
    }
    await run();
    appendFileSync(join(folder, "cache", "results.bin"), "more");
    write("b", aTemplate({ title: "# b", prose: "Says more." }));
    await run();
    compiled = [];
    rmSync(join(folder, "rules.json"));
    await run();
    expect(compiled).toEqual([]);
    await run({ cache: undefined, out: join(folder, "fresh.json") });
    expect(written()).toBe(written("fresh.json"));
  });

  test("that are damaged stay so after a build that kept them", async () => {
    for (const id of ["hello", "other"]) {
      write(id);
    }
    await run();
    const path = join(folder, "cache", "results.bin");
    writeFileSync(path, readFileSync(path, "utf8").replace('"title": "hello"', '"title": "hullo"'));
    write("other", aTemplate({ title: "# other", prose: "Says more." }));
    await run();
    rmSync(join(folder, "rules.json"));
    await run();
    await run({ cache: undefined, out: join(folder, "fresh.json") });
    expect(written()).toBe(written("fresh.json"));
  });

  test("are ignored when another version of the tool made them", async () => {
    write("hello");
    await run();
    compiled = [];
    await run({ cache: aCache("other") });
    expect(compiled).toEqual(["rules/hello.md"]);
  });

  test("do not fail a build that cannot keep them", async () => {
    write("hello");
    writeFileSync(join(folder, "cache"), "a file");
    expect(await run()).toMatchObject({ kind: "written" });
  });

  test("do not hide a problem", async () => {
    write("bad", "no head");
    expect(await run()).toMatchObject({ kind: "problems" });
    expect(await run()).toMatchObject({ kind: "problems" });
  });
});
