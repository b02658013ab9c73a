import type { EventEmitter } from "node:events";

import { compileFile } from "../../../gallery/compile-entry.ts";
import type { Entry } from "../../../gallery/entry.ts";
import type { RetiredList } from "../../../gallery/retired.ts";
import type { Problem } from "../../../template/problem.ts";
import type { TemplateFile } from "../../../node/files.ts";
import { optimizeAsUsual, optimizeLate } from "../../../node/optimizer.ts";

export { compileTemplate } from "../../../gallery/compile-entry.ts";

/** What a file gives. */
export type Compiled = Entry | RetiredList | Problem[];

/** The files of a build that have to be compiled, and how many of them are taken. */
export interface Work {
  readonly files: readonly TemplateFile[];
  /** One number, shared by all threads: the first file that nobody has taken. */
  readonly next: Int32Array;
}

/**
 * Starts a thread that calls `serveThread` with this work, and tells of its messages and errors.
 */
export type StartThread = (work: Work) => EventEmitter;

interface Batch {
  readonly from: number;
  readonly compiled: readonly Compiled[];
}

/** A thread is ready after a tenth of a second, so each needs that many files to pay. */
const filesOfThread = 150;
const batchSize = 16;
/** With fewer files V8 optimizes little, and to tell it not to takes longer. */
const filesOfOptimizer = 16;

/**
 * Compiles files, in more than one thread if there are many. The answers are in the files' order.
 */
export async function compileFiles(
  files: readonly TemplateFile[],
  startThread: StartThread | undefined,
): Promise<Compiled[]> {
  const work: Work = { files, next: new Int32Array(new SharedArrayBuffer(4)) };
  const results: Compiled[] = [];
  const keep = ({ from, compiled }: Batch): void => {
    for (const [index, entry] of compiled.entries()) {
      results[from + index] = entry;
    }
  };
  const isLong = files.length >= filesOfOptimizer;
  if (isLong) {
    optimizeLate();
  }
  const threads = startThread
    ? Array.from({ length: countThreads(files.length) - 1 }, () => startThread(work))
    : [];
  const ends = threads.map((thread) => takeBatches(thread, keep));
  for (const batch of compileBatches(work)) {
    keep(batch);
  }
  await Promise.all(ends);
  if (isLong) {
    optimizeAsUsual();
  }
  return results;
}

function countThreads(files: number): number {
  const needed = Math.floor(files / filesOfThread);
  if (needed < 2) {
    return 1;
  }
  return Math.min(needed, process.getBuiltinModule("node:os").availableParallelism());
}

/** Compiles what no other thread has taken, and tells of each batch. */
export function serveThread(
  port: { postMessage(batch: Batch | undefined): void },
  work: Work,
): void {
  for (const batch of compileBatches(work)) {
    port.postMessage(batch);
  }
  port.postMessage(undefined);
}

function* compileBatches({ files, next }: Work): Generator<Batch> {
  for (;;) {
    const from = Atomics.add(next, 0, batchSize);
    if (from >= files.length) {
      return;
    }
    const taken = files.slice(from, from + batchSize);
    yield { from, compiled: taken.map(({ file, bytes }) => compileFile(file, bytes)) };
  }
}

/** Resolves when the thread has told of its last batch. */
function takeBatches(thread: EventEmitter, keep: (batch: Batch) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.on("message", (batch: Batch | undefined) => {
      if (batch) {
        keep(batch);
      } else {
        resolve();
      }
    });
    thread.on("error", reject);
  });
}
