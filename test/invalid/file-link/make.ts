import { symlinkSync } from "node:fs";
import { join } from "node:path";

/** A link to a file outside the folder, which a build must not read. */
export function make(folder: string): void {
  symlinkSync("/etc/hosts", join(folder, "hello.md"));
}
