import { aUser } from "../../../src/emulator/login/samples.ts";
import type { RunOutcome } from "../../../src/run/job.ts";
import type { RunReport } from "../../../src/run/report.ts";
import type { PlayedLeg } from "../../../src/site/playground/run/played.ts";
import { anOutcome } from "../../run/anOutcome.ts";
import type { Form } from "../../../src/script/form/form.ts";

interface Changes {
  readonly form?: Form;
  readonly outcome?: Partial<RunOutcome>;
  readonly report?: Partial<RunReport>;
  readonly leg?: Partial<PlayedLeg>;
}

/** A login that ended, with what a test wants to be different. */
export function aPlayedLeg({ form = "action", outcome, report, leg }: Changes = {}): PlayedLeg {
  const told = { ...anOutcome(), ...outcome };
  const user = aUser();
  return {
    outcome: told,
    profile: [],
    userBefore: user,
    userAfter: user,
    state: undefined,
    report: {
      name: form,
      form,
      files: [],
      ran: [],
      outcome: told,
      changes: { userMetadata: [], appMetadata: [] },
      requests: [],
      milliseconds: 0,
      notes: [],
      ...report,
    },
    ...leg,
  };
}
