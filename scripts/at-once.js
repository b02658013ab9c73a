// Runs npm scripts at once, as npm test does.
// What one prints is shown when it has ended, so that nothing is mixed up.
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import process from "node:process";

const { npm_execpath: npm } = process.env;
if (npm === undefined) throw new Error("npm runs this: npm test");

const passed = await Promise.all(process.argv.slice(2).map((name) => runScript(name, npm)));
process.exitCode = passed.includes(false) ? 1 : 0;

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
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
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
