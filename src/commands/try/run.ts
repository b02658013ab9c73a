import type { Worker } from "node:worker_threads";

import type { Failure } from "../../emulator/outcome/outcome.ts";
import { pipelineLimit } from "../../emulator/play.ts";
import type { Answer } from "../../run/answers.ts";
import type { Job, LoadProblem, Result } from "../../run/job.ts";
import { Progress } from "../../run/progress.ts";
import { InputError } from "../../input/input-error.ts";
import type { TryJob, TryMessage, TryResult } from "../../thread/job.ts";
import { noteKeywordAt } from "../../input/keywords.ts";
import { joinLegs, noteLegs } from "../../thread/legs.ts";
import { describeThreadError, startThread, type Program } from "../../thread/program.ts";

export interface RunOptions {
  /** The program of the thread. */
  readonly program: Program;
  /** Milliseconds of real time until the thread is ended. */
  readonly limit: number;
}

/** For the emulator to end a login that goes with real time by itself. */
const grace = 500;

/** The share of its time in which a thread that is caught in a loop works. */
const busy = 0.9;

/**
 * Runs one login in a thread of its own, which is ended after the limit, whatever the script does.
 *
 * @throws InputError if the script cannot be loaded or the login cannot begin
 */
export async function runJob(job: TryJob, { program, limit }: RunOptions): Promise<TryResult> {
  const worker = startThread(program, { job });
  const run = new Run(worker, job);
  try {
    const result = await run.result(limit);
    return { ...result, recorded: run.recorded, notes: [...run.notes] };
  } finally {
    run.stop();
    await worker.terminate();
  }
}

/** A thread at work. */
class Run {
  /** What the network answered so far. */
  readonly recorded: Answer[] = [];
  readonly notes = new Set<string>();
  readonly #worker: Worker;
  readonly #job: TryJob;
  readonly #progress: Progress;
  /** The ends of the login at which the user was sent away, and came back. */
  readonly #legs: Result[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(worker: Worker, job: TryJob) {
    this.#worker = worker;
    this.#job = job;
    this.#progress = new Progress(job);
  }

  /** Settles with the first of: the end, a crash, the limit. */
  result(limit: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#worker.on("message", (message: TryMessage) => {
        if (message.kind === "unloadable") {
          reject(unloadable(message.problem, this.#job));
        } else if (message.kind === "refused") {
          reject(new InputError({ message: message.message }));
        } else if (message.kind === "started") {
          this.#startTimer(limit, resolve);
        } else if (message.kind === "recorded") {
          this.recorded.push(message.answer);
        } else if (message.kind === "note") {
          this.notes.add(message.text);
        } else {
          const result = this.#progress.take(message);
          if (result && this.#goesOn(result)) {
            this.#legs.push(result);
          } else if (result) {
            resolve(this.#end(result));
          }
        }
      });
      this.#worker.on("error", (error) => {
        // Before the script has begun, it is this program's own.
        if (this.#timer) {
          resolve(this.#progress.fail(describeCrash(error)));
        } else {
          reject(error);
        }
      });
      this.#worker.on("exit", (code) => {
        const message = `the script ended its own process, with exit code ${code}`;
        resolve(this.#progress.fail({ name: "Error", message }));
      });
    });
  }

  #end(last: Result): Result {
    const { returns } = this.#job;
    for (const note of noteLegs(this.#legs, last, returns.length)) {
      this.notes.add(note);
    }
    return joinLegs(this.#legs, last);
  }

  #goesOn({ state }: Result): boolean {
    return state !== undefined && this.#legs.length < this.#job.returns.length;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#worker.removeAllListeners("exit");
  }

  #startTimer(limit: number, resolve: (result: Result) => void): void {
    clearTimeout(this.#timer);
    const before = this.#worker.performance.eventLoopUtilization();
    this.#timer = setTimeout(
      () => {
        const { utilization } = this.#worker.performance.eventLoopUtilization(before);
        resolve(this.#progress.timeOut(limit, utilization > busy));
      },
      limit < pipelineLimit ? limit : limit + grace,
    );
  }
}

function unloadable(problem: LoadProblem, job: Job): InputError {
  const { file, ...place } = problem;
  const texts = job.pipeline.flatMap(({ actionsModules = {}, ...form }) => [
    form,
    ...Object.values(actionsModules),
  ]);
  const text = texts.find((one) => one.file === file);
  if (!text) {
    return new InputError(problem);
  }
  const lines = "\n".repeat(text.line - 1) + text.code;
  const hint = noteKeywordAt({ shown: file, text: lines }, offsetOf(lines, place));
  return new InputError(
    { file, ...place, ...(hint !== undefined && { hint }) },
    new Map([[file, lines]]),
  );
}

/** The offset of a place in a text. */
function offsetOf(text: string, { line, column }: Omit<LoadProblem, "file">): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, column - 1);
}

function describeCrash(error: Error): Failure {
  return { name: error.name, message: describeThreadError(error) };
}
