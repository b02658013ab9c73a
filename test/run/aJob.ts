import type { Form, Job } from "../../../src/commands/try/job.ts";
import { aUser } from "../../../src/emulator/samples.ts";

/** A login through one script of the file `script.js`. */
export function aJob(code: string, changes: Partial<Job> = {}, form: Form = "rule"): Job {
  return {
    pipeline: [{ form, file: "script.js", line: 1, code, enabled: true }],
    user: aUser(),
    login: {},
    settings: {},
    secrets: {},
    answers: [],
    network: false,
    now: Date.UTC(2026, 0, 15),
    ...changes,
  };
}
