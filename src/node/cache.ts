import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import type { Entry } from "../gallery/entry.ts";
import { writeAtomically, type TemplateFile } from "./files.ts";

/** Where results are kept between builds. */
export interface CachePlace {
  readonly folder: string;
  /** Stands for everything but the file that a result depends on: the tool itself. */
  readonly key: string;
  /** A number that shows damage of these bytes, and of what gave the number `start`. */
  readonly checksum: (bytes: Uint8Array, start: number) => number;
}

/** An entry as the index holds it. Its JSON and its file lie in the other file, one after the other. */
interface Kept extends Omit<Entry, "json"> {
  /** Of its JSON, in bytes. */
  readonly length: number;
  /** Of the file it was compiled from, in bytes. */
  readonly size: number;
}

interface Index {
  /** Of all JSON that the other file holds. */
  readonly checksum: number;
  readonly kept: readonly Kept[];
}

/**
 * The entries of the last build, by the whole content of their files. Whatever cannot be read, is
 * damaged or was written by another version of the tool counts as not there.
 */
export class ResultCache {
  readonly #place: CachePlace;
  readonly #kept = new Map<string, { kept: Kept; start: number }>();
  #content: Buffer = Buffer.alloc(0);
  #checksum = 0;
  #isIntact: boolean | undefined;

  constructor(place: CachePlace) {
    this.#place = place;
    const index = readIndex(place);
    const content = index && readQuietly(join(place.folder, "results.bin"));
    if (!content) return;
    this.#content = content;
    this.#checksum = index.checksum;
    let start = 0;
    for (const kept of index.kept) {
      this.#kept.set(kept.file, { kept, start });
      start += kept.length + kept.size;
    }
    if (start !== content.length) this.forget();
  }

  /**
   * Whether what `find` gives is what was kept. It takes a while, and need not be asked before the
   * entries are compared with what is there already.
   */
  isIntact(): boolean {
    return (this.#isIntact ??= this.#sumUp() === this.#checksum);
  }

  #sumUp(): number {
    let sum = 0;
    for (const { kept, start } of this.#kept.values()) {
      sum = this.#place.checksum(this.#jsonOf(kept, start), sum);
    }
    return sum;
  }

  /** Drops all that is kept. */
  forget(): void {
    this.#kept.clear();
    this.#isIntact = true;
    rmSync(join(this.#place.folder, "results.json"), { force: true });
  }

  /** The entry that this file gave when it held these bytes. */
  find({ file, bytes }: TemplateFile): Entry | undefined {
    const found = this.#kept.get(file);
    if (found?.kept.size !== bytes.length) return undefined;
    const { start, kept } = found;
    const middle = start + kept.length;
    if (this.#content.compare(bytes, 0, bytes.length, middle, middle + kept.size) !== 0) {
      return undefined;
    }
    return { ...kept, json: this.#jsonOf(kept, start) };
  }

  #jsonOf({ length }: Kept, start: number): Buffer {
    return this.#content.subarray(start, start + length);
  }

  /** Keeps these entries, and no others. Never fails a build. */
  replace(entries: ReadonlyMap<TemplateFile, Entry>): void {
    const { folder, key, checksum } = this.#place;
    const kept: Kept[] = [];
    const content: Uint8Array[] = [];
    let sum = 0;
    for (const [{ bytes }, entry] of entries) {
      const { json, ...rest } = entry;
      kept.push({ ...rest, length: json.length, size: bytes.length });
      content.push(json, bytes);
      sum = checksum(json, sum);
    }
    const index = Buffer.from(JSON.stringify({ checksum: sum, kept } satisfies Index));
    const head = Buffer.from(headOf(key, checksum(index, 0)));
    try {
      mkdirSync(folder, { recursive: true });
      writeAtomically(join(folder, "results.bin"), content);
      writeAtomically(join(folder, "results.json"), [head, index]);
    } catch {
      // A folder that cannot be written makes the next build slower, no more.
    }
  }
}

/** The line before an index, which shows that this very tool wrote it, and all of it. */
function headOf(key: string, checksum: number): string {
  return `${key} ${checksum}\n`;
}

function readIndex({ folder, key, checksum }: CachePlace): Index | undefined {
  const bytes = readQuietly(join(folder, "results.json")) ?? Buffer.alloc(0);
  const start = bytes.indexOf("\n") + 1;
  const index = bytes.subarray(start);
  const isWhole = bytes.toString("latin1", 0, start) === headOf(key, checksum(index, 0));
  return isWhole ? (JSON.parse(index.toString()) as Index) : undefined;
}

function readQuietly(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
