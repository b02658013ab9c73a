import { dirname, resolve } from "node:path";

import type { Return } from "../emulator/login/transaction.ts";
import { exitCodeOf, exitCodes } from "../terminal/exit-codes.ts";
import { styleOf, type Output } from "../terminal/output.ts";
import { answerUsage, printInputError } from "../terminal/refusals.ts";
import { PlaceError, writeAtomically } from "../node/files.ts";
import { printableJson } from "../text/printable.ts";
import type { FormText } from "../run/job.ts";
import { reportRun, type Report } from "../run/report.ts";
import {
  makeRedact,
  makeRedactForOthers,
  secretsOf as secretsOfJob,
  type Redact,
} from "../run/secrets/secrets.ts";
import type { Example } from "../template/examples/example.ts";
import { renderAnswers } from "../input/answers.ts";
import { readArguments, tryUsage, type TryOptions } from "./try/arguments.ts";
import { chooseRunnables, compareRunnables, type Runnable } from "../input/runnables.ts";
import { chooseExample, returnsOf, withExample } from "./try/example.ts";
import { InputError, readAll } from "../input/input-error.ts";
import { readLogin, type LoginInput } from "./try/inputs.ts";
import type { TryJob, TryResult } from "../thread/job.ts";
import { checkFilled, parseKeywords, type Keywords } from "../input/keywords.ts";
import { findMissing, type Missing } from "../input/missing.ts";
import { findInstalled, findPackages, type Packages } from "../input/packages.ts";
import { readProgram, type Program } from "../thread/program.ts";
import { readJobs } from "./try/reading.ts";
import { renderReport } from "../terminal/login-report.ts";
import { findNeeded } from "../input/requires.ts";
import { checkRecord } from "./try/record.ts";
import { parseReturns } from "./try/returns.ts";
import { runJob } from "./try/run.ts";
import { checkSettings, findWrongValues, joinSecrets } from "./try/settings.ts";
import { secretSettings } from "../run/secrets/public-settings.ts";
import { sayIfSlow, slowNotice } from "./try/slow.ts";
import type { Sources, Subject } from "../input/subject.ts";
import { TextFiles } from "../input/text-files.ts";
import { waitForChange } from "./try/watch.ts";
import { findSubjects } from "../input/find-subject.ts";

/** What `try` takes from the process that runs it. */
export interface TryEnvironment {
  /** The folder that has `rules/`. */
  readonly root: string;
  /** The folder that places on the command line are relative to. */
  readonly cwd: string;
  /** The file of the gallery that the program carries. */
  readonly gallery: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly load: Sources["load"];
  /** Ends `--watch`. */
  readonly signal?: AbortSignal;
  /** The program of the thread that scripts run in; the bundle's own unless given. */
  readonly program?: Program;
}

/** Runs `try` with the words after it, and gives its exit code. */
export async function runTry(
  args: readonly string[],
  environment: TryEnvironment,
): Promise<number> {
  const options = readArguments(args);
  if ("usage" in options) {
    return answerUsage(options.usage, { args, usage: tryUsage, help: "try --help" }, environment);
  }
  const attempt = new Attempt(options, environment);
  return options.watch ? watchRuns(attempt, environment) : attempt.run();
}

/** Runs again at each change, until the signal aborts. */
async function watchRuns(attempt: Attempt, { stderr, signal }: TryEnvironment): Promise<number> {
  for (;;) {
    const since = Date.now();
    const exitCode = await attempt.run();
    stderr.write("\nwaiting for a change, end with Ctrl+C\n");
    await waitForChange(attempt.paths, since, signal);
    if (signal?.aborted === true) {
      return exitCode;
    }
  }
}

/** What is given beside the scripts. */
type Input = LoginInput & {
  readonly keywords: Keywords;
  /** How the user comes back when the login sends them away. */
  readonly returns: readonly Return[];
};

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
      checkRecord(this.#options.record, this.#environment.cwd, this.#files);
      const given = this.#readInput();
      redact = makeRedact(joinSecrets(given.keywords, given.settings));
      const subjects = await this.#findSubjects(given.keywords);
      const chosen = chooseExample(this.#options, subjects);
      const input = chosen ? withExample(given, chosen.example, this.#options) : given;
      const pipeline = subjects.flatMap(({ pipelines }) => pipelines.flatMap(({ texts }) => texts));
      const values = subjects.map((subject) => subject.values ?? {});
      const secrets = joinSecrets(input.keywords, input.settings, ...values);
      redact = makeRedact(secretsOfJob({ secrets, pipeline }));
      const returns = this.#readReturns(
        withOwn([...values, input.settings], pipeline),
        chosen?.example,
      );
      const notes = [...(chosen ? [chosen.note] : []), ...input.notes];
      return await this.#play(chooseRunnables(subjects), { ...input, notes, returns });
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      printInputError(error, { json: this.#options.json, redact }, this.#environment);
      return exitCodes.misuse;
    }
  }

  #readInput(): Omit<Input, "returns"> {
    const { keywords } = this.#options;
    return {
      ...readLogin(this.#options, this.#files),
      keywords: keywords === undefined ? {} : parseKeywords(this.#files.read(keywords)),
    };
  }

  /** Read last: they may be signed with a setting that came with the scripts. */
  #readReturns(settings: Readonly<Record<string, string>>, example: Example | undefined): Return[] {
    const { resume } = this.#options;
    if (resume !== undefined) {
      return parseReturns(this.#files.read(resume), settings);
    }
    return example ? returnsOf(example, settings) : [];
  }

  /** What is named first, and what is compared with it. */
  #findSubjects(keywords: Keywords): Promise<Subject[]> {
    const { root, gallery, load } = this.#environment;
    return findSubjects(this.#options, { files: this.#files, keywords, root, gallery, load });
  }

  async #play(runnables: readonly Runnable[], { keywords, ...input }: Input): Promise<number> {
    const texts = runnables.flatMap(({ pipeline }) => pipeline.texts);
    readAll(
      texts.filter(({ enabled }) => enabled),
      checkAllFilled,
    );
    const known = settingsOf(runnables);
    const wrong = findWrongValues(input.settings, known);
    if (wrong.length > 0) {
      throw new InputError(wrong);
    }
    const values = runnables.map(({ subject }) => subject.values ?? {});
    const secrets = joinSecrets(keywords, secretSettings(input.settings, known), ...values);
    const redact = makeRedact(secretsOfJob({ secrets, pipeline: texts }));
    const { jobs, missing } = this.#makeJobs(runnables, { ...input, secrets });
    const notice = slowNotice(this.#options, this.#environment.stderr);
    const results = await sayIfSlow(this.#runJobs(jobs), () => {
      if (notice !== undefined) {
        this.#environment.stderr.write(notice);
      }
    });
    const runs = runnables.flatMap(({ subject: { name }, pipeline: { form } }, index) => {
      const [job, result] = [jobs[index], results[index]];
      if (!job || !result) {
        return [];
      }
      const report = reportRun({ name, form, job, result, redact });
      const ownNotes = result.notes.filter((note) => !missing.said.has(note));
      return [{ ...report, notes: [...report.notes, ...ownNotes.map(redact)] }];
    });
    const comparison = compareRunnables(runnables, results, redact);
    const notes = [
      ...new Set(runnables.flatMap(({ subject }) => subject.notes)),
      ...input.notes,
      ...new Set(jobs.flatMap(({ packages }) => packages.notes)),
      ...readJobs(jobs, known),
      ...checkSettings(input.settings, known),
      ...missing.notes,
    ];
    this.#print({ ...comparison, runs, notes: notes.map(redact) });
    const redactAnswers = makeRedactForOthers(secretsOfJob({ secrets, pipeline: texts }));
    return this.#record(results, redactAnswers)
      ? exitCodeOf(runs, comparison?.differences)
      : exitCodes.misuse;
  }

  /**
   * A job for each, of logins that begin at the same time, and what their scripts need and do not
   * get.
   */
  #makeJobs(
    runnables: readonly Runnable[],
    input: Omit<Input, "notes" | "keywords"> & Pick<TryJob, "secrets">,
  ) {
    const { network, runtime } = this.#options;
    const now = Date.now();
    const { user, login, settings: given, answers, returns, secrets } = input;
    const values = valuesOf(runnables.map(({ subject }) => subject));
    const jobs = runnables.map(({ subject, pipeline: { texts } }): TryJob => {
      const packages = this.#findPackages(subject);
      // A script that is compared with a tenant's rules reads the settings that these have.
      const settings =
        subject.isFolder === true
          ? { settings: given, configuration: { ...values, ...subject.values } }
          : { settings: { ...values, ...given } };
      const own = { user, login, ...settings, answers, returns, secrets };
      return { ...own, pipeline: texts, packages, network, runtime, now };
    });
    return { jobs, missing: this.#findMissing(runnables, jobs) };
  }

  /**
   * The packages that are installed for a file or a folder, and for an id those of the working
   * folder.
   */
  #findPackages({ place, isFolder }: Subject): Packages {
    const { packages, installed } = this.#options;
    const { cwd } = this.#environment;
    const folder = resolve(cwd, isFolder === true ? place : dirname(place));
    return {
      ...findPackages(packages, folder),
      ...(installed !== undefined && {
        installed: findInstalled(resolve(cwd, installed), this.#files.show(installed)),
      }),
    };
  }

  #findMissing(runnables: readonly Runnable[], jobs: readonly TryJob[]): Missing {
    const { runtime } = this.#options;
    const supplies = jobs.map(({ pipeline, packages }, index) => {
      const runnable = runnables[index];
      const said = runnable?.pipeline.form === "rule" ? [] : runnable?.subject.dependencies;
      return { needed: findNeeded(pipeline, said, runtime), packages };
    });
    const { installed } = this.#options;
    return findMissing(supplies, {
      scripts: this.#files.show(jobs[0]?.packages.folder ?? "."),
      packages: installed === undefined ? undefined : this.#files.show(installed),
    });
  }

  /** At once, but one after the other where they meet outside. */
  async #runJobs(jobs: readonly TryJob[]): Promise<TryResult[]> {
    const { limit, network } = this.#options;
    const program = (this.#program ??= await readProgram());
    const run = (job: TryJob) => runJob(job, { program, limit });
    if (!network) {
      return Promise.all(jobs.map(run));
    }
    const results: TryResult[] = [];
    for (const job of jobs) {
      results.push(await run(job));
    }
    return results;
  }

  #print(report: Report): void {
    const { stdout } = this.#environment;
    const { json } = this.#options;
    stdout.write(json ? printableJson(report) : renderReport(report, styleOf(stdout)));
  }

  /** Saves what the network answered, if it is to be saved. False if that was not possible. */
  #record(results: readonly TryResult[], redact: Redact): boolean {
    const { record } = this.#options;
    if (record === undefined) {
      return true;
    }
    const { cwd, stderr } = this.#environment;
    const answers = results.flatMap(({ recorded }) => recorded);
    try {
      writeAtomically(resolve(cwd, record), [Buffer.from(renderAnswers(answers, redact))]);
    } catch (error) {
      if (!(error instanceof PlaceError)) {
        throw error;
      }
      stderr.write(`${error.message}\n`);
      return false;
    }
    const count = `${answers.length} ${answers.length === 1 ? "answer" : "answers"}`;
    stderr.write(`${count} saved in ${this.#files.show(record)}\n`);
    return true;
  }
}

function checkAllFilled(text: FormText): void {
  checkFilled(text);
  for (const module of Object.values(text.actionsModules ?? {})) {
    checkFilled({ ...module, form: text.form });
  }
}

/** The settings that came with the scripts. */
function valuesOf(subjects: readonly Subject[]): Record<string, string> {
  return Object.assign({}, ...subjects.map(({ values }) => values)) as Record<string, string>;
}

/** The settings with those of single actions: a token of a return may be signed with one. */
function withOwn(
  settings: readonly Readonly<Record<string, string>>[],
  texts: readonly FormText[],
): Record<string, string> {
  const own = texts.map(({ secrets }) => secrets);
  return Object.assign({}, ...settings, ...own) as Record<string, string>;
}

/** The settings of the templates; undefined where not all are known. */
function settingsOf(runnables: readonly Runnable[]): Subject["settings"] {
  const lists = [...new Set(runnables.map(({ subject }) => subject.settings))];
  return lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}
