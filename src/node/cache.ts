import { createHash, hash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Entry } from "../gallery/entry.ts";
import { writeAtomically } from "./files.ts";

/** An entry as the index holds it: its JSON lies in the other file. */
interface Kept extends Omit<Entry, "json"> {
  /** Of the file it was compiled from. */
  readonly hash: string;
  /** Of its JSON, in bytes. */
  readonly length: number;
}

interface Index {
  readonly key: string;
  /** Of the file that holds the JSON. */
  readonly hash: string;
  readonly kept: readonly Kept[];
}

/**
 * The entries of the last build, by the content of their files. Whatever cannot be read, is damaged
 * or was written by another version of the tool counts as not there.
 */
export class ResultCache {
  readonly #folder: string;
  readonly #key: string;
  readonly #index: Index | undefined;
  readonly #kept = new Map<string, { kept: Kept; start: number }>();
  #json: Buffer | undefined;

  /** `key` stands for everything but the file that a result depends on: the tool itself. */
  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = key;
    this.#index = readIndex(join(folder, "results.json"), key);
    let start = 0;
    for (const kept of this.#index?.kept ?? []) {
      this.#kept.set(kept.file, { kept, start });
      start += kept.length;
    }
  }

  /** The entry that this file gave when its bytes had this hash. */
  find(file: string, hash: string): Entry | undefined {
    const found = this.#kept.get(file);
    if (found?.kept.hash !== hash) return undefined;
    const { start, kept } = found;
    const json = this.#readJson()?.subarray(start, start + kept.length);
    return json && { ...kept, json };
  }

  /** Keeps these entries, by the hash of their files, and no others. Never fails a build. */
  replace(results: readonly { readonly hash: string; readonly entry: Entry }[]): void {
    const all = createHash("sha256");
    const kept: Kept[] = [];
    for (const { hash, entry } of results) {
      const { json, ...rest } = entry;
      all.update(json);
      kept.push({ ...rest, hash, length: json.length });
    }
    const index: Index = { key: this.#key, hash: all.digest("base64"), kept };
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeAtomically(
        join(this.#folder, "results.bin"),
        results.map(({ entry }) => entry.json),
      );
      writeAtomically(join(this.#folder, "results.json"), [Buffer.from(JSON.stringify(index))]);
    } catch {
      // A folder that cannot be written makes the next build slower, no more.
    }
  }

  #readJson(): Buffer | undefined {
    if (this.#json) return this.#json;
    const json = readQuietly(join(this.#folder, "results.bin"));
    if (json && hashOf(json) === this.#index?.hash) this.#json = json;
    else this.#kept.clear();
    return this.#json;
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

export function hashOf(bytes: Uint8Array): string {
  return hash("sha256", bytes, "base64");
}
