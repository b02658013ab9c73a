import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

import type { Progress } from "../explore/explore.ts";
import type { Marks } from "../explore/marks.ts";
import { renderExploration } from "../explore/report/render.ts";
import { renderMarks } from "../explore/report/render-marks.ts";
import type { ExploreReport } from "../explore/report/report.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { answerUsage, printInputError } from "../terminal/refusals.ts";
import { writeAtomically } from "../node/files.ts";
import { printableJson } from "../text/printable.ts";
import type { Answer } from "../run/answers.ts";
import { makeRedact, redactData, type Redact } from "../run/secrets/secrets.ts";
import type { TryEnvironment } from "./try.ts";
import { exploreUsage, readArguments, type ExploreCommand } from "./explore/arguments.ts";
import { describeSaved, placeOfSaved, renderTry } from "./explore/save.ts";
import { searchInThreads, type Searches } from "./explore/search.ts";
import { parseAnswers } from "../input/answers.ts";
import { chooseRunnables, namesOf, type Runnable } from "../input/runnables.ts";
import { InputError } from "../input/input-error.ts";
import type { Subject } from "../input/subject.ts";
import { TextFiles } from "../input/text-files.ts";
import { findSubjects } from "../input/find-subject.ts";

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
    let found: Searches;
    try {
      found = await this.#search(runnables, answers);
    } catch (error) {
      return this.#fail(error, exitCodes.failed);
    }
    const { report, marks } = found;
    this.#print(found);
    if (this.#options.show && !this.#options.json) {
      this.#showMarks(marks, runnables);
    }
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

  async #search(runnables: readonly Runnable[], answers: readonly Answer[]): Promise<Searches> {
    const { seed, logins, seconds, config: settings } = this.#options;
    const { cwd, stderr } = this.#environment;
    const [first, second = first] = runnables;
    const names = first && second ? namesOf(first, second) : (["one", "the other"] as const);
    let isStopped = false;
    let stop = () => {
      isStopped = true;
    };
    const interrupt = () => {
      stop();
    };
    process.once("SIGINT", interrupt);
    try {
      return await searchInThreads({
        ...{ names, seed, logins, seconds, settings, answers },
        scripts: runnables.map(({ pipeline: { texts }, subject: { place } }) => {
          return { texts, folder: resolve(cwd, dirname(place)) };
        }),
        onStart: (end) => {
          stop = end;
          if (isStopped) {
            end();
          }
        },
        onProgress: this.#progressLine(runnables.length),
      });
    } finally {
      process.off("SIGINT", interrupt);
      if (this.#showsProgress) {
        stderr.write(clearLine);
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

  #print({ report, marks }: Searches): void {
    const { stdout } = this.#environment;
    const { json, show } = this.#options;
    const shown = redactData<ExploreReport>(report, this.#redact);
    const marked = show ? { ...shown, marks: redactData(marks, this.#redact) } : shown;
    stdout.write(json ? printableJson(marked) : renderExploration(shown));
  }

  /**
   * Prints the scripts, with what the logins went through, or the smallest login on which they
   * differ.
   */
  #showMarks({ files }: Marks, runnables: readonly Runnable[]): void {
    const { stdout } = this.#environment;
    const texts = runnables.flatMap(({ pipeline }) => pipeline.texts);
    for (const marks of files) {
      const own = texts.filter(({ file }) => file === marks.file);
      stdout.write(`\n${renderMarks(marks, own, stdout.hasColors?.() ?? false)}`);
    }
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
