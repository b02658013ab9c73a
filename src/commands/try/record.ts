import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { InputError } from "../../input/input-error.ts";
import type { TextFiles } from "../../input/text-files.ts";

/**
 * Holds the place of `--record` against what can be written, before requests go out whose answers
 * would be lost.
 *
 * @throws InputError if it is a folder, or in none
 */
export function checkRecord(record: string | undefined, cwd: string, files: TextFiles): void {
  if (record === undefined) {
    return;
  }
  const path = resolve(cwd, record);
  const place = statOf(path);
  if (place?.isFile() === false) {
    throw new InputError({
      message: `${files.show(record)} is not a file: nothing can be recorded there`,
      hint: "name a file, new or old: --record answers.json",
    });
  }
  if (!place && statOf(dirname(path))?.isDirectory() !== true) {
    throw new InputError({
      message: `${files.show(record)} cannot be written: there is no folder ${files.show(dirname(path))}`,
      hint: "make the folder, or name another place",
    });
  }
}

/** Undefined also where a file stands in the place of a folder. */
function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
