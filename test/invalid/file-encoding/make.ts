import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Latin-1: the third line has a byte that is no UTF-8. */
export function make(folder: string): void {
  const text = "---\noverview: Says hello.\nno_action: Caf\u00e9.\n---\n";
  writeFileSync(join(folder, "hello.md"), Buffer.from(text, "latin1"));
}
