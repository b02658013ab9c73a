// Measures explore: branches reached, planted mistakes found, the size of logins, and time.
import console from "node:console";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { build } from "esbuild";

import { runNode } from "./run-node.js";
import { formatNumber, median, renderTable } from "./table.js";
import { UsageError } from "./usage-error.js";

/** @import { Measured } from "./explore-search.js" */

const usage = `Usage: npm run bench -- explore [options]

  --seed N      where the searches and the choice of mistakes begin (1)
  --mistakes N  how many mistakes are planted, one in each copy of a template's form (100)`;

const root = dirname(import.meta.dirname);

/**
 * @param {string[]} args
 * @param {AbortSignal} signal ends the process that is being measured
 */
export async function run(args, signal) {
  const { seed, mistakes } = readOptions(args);
  console.log(`explore, seed ${seed}, Node ${process.version}, ${availableParallelism()} CPUs\n`);
  // Inside node_modules, so that no other tool takes it for a source.
  const folder = mkdtempSync(join(root, "node_modules", ".bench-"));
  try {
    const outfile = join(folder, "explore.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: ["bench/explore-search.js"],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "warning",
    });
    const flags = ["--no-warnings", "--experimental-vm-modules"];
    const { stdout } = await runNode([...flags, outfile, seed, mistakes], { signal });
    print(/** @type {Measured} */ (parse(stdout)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Measured} measured */
function print({ logins, templates, planted }) {
  const sum = (/** @type {number[]} */ all) => all.reduce((total, one) => total + one, 0);
  const share = (/** @type {"rule" | "action"} */ form) => {
    const reached = sum(templates.map((template) => template[form].reached));
    const all = sum(templates.map((template) => template[form].all));
    return `${reached} of ${all} (${((100 * reached) / all).toFixed(1)} %)`;
  };
  const found = planted.filter((mistake) => mistake.logins !== undefined);
  const rows = [
    ["figure", "measured", ""],
    [`branches of rules, ${logins} logins`, share("rule"), ""],
    [`branches of actions, ${logins} logins`, share("action"), ""],
    ["planted mistakes found", `${found.length} of ${planted.length}`, ""],
    [
      "logins until one is found, median",
      formatNumber(median(found.map((mistake) => mistake.logins ?? NaN))),
      "",
    ],
    [
      "properties of its smallest login, median",
      formatNumber(median(found.map((mistake) => mistake.size))),
      "",
    ],
    [
      `both forms, ${logins} logins, median template`,
      formatNumber(median(templates.map(({ cpu }) => cpu)) / 1000),
      "s of CPU time",
    ],
  ];
  console.log(renderTable(rows, process.stdout.columns));
  const missed = planted.filter((mistake) => mistake.logins === undefined);
  if (missed.length > 0) {
    console.log("\nnot found:");
  }
  for (const { id, form, line, kind, right, wrong } of missed) {
    console.log(`  ${id}, ${form} line ${line}, ${kind}: ${right} → ${wrong}`);
  }
}

/** @param {string[]} args */
function readOptions(args) {
  try {
    const number = /** @type {const} */ ({ type: "string" });
    const { values } = parseArgs({ args, options: { seed: number, mistakes: number } });
    const { seed = "1", mistakes = "100" } = values;
    for (const [name, value] of Object.entries({ seed, mistakes })) {
      if (!/^[1-9]\d{0,4}$/.test(value)) {
        throw new Error(`--${name} takes a number from 1 to 99999, not ${JSON.stringify(value)}`);
      }
    }
    return { seed, mistakes };
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
