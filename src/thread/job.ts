import type { Runtime } from "../emulator/script/loaded.ts";
import type { Return } from "../emulator/login/transaction.ts";
import type { Answer } from "../run/answers.ts";
import type { Job, Message, Result } from "../run/job.ts";
import type { Packages } from "../input/packages.ts";

/** A login that may be let out into the network. */
export interface TryJob extends Job {
  readonly network: boolean;
  readonly packages: Packages;
  /** The Node that rules run on. */
  readonly runtime: Runtime;
  /** How the user comes back, each time the login sends them away. */
  readonly returns: readonly Return[];
}

/** What the thread tells. */
export type TryMessage =
  | Message
  | { readonly kind: "recorded"; readonly answer: Answer }
  /** What a person should know of the run. */
  | { readonly kind: "note"; readonly text: string };

/** How one login went, and what the network answered. */
export interface TryResult extends Result {
  readonly notes: readonly string[];
  readonly recorded: readonly Answer[];
}
