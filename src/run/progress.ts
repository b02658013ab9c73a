import type { Failure, Outcome } from "../emulator/outcome/outcome.ts";
import type { Job, Message, RequestLog, Result, RunLine, RunOutcome } from "./job.ts";

/** What is known of a login so far, for when it does not come to its end. */
export class Progress {
  readonly #requests = new Map<number, RequestLog>();
  readonly #lines: RunLine[] = [];
  readonly #ran: string[] = [];
  /** Whether there is more on the console than is known. */
  #isCut = false;
  /** What is known to be stored. */
  #stored: Pick<Outcome, "userMetadata" | "appMetadata">;

  constructor({ user }: Pick<Job, "user">) {
    const { user_metadata: userMetadata = {}, app_metadata: appMetadata = {} } = user;
    this.#stored = { userMetadata, appMetadata };
  }

  /** Takes a message of the worker; gives the result if it is the last one. */
  take(message: Message): Result | undefined {
    switch (message.kind) {
      case "begun":
        this.#ran.push(message.script);
        return undefined;
      case "console":
        this.#lines.push(message.line);
        return undefined;
      case "dropped":
        this.#isCut = true;
        return undefined;
      case "request":
        this.#requests.set(message.index, message.request);
        return undefined;
      case "crashed":
        return this.fail(message.error);
      case "ended": {
        const { outcome, milliseconds, unused, user, state, dropped } = message;
        const { userMetadata, appMetadata } = outcome;
        this.#stored = { userMetadata, appMetadata };
        const end = { ...(user && { user }), ...(state !== undefined && { state }) };
        const note =
          dropped === 0 ? {} : { note: `the console has ${countOf(dropped)} than are shown` };
        return { ...this.#parts(), outcome, milliseconds, unused, ...end, ...note };
      }
      default:
        return undefined;
    }
  }

  fail(error: Failure): Result {
    const note = this.#isCut ? { note: cut } : {};
    const outcome = { ...this.#unfinished(), result: "failed" as const, error };
    return { ...this.#parts(), outcome, ...note };
  }

  /** The result of a run that was ended after so many milliseconds of real time. */
  timeOut(limit: number, isBusy: boolean): Result {
    const what = isBusy ? "it was still at work, as in an endless loop" : "it was still waiting";
    const note = `the run was ended after ${limit / 1000} s of real time: ${what}`;
    const endedBy = this.#ran.at(-1);
    const who = endedBy === undefined ? {} : { endedBy };
    const outcome = { ...this.#unfinished(), result: "timed-out" as const, ...who };
    return { ...this.#parts(), outcome, note: this.#isCut ? `${note}; ${cut}` : note };
  }

  #parts(): Omit<Result, "outcome"> {
    const requests = [...this.#requests].sort(([a], [b]) => a - b).map(([, request]) => request);
    return { requests, ran: [...this.#ran], unused: [], milliseconds: undefined };
  }

  /** No token was issued. */
  #unfinished(): Omit<RunOutcome, "result"> {
    return { idToken: {}, accessToken: {}, warnings: [], ...this.#stored, console: this.#lines };
  }
}

const cut = "the console has more lines than are shown";

function countOf(lines: number): string {
  return lines === 1 ? "1 more line" : `${lines.toLocaleString("en")} more lines`;
}
