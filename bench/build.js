// Measures ./build on generated templates, against velite and the start of Node.
import console from "node:console";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";

import { BuildRuns } from "./build-runs.js";
import { renderBuildTable } from "./build-table.js";
import { UsageError } from "./usage-error.js";

/** @import { BuildFigures } from "./build-table.js" */

const usage = `Usage: npm run bench -- [build] [options]

  --sizes LIST  numbers of templates, each a set of its own (75,1000,10000)
  --rounds N    how often each figure is taken (15, and less often for larger sets)`;

/**
 * @param {string[]} args
 * @param {AbortSignal} signal ends the process that is being measured
 */
export async function run(args, signal) {
  const { sizes, rounds } = readOptions(args);
  console.log(`./build, Node ${process.version}, ${availableParallelism()} CPUs`);
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), "rules-templates-bench-"));
    try {
      const times = rounds ?? usualRounds(size);
      const figures = await measure(new BuildRuns({ folder, size, signal }), times);
      console.log(`\n${size} templates, ${times} rounds\n`);
      console.log(renderBuildTable(size, figures, process.stdout.columns));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/**
 * Takes the figures in turns, each after a start of Node, so that whatever else the machine does
 * slows all of them.
 *
 * @param {BuildRuns} runs
 * @param {number} rounds
 * @returns {Promise<BuildFigures>}
 */
async function measure(runs, rounds) {
  const first = [await runs.buildFirst()];
  /** @type {Omit<BuildFigures, "first">} */
  const figures = { node: [], cold: [], warm: [], changed: [], velite: [], memory: [] };
  for (let round = 0; round < rounds; round++) {
    figures.node.push(await runs.startNode());
    figures.cold.push(await runs.buildCold());
    figures.node.push(await runs.startNode());
    figures.warm.push(await runs.buildWarm());
    figures.node.push(await runs.startNode());
    figures.changed.push(await runs.buildChanged(round));
    if (runs.hasVelite) {
      figures.velite.push(await runs.runVelite());
    }
    // Memory varies little, so a third of the rounds tells it.
    if (round % 3 === 0) {
      figures.memory.push(await runs.measureMemory());
    }
  }
  return { first, ...figures };
}

/** @param {number} size */
function usualRounds(size) {
  if (size <= 100) {
    return 15;
  }
  return size <= 2000 ? 7 : 3;
}

/**
 * @param {string[]} args
 * @returns {{ sizes: number[], rounds: number | undefined }}
 */
function readOptions(args) {
  const { sizes, rounds } = parseOptions(args);
  return {
    sizes: sizes.split(",").map((size) => readCount("--sizes", size)),
    rounds: rounds === undefined ? undefined : readCount("--rounds", rounds),
  };
}

/** @param {string[]} args */
function parseOptions(args) {
  const sizes = { type: /** @type {const} */ ("string"), default: "75,1000,10000" };
  const rounds = { type: /** @type {const} */ ("string") };
  try {
    return parseArgs({ args, options: { sizes, rounds } }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/**
 * @param {string} option
 * @param {string} text
 */
function readCount(option, text) {
  if (/^[1-9]\d{0,5}$/.test(text)) {
    return Number(text);
  }
  const given = JSON.stringify(text);
  throw new UsageError(`${option} takes whole numbers from 1 to 999999, not ${given}\n\n${usage}`);
}
