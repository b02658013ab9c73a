import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
  type Dirent,
} from "node:fs";
import { join } from "node:path";

import { compareCodeUnits, type Problem, type ProblemCode } from "../template/problem.ts";
import { maxBytes } from "../template/source.ts";

/** A file of the folder of templates. */
export interface TemplateFile {
  /** The path that problems show. */
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Reads the Markdown files of a folder, in code-unit order; `shown` is the folder as problems name
 * it. Hidden files are not looked at; whatever else is no plain Markdown file is a problem. No link
 * is followed. Throws if the folder itself cannot be read.
 */
export function readTemplates(
  folder: string,
  shown: string,
): { files: TemplateFile[]; problems: Problem[] } {
  const files: TemplateFile[] = [];
  const problems: Problem[] = [];
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
  for (const entry of entries) {
    const file = `${shown}/${entry.name}`;
    const bytes = checkEntry(file, entry) ?? readTemplate(file, join(folder, entry.name));
    if (Buffer.isBuffer(bytes)) files.push({ file, bytes });
    else problems.push(bytes);
  }
  return { files, problems };
}

function checkEntry(file: string, entry: Dirent): Problem | undefined {
  if (entry.isSymbolicLink()) {
    return problem("file-link", file, "this is a symbolic link", "put the file itself here");
  }
  if (!entry.isFile()) {
    const message = `this is ${entry.isDirectory() ? "a folder" : "no plain file"}`;
    return problem("file-kind", file, message, "keep nothing but templates in this folder");
  }
  if (!entry.name.endsWith(".md")) {
    const hint = "rename it to end in .md, or move it out of this folder";
    return problem("file-extension", file, "the name does not end in .md", hint);
  }
  return undefined;
}

/** Reads a file, but no more of it than it takes to see that it is too large. */
function readTemplate(file: string, path: string): Buffer | Problem {
  try {
    // A link put in the place of the file since the folder was listed is not followed.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { size } = fstatSync(descriptor);
      if (size <= maxBytes) return readFileSync(descriptor);
      const start = Buffer.alloc(maxBytes + 1);
      return start.subarray(0, readSync(descriptor, start));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : error;
    const hint = "make the file readable";
    return problem("file-unreadable", file, `the file cannot be read (${String(reason)})`, hint);
  }
}

function problem(code: ProblemCode, file: string, message: string, hint: string): Problem {
  return { code, file, line: 1, column: 1, message, hint };
}

/**
 * Replaces a file in one rename, so that a reader sees the old content or the new. Leaves nothing
 * behind if it fails.
 */
export function writeAtomically(path: string, pieces: Iterable<Uint8Array>): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, "w");
    try {
      for (const piece of joinPieces(pieces)) writeFully(descriptor, piece);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeFully(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

/** Joins small pieces, for fewer system calls. */
function* joinPieces(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < 1 << 20) continue;
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
    if (written.compare(piece, 0, piece.length, at, Math.min(end, written.length)) !== 0)
      return false;
    at = end;
  }
  return at === written.length;
}

/** The bytes of a file, or undefined where there is none. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
