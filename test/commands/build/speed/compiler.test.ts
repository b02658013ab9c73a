import { EventEmitter } from "node:events";
import os from "node:os";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { compileEntry } from "../../../../src/gallery/compile-entry.ts";
import type { TemplateFile } from "../../../../src/node/files.ts";
import {
  compileFiles,
  serveThread,
  type Work,
} from "../../../../src/commands/build/speed/compiler.ts";
import { aTemplate } from "../../../template/samples.ts";

/** Each fiftieth of them is a template, the others are not. */
function someFiles(count: number): TemplateFile[] {
  return Array.from({ length: count }, (_, index) => ({
    file: `rules/template-${index}.md`,
    bytes: Buffer.from(index % 50 === 0 ? aTemplate({ title: `# Template ${index}` }) : "no head"),
  }));
}

/** A thread that serves in the caller's: what it tells arrives in a later turn. */
function inThisThread(work: Work): EventEmitter {
  const thread = new EventEmitter();
  const port = {
    postMessage: (batch: unknown) => setImmediate(() => thread.emit("message", batch)),
  };
  serveThread(port, work);
  return thread;
}

function compileOne({ file, bytes }: TemplateFile): ReturnType<typeof compileEntry> {
  return compileEntry(file, bytes);
}

describe("files, on a machine of two cores,", () => {
  beforeEach(() => {
    vi.spyOn(os, "availableParallelism").mockReturnValue(2);
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("give the same, in the same order, whichever thread compiles them", async () => {
    const files = someFiles(300);
    let started = 0;
    const startThread = (work: Work): EventEmitter => {
      started++;
      return inThisThread(work);
    };
    expect(await compileFiles(files, startThread)).toEqual(files.map(compileOne));
    expect(started).toBe(1);
  });

  test("are shared: what a thread has taken is left alone by the others", async () => {
    const files = someFiles(700);
    const startThread = (work: Work): EventEmitter => {
      Atomics.store(work.next, 0, 640);
      const thread = new EventEmitter();
      setImmediate(() => thread.emit("message", undefined));
      return thread;
    };
    const results = await compileFiles(files, startThread);
    expect(Object.keys(results).map(Number)).toEqual(Array.from({ length: 60 }, (_, i) => 640 + i));
  });

  test("fail as a thread fails", async () => {
    const startThread = (): EventEmitter => {
      const thread = new EventEmitter();
      setImmediate(() => thread.emit("error", new Error("out of memory")));
      return thread;
    };
    await expect(compileFiles(someFiles(700), startThread)).rejects.toThrow("out of memory");
  });

  test("are compiled in one thread where there are fewer", async () => {
    const files = someFiles(299);
    const startThread = (): EventEmitter => {
      throw new Error("started a thread");
    };
    expect(await compileFiles(files, startThread)).toEqual(files.map(compileOne));
  });
});
