import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** A folder, which git would not keep. */
export function make(folder: string): void {
  mkdirSync(join(folder, "hello.md"));
}
