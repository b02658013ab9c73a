import { writeFileSync } from "node:fs";
import { join } from "node:path";

export function make(folder: string): void {
  writeFileSync(join(folder, "hello.md"), "a".repeat(100_001));
}
