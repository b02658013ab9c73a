import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { BEGIN } from "../explore/domain.ts";
import { explore, type Exploration, type Progress } from "../explore/explore.ts";
import type { Play } from "../explore/play.ts";
import { renderExploration, reportExploration, type ExploreReport } from "../explore/report.ts";
import { inputOf, type Trial } from "../explore/trial.ts";
import { exitCodes } from "../exit-codes.ts";
import { renderMisuse } from "../misuse.ts";
import { writeAtomically } from "../node/files.ts";
import { printableJson } from "../printable.ts";
import type { Answer } from "../run/answers.ts";
import { makeRedact, redactData, type Redact } from "../run/secrets.ts";
import type { TryEnvironment } from "./try.ts";
import { exploreUsage, readArguments, type ExploreCommand } from "./explore/arguments.ts";
import { prepare, type Prepared } from "./explore/scripts.ts";
import { Thread } from "./explore/thread.ts";
import { readWorkerCode } from "./explore/worker-code.ts";
import { parseAnswers } from "./try/answers.ts";
import { chooseEntries, namesOf, type Entry } from "./try/compare.ts";
import { InputError } from "./try/input-error.ts";
import { findPackages } from "./try/packages.ts";
import { readProgram } from "./try/program.ts";
import { renderInputError } from "./try/render.ts";
import { findSubject, type Subject } from "./try/subject.ts";
import { TextFiles } from "./try/text-files.ts";

/** Milliseconds of real time that one login may take. */
const LIMIT = 2_000;

/** Milliseconds between two progress lines. */
const OFTEN = 100;

/** Runs `explore` with the words after it, and gives its exit code. */
export async function runExplore(
  args: readonly string[],
  environment: TryEnvironment,
): Promise<number> {
  const options = readArguments(args);
  if ("usage" in options) {
    const { usage } = options;
    const hint = `${HELP} prints the usage`;
    if (usage === "") environment.stdout.write(exploreUsage);
    else if (args.includes("--json"))
      environment.stdout.write(printableJson({ problems: [{ message: usage, hint }] }));
    else environment.stderr.write(renderMisuse(usage, HELP));
    return usage === "" ? exitCodes.done : exitCodes.misuse;
  }
  return new Command(options, environment).run();
}

const HELP = "explore --help";

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
    let entries: Entry[];
    let answers: Answer[];
    try {
      const { answers: place } = this.#options;
      answers = place === undefined ? [] : parseAnswers(this.#files.read(place));
      entries = chooseEntries(await this.#findSubjects());
    } catch (error) {
      return this.#fail(error, exitCodes.misuse);
    }
    try {
      const report = await this.#explore(entries, answers);
      this.#print(report);
      this.#save(report, entries, answers);
      return report.verdict === "different" ? exitCodes.different : exitCodes.done;
    } catch (error) {
      return this.#fail(error, exitCodes.failed);
    }
  }

  async #findSubjects(): Promise<Subject[]> {
    const { root, gallery, load } = this.#environment;
    const compile = async (file: string, bytes: Uint8Array) =>
      (await load()).compileTemplate(file, bytes);
    const sources = { files: this.#files, keywords: {}, root, gallery, compile };
    const { subject, other, as } = this.#options;
    const find = (place: string) => findSubject({ subject: place, rules: undefined, as }, sources);
    const first = await find(subject);
    return other === undefined ? [first] : [first, await find(other)];
  }

  async #explore(entries: readonly Entry[], answers: readonly Answer[]): Promise<ExploreReport> {
    const prepared = prepare(entries.map(({ pipeline }) => pipeline.texts));
    const program = await readProgram(readWorkerCode);
    const threads = entries.map(({ subject: { place } }) => {
      const packages = findPackages([], resolve(this.#environment.cwd, dirname(place)));
      return new Thread(program, { packages, reach: prepared.reach }, LIMIT);
    });
    const plays = threads.map((thread, index): Play => {
      const pipeline = prepared.pipelines[index] ?? [];
      return (trial) => {
        const input = inputOf(trial);
        const all = [...answers, ...input.answers];
        const job = { ...input, pipeline, answers: all, secrets: {}, now: BEGIN };
        return thread.play(job, input.returns);
      };
    });
    try {
      const found = await this.#search(entries, plays, prepared);
      const notes = new Set([...found.notes, ...threads.flatMap((thread) => thread.notes)]);
      const { branches } = prepared;
      const { seed } = this.#options;
      const scripts = entries.length;
      return reportExploration({ ...found, notes: [...notes] }, { seed, branches, scripts });
    } finally {
      await Promise.all(threads.map((thread) => thread.stop()));
    }
  }

  async #search(
    entries: readonly Entry[],
    plays: readonly Play[],
    { harvest, branches }: Prepared,
  ): Promise<Exploration> {
    const { seed, logins, seconds, config: fixed } = this.#options;
    const [first, second = first] = entries;
    const names = first && second ? namesOf(first, second) : (["one", "the other"] as const);
    const until = performance.now() + seconds * 1000;
    let isStopped = false;
    const stop = () => {
      isStopped = true;
    };
    process.once("SIGINT", stop);
    try {
      return await explore({
        ...{ plays, names, harvest, seed, logins, fixed },
        branches: branches.length,
        isOver: () => isStopped || performance.now() >= until,
        onProgress: this.#progressLine(),
      });
    } finally {
      process.off("SIGINT", stop);
    }
  }

  /** Tells how far the search is, on a terminal. */
  #progressLine(): (progress: Progress) => void {
    const { stderr } = this.#environment;
    if (stderr.isTTY !== true || this.#options.json) return () => undefined;
    let last = 0;
    return ({ logins, reached, branches, differences }) => {
      const now = performance.now();
      const isLast = logins === this.#options.logins || differences > 0;
      if (now - last < OFTEN && !isLast) return;
      last = now;
      const text = `${logins} logins, ${reached} of ${branches} branches, ${differences} differences`;
      stderr.write(isLast ? "\r\u001B[K" : `\r\u001B[K${text}`);
    };
  }

  #print(report: ExploreReport): void {
    const { stdout } = this.#environment;
    const shown = redactData<ExploreReport>(report, this.#redact);
    stdout.write(this.#options.json ? printableJson(shown) : renderExploration(shown));
  }

  /** Writes the logins of a report as files for `try`. */
  #save(report: ExploreReport, entries: readonly Entry[], given: readonly Answer[]): void {
    const { save } = this.#options;
    if (save === undefined) return;
    const { cwd, stderr } = this.#environment;
    const trials = report.difference
      ? [report.difference.trial]
      : (report.outcomes ?? []).map(({ login }) => login);
    const folder = resolve(cwd, save);
    mkdirSync(folder, { recursive: true });
    const write = (name: string, data: unknown) => {
      const text = `${JSON.stringify(data, null, 2)}\n`;
      writeAtomically(join(folder, name), [Buffer.from(text)]);
    };
    const scripts = entries.map(({ subject }) => subject.place);
    for (const [index, trial] of trials.entries()) {
      const words = this.#saveOne(write, String(index + 1), { trial, given });
      stderr.write(`saved: try ${[...new Set(scripts)].join(" ")} ${words.join(" ")}\n`);
    }
  }

  /** Writes one login, and gives the options with which `try` plays it. */
  #saveOne(
    write: (name: string, data: unknown) => void,
    number: string,
    { trial, given }: { trial: Trial; given: readonly Answer[] },
  ): string[] {
    const { save = "" } = this.#options;
    const { user, login } = inputOf(trial);
    const own = Object.entries(trial.settings).filter(
      ([key]) => !Object.hasOwn(this.#options.config, key),
    );
    const parts: [option: string, name: string, data: unknown, isThere: boolean][] = [
      ["event", "login", { ...login, user, secrets: Object.fromEntries(own) }, true],
      ["mock", "answers", [...given, ...trial.answers], given.length + trial.answers.length > 0],
      ["resume", "return", trial.returns, trial.returns.length > 0],
    ];
    return parts.flatMap(([option, name, data, isThere]) => {
      if (!isThere) return [];
      write(`${number}-${name}.json`, data);
      return [`--${option} ${join(save, `${number}-${name}.json`)}`];
    });
  }

  #fail(error: unknown, code: number): number {
    if (!(error instanceof InputError)) throw error;
    const { stdout, stderr } = this.#environment;
    const style = { colour: stderr.hasColors?.() ?? false, width: stderr.columns ?? 100 };
    if (this.#options.json)
      stdout.write(printableJson({ problems: redactData(error.problems, this.#redact) }));
    else stderr.write(this.#redact(renderInputError(error, style)));
    return code;
  }
}
