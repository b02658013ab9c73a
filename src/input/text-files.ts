import { readdirSync, readFileSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";

import { InputError } from "./input-error.ts";

/** A file's text, and the file as messages name it. */
export interface TextFile {
  readonly shown: string;
  readonly text: string;
}

/** A text without a byte order mark, whose lines end with LF. */
export function plainText(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

/** What the usual codes of the platform say of a place. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  ENOTDIR: "is not a folder",
  EISDIR: "is a folder, not a file",
  EACCES: "cannot be read: there is no permission",
};

/** Reads files for one run, and knows afterwards which places to watch. */
export class TextFiles {
  readonly #cwd: string;
  readonly #paths = new Set<string>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The absolute paths of all files and folders that were asked for, found or not. */
  get paths(): readonly string[] {
    return [...this.#paths];
  }

  /** @throws InputError if the file cannot be read */
  read(place: string): TextFile {
    return { shown: this.show(place), text: this.readBytes(place).toString() };
  }

  /** @throws InputError if the file cannot be read */
  readBytes(place: string): Buffer {
    return this.#attempt(place, (path) => readFileSync(path));
  }

  /** The names in a folder, sorted by code unit. @throws InputError if it cannot be read */
  list(place: string): string[] {
    return this.#attempt(place, (path) => readdirSync(path).sort());
  }

  /** The same, or undefined if there is no folder that can be read. */
  listIfThere(place: string): string[] | undefined {
    try {
      return this.list(place);
    } catch (error) {
      if (error instanceof InputError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Whether there is a file at a place. */
  has(place: string): boolean {
    try {
      return statSync(resolve(this.#cwd, place)).isFile();
    } catch {
      return false;
    }
  }

  /** A place as messages name it: from the working directory if it lies there. */
  show(place: string): string {
    const inside = relative(this.#cwd, resolve(this.#cwd, place)).replaceAll("\\", "/");
    return inside === "" ? "." : inside.startsWith("..") ? place.replaceAll("\\", "/") : inside;
  }

  #attempt<T>(place: string, read: (path: string) => T): T {
    const path = resolve(this.#cwd, place);
    this.#paths.add(path);
    try {
      return read(path);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) {
        throw error;
      }
      const reason = reasons[String(error.code)] ?? `cannot be read (${String(error.code)})`;
      throw new InputError({ message: `${this.show(place)} ${reason}` });
    }
  }
}
