import { aUser } from "../../src/emulator/login/samples.ts";
import type { Job } from "../../src/run/job.ts";
import type { Form } from "../../src/script/form/form.ts";

/** A login through one script of the file `script.js`. */
export function aJob(code: string, changes: Partial<Job> = {}, form: Form = "rule"): Job {
  return {
    pipeline: [{ form, file: "script.js", line: 1, code, enabled: true }],
    user: aUser(),
    login: {},
    settings: {},
    secrets: {},
    answers: [],
    now: Date.UTC(2026, 0, 15),
    ...changes,
  };
}
