import type { Mode, Played } from "../../explore/play.ts";
import type { Playable } from "../../explore/play/local-player.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Answer } from "../../run/answers.ts";
import type { LoadProblem } from "../../run/job.ts";
import type { Runtime } from "../../emulator/script/loaded.ts";
import type { Packages } from "../../input/packages.ts";

/** What a thread is started with. */
export interface ThreadData {
  readonly packages: Packages;
  /** What is played in it. */
  readonly script: Playable;
  /** Answers for requests, which go before those of a login. */
  readonly answers: readonly Answer[];
  /** The Node that rules run on; `node22` unless given. */
  readonly runtime?: Runtime;
}

/** A login that a thread is to play. */
export interface ThreadJob {
  readonly number: number;
  readonly trial: Trial;
  readonly mode: Mode;
}

/** What a thread tells of a login, when it is over. */
export interface ThreadAnswer {
  readonly number: number;
  /** How it went, or why the script cannot be loaded. */
  readonly played: Played | { readonly problem: LoadProblem };
  /** What a person should know. */
  readonly notes: readonly string[];
}
