import { dirname, resolve } from "node:path";

import { exitCodeOf } from "../exit-codes.ts";
import { renderMisuse } from "../misuse.ts";
import { writeAtomically } from "../node/files.ts";
import { printableJson } from "../printable.ts";
import { compareRuns } from "../run/compare.ts";
import { reportRun, type Report } from "../run/report.ts";
import {
  makeRedact,
  makeRedactForOthers,
  redactData,
  secretsOf as secretsOfJob,
  type Redact,
} from "../run/secrets.ts";
import type { Template } from "../template/compile.ts";
import type { Problem } from "../template/problem.ts";
import { renderAnswers } from "./try/answers.ts";
import { readArguments, tryUsage, type TryOptions } from "./try/arguments.ts";
import { InputError } from "./try/input-error.ts";
import { readLogin, type LoginInput } from "./try/inputs.ts";
import type { TryJob, TryResult } from "./try/job.ts";
import { parseKeywords, type Keywords } from "./try/keywords.ts";
import { findPackages } from "./try/packages.ts";
import { readProgram, type Program } from "./try/program.ts";
import { renderInputError, renderReport } from "./try/render.ts";
import { runJob } from "./try/run.ts";
import { checkSettings, joinSecrets, secretsOf } from "./try/settings.ts";
import { sayIfSlow, slowNotice } from "./try/slow.ts";
import { findSubject, type Pipeline, type Subject } from "./try/subject.ts";
import { TextFiles } from "./try/text-files.ts";
import { waitForChange } from "./try/watch.ts";

/** What `try` takes from the process that runs it. */
export interface TryEnvironment {
  /** The folder that has `rules/`. */
  readonly root: string;
  /** The folder that places on the command line are relative to. */
  readonly cwd: string;
  /** The file of the gallery that the program carries. */
  readonly gallery: string;
  readonly stdout: TryOutput;
  readonly stderr: TryOutput;
  readonly load: () => Promise<{
    compileTemplate: (file: string, bytes: Uint8Array) => Template | Problem[];
  }>;
  /** Ends `--watch`. */
  readonly signal?: AbortSignal;
  /** The program of the thread that scripts run in; the bundle's own unless given. */
  readonly program?: Program;
}

interface TryOutput {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
  hasColors?(): boolean;
}

/** Runs `try` with the words after it, and gives its exit code. */
export async function runTry(
  args: readonly string[],
  environment: TryEnvironment,
): Promise<number> {
  const options = readArguments(args);
  if ("usage" in options) {
    const { usage } = options;
    if (usage === "") environment.stdout.write(tryUsage);
    // A script reads what it asked for, also where the rest of the line is wrong.
    else if (args.includes("--json")) environment.stdout.write(renderMisuseAsJson(usage));
    else environment.stderr.write(renderMisuse(usage, HELP));
    return usage === "" ? 0 : 2;
  }
  const attempt = new Attempt(options, environment);
  return options.watch ? watchRuns(attempt, environment) : attempt.run();
}

const HELP = "try --help";

/** In the form of other problems of what was given. */
function renderMisuseAsJson(message: string): string {
  return printableJson({ problems: [{ message, hint: `${HELP} prints the usage` }] });
}

/** Runs again at each change, until the signal aborts. */
async function watchRuns(attempt: Attempt, { stderr, signal }: TryEnvironment): Promise<number> {
  for (;;) {
    const since = Date.now();
    const exitCode = await attempt.run();
    stderr.write("\nwaiting for a change, end with Ctrl+C\n");
    await waitForChange(attempt.paths, since, signal);
    if (signal?.aborted === true) return exitCode;
  }
}

/** What is given beside the scripts. */
type Input = LoginInput & Pick<TryJob, "packages"> & { readonly keywords: Keywords };

/** One command line, which can be run several times. */
class Attempt {
  readonly #options: TryOptions;
  readonly #environment: TryEnvironment;
  /** Compiled when there is something to run. */
  #program: Program | undefined;
  #files: TextFiles;

  constructor(options: TryOptions, environment: TryEnvironment) {
    this.#options = options;
    this.#environment = environment;
    this.#program = environment.program;
    this.#files = new TextFiles(environment.cwd);
  }

  /** What the last run read. */
  get paths(): readonly string[] {
    return this.#files.paths;
  }

  async run(): Promise<number> {
    this.#files = new TextFiles(this.#environment.cwd);
    let redact = makeRedact(this.#options.config);
    try {
      const input = this.#readInput();
      redact = makeRedact(joinSecrets(input.keywords, input.settings));
      const subject = await this.#findSubject(input.keywords);
      return await this.#play(subject, input);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#printInputError(error, redact);
      return 2;
    }
  }

  #readInput(): Input {
    const { packages, keywords } = this.#options;
    return {
      ...readLogin(this.#options, this.#files),
      keywords: keywords === undefined ? {} : parseKeywords(this.#files.read(keywords)),
      packages: findPackages(packages, this.#folder()),
    };
  }

  /** The folder whose packages scripts can load: that of a file or a pipeline, and for an id the working folder. */
  #folder(): string {
    const { subject = "", rules = dirname(subject) } = this.#options;
    return resolve(this.#environment.cwd, rules);
  }

  #findSubject(keywords: Keywords): Promise<Subject> {
    const { root, gallery, load } = this.#environment;
    const compile = async (file: string, bytes: Uint8Array) =>
      (await load()).compileTemplate(file, bytes);
    const files = this.#files;
    return findSubject(this.#options, { files, keywords, root, gallery, compile });
  }

  async #play(subject: Subject, { keywords, notes: doubts, ...input }: Input): Promise<number> {
    const { name, pipelines, settings: known } = subject;
    const secrets = joinSecrets(keywords, secretsOf(input.settings, known));
    const jobs = pipelines.map((pipeline) => this.#makeJob(pipeline, { ...input, secrets }));
    const texts = pipelines.flatMap((pipeline) => pipeline.texts);
    const redact = makeRedact(secretsOfJob({ secrets, pipeline: texts }));
    const notice = slowNotice(this.#options, this.#environment.stderr);
    const results = await sayIfSlow(this.#runJobs(jobs), () => {
      if (notice !== undefined) this.#environment.stderr.write(notice);
    });
    const runs = pipelines.flatMap(({ form }, index) => {
      const [job, result] = [jobs[index], results[index]];
      if (!job || !result) return [];
      const report = reportRun({ name, form, job, result, redact });
      return [{ ...report, notes: [...report.notes, ...result.notes.map(redact)] }];
    });
    const differences = compareForms(results, redact);
    const notes = [...subject.notes, ...doubts, ...checkSettings(input.settings, known)];
    this.#print({ runs, ...(differences && { differences }), notes: notes.map(redact) });
    this.#record(results, makeRedactForOthers(secrets));
    return exitCodeOf(runs);
  }

  #makeJob({ texts }: Pipeline, input: Omit<TryJob, "pipeline" | "network" | "now">): TryJob {
    return { ...input, pipeline: texts, network: this.#options.network, now: Date.now() };
  }

  /** At once, but one after the other where they meet outside. */
  async #runJobs(jobs: readonly TryJob[]): Promise<TryResult[]> {
    const { limit, network } = this.#options;
    const program = (this.#program ??= await readProgram());
    const run = (job: TryJob) => runJob(job, { program, limit });
    if (!network) return Promise.all(jobs.map(run));
    const results: TryResult[] = [];
    for (const job of jobs) results.push(await run(job));
    return results;
  }

  #print(report: Report): void {
    const { stdout } = this.#environment;
    const style = { colour: stdout.hasColors?.() ?? false, width: stdout.columns ?? 100 };
    stdout.write(this.#options.json ? printableJson(report) : renderReport(report, style));
  }

  #printInputError(error: InputError, redact: Redact): void {
    const { stdout, stderr } = this.#environment;
    const style = { colour: stderr.hasColors?.() ?? false, width: stderr.columns ?? 100 };
    if (this.#options.json) {
      stdout.write(printableJson({ problems: redactData(error.problems, redact) }));
    } else stderr.write(redact(renderInputError(error, style)));
  }

  /** Saves what the network answered, if it is to be saved. */
  #record(results: readonly TryResult[], redact: Redact): void {
    const { record } = this.#options;
    if (record === undefined) return;
    const { cwd, stderr } = this.#environment;
    const answers = results.flatMap(({ recorded }) => recorded);
    writeAtomically(resolve(cwd, record), [Buffer.from(renderAnswers(answers, redact))]);
    const count = `${answers.length} ${answers.length === 1 ? "answer" : "answers"}`;
    stderr.write(`${count} saved in ${this.#files.show(record)}\n`);
  }
}

/** Where the rule and the action differ, if both ran. */
function compareForms([rule, action]: readonly TryResult[], redact: Redact): string[] | undefined {
  return rule && action && compareRuns(rule.outcome, action.outcome, redact);
}
