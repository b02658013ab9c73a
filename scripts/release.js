// The release: npm runs this before and after `npm version` changes the version in package.json.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";

import { writePlainFile } from "./plain-file.js";
import { ReleaseProblem, stampRelease, stampSchema } from "./release/changelog.js";
import { checkRepository } from "./release/repository.js";

const root = dirname(import.meta.dirname);
const schemas = ["rules.schema.json", "template.schema.json"];
/** What makes a release, or tests it. */
const released = ["rules", "test", "src", "scripts", "build", ".npmrc", ".ci", ".github"];
/** Of the root all that configures what builds and tests. */
const configuring = ["js", "cjs", "mjs", "ts", "cts", "mts", "json"].map(
  (end) => `:(glob)*.${end}`,
);
const generated = ["rules.json", "docs/templates.md"];

try {
  runStep(process.argv[2], process.env["npm_new_version"], process.env["npm_execpath"]);
} catch (error) {
  if (!(error instanceof ReleaseProblem)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/**
 * @param {string | undefined} step
 * @param {string | undefined} version the version to be
 * @param {string | undefined} npm the program that runs this one
 */
function runStep(step, version, npm) {
  if (step === "tag") {
    checkTag(process.env["GITHUB_REF_NAME"]);
    return;
  }
  if (version === undefined || npm === undefined) {
    throw new ReleaseProblem("this is a step of a release: run npm version patch, minor or major");
  }
  if (step === "preversion") {
    checkRelease(version, npm);
  } else if (step === "version") {
    stampFiles(version);
  } else {
    throw new ReleaseProblem(`${String(step)} is not a step of a release`);
  }
}

/**
 * Refuses a tag that npm version did not make, where it is to be published.
 *
 * @param {string | undefined} tag
 */
function checkTag(tag) {
  /** @type {unknown} */
  const manifest = JSON.parse(read("package.json"));
  const { version } = /** @type {{ version: string }} */ (manifest);
  if (tag !== `v${version}`) {
    throw new ReleaseProblem(`the tag ${String(tag)} is not that of version ${version}`);
  }
  if (!read("CHANGELOG.md").includes(`\n## [${version}] - `)) {
    throw new ReleaseProblem(`CHANGELOG.md has no section "## [${version}]"`);
  }
  requireRepository();
}

/** Provenance says which repository a package was built from, so the package has to name it. */
function requireRepository() {
  const problems = checkRepository(read("package.json"), read(".github/CODEOWNERS"));
  if (problems.length > 0) {
    throw new ReleaseProblem(problems.join("\n"));
  }
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(root, file), "utf8");
}

/**
 * Refuses before anything is touched what cannot be released, then builds and tests.
 *
 * @param {string} version
 * @param {string} npm
 */
function checkRelease(version, npm) {
  readStamped(version);
  const branch = git("branch", "--show-current").trim();
  if (branch !== "main") {
    throw new ReleaseProblem(`a release is made on main, and this is ${branch || "not a branch"}`);
  }
  requireRepository();
  refuseUnknown();
  buildGallery();
  run("npm run templates", [join(root, "scripts", "templates.js")]);
  if (git("status", "--porcelain", "--", ...generated) !== "") {
    git("add", ...generated);
    git("commit", "--quiet", "--message", "Build rules.json", "--", ...generated);
  }
  run("npm test", [npm, "test"]);
}

/**
 * Refuses what would be released or would test the release, and that nobody finds under the tag:
 * files that git does not know, passes over or no longer looks at, and packages or bundles that
 * came with the repository.
 */
function refuseUnknown() {
  // One after the other: beside a pattern, git passes over a repository within the folders.
  const unknown = [released, configuring].flatMap((paths) => {
    const others = ["--others", "--exclude-standard", "--", ...paths];
    return [...listFiles(...others), ...listFiles("--ignored", ...others)];
  });
  refuseFiles(
    unknown.filter((file) => !isLeftover(file)),
    "git does not know these files, so nobody would find them under the tag: add or remove them",
  );
  // Links and other repositories, by their modes: what is in them is not in this commit.
  const elsewhere = listFiles("--stage", "--", ...released).filter((line) =>
    /^1[26]0000 /.test(line),
  );
  refuseFiles(
    elsewhere.map((line) => line.slice(line.indexOf("\t") + 1)),
    "these are links or submodules, so what is in them is not in the repository: put it there itself",
  );
  // A lower-case letter is "assume unchanged", S is "skip worktree".
  const unseen = listFiles("--cached", "-v").filter((line) => /^[a-zS] /.test(line));
  refuseFiles(
    unseen.map((line) => line.slice("h ".length)),
    "git was told not to look at these files: undo it with git update-index --no-assume-unchanged or --no-skip-worktree",
  );
  refuseFiles(
    listFiles("--cached", "--", "node_modules", "dist"),
    "what is made or installed must not come with the repository: remove it from git",
  );
}

/**
 * @param {string[]} files
 * @param {string} why
 */
function refuseFiles(files, why) {
  if (files.length === 0) {
    return;
  }
  const list = files.map((file) => `  ${JSON.stringify(file)}`).join("\n");
  throw new ReleaseProblem(`${why}\n${list}`);
}

/**
 * What git lists, by path from the root.
 *
 * @param {...string} args
 */
function listFiles(...args) {
  return git("ls-files", "-z", ...args)
    .split("\0")
    .filter((file) => file !== "");
}

/**
 * Whether a file is one that a system or an editor leaves behind, such as .DS_Store: no code is in
 * it.
 *
 * @param {string} file
 */
function isLeftover(file) {
  return /^\.[^.]+$/.test(basename(file)) && basename(file) !== ".npmrc";
}

/**
 * Writes the version where npm does not, and puts all that belongs to the version commit into it.
 *
 * @param {string} version
 */
function stampFiles(version) {
  const stamped = readStamped(version);
  for (const [file, text] of Object.entries(stamped)) {
    writePlainFile(join(root, file), text);
  }
  buildGallery();
  git("add", "rules.json", ...Object.keys(stamped));
}

/**
 * The files that carry the version, as they will be.
 *
 * @param {string} version
 * @returns {Record<string, string>} texts by file name
 */
function readStamped(version) {
  const [today = ""] = new Date().toISOString().split("T");
  return {
    "CHANGELOG.md": stampRelease(read("CHANGELOG.md"), version, today),
    ...Object.fromEntries(schemas.map((file) => [file, stampSchema(read(file), version)])),
  };
}

function buildGallery() {
  run("./build --fresh", [join(root, "build"), "--fresh"]);
}

/**
 * Runs a program of Node that says itself what is wrong.
 *
 * @param {string} name
 * @param {string[]} args
 */
function run(name, args) {
  try {
    execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  } catch (error) {
    throw new ReleaseProblem(`${name} failed: nothing was released`, { cause: error });
  }
}

/**
 * @param {...string} args
 * @returns {string}
 */
function git(...args) {
  return execFileSync("git", args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["inherit", "pipe", "inherit"],
  });
}
