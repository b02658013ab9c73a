import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

import type { Entry } from "../gallery/entry.ts";
import { writeAtomically } from "./files.ts";

/** A file and the entry that it gave. */
export interface Result {
  readonly bytes: Uint8Array;
  readonly entry: Entry;
}

/** An entry as the index holds it. Its JSON and its file lie in the other file, one after the other. */
interface Kept extends Omit<Entry, "json"> {
  /** Of its JSON, in bytes. */
  readonly length: number;
  /** Of the file it was compiled from, in bytes. */
  readonly size: number;
}

interface Index {
  readonly key: string;
  /** Of the other file. It shows damage. */
  readonly checksum: number;
  readonly kept: readonly Kept[];
}

/**
 * The entries of the last build, by the whole content of their files. Whatever cannot be read, is
 * damaged or was written by another version of the tool counts as not there.
 */
export class ResultCache {
  readonly #folder: string;
  readonly #key: string;
  readonly #kept = new Map<string, { kept: Kept; start: number }>();
  readonly #content: Buffer = Buffer.alloc(0);

  /** `key` stands for everything but the file that a result depends on: the tool itself. */
  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = key;
    const index = readIndex(join(folder, "results.json"), key);
    const content = index && readQuietly(join(folder, "results.bin"));
    if (!content || crc32(content) !== index.checksum) return;
    this.#content = content;
    let start = 0;
    for (const kept of index.kept) {
      this.#kept.set(kept.file, { kept, start });
      start += kept.length + kept.size;
    }
  }

  /** The entry that this file gave when it held these bytes. */
  find(file: string, bytes: Uint8Array): Entry | undefined {
    const found = this.#kept.get(file);
    if (found?.kept.size !== bytes.length) return undefined;
    const { start, kept } = found;
    const middle = start + kept.length;
    if (this.#content.compare(bytes, 0, bytes.length, middle, middle + kept.size) !== 0) {
      return undefined;
    }
    return { ...kept, json: this.#content.subarray(start, middle) };
  }

  /** Keeps these results, and no others. Never fails a build. */
  replace(results: readonly Result[]): void {
    const kept = results.map(({ bytes, entry }): Kept => {
      const { json, ...rest } = entry;
      return { ...rest, length: json.length, size: bytes.length };
    });
    const content = results.flatMap(({ bytes, entry }) => [entry.json, bytes]);
    const checksum = content.reduce((sum, piece) => crc32(piece, sum), 0);
    const index: Index = { key: this.#key, checksum, kept };
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeAtomically(join(this.#folder, "results.bin"), content);
      writeAtomically(join(this.#folder, "results.json"), [Buffer.from(JSON.stringify(index))]);
    } catch {
      // A folder that cannot be written makes the next build slower, no more.
    }
  }
}

function readIndex(path: string, key: string): Index | undefined {
  const text = readQuietly(path)?.toString();
  if (text === undefined) return undefined;
  try {
    const index = JSON.parse(text) as Partial<Index> | null;
    // What has this key was written by this very tool.
    return index?.key === key ? (index as Index) : undefined;
  } catch {
    return undefined;
  }
}

function readQuietly(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
