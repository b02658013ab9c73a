import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { readTenant } from "../../../src/input/tenant/read-tenant.ts";
import { TextFiles } from "../../../src/input/text-files.ts";

const code = "function (user, context, callback) { callback(null, user, context); }";
let cwd = "";

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
}

function read(place = ".", keywords = {}) {
  return readTenant(place, { files: new TextFiles(cwd), keywords });
}

/** Names in order, those that are disabled in brackets. */
function namesIn(place?: string): string[] {
  return read(place).rules.map(({ name, enabled }) => (enabled ? name : `(${name})`));
}

describe("the rules of a tenant are read", () => {
  test("from an export of the Deploy CLI, in their order", () => {
    write({
      "rules/b.json": JSON.stringify({ name: "First", script: "./b.js", order: 1, enabled: true }),
      "rules/b.js": code,
      "rules/a.json": JSON.stringify({
        name: "Second",
        script: "./a.js",
        order: 2,
        enabled: false,
      }),
      "rules/a.js": code,
      "rules/left.js": code,
    });
    expect(namesIn()).toEqual(["First", "(Second)"]);
    expect(read().notes).toEqual([
      "rules/left.js is left out: no .json file names it as its script",
    ]);
  });

  test("from the folder of a source control extension", () => {
    write({ "rules/a.json": '{ "order": 5 }', "rules/a.js": code, "rules/b.js": code });
    expect(namesIn()).toEqual(["a", "b"]);
  });

  test("from YAML of the Deploy CLI, with keywords that nobody fills in", () => {
    write({
      "tenant.yaml":
        "rules:\n  - name: Mine\n    script: ./rules/x.js\n    order: 1\n    enabled: @@ON@@\n",
      "rules/x.js": code,
    });
    expect(namesIn()).toEqual(["(Mine)"]);
    expect(read(".", { ON: true }).rules[0]).toMatchObject({ enabled: true, file: "rules/x.js" });
  });

  test.each([
    ["a list", (rules: object[]) => rules],
    ["a page", (rules: object[]) => ({ start: 0, rules })],
  ])("from the answer of the Management API: %s", (_kind, shape) => {
    const rules = [
      { name: "Two", script: code, order: 2, enabled: true },
      { name: "One", script: code, order: 1, enabled: true },
    ];
    write({ "saved.json": JSON.stringify(shape(rules)) });
    expect(namesIn("saved.json")).toEqual(["One", "Two"]);
  });

  test("from a folder of scripts, by their names", () => {
    write({ "b.js": code, "a.js": code, "README.md": "", "package.json": "{}" });
    expect(namesIn()).toEqual(["a", "b"]);
  });

  test("of another stage as disabled ones", () => {
    write({ "rules/a.json": '{ "stage": "user_registration" }', "rules/a.js": code });
    expect(namesIn()).toEqual(["(a)"]);
  });

  test("with keywords filled in", () => {
    write({ "a.js": code.replace("null", "@@ERROR@@") });
    expect(read(".", { ERROR: null }).rules[0]?.code).toBe(code);
  });
});

describe("what cannot be read is named, and the rest is read:", () => {
  test.each([
    ["TypeScript", { "x.ts": "" }, "x.ts", "it is not plain JavaScript"],
    [
      "an action",
      { "x.js": "exports.onExecutePostLogin = async () => {};" },
      "x.js",
      "it is an action already",
    ],
    [
      "a missing script",
      { "x.json": '{ "script": "./y.js" }', "z.js": code },
      "x.json",
      "it has no script",
    ],
    [
      "broken JSON",
      { "x.json": '{ "script"', "z.js": code },
      "x.json",
      "the file is not JSON from 1:11 on",
    ],
  ])("%s", (_what, files, file, reason) => {
    write({ ...files, "a.json": '{ "order": 1 }', "a.js": code });
    const found = read();
    expect(found.aside).toMatchObject([{ file, reason }]);
    expect(found.rules.map(({ name }) => name)).toContain("a");
  });
});

describe("a place without rules is refused:", () => {
  test.each([
    ["an empty folder", {}, ".", ". has no rules"],
    ["JSON that is no list", { "x.json": "{}" }, "x.json", "x.json is not a list of rules"],
    ["YAML that has no rules", { "x.yaml": "a: 1" }, "x.yaml", "x.yaml has no list of rules"],
    ["YAML that is none", { "x.yaml": "a: [" }, "x.yaml", "the file is not YAML"],
  ])("%s", (_what, files, place, message) => {
    write(files);
    expect(() => read(place)).toThrow(message);
  });
});
