import { lstatSync, writeFileSync } from "node:fs";

/**
 * Refuses a link where something is to be written: whoever put it there could have another file
 * written.
 *
 * @param {string} path
 * @throws {Error} if there is a symbolic link
 */
export function refuseLink(path) {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) {
    return;
  }
  throw new Error(`${path} is a symbolic link, which is not followed: put the file itself there`);
}

/**
 * Writes a file, unless there is a link.
 *
 * @param {string} path
 * @param {string} text
 */
export function writePlainFile(path, text) {
  refuseLink(path);
  writeFileSync(path, text);
}
