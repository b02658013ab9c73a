import type { Job } from "../../run/job.ts";
import type { Return } from "../../emulator/login/transaction.ts";
import type { TryMessage } from "../../thread/job.ts";
import type { Packages } from "../../input/packages.ts";

/** What a thread is started with. */
export interface ThreadData {
  readonly packages: Packages;
  /** The name of the function that scripts call with the branches that they take. */
  readonly reach: string;
}

/** A login that a thread is to play. */
export interface ThreadJob {
  readonly number: number;
  readonly job: Job;
  readonly returns: readonly Return[];
}

/** What a thread tells of a login, when it is over. */
export interface ThreadAnswer {
  readonly number: number;
  readonly messages: readonly TryMessage[];
  readonly reached: readonly number[];
}
