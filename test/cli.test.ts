import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { run, type Environment } from "../src/cli.ts";
import { aTemplate } from "./template/samples.ts";

const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const buildPage = readFileSync(join(root, "docs/rules-json.md"), "utf8");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
  mkdirSync(join(folder, "rules"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

async function runCli(args: string[], changes: Partial<Environment> = {}): Promise<Run> {
  const result = { code: 0, stdout: "", stderr: "" };
  result.code = await run(args, {
    root: folder,
    cwd: folder,
    gallery: join(folder, "rules.json"),
    cache: undefined,
    version: () => "1.2.3",
    variables: {},
    print: (text) => (result.stdout += text),
    stdout: { write: (text) => (result.stdout += text) },
    stderr: { write: (text) => (result.stderr += text) },
    load: () => import("../src/commands/build/speed/compiler.ts"),
    loadTry: () => import("../src/commands/try.ts"),
    loadExplore: () => import("../src/commands/explore.ts"),
    loadMigrate: () => import("../src/commands/migrate.ts"),
    loadExport: () => import("../src/commands/export.ts"),
    loadSite: () => import("../src/commands/site.ts"),
    findSite: () => Promise.reject(new Error("no site is bundled for these tests")),
    ...changes,
  });
  return result;
}

function write(file: string, text = aTemplate()): void {
  writeFileSync(join(folder, file), text);
}

describe("the command", () => {
  test("says what it wrote", async () => {
    write("rules/hello.md");
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^rules\.json written: 1 template in 1 category, \d+ ms\n {2}added hello\n$/,
    );
  });

  test("says that nothing changed", async () => {
    write("rules/hello.md");
    await runCli([]);
    const { stdout } = await runCli([]);
    expect(stdout).toMatch(/^rules\.json is up to date: 1 template in 1 category, \d+ ms\n$/);
  });

  test.each([
    ["a build", []],
    ["--check", ["--check"]],
    ["--out with the same place", ["--out", "./rules.json"]],
  ])("follows no link in the place of rules.json, with %s", async (_what, args) => {
    write("rules/hello.md");
    write("elsewhere.json", "mine");
    symlinkSync(join(folder, "elsewhere.json"), join(folder, "rules.json"));
    expect(await runCli(args)).toEqual({
      code: 2,
      stdout: "",
      stderr: "rules.json is a symbolic link, which is not followed: put the file itself there\n",
    });
    expect(readFileSync(join(folder, "elsewhere.json"), "utf8")).toBe("mine");
  });

  test.each([
    ["a build", []],
    ["--check", ["--check"]],
  ])("follows no link in the place of rules, with %s", async (_what, args) => {
    write("rules/hello.md");
    renameSync(join(folder, "rules"), join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "rules"));
    expect(await runCli(args)).toEqual({
      code: 2,
      stdout: "",
      stderr: "rules is a symbolic link, which is not followed: put the folder itself there\n",
    });
  });

  test("writes through no link that waits for its temporary file", async () => {
    write("rules/hello.md");
    write("elsewhere.json", "mine");
    const temporary = join(folder, `rules.json.${process.pid}.tmp`);
    symlinkSync(join(folder, "elsewhere.json"), temporary);
    expect(await runCli([])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "elsewhere.json"), "utf8")).toBe("mine");
  });

  test("lists ten changes of a kind and counts the others", async () => {
    for (let index = 0; index < 13; index++) {
      write(`rules/t${index}.md`, aTemplate({ title: `# T ${index}` }));
    }
    const { stdout } = await runCli([]);
    expect(stdout.match(/^ {2}added t\d+$/gm)).toHaveLength(10);
    expect(stdout).toMatch(/\n {2}added 3 more\n$/);
  });

  test("fails a check of a stale file, and says what to do", async () => {
    write("rules/hello.md");
    const { code, stdout, stderr } = await runCli(["--check"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^rules\.json is stale: build it again/);
    expect(existsSync(join(folder, "rules.json"))).toBe(false);
  });

  test("takes its places from the command line, relative to where it is called", async () => {
    mkdirSync(join(folder, "mine"));
    write("mine/hello.md", "no head");
    const { stderr } = await runCli(["--rules", "mine/", "--out", "x.json"], {
      root: "/nowhere",
      cwd: folder,
    });
    expect(stderr).toMatch(/^mine\/hello\.md:1:1 head-missing\n/);
    write("mine/hello.md");
    const { stdout } = await runCli(["--rules=mine", "--out=x.json"], { root: "/nowhere" });
    expect(stdout).toMatch(/^x\.json written/);
  });

  test("prints its options for --help", async () => {
    const { code, stdout } = await runCli(["--help"]);
    expect(code).toBe(0);
    for (const option of ["--check", "--all", "--rules", "--out", "--json"]) {
      expect(stdout).toContain(option);
    }
  });

  test.each([[["--help"]], [["build", "--help"]], [["help", "build"]]])(
    "prints its options as docs/rules-json.md has them, for %j",
    async (args) => {
      const { code, stdout, stderr } = await runCli(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(buildPage).toContain(`\`\`\`text\n${stdout}\`\`\`\n`);
    },
  );

  test("explains a problem by its code, in lines that fit the terminal", async () => {
    const lines: string[] = [];
    const stdout = { columns: 40, write: (text: string) => lines.push(...text.split("\n")) };
    expect(await runCli(["--explain", "code-dynamic"], { stdout })).toMatchObject({ code: 0 });
    expect(lines[0]).toBe("code-dynamic");
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
    expect(lines.join(" ")).toContain("See what a reviewer looks for in CONTRIBUTING.md. ");
  });

  test("explains a problem in full lines on a terminal that does not know its width", async () => {
    const lines: string[] = [];
    const stdout = { columns: 0, write: (text: string) => lines.push(...text.split("\n")) };
    await runCli(["--explain", "code-dynamic"], { stdout });
    const longest = Math.max(...lines.map(({ length }) => length));
    expect(longest).toBeGreaterThan(80);
    expect(longest).toBeLessThanOrEqual(100);
  });

  test("says which problem is meant if it is to explain one that does not exist", async () => {
    expect(await runCli(["--explain", "block-unclosd"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "there is no problem block-unclosd, did you mean block-unclosed?\nhint: --help prints the usage\n",
    });
  });

  test("prints the version", async () => {
    expect(await runCli(["--version"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
  });

  test.each([
    ["try", "Usage: ./build try"],
    ["site", "Usage: ./build site"],
  ])("prints the options of %s for help", async (word, begin) => {
    const { code, stdout } = await runCli(["help", word]);
    expect({ code, begin: stdout.slice(0, begin.length) }).toEqual({ code: 0, begin });
  });

  test.each([
    ["--chek", "there is no option --chek, did you mean --check?"],
    ["--color", "there is no option --color"],
    ["trry --watch", "there is no command trry, did you mean try?"],
    ["rules", "there is no command rules"],
    ["--rules", "--rules needs a value"],
    [
      "--rules --check",
      "--rules needs a value; one that begins with a hyphen is written --rules=-…",
    ],
    ["--check=yes", "--check takes no value"],
    ["--check rules", "rules is not an option, and nothing else is accepted"],
  ])("refuses %s, and says so in few lines", async (words, reason) => {
    const { code, stdout, stderr } = await runCli(words.split(" "));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(`${reason}\nhint: --help prints the usage\n`);
  });

  test("says so without a stack when the folder is not there", async () => {
    const { code, stderr } = await runCli(["--rules", "nowhere"]);
    expect(code).toBe(2);
    expect(stderr).toBe("the folder nowhere cannot be read (ENOENT)\n");
    expect(stderr).not.toContain("    at ");
  });
});

describe("the command of the package", () => {
  const runPackage = (...args: string[]) => runCli(args, { needsCommand: true });

  test.each([[[]], [["--help"]], [["help"]]])(
    "gives an overview, which is in the README, for %j",
    async (args) => {
      const { code, stdout, stderr } = await runPackage(...args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: npx rules-templates <command>/);
      for (const word of ["try", "site", "build", "--version", "--help"]) {
        expect(stdout).toMatch(new RegExp(`^  ${word} `, "m"));
      }
      expect(readme).toContain(`\`\`\`text\n${stdout}\`\`\`\n`);
      expect(existsSync(join(folder, "rules.json"))).toBe(false);
    },
  );

  test("builds when it is told to, also by an option", async () => {
    write("rules/hello.md");
    expect((await runPackage("build")).stdout).toMatch(/^rules\.json written/);
    expect((await runPackage("--check")).stdout).toMatch(/^rules\.json is up to date/);
  });

  test("knows no other command, and says which is meant", async () => {
    const { code, stdout, stderr } = await runPackage("biuld");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "there is no command biuld, did you mean build?\nhint: --help prints the usage\n",
    );
  });
});

describe("problems are printed", () => {
  beforeEach(() => {
    write("rules/hello.md", aTemplate({ head: "overview: Hi.\ncategories: [webhok]\n" }));
  });

  test("with their place, a frame and a hint", async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(`rules/hello.md:3:14 category-unknown
there is no category "webhok"
  2 | overview: Hi.
> 3 | categories: [webhok]
    |              ^^^^^^
  4 | ---
hint: did you mean "webhook"?

1 problem, nothing written
`);
  });

  test("in color on a terminal that has it", async () => {
    let text = "";
    const stderr = { write: (part: string) => (text += part), hasColors: () => true };
    await runCli([], { stderr });
    expect(text).toContain("\u001B[31mcategory-unknown\u001B[39m");
  });

  test("cut to a narrow terminal", async () => {
    write("rules/hello.md", aTemplate({ prose: `${"a ".repeat(100)}<b>` }));
    let text = "";
    const stderr = { write: (part: string) => (text += part), columns: 40 };
    await runCli([], { stderr });
    const frame = text.split("\n").filter((line) => /^[> ] *\d* \|/.test(line));
    expect(Math.max(...frame.map((line) => line.length))).toBeLessThanOrEqual(40);
    const [line = "", marks = ""] = frame.slice(1);
    expect(line.slice(marks.indexOf("^")).startsWith("<b>")).toBe(true);
  });

  test("without what would steer a terminal", async () => {
    write("rules/hello.md", aTemplate({ prose: "\u001B]0;x\u0007<b>\u202E" }));
    write("rules/\u001B[31m.md", "no head");
    const { stderr } = await runCli([]);
    expect(stderr).toMatch(/character-hidden/);
    for (const character of "\u001B\u0007\u202E") {
      expect(stderr).not.toContain(character);
    }
  });

  test("with the place marked behind a byte order mark", async () => {
    write("rules/hello.md", `\uFEFF---js\n---\n`);
    const { stderr } = await runCli([]);
    expect(stderr).toContain("> 1 | ---js\n    | ^^^^^\n");
  });

  test.each([
    ["at the beginning of a message", "::error title=boo::pwned"],
    ["behind blanks", "  ::error::pwned"],
    ["of the old form", "a ##[error]pwned"],
  ])("without a command of a workflow %s", async (_where, name) => {
    const rule = `function hello(user, context, callback) {\n  require(${JSON.stringify(name)});\n}`;
    write("rules/hello.md", aTemplate({ rule }));
    const { stderr } = await runCli([], { variables: { GITHUB_ACTIONS: "true" } });
    expect(stderr).toContain("module-");
    expect(stderr).not.toMatch(/^\s*::|##\[/m);
  });

  test("as JSON", async () => {
    const { code, stdout, stderr } = await runCli(["--json"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(JSON.parse(stdout)).toEqual([
      {
        code: "category-unknown",
        file: "rules/hello.md",
        line: 3,
        column: 14,
        endLine: 3,
        endColumn: 20,
        message: 'there is no category "webhok"',
        hint: 'did you mean "webhook"?',
      },
    ]);
  });

  test("as JSON without a command of a workflow", async () => {
    write("rules/hello.md", aTemplate({ title: "# Hello ##[error]pwned" }));
    const { stdout } = await runCli(["--json"]);
    expect(stdout).not.toContain("##[");
    expect(JSON.parse(stdout)).toMatchObject([
      { message: '"Hello ##[error]pwned" cannot be the name of a rule' },
    ]);
  });

  test("as an empty list of JSON when there are none", async () => {
    write("rules/hello.md");
    const { code, stdout, stderr } = await runCli(["--json"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "[]\n" });
    expect(stderr).toContain("rules.json written");
    expect(readFileSync(join(folder, "rules.json"), "utf8")).toContain('"id": "hello"');
  });

  test("as annotations in a workflow of GitHub", async () => {
    const { stdout } = await runCli([], { variables: { GITHUB_ACTIONS: "true" } });
    expect(stdout).toBe(
      "::error file=rules/hello.md,line=3,endLine=3,col=14,endColumn=20,title=category-unknown::" +
        'there is no category "webhok"%0Ahint: did you mean "webhook"?\n',
    );
  });

  test("as annotations that cannot hold another command", async () => {
    write("rules/a,b::c%\n::error::x.md", "no head");
    const { stdout } = await runCli([], { variables: { GITHUB_ACTIONS: "true" } });
    expect(stdout.split("\n").filter((line) => line !== "")).toHaveLength(3);
    expect(stdout).toContain("file=rules/a%2Cb%3A%3Ac%25%0A%3A%3Aerror%3A%3Ax.md,");
  });
});
