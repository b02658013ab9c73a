import type { Answer } from "../../run/answers.ts";
import type { Job, Message, Result } from "../../run/job.ts";

/** A login that may be let out into the network. */
export interface TryJob extends Job {
  readonly network: boolean;
}

/** What the thread tells. */
export type TryMessage = Message | { readonly kind: "recorded"; readonly answer: Answer };

/** How one login went, and what the network answered. */
export interface TryResult extends Result {
  readonly recorded: readonly Answer[];
}
