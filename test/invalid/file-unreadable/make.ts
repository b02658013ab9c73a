import { chmodSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const nobody = 65534;

/**
 * A file that may not be read, and, for root, who may read any file, a process without its rights.
 */
export function make(folder: string): () => void {
  const file = join(folder, "hello.md");
  writeFileSync(file, "");
  chmodSync(file, 0o000);
  if (process.geteuid?.() !== 0) {return () => undefined;}
  for (const open of [folder, dirname(folder)]) {chmodSync(open, 0o755);}
  process.seteuid?.(nobody);
  return () => process.seteuid?.(0);
}
