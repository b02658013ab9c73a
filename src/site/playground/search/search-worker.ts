import { aUser } from "../../../emulator/login/samples.ts";
import { endedBy, type Mode, type Played } from "../../../explore/play.ts";
import type { Trial } from "../../../explore/trial.ts";
import type { LoadProblem } from "../../../run/job.ts";
import { Progress } from "../../../run/progress.ts";
import {
  runLimit,
  type Report,
  type SearchOrder,
  type TrialAnswer,
} from "../../sandbox/protocol.ts";
import type { Sandbox } from "../run/sandbox/sandbox.ts";
import type { SandboxPort } from "../run/sandbox/sandbox-port.ts";
import { readAnswer } from "./read-answer.ts";

/** A script of a search that cannot be loaded. */
export class UnloadableScript extends Error {
  readonly problem: LoadProblem;

  constructor(problem: LoadProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Why a login has no answer. */
type NoAnswer = "time" | "size" | "idle" | "busy" | "silence" | { readonly message: string };

/** A script of a search in a sandbox of its own, which plays one login after the other. */
export class SearchWorker {
  readonly #sandbox: Sandbox;
  readonly #search: SearchOrder;
  readonly #notes = new Set<string>();
  #port: SandboxPort | undefined;
  #number = 0;

  constructor(sandbox: Sandbox, search: SearchOrder) {
    this.#sandbox = sandbox;
    this.#search = search;
  }

  /** What a person should know of the logins. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** @throws UnloadableScript if the script cannot be loaded, and Error if there is no sandbox */
  async play(trial: Trial, mode: Mode): Promise<Played> {
    const number = ++this.#number;
    const isFirst = !this.#port || this.#port.isGone;
    const port = isFirst ? this.#sandbox.open() : this.#port;
    this.#port = port;
    const search = isFirst && { search: this.#search };
    const told = await port?.ask<TrialAnswer | NoAnswer>(
      { kind: "trial", number, trial, mode, ...search },
      (report) => takeReport(report, number),
      () => "silence",
    );
    if (typeof told === "object" && "played" in told) {
      return this.#read(told);
    }
    return endedBy(resultOf(told ?? "silence"));
  }

  /** What a login gives that is not played. No other login ends like it. */
  skip(): Played {
    return endedBy(resultOf({ message: "not played: the search is over" }));
  }

  /** Ends whatever still runs. */
  close(): void {
    this.#sandbox.close();
  }

  #read({ played, notes }: TrialAnswer): Played {
    for (const note of notes) {
      this.#notes.add(note);
    }
    if ("problem" in played) {
      throw new UnloadableScript(played.problem);
    }
    return played;
  }
}

function takeReport(report: Report, number: number): TrialAnswer | NoAnswer | undefined {
  switch (report.kind) {
    case "told": {
      const answer = readAnswer(report.text);
      // A script may have kept something to say from before.
      return answer?.number === number ? answer : undefined;
    }
    case "ended":
      return report.why;
    case "broken":
      return { message: report.message };
    case "gone":
      return "silence";
    default:
      return undefined;
  }
}

function resultOf(why: NoAnswer) {
  const progress = new Progress({ user: aUser() });
  if (why === "time" || why === "busy") {
    return progress.timeOut(runLimit, true);
  }
  const message = typeof why === "object" ? why.message : sentences[why];
  return progress.fail({ name: "Error", message });
}

const sentences = {
  size: "the script wrote or sent more than can be shown, so it was ended",
  idle: "the sandbox waited too long for a login",
  silence: "the sandbox does not answer any more",
};
