import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { addOwners, withAddresses } from "../../scripts/release/repository.js";
import { openShell, type Ended, type Shell } from "../package/npm.ts";
import { linkPackages } from "../support/clone.ts";

const root = dirname(dirname(import.meta.dirname));

const template = `---
overview: Lets every login go on.
categories:
  - default
no_action: It is here to be released.
---

# Example

Lets every login go on.

\`\`\`js
function example(user, context, callback) {
  callback(null, user, context);
}
\`\`\`

\`\`\`json example
{ "title": "Any login", "login": {} }
\`\`\`
`;

const changelog = `# Changelog

## [Unreleased]

- A template, \`example\`.

## [1.0.0] - 2026-01-31

- The first version.
`;

/** A test that only says of which commit it is. */
const stub = "git log -1 --format=tested:%s";

const repository = { owner: "example", name: "rules-templates" };

let shell: Shell;

/** What `npm version` and `./build` need of the repository. */
const needed = [
  ".gitattributes",
  ".github",
  ".gitignore",
  "build",
  "docs",
  "package-lock.json",
  "rules.schema.json",
  "scripts",
  "src",
  "template.schema.json",
];

const codeOwners = join(".github", "CODEOWNERS");

/** A repository with the real scripts, one template and the stub for a test. */
async function makeRepository(): Promise<void> {
  const { folder } = shell;
  for (const file of needed) {
    await cp(join(root, file), join(folder, file), { recursive: true });
  }
  linkPackages(folder);
  await write("package.json", await readStubbedManifest());
  await write(codeOwners, addOwners(await read(codeOwners), repository));
  await write("CHANGELOG.md", changelog.replaceAll("\n", "\r\n"));
  await write("rules.json", "[]\n");
  await mkdir(join(folder, "rules"));
  await write("rules/example.md", template);
  await git("init", "--quiet");
  await git("add", ".");
  await git("commit", "--quiet", "--message", "Add a template");
}

async function readStubbedManifest(): Promise<string> {
  const text = await readFile(join(root, "package.json"), "utf8");
  const manifest = JSON.parse(text) as { scripts: Record<string, string> };
  const scripts = { ...manifest.scripts, test: stub };
  const stubbed = JSON.stringify({ ...manifest, version: "1.0.0", scripts });
  return withAddresses(stubbed, repository);
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(join(shell.folder, file), text);
}

async function read(file: string): Promise<string> {
  return readFile(join(shell.folder, file), "utf8");
}

/** How a release ended, and what there is after it. */
interface Release extends Ended {
  /** Subjects, the newest first. */
  readonly commits: readonly string[];
  readonly tags: readonly string[];
  /** Of the newest commit. */
  readonly files: readonly string[];
  /** What differs from the newest commit. */
  readonly status: readonly string[];
  readonly changelog: string;
}

/** In the place of npm, for what does not depend on it. */
const npmStandIn = join(".git", "npm.cjs");

/** The step before the version alone, after whose failure npm goes no further. */
async function beginRelease(): Promise<Release> {
  return describeRelease(await shell.node(join("scripts", "release.js"), "preversion"));
}

async function describeRelease(ended: Ended): Promise<Release> {
  return {
    ...ended,
    commits: await git("log", "--format=%s"),
    tags: await git("tag"),
    files: await git("show", "--name-only", "--format="),
    status: await git("status", "--short"),
    changelog: await read("CHANGELOG.md"),
  };
}

/** What git does not know or passes over, and what it passes over that no build reads. */
const unknown = [
  "rules/extra.md",
  "test/extra.test.ts",
  "src/extra.ts",
  "src/hidden.ts",
  "extra.config.js",
  ".npmrc",
  // A repository of its own.
  "src/nested/",
];
const leftover = "src/.DS_Store";

async function writeUnknown(): Promise<void> {
  await write(join(".git", "info", "exclude"), "hidden.ts\n");
  await mkdir(join(shell.folder, "test"), { recursive: true });
  await git("init", "--quiet", join("src", "nested"));
  for (const file of [...unknown, leftover].filter((name) => !name.endsWith("/"))) {
    await write(file, template.replace("# Ex", "# Other ex"));
  }
}

async function git(...args: string[]): Promise<string[]> {
  const { stdout } = await shell.git(...args);
  return stdout.split("\n").filter((line) => line !== "");
}

async function commit(file: string, text: string): Promise<void> {
  await write(file, text);
  await git("commit", "--quiet", "--all", "--message", `Change ${file}`);
}

// All releases are made before the tests, so that these stand in any order.
describe("npm version", () => {
  let first: Release;
  let built: string[];
  let list: string;
  let tagged: string[];
  let schemas: string[];
  let empty: Release;
  let second: Release;
  let failing: Release;
  let aside: Release;
  let detached: Release;
  let early: Ended;
  let published: Ended;
  let nowhere: Release;
  let untracked: Release;
  let unseen: Release;
  let installed: Release;
  let linked: Release;

  beforeAll(async () => {
    shell = await openShell({
      npm_new_version: "1.0.2",
      npm_execpath: npmStandIn,
      GITHUB_REF_NAME: "v1.0.1",
    });
    await makeRepository();
    await write(npmStandIn, "console.log(...process.argv.slice(2));");
    early = await shell.node(join("scripts", "release.js"), "tag");
    first = await describeRelease(await shell.npm("version", "patch"));
    published = await shell.node(join("scripts", "release.js"), "tag");
    tagged = await git("cat-file", "-t", "v1.0.1");
    built = await git("show", "--name-only", "--format=", "HEAD^");
    list = await read("docs/templates.md");
    schemas = [await read("rules.schema.json"), await read("template.schema.json")];
    empty = await beginRelease();
    await commit("CHANGELOG.md", changelog.replace("[1.0.0]", "[1.0.1]"));
    second = await beginRelease();
    await write(npmStandIn, "process.exitCode = 1;");
    failing = await beginRelease();
    await git("checkout", "--quiet", "-b", "aside");
    aside = await beginRelease();
    await git("checkout", "--quiet", "--detach");
    detached = await beginRelease();
    await git("checkout", "--quiet", "main");
    await write(npmStandIn, "console.log(...process.argv.slice(2));");
    await commit(
      "package.json",
      (await read("package.json")).replaceAll("github.com", "example.com"),
    );
    nowhere = await beginRelease();
    await git("reset", "--quiet", "--hard", "HEAD^");
    await writeUnknown();
    untracked = await beginRelease();
    await Promise.all(unknown.map((file) => rm(join(shell.folder, file), { recursive: true })));
    await git("update-index", "--assume-unchanged", "rules/example.md");
    unseen = await beginRelease();
    await git("update-index", "--no-assume-unchanged", "rules/example.md");
    await git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},src/module`);
    await symlink("example.md", join(shell.folder, "rules", "link.md"));
    await git("add", "rules/link.md");
    linked = await beginRelease();
    await git("reset", "--quiet", "--hard");
    await mkdir(join(shell.folder, "dist"));
    await write("dist/index.js", "");
    await git("add", "--force", "dist/index.js");
    await git("commit", "--quiet", "--message", "Add what is made");
    installed = await beginRelease();
  }, 120_000);

  afterAll(async () => {
    await shell.remove();
  });

  test("commits a stale rules.json, then the version", () => {
    expect(first).toMatchObject({
      code: 0,
      commits: ["1.0.1", "Build rules.json", "Add a template"],
      status: [],
    });
  });

  test("commits the list of the templates in that rules.json", () => {
    expect(built).toEqual(["docs/templates.md", "rules.json"]);
    expect(list).toMatch(/^\| \[example\] +\| Lets every login go on\. +\|/m);
  });

  test("tests what it releases", () => {
    expect(first.stdout).toContain("\ntested:Build rules.json\n");
  });

  test("makes an annotated tag, which git push --follow-tags pushes", () => {
    expect(tagged).toEqual(["tag"]);
  });

  test("puts every file with the version into the version's commit", () => {
    expect(first.files).toEqual([
      "CHANGELOG.md",
      "package-lock.json",
      "package.json",
      "rules.schema.json",
      "template.schema.json",
    ]);
  });

  test("dates the changes in a changelog with CRLF", () => {
    const dated = changelog.replace("[Unreleased]\n", "[Unreleased]\n\n## [1.0.1] - TODAY\n");
    expect(first.changelog.replace(/\d{4}-\d\d-\d\d/, "TODAY")).toBe(
      dated.replaceAll("\n", "\r\n"),
    );
  });

  test("gives the schemas the address of the version", () => {
    expect(schemas.map((schema) => /"\$id": "(.*)"/.exec(schema)?.[1])).toEqual([
      "https://unpkg.com/rules-templates@1.0.1/rules.schema.json",
      "https://unpkg.com/rules-templates@1.0.1/template.schema.json",
    ]);
  });

  test("refuses a release without changes, and touches nothing", () => {
    const { commits, tags, files, status, changelog } = first;
    expect(empty).toMatchObject({ code: 1, commits, tags, files, status, changelog });
  });

  test("says why it refuses", () => {
    expect(empty.stderr).toContain('nothing is listed under "Unreleased" in CHANGELOG.md');
  });

  test("makes no commit for a rules.json that did not change", () => {
    expect(second).toMatchObject({
      code: 0,
      commits: ["Change CHANGELOG.md", ...first.commits],
      status: [],
    });
    expect(second.stdout).toMatch(/\ntest\n$/);
  });

  test("refuses a release from another branch than main, and touches nothing", () => {
    const { commits, tags, files, status, changelog } = failing;
    for (const refused of [aside, detached]) {
      expect(refused).toMatchObject({ code: 1, commits, tags, files, status, changelog });
    }
    expect(aside.stderr).toContain("a release is made on main, and this is aside");
    expect(detached.stderr).toContain("a release is made on main, and this is not a branch");
  });

  test("makes a tag that is published, and no other is", () => {
    expect(published).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(early).toEqual({
      code: 1,
      stdout: "",
      stderr: "the tag v1.0.1 is not that of version 1.0.0\n",
    });
  });

  test("refuses a package that does not say where its repository is", () => {
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toContain("package.json does not say where the repository is");
    expect(nowhere.tags).toEqual(failing.tags);
  });

  test("refuses files that git does not know, by name, and touches nothing", () => {
    const { commits, tags, files, changelog } = failing;
    expect(untracked).toMatchObject({ code: 1, commits, tags, files, changelog });
    expect(untracked.stderr).toContain("git does not know these files");
    for (const file of unknown) {
      expect(untracked.stderr).toContain(`\n  "${file}"\n`);
    }
    expect(untracked.stderr).not.toContain(leftover);
    expect(untracked.status).not.toContain(" M rules.json");
  });

  test("refuses files that git was told not to look at", () => {
    expect(unseen.code).toBe(1);
    expect(unseen.stderr).toMatch(/told not to look at these files.*\n {2}"rules\/example\.md"\n/);
  });

  test("refuses links and submodules, whose content is elsewhere", () => {
    expect(linked.code).toBe(1);
    expect(linked.stderr).toMatch(
      /links or submodules.*\n {2}"rules\/link\.md"\n {2}"src\/module"\n/,
    );
  });

  test("refuses what is made or installed, where it came with the repository", () => {
    expect(installed.code).toBe(1);
    expect(installed.stderr).toMatch(
      /must not come with the repository.*\n {2}"dist\/index\.js"\n/,
    );
  });

  test("ends before the version when a test fails", () => {
    const { commits, tags } = second;
    expect(failing).toMatchObject({ code: 1, commits, tags, status: [] });
    expect(failing.stderr).toContain("npm test failed: nothing was released");
  });
});
