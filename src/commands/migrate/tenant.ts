import { resolve } from "node:path";

import { exportFiles } from "../../export/export.ts";
import type { Files } from "../../export/deployment.ts";
import { InputError } from "../../input/input-error.ts";
import { parseKeywords } from "../../input/keywords.ts";
import type { FoundRule, SetAside } from "../../input/tenant/found-rule.ts";
import { readTenant } from "../../input/tenant/read-tenant.ts";
import type { TextFiles } from "../../input/text-files.ts";
import { migrate, type Migrated } from "../../migrate/migrate.ts";
import { version } from "../../migrate/version.ts";
import { writeOwnFolder } from "../../node/own-folder.ts";
import { deployTenant, type DisabledRule } from "../../tenant/deployment.ts";
import { migrateTenant } from "../../tenant/migrate-tenant.ts";
import type { TenantOptions } from "../../tenant/unit.ts";
import type { TenantRule } from "../../tenant/plan.ts";
import { reportTenant, type Beside, type TenantReport } from "../../tenant/report/data.ts";
import { renderTenantReport } from "../../tenant/report/markdown.ts";
import { renderTenantSummary } from "../../tenant/report/summary.ts";
import { exitCodes } from "../../terminal/exit-codes.ts";
import { printableJson } from "../../text/printable.ts";
import { Deadline } from "../../explore/deadline.ts";
import type { TryEnvironment } from "../try.ts";
import type { MigrateCommand } from "./arguments.ts";
import { packagesOf } from "./migrate-rule.ts";
import { aText, performInThreads, performPipelines } from "./perform.ts";
import { ProgressLine } from "./progress.ts";
import { readText } from "./rule.ts";

/** Logins for each rule and for all together, unless somebody says how many. */
const usualLogins = { rule: 120, pipeline: 300 };

/** Real time after which the search ends, unless somebody says how much. */
const usualSeconds = 300;

/** What a process that was interrupted ends with: 128 and the number of SIGINT. */
const interruptedCode = 130;

/** What was made of a tenant. */
interface Made {
  readonly report: TenantReport;
  readonly files: Files;
}

/** Migrates the rules of a tenant, and gives the exit code. @throws InputError, PlaceError */
export async function runTenant(
  options: MigrateCommand,
  files: TextFiles,
  { cwd, stdout, stderr }: TryEnvironment,
): Promise<number> {
  const { subject, out, json } = options;
  const keywords =
    options.keywords === undefined ? {} : parseKeywords(files.read(options.keywords));
  const found = readTenant(subject, { files, keywords });
  const { rules, aside } = checkRules(found.rules);
  const line = json ? undefined : ProgressLine.on(stderr);
  const stopped = new AbortController();
  const deadline = new Deadline(options.seconds ?? usualSeconds, () => performance.now());
  const stop = () => {
    stopped.abort();
    deadline.stop();
  };
  process.once("SIGINT", stop);
  let made: Made;
  try {
    const beside = {
      name: files.show(subject),
      aside: [...found.aside, ...aside],
      notes: found.notes,
    };
    const job = { ...options, deadline, folder: resolve(cwd, subject), line };
    made = await makeTenant(rules, beside, job);
  } finally {
    process.off("SIGINT", stop);
    line?.clear();
  }
  if (stopped.signal.aborted) {
    stderr.write("interrupted: nothing was written\n");
    return interruptedCode;
  }
  const shown = out === undefined ? undefined : files.show(out);
  if (out !== undefined) {
    writeOwnFolder({ path: resolve(cwd, out), shown: files.show(out) }, made.files);
  }
  stdout.write(json ? printableJson(made.report) : renderTenantSummary(made.report, shown));
  return codeOf(made.report);
}

/** Rules that can be read, under names that a tenant can have once each. */
export function checkRules(found: readonly FoundRule[]) {
  const rules: FoundRule[] = [];
  const aside: SetAside[] = [];
  const taken = new Set<string>();
  for (const rule of found) {
    const { file, code } = rule;
    try {
      const text = readText({ form: "rule", file, line: 1, code, enabled: true });
      let { name } = rule;
      for (let number = 2; taken.has(name); number++) {
        name = `${rule.name} ${number}`;
      }
      taken.add(name);
      rules.push({ ...rule, name, code: text });
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      const [problem] = error.problems;
      const at = problem?.line === undefined ? "" : `line ${problem.line}: `;
      const { hint } = problem ?? {};
      const reason = `${at}${problem?.message ?? error.message}`;
      aside.push({ file, reason, ...(hint !== undefined && { hint }) });
    }
  }
  return { rules, aside };
}

interface TenantJob extends MigrateCommand {
  readonly deadline: Deadline;
  readonly folder: string;
  readonly line: ProgressLine | undefined;
}

async function makeTenant(
  found: readonly FoundRule[],
  beside: Omit<Beside, "disabled">,
  job: TenantJob,
): Promise<Made> {
  const { to, format } = job;
  const notes = new Set(beside.notes);
  const options = optionsOf(job, (text) => void notes.add(text));
  const running = found.filter(({ enabled }) => enabled).map(ruleOf);
  const off = found.filter(({ enabled }) => !enabled).map(ruleOf);
  const migration = await migrateTenant(running, options);
  const disabled: { name: string; migration: Migrated | undefined }[] = [];
  for (const { name, code } of off) {
    const made = await migrate(code, { ...options, name, perform: options.performRule(name) });
    disabled.push({ name, migration: made.verdict === "cannot" ? undefined : made });
  }
  const kept = disabled.filter((one): one is DisabledRule => one.migration !== undefined);
  const all = disabled.map(({ name, migration: made }) =>
    made ? { name, migration: made } : { name, migration: undefined },
  );
  const report = reportTenant(migration, { ...beside, disabled: all, notes: [...notes] });
  const deployment = deployTenant(migration.units, kept);
  return {
    report,
    files: {
      "REPORT.md": renderTenantReport(report),
      ...exportFiles(deployment, to, format),
    },
  };
}

function ruleOf({ name, file, code }: FoundRule): TenantRule {
  return { name, file, code };
}

function optionsOf(job: TenantJob, note: (text: string) => void): TenantOptions {
  const { deadline, folder, line, seed, level } = job;
  const packages = packagesOf(folder);
  const given = { packages, deadline, note };
  const logins = job.loginsGiven ? job.logins : usualLogins.rule;
  let step = "";
  return {
    ...{ seed, logins, version, ...(level && { level }) },
    pipelineLogins: job.loginsGiven ? job.logins : usualLogins.pipeline,
    performRule: (name) => performInThreads({ ...given, name }),
    performPipelines: ({ rules, actions }, use) =>
      performPipelines(
        [
          rules.map(({ name, code }) => ({ ...aText("rule", name), id: name, code })),
          actions.map(({ name, code }) => ({
            ...aText("action", `${name} (action)`),
            ...{ id: name, code, secrets: {} },
          })),
        ],
        given,
      )(use),
    isOver: () => deadline.isOver(),
    onProgress: (progress) => {
      line?.show(progress, step);
    },
    onStep: ({ done, all, name }) => {
      step = name === "" ? "all rules and actions: " : `${done + 1} of ${all}, ${name}: `;
    },
  };
}

function codeOf({ rules, pipeline, aside, actions }: TenantReport): number {
  const isDifferent =
    pipeline?.verdict === "different" || actions.some(({ verdict }) => verdict === "different");
  if (isDifferent) {
    return exitCodes.different;
  }
  const isLeft = aside.length > 0 || rules.some(({ verdict }) => verdict === "cannot");
  return isLeft ? exitCodes.cannot : exitCodes.done;
}
