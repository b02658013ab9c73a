import { Script } from "node:vm";
import { Worker } from "node:worker_threads";

import { readWorkerCode } from "./worker-code.ts";

/** The program of a thread, and what V8 has compiled of it. */
export interface Program {
  readonly text: string;
  readonly cachedData: Buffer;
}

/** What Node calls what a thread evaluates, and stacks are cleaned of. */
const file = "[worker eval]";

/**
 * What a thread evaluates: the program of its `workerData`, from what is compiled already. Scripts
 * find no name of it among their globals, and none that Node gives to what a thread evaluates.
 */
const start = `{
  const { workerData } = require("node:worker_threads");
  const { Script } = require("node:vm");
  const { text, cachedData } = workerData.program;
  const program = new Script(text, { filename: "${file}", cachedData }).runInThisContext();
  const load = require;
  for (const name of ["require", "module", "exports", "__filename", "__dirname"]) {
    delete globalThis[name];
  }
  program(load);
}`;

/** Reads the program and compiles it, once for all threads that it is started in. */
export async function readProgram(read = readWorkerCode): Promise<Program> {
  const text = `(function (require) {${await read()}\n})`;
  const script = new Script(text, { filename: file });
  return { text, cachedData: script.createCachedData() };
}

/** Megabytes that scripts may fill. */
const memory = 512;

/** Starts a program in a thread of its own, which finds `data` in its `workerData`. */
export function startThread(program: Program, data: object): Worker {
  return new Worker(start, {
    eval: true,
    workerData: { ...data, program },
    // Scripts see nothing of the environment, and print nothing past their console.
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
}

/** What ended a thread that broke. */
export function describeThreadError(error: Error): string {
  const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory ? `the script used more than ${memory} MB of memory` : error.message;
}
