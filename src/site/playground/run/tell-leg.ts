import type { User } from "../../../emulator/login/login.ts";
import type { Job, Result } from "../../../run/job.ts";
import { findChanges, reportRun } from "../../../run/report.ts";
import { redactData, type Redact } from "../../../run/secrets/secrets.ts";
import type { Form } from "../../../script/form/form.ts";
import type { PlayedLeg } from "./played.ts";

/** What is known of a login that was played. */
interface Sources {
  readonly form: Form;
  readonly job: Job;
  readonly result: Result;
  readonly redact: Redact;
}

/** A login as it is shown. */
export function tellLeg({ form, job, result, redact }: Sources): PlayedLeg {
  const userAfter = result.user ?? job.user;
  return {
    report: reportRun({ name: form, form, job, result, redact }),
    profile: redactData(findChanges(profileOf(job.user), profileOf(userAfter)), redact),
    outcome: result.outcome,
    userBefore: job.user,
    userAfter,
    state: result.state,
  };
}

/** A user without metadata, whose changes are told apart, and without when it was last changed. */
function profileOf(user: User): Record<string, unknown> {
  return Object.fromEntries(Object.entries(user).filter(([key]) => !toldApart.has(key)));
}

const toldApart = new Set(["user_metadata", "app_metadata", "updated_at"]);
