import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { InputError } from "../../input/input-error.ts";
import { PlaceError, writeAtomically } from "../../node/files.ts";

/** A file that is to be written, and its place on the command line. */
export interface Planned {
  readonly place: string;
  readonly text: string;
}

/**
 * Writes files, each in one rename.
 *
 * @throws InputError if one cannot be written
 */
export function writeAll(files: readonly Planned[], cwd: string): void {
  for (const { place, text } of files) {
    const path = resolve(cwd, place);
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeAtomically(path, [Buffer.from(text)]);
    } catch (error) {
      throw describeError(error, place);
    }
  }
}

function describeError(error: unknown, place: string): unknown {
  if (error instanceof PlaceError) {
    return new InputError({ message: error.message });
  }
  if (error instanceof Error && "code" in error) {
    return new InputError({ message: `${place} cannot be written (${String(error.code)})` });
  }
  return error;
}
