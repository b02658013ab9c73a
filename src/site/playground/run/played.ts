import type { User } from "../../../emulator/login/login.ts";
import type { LoadProblem, RunOutcome } from "../../../run/job.ts";
import type { Change, RunReport } from "../../../run/report.ts";
import type { Form } from "../../../script/form/form.ts";

/** What came of one form. */
export type FormRun =
  | { readonly kind: "unloadable"; readonly form: Form; readonly problem: LoadProblem }
  | { readonly kind: "refused"; readonly form: Form; readonly message: string }
  | { readonly kind: "played"; readonly form: Form; readonly legs: readonly PlayedLeg[] };

/** A login up to its end, or to where its user is sent away. */
export interface PlayedLeg {
  /** What is shown: without the value of a secret. */
  readonly report: RunReport;
  /** What changed of the stored user beside the metadata. */
  readonly profile: readonly Change[];
  readonly outcome: RunOutcome;
  readonly userBefore: User;
  readonly userAfter: User;
  /** What the user comes back with, if the login waits for them. */
  readonly state: string | undefined;
}
