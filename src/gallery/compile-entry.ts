import { compileTemplate } from "../template/compile.ts";
import type { Problem } from "../template/problem.ts";
import { renderEntry, type Entry } from "./entry.ts";

export { compileTemplate } from "../template/compile.ts";

/** Compiles one file for the gallery. Everything heavy is behind this function. */
export function compileEntry(file: string, bytes: Uint8Array): Entry | Problem[] {
  const template = compileTemplate(file, bytes);
  return Array.isArray(template) ? template : renderEntry(template);
}
