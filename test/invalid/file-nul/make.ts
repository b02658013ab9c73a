import { writeFileSync } from "node:fs";
import { join } from "node:path";

export function make(folder: string): void {
  writeFileSync(join(folder, "hello.md"), "---\noverview: Says \0hello.\n---\n");
}
