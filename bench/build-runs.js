import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

import { cacheFolder } from "../scripts/cache-folder.js";
import { changeProse, writeTemplates } from "./generate.js";
import { runNode } from "./run-node.js";

const root = dirname(import.meta.dirname);
const cache = cacheFolder(root, { ...process.env, CI: "" }) ?? "";
const velite = join(import.meta.dirname, "node_modules", "velite", "bin", "velite.js");
const veliteConfig = join(import.meta.dirname, "velite.config.js");
const memoryHook = pathToFileURL(join(import.meta.dirname, "peak-memory.js")).href;

/** The processes that are measured on one set of templates. Times are in milliseconds. */
export class BuildRuns {
  /** Whether velite is installed. */
  hasVelite = existsSync(velite);
  #signal;
  #size;
  #templates;
  #rules;
  #out;
  #veliteOutput;

  /** @param {{ folder: string, size: number, signal: AbortSignal }} options */
  constructor({ folder, size, signal }) {
    this.#signal = signal;
    this.#size = size;
    this.#rules = join(folder, "rules");
    this.#out = join(folder, "rules.json");
    this.#veliteOutput = join(folder, "velite");
    this.#templates = writeTemplates(this.#rules, size);
  }

  async startNode() {
    const { milliseconds } = await runNode(["-e", "0"], { signal: this.#signal });
    return milliseconds;
  }

  /** Builds with nothing there, so that the tool is bundled, too. */
  async buildFirst() {
    rmSync(cache, { recursive: true, force: true });
    return this.#build("written");
  }

  /** Builds with the tool ready to run, and no result of an earlier build. */
  async buildCold() {
    this.#removeResults();
    return this.#build("written");
  }

  /** Builds what was built just before. */
  async buildWarm() {
    return this.#build("up to date");
  }

  /**
   * Builds after a change of the prose of one template.
   *
   * @param {number} round a number that chooses the template
   */
  async buildChanged(round) {
    const template = this.#templates[round % this.#templates.length];
    if (template !== undefined) {
      changeProse(template, `Tried in round *${round + 1}*.`);
    }
    return this.#build("written");
  }

  /** Velite keeps no result of a file between two runs: all of its runs are cold. */
  async runVelite() {
    rmSync(this.#veliteOutput, { recursive: true, force: true });
    const { milliseconds, stdout } = await runNode(
      [velite, "build", "--config", veliteConfig, "--strict", "--silent"],
      {
        signal: this.#signal,
        variables: { BENCH_RULES: this.#rules, BENCH_OUTPUT: this.#veliteOutput },
      },
    );
    this.#expect(stdout, `${this.#size} templates\n`);
    return milliseconds;
  }

  /** The peak memory of a cold build, in MB. */
  async measureMemory() {
    this.#removeResults();
    const { stdout } = await this.#start(["--import", memoryHook]);
    const [, kilobytes] = /^peak memory: (\d+) kB$/m.exec(stdout) ?? [];
    return Number(kilobytes) / 1024;
  }

  /** @param {string} state which the build says the file is in */
  async #build(state) {
    const { milliseconds, stdout } = await this.#start([]);
    this.#expect(stdout, `${state}: ${this.#size} template`);
    return milliseconds;
  }

  /** @param {string[]} options of Node */
  #start(options) {
    const args = ["--all", "--rules", this.#rules, "--out", this.#out];
    // In CI nothing is kept.
    const variables = { CI: "" };
    return runNode([...options, join(root, "build"), ...args], { signal: this.#signal, variables });
  }

  #removeResults() {
    rmSync(join(cache, "results"), { recursive: true, force: true });
    rmSync(this.#out, { force: true });
  }

  /**
   * Refuses a figure of something else than what is to be measured.
   *
   * @param {string} stdout
   * @param {string} part
   */
  #expect(stdout, part) {
    if (stdout.includes(part)) {
      return;
    }
    throw new Error(`The output does not hold ${JSON.stringify(part)}:\n${stdout}`);
  }
}
