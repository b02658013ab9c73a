import type { Runtime } from "../../emulator/script/loaded.ts";
import { prepare } from "../../explore/prepare.ts";
import type { Packages } from "../../input/packages.ts";
import type { Perform } from "../../migrate/migrate.ts";
import type { Stage } from "../../migrate/verify/prove.ts";
import { runtimeOf } from "../../migrate/verify/runtime.ts";
import type { FormText } from "../../run/job.ts";
import { readProgram } from "../../thread/program.ts";
import type { Deadline } from "../../explore/deadline.ts";
import { Thread } from "../explore/thread.ts";
import { readWorkerCode } from "../explore/worker-code.ts";

/** Milliseconds of real time that one login may take, and that each script adds. */
const limits = { login: 2_000, script: 500 };

/** What both forms are played with. */
export interface PerformOptions {
  /** What the rule is called, such as its file. */
  readonly name: string;
  readonly packages: Packages;
  readonly deadline: Deadline;
  /** Takes what a person should know of the logins. */
  readonly note: (text: string) => void;
}

/** Plays a rule and an action in a thread each, until both have been used. */
export function performInThreads(options: PerformOptions): Perform {
  const { name } = options;
  return (texts, use) => {
    const rule: FormText = { ...aText("rule", name), code: texts.rule };
    const action: FormText = { ...aText("action", `${name} (action)`), code: texts.action };
    return performPipelines([[rule], [action]], options)(use);
  };
}

/** Rules, and the actions that are to do the same. */
export type Pipelines = readonly [rules: readonly FormText[], actions: readonly FormText[]];

/** Plays two pipelines in a thread each, until both have been used. */
export function performPipelines(
  pipelines: Pipelines,
  { packages, deadline, note }: Omit<PerformOptions, "name">,
) {
  return async <T>(use: (stage: Stage) => Promise<T>): Promise<T> => {
    const program = await readProgram(readWorkerCode);
    const { scripts, branches, harvest } = prepare(pipelines);
    const [rules] = pipelines;
    const runtimes = rules.map(({ code }) => runtimeOf(code));
    const runtime: Runtime = runtimes.includes("node12") ? "node12" : "node22";
    const data = { packages, answers: [], runtime };
    const longest = Math.max(...pipelines.map(({ length }) => length));
    const limit = limits.login + (longest - 1) * limits.script;
    const threads = scripts.map((script) => new Thread(program, { ...data, script }, limit));
    const [playRules, playActions] = threads.map((thread) => deadline.limit(thread));
    if (!playRules || !playActions) {
      throw new RangeError("two forms were prepared");
    }
    const files = new Set(rules.map(({ file }) => file));
    const ruleBranches = branches.filter(({ file }) => files.has(file)).length;
    try {
      return await use({ plays: [playRules, playActions], harvest, branches, ruleBranches });
    } finally {
      await Promise.all(threads.map((thread) => thread.stop()));
      for (const text of threads.flatMap((thread) => thread.notes)) {
        note(text);
      }
    }
  };
}

/** A text that runs. */
export function aText(form: "rule" | "action", file: string): Omit<FormText, "code"> {
  return { form, file, line: 1, enabled: true };
}
