// The release: npm runs this before and after `npm version` changes the version in package.json.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

import { ReleaseProblem, stampRelease, stampSchema } from "./release/changelog.js";

const root = dirname(import.meta.dirname);
const schemas = ["rules.schema.json", "template.schema.json"];
const generated = ["rules.json", "README.md"];

try {
  runStep(process.argv[2], process.env["npm_new_version"], process.env["npm_execpath"]);
} catch (error) {
  if (!(error instanceof ReleaseProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/**
 * @param {string | undefined} step
 * @param {string | undefined} version the version to be
 * @param {string | undefined} npm the program that runs this one
 */
function runStep(step, version, npm) {
  if (version === undefined || npm === undefined) {
    throw new ReleaseProblem("this is a step of a release: run npm version patch, minor or major");
  }
  if (step === "preversion") checkRelease(version, npm);
  else if (step === "version") stampFiles(version);
  else throw new ReleaseProblem(`${String(step)} is no step of a release`);
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
    throw new ReleaseProblem(`a release is made on main, and this is ${branch || "no branch"}`);
  }
  buildGallery();
  run("npm run readme", [join(root, "scripts", "readme.js")]);
  if (git("status", "--porcelain", "--", ...generated) !== "") {
    git("add", ...generated);
    git("commit", "--quiet", "--message", "Build rules.json", "--", ...generated);
  }
  run("npm test", [npm, "test"]);
}

/**
 * Writes the version where npm does not, and puts all that belongs to the version commit into it.
 *
 * @param {string} version
 */
function stampFiles(version) {
  const stamped = readStamped(version);
  for (const [file, text] of Object.entries(stamped)) writeFileSync(join(root, file), text);
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
  /** @param {string} file */
  const read = (file) => readFileSync(join(root, file), "utf8");
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
