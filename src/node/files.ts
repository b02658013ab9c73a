import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Dirent,
} from "node:fs";
import { join } from "node:path";

import { fileProblem, type Problem } from "../template/problem.ts";
import { maxBytes, retiredFile } from "../template/source.ts";
import { compareCodeUnits } from "../text/places.ts";

/** A template, or the list of retired ids. */
export interface TemplateFile {
  /** The path that problems show. */
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Reads the templates of a folder and its list of retired ids, in code-unit order; `shown` is the
 * folder as problems name it. Hidden files are not looked at; anything else that is not a plain
 * Markdown file is a problem. No link is followed.
 *
 * @throws PlaceError if the folder cannot be read, or holds nothing
 */
export function readTemplates(
  folder: string,
  shown: string,
): { files: TemplateFile[]; problems: Problem[] } {
  const files: TemplateFile[] = [];
  const problems: Problem[] = [];
  const room = Buffer.allocUnsafe(maxBytes + 1);
  const entries = listFolder(folder, shown)
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
  for (const entry of entries) {
    const file = `${shown}/${entry.name}`;
    const bytes = checkEntry(file, entry) ?? readTemplate(file, join(folder, entry.name), room);
    if (Buffer.isBuffer(bytes)) {
      files.push({ file, bytes });
    } else {
      problems.push(bytes);
    }
  }
  if (entries.every(({ name }) => name === retiredFile)) {
    throw new PlaceError(`there are no templates in ${shown}`);
  }
  return { files, problems };
}

function listFolder(folder: string, shown: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new PlaceError(`the folder ${shown} cannot be read (${reasonOf(error)})`);
  }
}

/** The platform's word for an error, such as ENOENT. */
function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

function checkEntry(file: string, entry: Dirent): Problem | undefined {
  if (entry.isSymbolicLink()) {
    return fileProblem(file, "file-link");
  }
  if (!entry.isFile()) {
    return fileProblem(file, "file-kind", { isFolder: entry.isDirectory() });
  }
  const isKnown = entry.name.endsWith(".md") || entry.name === retiredFile;
  return isKnown ? undefined : fileProblem(file, "file-extension");
}

/** Reads a file, but no more of it than it takes to see that it is too large. */
function readTemplate(file: string, path: string, room: Buffer): Buffer | Problem {
  try {
    // A link put in the place of the file since the folder was listed is not followed.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      // One place for all files: asking each for its size takes longer than to copy it.
      return Buffer.from(room.subarray(0, readSync(descriptor, room)));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return fileProblem(file, "file-unreadable", { reason: reasonOf(error) });
  }
}

/** A place on the disk that cannot be used: told in a sentence, without a stack. */
export class PlaceError extends Error {}

/**
 * Refuses a link at a place that nobody named: whoever made the link could have another file
 * written, or shown to all.
 *
 * @throws PlaceError if there is a symbolic link
 */
export function refuseLink(path: string, shown: string, kind: "file" | "folder" = "file"): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) {
    return;
  }
  throw new PlaceError(
    `${shown} is a symbolic link, which is not followed: put the ${kind} itself there`,
  );
}

/**
 * Replaces a file in one rename, so that a reader sees the old content or the new. A link stays,
 * and what it leads to is replaced. Leaves nothing behind if it fails.
 *
 * @throws PlaceError if there is something that is no file, as a device
 */
export function writeAtomically(place: string, pieces: Iterable<Uint8Array>): void {
  const path = existsSync(place) ? realpathSync(place) : place;
  if (existsSync(path) && !statSync(path).isFile()) {
    throw new PlaceError(`${place} is not a plain file`);
  }
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    // One that is left over, or a link that waits there for this name, goes first.
    rmSync(temporary, { force: true });
    const descriptor = openSync(temporary, "wx");
    try {
      for (const piece of joinPieces(pieces)) {
        writeFully(descriptor, piece);
      }
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new PlaceError(`${place} cannot be written (${reasonOf(error)})`, { cause: error });
  }
}

function writeFully(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    at += writeSync(descriptor, bytes, at);
  }
}

/** Joins small pieces, for fewer system calls. */
function* joinPieces(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < 1 << 20) {
      continue;
    }
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  yield Buffer.concat(waiting);
}

/** Whether a file's bytes are just these. */
export function equalsPieces(written: Buffer, pieces: Iterable<Uint8Array>): boolean {
  let at = 0;
  for (const piece of pieces) {
    const end = at + piece.length;
    if (written.compare(piece, 0, piece.length, at, Math.min(end, written.length)) !== 0) {
      return false;
    }
    at = end;
  }
  return at === written.length;
}

/**
 * The bytes of a file, or undefined where there is none.
 *
 * @throws PlaceError if it cannot be read, or is no file
 */
export function readIfThere(path: string): Buffer | undefined {
  try {
    if (existsSync(path) && !statSync(path).isFile()) {
      throw new PlaceError(`${path} is not a plain file`);
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof PlaceError) {
      throw error;
    }
    if (reasonOf(error) === "ENOENT") {
      return undefined;
    }
    throw new PlaceError(`${path} cannot be read (${reasonOf(error)})`);
  }
}
