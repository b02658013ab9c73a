import { writeFileSync } from "node:fs";
import { join } from "node:path";

export function make(folder: string): void {
  writeFileSync(join(folder, "hello.md"), `---\n${"\n".repeat(10_002)}---\n`);
}
