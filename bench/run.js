// Runs one of the benchmarks: npm run bench -- [name] [options]
/* global AbortController */
import console from "node:console";
import process from "node:process";

import { UsageError } from "./usage-error.js";

/** @typedef {{ run: (args: string[], signal: AbortSignal) => Promise<void> }} Benchmark */

/** @type {Map<string, () => Promise<Benchmark>>} */
const benchmarks = new Map([
  ["build", () => import("./build.js")],
  ["emulator", () => import("./emulator.js")],
  ["explore", () => import("./explore.js")],
]);

const interruption = new AbortController();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    interruption.abort();
  });
}

try {
  const [first = "build", ...rest] = process.argv.slice(2);
  if (first.startsWith("-")) {
    await start("build", [first, ...rest]);
  } else {
    await start(first, rest);
  }
} catch (error) {
  if (interruption.signal.aborted) {
    process.exitCode = 130;
  } else if (error instanceof UsageError) {
    console.error(error.message);
    process.exitCode = 2;
  } else {
    throw error;
  }
}

/**
 * @param {string} name
 * @param {string[]} args
 */
async function start(name, args) {
  const load = benchmarks.get(name);
  if (!load) {
    const known = [...benchmarks.keys()].join(", ");
    throw new UsageError(`there is no benchmark ${JSON.stringify(name)}: known are ${known}`);
  }
  const { run } = await load();
  await run(args, interruption.signal);
}
