import { mkdtempSync, rmSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { InputError } from "../../src/input/input-error.ts";
import { readPipeline } from "../../src/input/pipeline.ts";
import { TextFiles } from "../../src/input/text-files.ts";

const keywords = { NAME: "b", ORDER: 1 };
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, settings: object, code = "function () {}"): void {
  const script = `./${name}.js`;
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name, script, ...settings }));
  writeFileSync(join(folder, `${name}.js`), code);
}

const read = () => readPipeline(".", { files: new TextFiles(folder), keywords });

test("a folder of rules runs in their order, those without one last", () => {
  write("a", {});
  write("b", { order: 20 });
  write("c", { order: 3 }, "function c() {}");
  const { pipelines } = read();
  expect(pipelines[0]?.texts.map(({ id }) => id)).toEqual(["c", "b", "a"]);
  expect(pipelines[0]?.texts[0]).toEqual({
    form: "rule",
    file: "c.js",
    line: 1,
    code: "function c() {}",
    id: "c",
    enabled: true,
  });
});

test("a disabled rule does not run, which is said", () => {
  write("a", { enabled: false });
  const { pipelines, notes } = read();
  expect(pipelines[0]?.texts).toMatchObject([{ enabled: false }]);
  expect(notes).toEqual(["the rule a is disabled and does not run"]);
});

test("a script that belongs to no rule does not run, which is said", () => {
  write("a", {});
  write("b", { enabled: false });
  writeFileSync(join(folder, "c.js"), "function c() {}");
  expect(read().notes).toEqual([
    "the rule b is disabled and does not run",
    "c.js does not run: no .json file beside it names it as its script",
  ]);
});

test("a rule of another stage does not run", () => {
  write("a", { stage: "user_registration" });
  expect(read().pipelines[0]?.texts).toMatchObject([{ enabled: false }]);
});

test.each([
  ["there is no rule", () => undefined],
  [
    "a rule has no script",
    () => {
      writeFileSync(join(folder, "a.json"), '{ "order": 1 }');
    },
  ],
  [
    "a script is not there",
    () => {
      write("a", { script: "./b.js" });
    },
  ],
  [
    "a script is an action",
    () => {
      write("a", {}, "exports.onExecutePostLogin = async () => {};");
    },
  ],
  [
    "a file is not JSON",
    () => {
      writeFileSync(join(folder, "a.json"), "{");
    },
  ],
])("it is a problem that %s", (_, make) => {
  make();
  expect(read).toThrow(InputError);
});

test.each([
  [{ x: { order: 1 }, order: "a" }, "order is not a number", "write a number"],
  [{ order: "@@POSITION@@" }, "order is not a number", /^a.json has the keyword @@POSITION@@/],
  [{ enabled: "yes" }, "enabled is not true or false", "write true or false"],
  [{ stage: 1 }, "stage is not text", "write text"],
])("a property of another type is told of at its place: %j", (settings, message, hint) => {
  write("a", settings);
  const text = readFileSync(join(folder, "a.json"), "utf8");
  const value = JSON.stringify(Object.values(settings).at(-1));
  const problem = { file: "a.json", line: 1, column: text.lastIndexOf(value) + 1, message };
  expect(read).toThrow(
    expect.objectContaining({
      problems: [{ ...problem, hint: expect.stringMatching(hint) as unknown }],
    }),
  );
});

test("a file is not a folder of rules", () => {
  writeFileSync(join(folder, "a.js"), "");
  expect(() => readPipeline("a.js", { files: new TextFiles(folder), keywords })).toThrow(
    "a.js is not a folder",
  );
});

test("keywords of the Deploy CLI are filled in, and what is left is said", () => {
  writeFileSync(
    join(folder, "a.json"),
    '{ "name": "##NAME##", "order": @@ORDER@@, "script": "./a.js" }',
  );
  writeFileSync(join(folder, "a.js"), "function a() { return [@@NAME@@, @@OTHER@@]; }");
  const { pipelines, notes } = read();
  expect(pipelines[0]?.texts).toMatchObject([
    { id: "b", code: 'function a() { return ["b", @@OTHER@@]; }' },
  ]);
  expect(notes).toEqual(["a.js has the keyword @@OTHER@@: fill it with --keywords FILE"]);
});
