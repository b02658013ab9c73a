import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import type { Entry } from "../../../gallery/entry.ts";
import type { Before } from "../../../gallery/prose.ts";
import type { RetiredList } from "../../../gallery/retired.ts";
import { sumUp } from "./checksum.ts";
import { writeAtomically, type TemplateFile } from "../../../node/files.ts";

/** Where results are kept between builds. */
export interface CachePlace {
  readonly folder: string;
  /** Stands for everything but the file that a result depends on: the tool itself. */
  readonly key: string;
}

/** What a file gave that compiled. */
export type Result = Entry | RetiredList;

/**
 * A result as the index holds it. Its JSON and its file lie in the other file, one after the other.
 */
type Kept = (Omit<Entry, "json"> | Omit<RetiredList, "json">) & KeptPlace;

interface KeptPlace {
  /** Where its JSON begins. */
  readonly start: number;
  /** Of its JSON, in bytes. */
  readonly length: number;
  /** Of the file it was compiled from, in bytes. */
  readonly size: number;
  /** Of its JSON. */
  readonly checksum: number;
}

/**
 * The results of the last build, by the whole content of their files. Whatever cannot be read, is
 * damaged or was written by another version of the tool counts as not there.
 *
 * An index says what is where in a file of content. New content is put behind the old, and the
 * file is written anew when most of it is of no use any more.
 */
export class ResultCache {
  readonly #place: CachePlace;
  readonly #content: Buffer;
  readonly #kept: ReadonlyMap<string, Kept>;
  readonly #found = new Map<Result, Kept>();

  constructor(place: CachePlace) {
    this.#place = place;
    const kept = readIndex(place);
    this.#content = readQuietly(join(place.folder, "results.bin"));
    this.#kept = new Map(kept.map((result) => [result.file, result]));
  }

  /** What this file gave when it held these bytes. */
  find({ file, bytes }: TemplateFile): Result | undefined {
    const kept = this.#kept.get(file);
    if (kept?.size !== bytes.length) {
      return undefined;
    }
    const middle = kept.start + kept.length;
    if (!this.#content.subarray(middle, middle + kept.size).equals(bytes)) {
      return undefined;
    }
    const result = { ...kept, json: this.#content.subarray(kept.start, middle) };
    this.#found.set(result, kept);
    return result;
  }

  /** What was kept of a template whose bytes are others by now. */
  before({ file }: TemplateFile): Before | undefined {
    const kept = this.#kept.get(file);
    if (!kept || "retired" in kept) {
      return undefined;
    }
    const middle = kept.start + kept.length;
    const json = this.#content.subarray(kept.start, middle);
    if (kept.checksum !== sumUp(json)) {
      return undefined;
    }
    const bytes = this.#content.subarray(middle, middle + kept.size);
    return { bytes, entry: { ...kept, json } };
  }

  /**
   * Whether the JSON of an entry is what was compiled. That takes a while, and need not be asked of
   * what stands in the gallery already.
   */
  isIntact(entry: Entry): boolean {
    const kept = this.#found.get(entry);
    return !kept || kept.checksum === sumUp(entry.json);
  }

  /** Drops all that is kept. */
  remove(): void {
    rmSync(join(this.#place.folder, "results.json"), { force: true });
  }

  /** Keeps these results, and no others. Never fails a build. */
  replace(results: ReadonlyMap<TemplateFile, Result>): void {
    const { folder } = this.#place;
    const path = join(folder, "results.bin");
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const end = this.#canAppend(path) ? this.#content.length : 0;
      const { kept, content } = this.#arrange(results, end);
      if (end > 0) {
        appendFileSync(path, Buffer.concat(content));
      } else {
        writeAtomically(path, content);
      }
      const index = Buffer.from(JSON.stringify(kept));
      writeAtomically(join(folder, "results.json"), [headOf(this.#place), index, index]);
    } catch {
      // A folder that cannot be written makes the next build slower, no more.
    }
  }

  /** Whether most of the content is still of use, and nobody has written there meanwhile. */
  #canAppend(path: string): boolean {
    let used = 0;
    for (const { length, size } of this.#found.values()) {
      used += length + size;
    }
    return used * 2 > this.#content.length && statSync(path).size === this.#content.length;
  }

  /** The index of results, and the content to write from `end` on: all of it if that is 0. */
  #arrange(
    results: ReadonlyMap<TemplateFile, Result>,
    end: number,
  ): { kept: Kept[]; content: Uint8Array[] } {
    const content: Uint8Array[] = [];
    let start = end;
    const kept = Array.from(results, ([{ bytes }, result]): Kept => {
      const found = this.#found.get(result);
      if (found && end > 0) {
        return found;
      }
      const { json, ...rest } = result;
      content.push(json, bytes);
      const place = { start, length: json.length, size: bytes.length };
      start += json.length + bytes.length;
      // What was damaged stays damaged.
      return { ...rest, ...place, checksum: found?.checksum ?? sumUp(json) };
    });
    return { kept, content };
  }
}

/** The line before an index, which shows that this very tool wrote it. */
function headOf({ key }: CachePlace): Buffer {
  return Buffer.from(`${key}\n`);
}

/** An index stands in its file twice: where the two differ it is damaged. */
function readIndex(place: CachePlace): Kept[] {
  const bytes = readQuietly(join(place.folder, "results.json"));
  const head = headOf(place);
  const middle = (head.length + bytes.length) / 2;
  const index = bytes.subarray(head.length, middle);
  const isWhole =
    bytes.subarray(0, head.length).equals(head) && bytes.subarray(middle).equals(index);
  // The tool that has this key wrote it.
  return isWhole ? (JSON.parse(index.toString()) as Kept[]) : [];
}

function readQuietly(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
