import { dirname, relative, resolve } from "node:path";

import type { Progress } from "../explore/explore.ts";
import { findSubject } from "../input/find-subject.ts";
import { InputError } from "../input/input-error.ts";
import type { Subject } from "../input/subject.ts";
import { isTenantPlace } from "../input/tenant/read-tenant.ts";
import { TextFiles } from "../input/text-files.ts";
import { migrate, type Migration } from "../migrate/migrate.ts";
import {
  reportMigration,
  type MigratedReport,
  type MigrationReport,
} from "../migrate/report/data.ts";
import { renderExplanation } from "../migrate/report/explain.ts";
import { renderMarkdown } from "../migrate/report/markdown.ts";
import { renderSummary } from "../migrate/report/summary.ts";
import { renderTestFile } from "../migrate/report/test-file.ts";
import { version } from "../migrate/version.ts";
import { withNotes } from "../migrate/with-notes.ts";
import { PlaceError } from "../node/files.ts";
import type { FormText } from "../run/job.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { answerUsage, printInputError } from "../terminal/refusals.ts";
import { printableJson } from "../text/printable.ts";
import { Deadline } from "../explore/deadline.ts";
import { migrateUsage, readArguments, type MigrateCommand } from "./migrate/arguments.ts";
import { writeAll, type Planned } from "./migrate/files.ts";
import { packagesOf } from "./migrate/migrate-rule.ts";
import { performInThreads } from "./migrate/perform.ts";
import { ProgressLine } from "./migrate/progress.ts";
import { chooseRule, readText } from "./migrate/rule.ts";
import { runTenant } from "./migrate/tenant.ts";
import type { TryEnvironment } from "./try.ts";

/** Real time after which a search ends, unless somebody says how much. */
const usualSeconds = 60;

/** What a process that was interrupted ends with: 128 and the number of SIGINT. */
const interrupted = 130;

/** Runs `migrate` with the words after it, and gives its exit code. */
export async function runMigrate(
  args: readonly string[],
  environment: TryEnvironment,
): Promise<number> {
  const options = readArguments(args);
  if (!("usage" in options)) {
    return new Command(options, environment).run();
  }
  const line = { args, usage: migrateUsage, help: "migrate --help" };
  return answerUsage(options.usage, line, environment);
}

/** One command line. */
class Command {
  readonly #options: MigrateCommand;
  readonly #environment: TryEnvironment;
  readonly #files: TextFiles;
  readonly #notes = new Set<string>();

  constructor(options: MigrateCommand, environment: TryEnvironment) {
    this.#options = options;
    this.#environment = environment;
    this.#files = new TextFiles(environment.cwd);
  }

  async run(): Promise<number> {
    const { subject: place } = this.#options;
    if (isTenantPlace(place, { files: this.#files })) {
      return this.#runTenant();
    }
    let subject: Subject;
    let rule: FormText;
    try {
      subject = await this.#findSubject();
      rule = chooseRule(subject);
      this.#checkPlaces(subject.place);
    } catch (error) {
      return this.#fail(error, exitCodes.misuse);
    }
    let code: string;
    let migration: Migration | undefined;
    try {
      code = readText(rule);
      migration = await this.#migrate(code, subject);
    } catch (error) {
      return this.#fail(error, exitCodes.failed);
    }
    if (!migration) {
      this.#environment.stderr.write("interrupted: nothing was written\n");
      return interrupted;
    }
    const report = reportMigration(withNotes(migration, [...this.#notes]), subject.name);
    try {
      writeAll(this.#plan(report, { rule, subject }), this.#environment.cwd);
    } catch (error) {
      return this.#fail(error, exitCodes.misuse);
    }
    this.#print(report, code);
    return codeOf(report);
  }

  async #runTenant(): Promise<number> {
    try {
      for (const option of ["report", "tests", "explain"] as const) {
        if (this.#options[option]) {
          const message = `--${option} is for one rule`;
          throw new InputError({ message, hint: "name a file, or leave the option out" });
        }
      }
      return await runTenant(this.#options, this.#files, this.#environment);
    } catch (error) {
      const told = error instanceof PlaceError ? new InputError({ message: error.message }) : error;
      return this.#fail(told, exitCodes.misuse);
    }
  }

  #findSubject(): Promise<Subject> {
    const { root, gallery, load } = this.#environment;
    const sources = { files: this.#files, keywords: {}, root, gallery, load };
    const { subject } = this.#options;
    return findSubject({ subject, rules: undefined, as: undefined }, sources);
  }

  /** @throws InputError if a file would go over the rule, or over another one */
  #checkPlaces(rule: string): void {
    const { out, report, tests } = this.#options;
    const { cwd } = this.#environment;
    const taken = new Map([[resolve(cwd, rule), "the rule"]]);
    for (const [option, place] of Object.entries({ out, report, tests })) {
      const path = place === undefined ? undefined : resolve(cwd, place);
      const other = path === undefined ? undefined : taken.get(path);
      if (other !== undefined) {
        const message = `--${option} is the file of ${other}, which would be lost`;
        throw new InputError({ message, hint: "name another file" });
      }
      if (path !== undefined) {
        taken.set(path, `--${option}`);
      }
    }
  }

  /** Undefined if somebody stopped it. */
  async #migrate(code: string, { name, place }: Subject): Promise<Migration | undefined> {
    const { seed, logins, seconds = usualSeconds, level } = this.#options;
    const deadline = new Deadline(seconds, () => performance.now());
    const stopped = new AbortController();
    const stop = () => {
      stopped.abort();
      deadline.stop();
    };
    const line = this.#options.json ? undefined : ProgressLine.on(this.#environment.stderr);
    const note = (text: string) => {
      this.#notes.add(text);
    };
    const packages = packagesOf(resolve(this.#environment.cwd, dirname(place)));
    process.once("SIGINT", stop);
    try {
      const migration = await migrate(code, {
        ...{ seed, logins, name, version, ...(level && { level }) },
        perform: performInThreads({ name, packages, deadline, note }),
        isOver: () => deadline.isOver(),
        onProgress: (progress: Progress) => line?.show(progress),
      });
      return stopped.signal.aborted ? undefined : migration;
    } finally {
      process.off("SIGINT", stop);
      line?.clear();
    }
  }

  #plan(
    report: MigrationReport,
    { rule, subject }: { readonly rule: FormText; readonly subject: Subject },
  ): Planned[] {
    const { out, report: place, tests } = this.#options;
    const planned: Planned[] = [];
    if (report.verdict !== "cannot" && out !== undefined) {
      planned.push({ place: out, text: report.code });
      if (tests !== undefined) {
        planned.push({
          place: tests,
          text: this.#renderTests(report, { rule, subject, out, tests }),
        });
      }
    }
    if (place !== undefined) {
      planned.push({ place, text: renderMarkdown(report, this.#shownOut(report)) });
    }
    return planned;
  }

  #renderTests(
    { exploration }: MigratedReport,
    {
      rule,
      subject: { place },
      out,
      tests,
    }: { rule: FormText; subject: Subject; out: string; tests: string },
  ): string {
    const from = dirname(resolve(this.#environment.cwd, tests));
    const pathTo = (file: string) => relative(from, resolve(this.#environment.cwd, file));
    const isFile = /\.c?js$/i.test(place);
    return renderTestFile(exploration.kept, {
      rule: isFile ? { file: pathTo(place) } : { text: rule.code },
      action: pathTo(out),
      version,
    });
  }

  #shownOut({ verdict }: MigrationReport): string | undefined {
    const { out } = this.#options;
    return verdict === "cannot" || out === undefined ? undefined : this.#files.show(out);
  }

  #print(report: MigrationReport, code: string): void {
    const { stdout, stderr } = this.#environment;
    const { json, out, explain } = this.#options;
    if (json) {
      stdout.write(printableJson(report));
      return;
    }
    const isCode = report.verdict !== "cannot" && out === undefined;
    if (isCode) {
      stdout.write(report.code);
    }
    const told = isCode ? stderr : stdout;
    told.write(renderSummary(report, this.#shownOut(report)));
    if (explain && report.verdict !== "cannot") {
      told.write(`\n${renderExplanation(report, code, told.columns ?? 120)}`);
    }
  }

  #fail(error: unknown, code: number): number {
    if (!(error instanceof InputError)) {
      throw error;
    }
    const { json } = this.#options;
    printInputError(error, { json, redact: (text) => text }, this.#environment);
    return code;
  }
}

function codeOf({ verdict }: MigrationReport): number {
  if (verdict === "cannot") {
    return exitCodes.cannot;
  }
  return verdict === "different" ? exitCodes.different : exitCodes.done;
}
