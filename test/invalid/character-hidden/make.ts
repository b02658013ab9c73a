import { writeFileSync } from "node:fs";
import { join } from "node:path";

export function make(folder: string): void {
  writeFileSync(join(folder, "byte.md"), "---\noverview: Says \0hello.\n---\n");
  writeFileSync(join(folder, "direction.md"), "---\noverview: Says \u202Ehello.\n---\n");
}
