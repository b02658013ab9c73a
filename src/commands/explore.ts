import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { BEGIN } from "../explore/domain.ts";
import { explore, type Exploration, type Progress } from "../explore/explore.ts";
import type { Play } from "../explore/play.ts";
import { renderExploration, reportExploration, type ExploreReport } from "../explore/report.ts";
import { inputOf } from "../explore/trial.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { answerUsage, printInputError } from "../terminal/refusals.ts";
import { writeAtomically } from "../node/files.ts";
import { printableJson } from "../text/printable.ts";
import type { Answer } from "../run/answers.ts";
import { makeRedact, redactData, type Redact } from "../run/secrets/secrets.ts";
import type { TryEnvironment } from "./try.ts";
import { exploreUsage, readArguments, type ExploreCommand } from "./explore/arguments.ts";
import { Deadline } from "./explore/deadline.ts";
import { describeSaved, placeOfSaved, renderTry } from "./explore/save.ts";
import { prepare, type Prepared } from "./explore/scripts.ts";
import { Thread } from "./explore/thread.ts";
import { readWorkerCode } from "./explore/worker-code.ts";
import { parseAnswers } from "../input/answers.ts";
import { chooseRunnables, namesOf, type Runnable } from "../input/runnables.ts";
import { InputError } from "../input/input-error.ts";
import { findPackages } from "../input/packages.ts";
import { readProgram } from "../thread/program.ts";
import type { Subject } from "../input/subject.ts";
import { TextFiles } from "../input/text-files.ts";
import { findSubjects } from "../input/find-subject.ts";

/** Milliseconds of real time that one login may take. */
const limit = 2_000;

/** Milliseconds between two progress lines. */
const often = 100;

const clearLine = "\r\u001B[K";

/** Runs `explore` with the words after it, and gives its exit code. */
export async function runExplore(
  args: readonly string[],
  environment: TryEnvironment,
): Promise<number> {
  const options = readArguments(args);
  if ("usage" in options) {
    const line = { args, usage: exploreUsage, help: "explore --help" };
    return answerUsage(options.usage, line, environment);
  }
  return new Command(options, environment).run();
}

/** One command line. */
class Command {
  readonly #options: ExploreCommand;
  readonly #environment: TryEnvironment;
  readonly #files: TextFiles;
  readonly #redact: Redact;

  constructor(options: ExploreCommand, environment: TryEnvironment) {
    this.#options = options;
    this.#environment = environment;
    this.#files = new TextFiles(environment.cwd);
    this.#redact = makeRedact(options.config);
  }

  async run(): Promise<number> {
    let runnables: Runnable[];
    let answers: Answer[];
    try {
      const { answers: place } = this.#options;
      answers = place === undefined ? [] : parseAnswers(this.#files.read(place));
      runnables = chooseRunnables(await this.#findSubjects());
    } catch (error) {
      return this.#fail(error, exitCodes.misuse);
    }
    let report: ExploreReport;
    try {
      report = await this.#explore(runnables, answers);
    } catch (error) {
      return this.#fail(error, exitCodes.failed);
    }
    this.#print(report);
    try {
      this.#save(report, runnables, answers);
    } catch (error) {
      return this.#fail(error, exitCodes.misuse);
    }
    return report.verdict === "different" ? exitCodes.different : exitCodes.done;
  }

  #findSubjects(): Promise<Subject[]> {
    const { root, gallery, load } = this.#environment;
    const sources = { files: this.#files, keywords: {}, root, gallery, load };
    return findSubjects({ ...this.#options, rules: undefined }, sources);
  }

  async #explore(
    runnables: readonly Runnable[],
    answers: readonly Answer[],
  ): Promise<ExploreReport> {
    const prepared = prepare(runnables.map(({ pipeline }) => pipeline.texts));
    const program = await readProgram(readWorkerCode);
    const threads = runnables.map(({ subject: { place } }) => {
      const packages = findPackages([], resolve(this.#environment.cwd, dirname(place)));
      return new Thread(program, { packages, reach: prepared.reach }, limit);
    });
    const deadline = new Deadline(this.#options.seconds, () => performance.now());
    const plays = threads.map((thread, index): Play => {
      const pipeline = prepared.pipelines[index] ?? [];
      return async (trial) => {
        const input = inputOf(trial);
        const all = [...answers, ...input.answers];
        const job = { ...input, pipeline, answers: all, secrets: {}, now: BEGIN };
        return deadline.admits(trial) ? thread.play(job, input.returns) : thread.skip(job);
      };
    });
    try {
      const found = await this.#search(runnables, plays, { ...prepared, deadline });
      const notes = new Set([...found.notes, ...threads.flatMap((thread) => thread.notes)]);
      const { branches } = prepared;
      const { seed } = this.#options;
      const scripts = runnables.length;
      return reportExploration({ ...found, notes: [...notes] }, { seed, branches, scripts });
    } finally {
      await Promise.all(threads.map((thread) => thread.stop()));
    }
  }

  async #search(
    runnables: readonly Runnable[],
    plays: readonly Play[],
    { harvest, branches, deadline }: Prepared & { deadline: Deadline },
  ): Promise<Exploration> {
    const { seed, logins, config: fixed } = this.#options;
    const [first, second = first] = runnables;
    const names = first && second ? namesOf(first, second) : (["one", "the other"] as const);
    const stop = () => {
      deadline.stop();
    };
    process.once("SIGINT", stop);
    try {
      return await explore({
        ...{ plays, names, harvest, seed, logins, fixed },
        branches: branches.length,
        isOver: () => deadline.isOver(),
        onProgress: this.#progressLine(plays.length),
      });
    } finally {
      process.off("SIGINT", stop);
      if (this.#showsProgress) {
        this.#environment.stderr.write(clearLine);
      }
    }
  }

  get #showsProgress(): boolean {
    return this.#environment.stderr.isTTY === true && !this.#options.json;
  }

  /** Tells how far the search is, on a terminal. */
  #progressLine(scripts: number): (progress: Progress) => void {
    if (!this.#showsProgress) {
      return () => undefined;
    }
    let last = 0;
    return ({ logins, reached, branches, differences }) => {
      const now = performance.now();
      if (now - last < often) {
        return;
      }
      last = now;
      const text = `${logins} logins, ${reached} of ${branches} branches`;
      const compared = scripts > 1 ? `, ${differences} differences` : "";
      this.#environment.stderr.write(`${clearLine}${text}${compared}`);
    };
  }

  #print(report: ExploreReport): void {
    const { stdout } = this.#environment;
    const shown = redactData<ExploreReport>(report, this.#redact);
    stdout.write(this.#options.json ? printableJson(shown) : renderExploration(shown));
  }

  /**
   * Writes the logins of a report as files for `try`, without values of settings that were given.
   */
  #save(report: ExploreReport, runnables: readonly Runnable[], answers: readonly Answer[]): void {
    const { save, config, as } = this.#options;
    if (save === undefined) {
      return;
    }
    const { stderr } = this.#environment;
    const trials = report.difference
      ? [report.difference.trial]
      : (report.outcomes ?? []).map(({ login }) => login);
    const scripts = runnables.map(({ subject }) => this.#files.show(subject.place));
    const keys = Object.keys(config);
    let isSaved = false;
    for (const [index, trial] of trials.entries()) {
      const number = index + 1;
      const saved = describeSaved(trial, { answers, config });
      if ("why" in saved) {
        stderr.write(this.#redact(`not saved: login ${number}, because ${saved.why}\n`));
        continue;
      }
      const files = saved.files.map((file) => {
        const place = placeOfSaved(save, number, file);
        this.#write(place, file.data);
        return [file.option, this.#files.show(place)];
      });
      stderr.write(`saved: ${renderTry(scripts, { as, files, keys })}\n`);
      isSaved = true;
    }
    if (isSaved && keys.length > 0) {
      stderr.write("Replace each … with the value that you gave: the files do not contain it.\n");
    }
  }

  /** @throws InputError if the file cannot be written */
  #write(place: string, data: unknown): void {
    const path = resolve(this.#environment.cwd, place);
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeAtomically(path, [Buffer.from(`${JSON.stringify(data, null, 2)}\n`)]);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) {
        throw error;
      }
      const message = `${this.#files.show(place)} cannot be written (${String(error.code)})`;
      throw new InputError({ message });
    }
  }

  #fail(error: unknown, code: number): number {
    if (!(error instanceof InputError)) {
      throw error;
    }
    const { json } = this.#options;
    printInputError(error, { json, redact: this.#redact }, this.#environment);
    return code;
  }
}
