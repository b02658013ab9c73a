// Measures the emulator: logins, memory, and the start of ./build try.
import console from "node:console";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { build } from "esbuild";

import { renderLogins, renderMemory, renderStarts } from "./emulator-tables.js";
import { runNode } from "./run-node.js";
import { UsageError } from "./usage-error.js";

/** @import { Heap, Samples } from "./emulator-logins.js" */

const usage = `Usage: npm run bench -- emulator [options]

  --rounds N  how often each figure is taken (5)`;

const root = dirname(import.meta.dirname);

/**
 * @param {string[]} args
 * @param {AbortSignal} signal ends the process that is being measured
 */
export async function run(args, signal) {
  const rounds = readRounds(args);
  const columns = process.stdout.columns;
  console.log(`the emulator, Node ${process.version}, ${availableParallelism()} CPUs`);
  // Inside node_modules, so that no other tool takes it for a source.
  const folder = mkdtempSync(join(root, "node_modules", ".bench-"));
  try {
    const program = await bundleLogins(folder);
    const logins = await measureLogins({ program, rounds, signal });
    console.log(`\nlogins, ${rounds} rounds\n\n${renderLogins(logins, columns)}`);
    const { stdout } = await runNode(["--expose-gc", program, "memory"], { signal });
    const heaps = /** @type {Heap[]} */ (parse(stdout));
    console.log(`\nheap after garbage collection\n\n${renderMemory(heaps, columns)}`);
    const starts = await measureStarts({ folder, rounds: rounds * 3, signal });
    console.log(`\nstart, ${rounds * 3} rounds\n\n${renderStarts(starts, columns)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function bundleLogins(folder) {
  const outfile = join(folder, "logins.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["bench/emulator-logins.js"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return outfile;
}

/**
 * Each round is a process of its own, in which all figures are taken.
 *
 * @param {{ program: string, rounds: number, signal: AbortSignal }} options
 * @returns {Promise<Samples>}
 */
async function measureLogins({ program, rounds, signal }) {
  /** @type {Samples} */
  const all = {};
  for (let round = 0; round < rounds; round++) {
    const { stdout } = await runNode([program, "logins"], { signal });
    const samples = /** @type {Samples} */ (parse(stdout));
    for (const [name, taken] of Object.entries(samples)) {
      (all[name] ??= []).push(...taken);
    }
  }
  return all;
}

/**
 * Takes both figures in turns, so that whatever else the machine does slows both of them.
 *
 * @param {{ folder: string, rounds: number, signal: AbortSignal }} options
 */
async function measureStarts({ folder, rounds, signal }) {
  const rule = join(folder, "rule.js");
  writeFileSync(
    rule,
    "function rule(user, context, callback) { callback(null, user, context); }\n",
  );
  const command = [join(root, "build"), "try", rule];
  // Bundles the tool, if it has to be.
  await runNode(command, { signal });
  /** @type {{ node: number[], try: number[] }} */
  const starts = { node: [], try: [] };
  for (let round = 0; round < rounds; round++) {
    starts.node.push((await runNode(["-e", "0"], { signal })).milliseconds);
    const { milliseconds, stdout } = await runNode(command, { signal });
    if (!stdout.includes("allowed")) {
      throw new Error(`the login was not allowed:\n${stdout}`);
    }
    starts.try.push(milliseconds);
  }
  return starts;
}

/** @param {string[]} args */
function readRounds(args) {
  try {
    const rounds = { type: /** @type {const} */ ("string"), default: "5" };
    const { values } = parseArgs({ args, options: { rounds } });
    if (/^[1-9]\d{0,2}$/.test(values.rounds)) {
      return Number(values.rounds);
    }
    throw new Error(`--rounds takes a number from 1 to 999, not ${JSON.stringify(values.rounds)}`);
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/**
 * @param {string} json
 * @returns {unknown}
 */
function parse(json) {
  return JSON.parse(json);
}
