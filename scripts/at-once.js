// Runs rows of npm scripts at once, and those of a row one after another, as npm test does:
// node scripts/at-once.js browser types+lint+unit
// What a script prints is shown when it has ended, so that nothing is mixed up.
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import process from "node:process";

const { npm_execpath: npm } = process.env;
if (npm === undefined) {
  throw new Error("npm runs this: npm test");
}

const rows = process.argv.slice(2).map((row) => row.split("+"));
const passed = await Promise.all(rows.map((row) => runRow(row, npm)));
process.exitCode = passed.includes(false) ? 1 : 0;

/**
 * @param {readonly string[]} names
 * @param {string} npm the program that runs this one
 * @returns {Promise<boolean>} whether all have passed
 */
async function runRow(names, npm) {
  let hasPassed = true;
  for (const name of names) {
    hasPassed = (await runScript(name, npm)) && hasPassed;
  }
  return hasPassed;
}

/**
 * @param {string} name
 * @param {string} npm the program that runs this one
 * @returns {Promise<boolean>} whether it has passed
 */
function runScript(name, npm) {
  const start = performance.now();
  const child = spawn(process.execPath, [npm, "run", "--silent", name], {
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
  }
  return new Promise((resolve) => {
    child.once("close", (code) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(
        `${name} ${code === 0 ? "passed" : "FAILED"} after ${seconds} s\n${output}`,
      );
      resolve(code === 0);
    });
  });
}
