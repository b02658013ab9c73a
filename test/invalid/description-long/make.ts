import { writeFileSync } from "node:fs";
import { join } from "node:path";

export function make(folder: string): void {
  const head = "---\noverview: Says hello.\ncategories: [debugging]\nno_action: None.\n---\n";
  writeFileSync(join(folder, "hello.md"), `${head}# Hello\n\n${"Says hello. ".repeat(900)}`);
}
