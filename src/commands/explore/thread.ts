import type { Worker } from "node:worker_threads";

import { aUser } from "../../emulator/login/samples.ts";
import { endedBy, type Mode, type Played } from "../../explore/play.ts";
import type { Trial } from "../../explore/trial.ts";
import { Progress } from "../../run/progress.ts";
import { InputError } from "../../input/input-error.ts";
import { describeThreadError, startThread, type Program } from "../../thread/program.ts";
import type { ThreadAnswer, ThreadData, ThreadJob } from "./job.ts";

/** The share of time from which on a thread is at work rather than waiting. */
const busy = 0.5;

/** Why a thread ended by itself. */
interface Ended {
  readonly problem: string;
}

/** The answer, why there is none, or after the limit whether the thread was at work. */
type Told = ThreadAnswer | Ended | { readonly isBusy: boolean };

/**
 * A thread that plays one login after the other, and is ended and started again when one takes too
 * long.
 */
export class Thread {
  readonly #program: Program;
  readonly #data: ThreadData;
  readonly #limit: number;
  readonly #notes = new Set<string>();
  #worker: Worker | undefined;
  #number = 0;
  /** Takes what the thread tells of the login that it plays. */
  #settle: (told: ThreadAnswer | Ended) => void = () => undefined;

  /** @param limit milliseconds of real time for one login */
  constructor(program: Program, data: ThreadData, limit: number) {
    this.#program = program;
    this.#data = data;
    this.#limit = limit;
  }

  /** What a person should know of the logins. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** @throws InputError if the script cannot be loaded */
  async play(trial: Trial, mode: Mode): Promise<Played> {
    const worker = (this.#worker ??= this.#start());
    const number = ++this.#number;
    const answer = await this.#ask(worker, { number, trial, mode });
    if ("played" in answer) {
      return this.#read(answer);
    }
    this.#worker = undefined;
    const progress = new Progress({ user: aUser() });
    return endedBy(
      "isBusy" in answer
        ? progress.timeOut(this.#limit, answer.isBusy)
        : progress.fail({ name: "Error", message: answer.problem }),
    );
  }

  /** What a login gives that is not played. No other login ends like it. */
  skip(): Played {
    const error = { name: "Error", message: "not played: the search is over" };
    return endedBy(new Progress({ user: aUser() }).fail(error));
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #read({ played, notes }: ThreadAnswer): Played {
    for (const note of notes) {
      this.#notes.add(note);
    }
    if ("problem" in played) {
      throw new InputError(played.problem);
    }
    return played;
  }

  async #ask(worker: Worker, job: ThreadJob): Promise<Told> {
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<Told>((resolve) => {
      // The first half may have gone into starting the thread.
      timer = setTimeout(() => {
        const before = worker.performance.eventLoopUtilization();
        timer = setTimeout(() => {
          const { utilization } = worker.performance.eventLoopUtilization(before);
          resolve({ isBusy: utilization > busy });
        }, this.#limit / 2);
      }, this.#limit / 2);
      this.#settle = (told) => {
        if ("problem" in told || told.number === job.number) {
          resolve(told);
        }
      };
      worker.postMessage(job);
    });
    clearTimeout(timer);
    // What a thread says while it ends is of no use.
    this.#settle = () => undefined;
    if (!("played" in answer)) {
      await worker.terminate();
    }
    return answer;
  }

  #start(): Worker {
    const worker = startThread(this.#program, this.#data);
    worker.on("message", (text: string) => {
      this.#settle(JSON.parse(text) as ThreadAnswer);
    });
    worker.on("error", (error) => {
      this.#settle({ problem: describeThreadError(error) });
    });
    worker.on("exit", (code) => {
      this.#settle({ problem: `the script ended its own process, with exit code ${code}` });
    });
    return worker;
  }
}
