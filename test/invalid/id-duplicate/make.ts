import { cpSync } from "node:fs";
import { join } from "node:path";

/** Two names that are one file where case does not count, as in some checkouts. */
export function make(folder: string): void {
  cpSync(join(folder, "hello.md"), join(folder, "Hello.md"));
}
