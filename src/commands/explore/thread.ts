import { Worker } from "node:worker_threads";

import type { Job, Result } from "../../run/job.ts";
import { Progress } from "../../run/progress.ts";
import type { Return } from "../../emulator/tenant.ts";
import type { Played } from "../../explore/play.ts";
import { InputError } from "../try/input-error.ts";
import { joinLegs } from "../try/legs.ts";
import { START, type Program } from "../try/program.ts";
import type { ThreadAnswer, ThreadData, ThreadJob } from "./job.ts";

/** Megabytes that scripts may fill. */
const MEMORY = 512;

/** A thread that plays one login after the other, and is ended and started again when one takes too long. */
export class Thread {
  readonly #program: Program;
  readonly #data: ThreadData;
  readonly #limit: number;
  readonly #notes = new Set<string>();
  #worker: Worker | undefined;
  #number = 0;
  /** Takes what the thread tells of the login that it plays. */
  #settle: (told: ThreadAnswer | string) => void = () => undefined;

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
  async play(job: Job, returns: readonly Return[]): Promise<Played> {
    const worker = (this.#worker ??= this.#start());
    const number = ++this.#number;
    const progress = new Progress(job);
    const answer = await this.#ask(worker, { number, job, returns });
    if (answer !== undefined && typeof answer === "object") return this.#read(answer, progress);
    this.#worker = undefined;
    const result =
      answer === undefined
        ? progress.timeOut(this.#limit, true)
        : progress.fail({ name: "Error", message: answer });
    return { result, legs: [], reached: [], isEnded: true };
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #read({ messages, reached }: ThreadAnswer, progress: Progress): Played {
    const results: Result[] = [];
    for (const message of messages) {
      if (message.kind === "unloadable") throw new InputError(message.problem);
      if (message.kind === "refused")
        results.push(progress.fail({ name: "Error", message: message.message }));
      else if (message.kind === "note") this.#notes.add(message.text);
      else if (message.kind !== "recorded") {
        const result = progress.take(message);
        if (result) results.push(result);
      }
    }
    const last =
      results.at(-1) ?? progress.fail({ name: "Error", message: "the login has no end" });
    const legs = results.slice(0, -1);
    return { result: joinLegs(legs, last), legs, reached, isEnded: false };
  }

  /** The answer, why the thread ended, or undefined after the limit. */
  async #ask(worker: Worker, job: ThreadJob): Promise<ThreadAnswer | string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<ThreadAnswer | string | undefined>((resolve) => {
      timer = setTimeout(() => {
        resolve(undefined);
      }, this.#limit);
      this.#settle = (told) => {
        if (typeof told === "string" || told.number === job.number) resolve(told);
      };
      worker.postMessage(job);
    });
    clearTimeout(timer);
    // What a thread says while it ends is of no use.
    this.#settle = () => undefined;
    if (typeof answer !== "object") await worker.terminate();
    return answer;
  }

  #start(): Worker {
    const worker = new Worker(START, {
      eval: true,
      workerData: { ...this.#data, program: this.#program },
      // Scripts see nothing of the environment, and print nothing past their console.
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    worker.on("message", (text: string) => {
      this.#settle(JSON.parse(text) as ThreadAnswer);
    });
    worker.on("error", (error) => {
      const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      this.#settle(isMemory ? `the script used more than ${MEMORY} MB of memory` : error.message);
    });
    worker.on("exit", (code) => {
      this.#settle(`the script ended its own process, with exit code ${code}`);
    });
    return worker;
  }
}
