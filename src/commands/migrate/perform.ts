import { BEGIN } from "../../explore/domain.ts";
import type { Play } from "../../explore/play.ts";
import { inputOf, type Trial } from "../../explore/trial.ts";
import type { Packages } from "../../input/packages.ts";
import type { Perform } from "../../migrate/migrate.ts";
import { runtimeOf } from "../../migrate/verify/runtime.ts";
import type { FormText } from "../../run/job.ts";
import { readProgram } from "../../thread/program.ts";
import type { Deadline } from "../explore/deadline.ts";
import { prepare } from "../explore/scripts.ts";
import { Thread } from "../explore/thread.ts";
import { readWorkerCode } from "../explore/worker-code.ts";

/** Milliseconds of real time that one login may take. */
const limit = 2_000;

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
  const { name, packages, deadline, note } = options;
  return async (texts, use) => {
    const program = await readProgram(readWorkerCode);
    const rule: FormText = { ...aText("rule", name), code: texts.rule };
    const action: FormText = { ...aText("action", `${name} (action)`), code: texts.action };
    const prepared = prepare([[rule], [action]]);
    const { branches, harvest, reach } = prepared;
    const data = { packages, reach, runtime: runtimeOf(texts.rule), standsIn: true };
    const threads = [rule, action].map(() => new Thread(program, data, limit));
    const play = async (trial: Trial, index: number) => {
      const { returns, ...input } = inputOf(trial);
      const pipeline = prepared.pipelines[index] ?? [];
      const job = { ...input, pipeline, secrets: {}, now: BEGIN };
      const thread = threads[index];
      if (!thread) {
        throw new RangeError(`there is no form ${index}`);
      }
      return deadline.admits(trial) ? thread.play(job, returns) : thread.skip(job);
    };
    const plays: readonly [Play, Play] = [(trial) => play(trial, 0), (trial) => play(trial, 1)];
    const ruleBranches = branches.filter(({ file }) => file === rule.file).length;
    try {
      return await use({ plays, harvest, branches, ruleBranches });
    } finally {
      await Promise.all(threads.map((thread) => thread.stop()));
      for (const text of threads.flatMap((thread) => thread.notes)) {
        note(text);
      }
    }
  };
}

function aText(form: "rule" | "action", file: string): Omit<FormText, "code"> {
  return { form, file, line: 1, enabled: true };
}
