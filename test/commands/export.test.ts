import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { runExport } from "../../src/commands/export.ts";
import { exportUsage } from "../../src/commands/export/arguments.ts";

const root = join(import.meta.dirname, "..", "..");
let cwd = "";

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "rules-templates-"));
  write(
    "own.js",
    `const pad = require("left-pad");
exports.onExecutePostLogin = async (event) => { pad(event.secrets.SIZE); };
`,
  );
  write("rule.js", "function (user, context, callback) { callback(null, user, context); }\n");
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  writeFileSync(join(cwd, name), text);
}

function read(name: string): string {
  return readFileSync(join(cwd, name), "utf8");
}

async function run(...args: string[]) {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await runExport(args, {
    ...{ root, cwd, gallery: join(root, "rules.json") },
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text) },
    load: () => import("../../src/commands/build/speed/compiler.ts"),
  });
  return result;
}

interface Action {
  readonly name: string;
  readonly secrets: readonly { readonly name: string; readonly value: string }[];
  readonly dependencies: readonly unknown[];
}

function readAction(name: string): Action {
  return JSON.parse(read(`out/actions/${name}.json`)) as Action;
}

describe("export", () => {
  test("writes a template for the Deploy CLI, and says what to do next", async () => {
    const { code, stdout } = await run(
      "mailgun",
      "--out",
      "out",
      "--config",
      "MAILGUN_DOMAIN=mg.example.com",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^out holds .*\n {2}next: README\.mailgun\.md says how to deploy\n {2}to fill in: MAILGUN_API_KEY/,
    );
    expect(readdirSync(join(cwd, "out")).sort()).toEqual([
      ".rules-templates.json",
      "README.mailgun.md",
      "actions",
      "config.mailgun.json",
      "new-tenant.mailgun.yaml",
    ]);
    expect(read("out/README.mailgun.md")).toContain("MAILGUN_API_KEY");
  });

  test("never writes a secret that it was given", async () => {
    write("settings.env", "MAILGUN_API_KEY=key-of-mine\n");
    await run("mailgun", "--out", "out", "--env", "settings.env");
    const all = readdirSync(join(cwd, "out"), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.\w+$/.test(name))
      .map((name) => read(`out/${name}`));
    expect(all.join("\n")).not.toContain("key-of-mine");
  });

  test("writes one's own action, with the settings and packages that it reads", async () => {
    mkdirSync(join(cwd, "node_modules/left-pad"), { recursive: true });
    write("node_modules/left-pad/package.json", '{ "name": "left-pad", "version": "1.3.0" }');
    const { code } = await run("own.js", "--out", "out");
    expect(code).toBe(0);
    expect(readAction("own")).toMatchObject({
      name: "own",
      secrets: [{ name: "SIZE", value: "@@SIZE@@" }],
      dependencies: [{ name: "left-pad", version: "1.3.0" }],
    });
  });

  test("says of which package it does not know the version", async () => {
    const { stdout } = await run("own.js", "--out", "out");
    expect(stdout).toContain("note: left-pad is not installed, so its version is latest");
  });

  test("writes several in the order in which they were named", async () => {
    await run("own.js", "hello-world", "--out", "out", "--to", "terraform");
    const names = /auth0_action\.\w+\.id/g;
    expect(read("out/bindings.tf").match(names)).toEqual([
      "auth0_action.own.id",
      "auth0_action.hello_world.id",
    ]);
  });

  test("writes the actions of a folder", async () => {
    mkdirSync(join(cwd, "mine"));
    write("mine/b.js", "exports.onExecutePostLogin = async () => {};\n");
    write("mine/a.js", "exports.onExecutePostLogin = async () => {};\n");
    await run("mine/", "--out", "out");
    expect(readdirSync(join(cwd, "out/actions")).sort()).toEqual(["a", "a.json", "b", "b.json"]);
  });

  test("prints JSON", async () => {
    const { stdout } = await run("hello-world", "--out", "out", "--to", "api", "--json");
    expect(JSON.parse(stdout)).toEqual({
      out: "out",
      files: ["README.hello-world.md", "requests.hello-world.json"],
      notes: [],
    });
  });

  test.each([
    [["rule.js", "--out", "out"], "rule.js is a rule, and actions are exported"],
    [["hello-world", "hello-world", "--out", "out"], "two actions are called Hello world"],
    [["mailgun", "--out", "out", "--config", "MAILGUN_REGION=mars"], "MAILGUN_REGION"],
    [["nothing-like-it", "--out", "out"], "there is no template"],
    [["hello-world", "--out", "."], "own.js, which this command did not write"],
    [["hello-world"], "name the folder to write: --out DIR"],
    [["--out", "out"], "name what to export"],
    [["hello-world", "--out", "out", "--to", "paper"], "--to takes deploy-cli, terraform or api"],
    [
      ["hello-world", "--out", "out", "--to", "api", "--yaml"],
      "--yaml is a format of the Deploy CLI",
    ],
    [["hello-world", "--out", "out", "--config", "secret"], "--config takes KEY=VALUE"],
    [["hello-world", "--uot", "out"], "there is no option --uot, did you mean --out?"],
  ])("refuses %j and writes nothing", async (args, message) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });

  test("prints its usage", async () => {
    expect(await run("--help")).toEqual({ code: 0, stdout: exportUsage, stderr: "" });
  });
});
