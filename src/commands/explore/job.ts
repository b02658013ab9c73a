import type { Job } from "../../run/job.ts";
import type { Runtime } from "../../emulator/script/loaded.ts";
import type { Return } from "../../emulator/login/transaction.ts";
import type { TryMessage } from "../../thread/job.ts";
import type { Packages } from "../../input/packages.ts";

/** What a thread is started with. */
export interface ThreadData {
  readonly packages: Packages;
  /** The name of the function that scripts call with the branches that they take. */
  readonly reach: string;
  /** The Node that rules run on; `node22` unless given. */
  readonly runtime?: Runtime;
  /**
   * Whether scripts get something in place of HTTP clients and of packages that are not installed.
   */
  readonly standsIn?: boolean;
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
