import type { Play } from "../../explore/play.ts";
import { prepare } from "../../explore/prepare.ts";
import type { Packages } from "../../input/packages.ts";
import type { Perform } from "../../migrate/migrate.ts";
import { runtimeOf } from "../../migrate/verify/runtime.ts";
import type { FormText } from "../../run/job.ts";
import { readProgram } from "../../thread/program.ts";
import type { Deadline } from "../../explore/deadline.ts";
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
    const { scripts, branches, harvest } = prepare([[rule], [action]]);
    const data = { packages, answers: [], runtime: runtimeOf(texts.rule) };
    const threads = scripts.map((script) => new Thread(program, { ...data, script }, limit));
    const [playRule, playAction] = threads.map(
      (thread): Play =>
        async (trial, mode) =>
          deadline.admits(trial) ? thread.play(trial, mode) : thread.skip(),
    );
    if (!playRule || !playAction) {
      throw new RangeError("two forms were prepared");
    }
    const ruleBranches = branches.filter(({ file }) => file === rule.file).length;
    try {
      return await use({ plays: [playRule, playAction], harvest, branches, ruleBranches });
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
