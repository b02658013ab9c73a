import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import process from "node:process";

/**
 * Runs Node, and waits for its end. Throws if it fails or is ended by the signal.
 *
 * @param {string[]} args
 * @param {{ signal: AbortSignal, variables?: { [name: string]: string } }} options `variables` are
 *   added to the environment
 * @returns {Promise<{ milliseconds: number, stdout: string }>} wall-clock time, from outside
 */
export function runNode(args, { signal, variables }) {
  // With this variable Node 20 reads certificates for 30 ms at each start, which would make every
  // ratio to `node -e 0` look better than it is.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined, ...variables };
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let milliseconds = 0;
    let [stdout, stderr] = ["", ""];
    /** @type {Error | undefined} */
    let failure;
    const child = spawn(process.execPath, args, { env, signal, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.setEncoding("utf8").on("data", (/** @type {string} */ text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => (stderr += text));
    child.on("error", (error) => (failure = error));
    child.on("exit", () => (milliseconds = performance.now() - start));
    // Not before its end, so that it writes nothing into a folder that is being removed.
    child.on("close", (code) => {
      if (code === 0) {
        resolve({ milliseconds, stdout });
      } else {
        reject(failure ?? new Error(`node ${args.join(" ")} failed:\n${stderr}${stdout}`));
      }
    });
  });
}
