import { compileTemplate } from "../template/compile.ts";
import type { Problem } from "../template/problem.ts";
import { retiredFile } from "../template/source.ts";
import { renderEntry, type Entry } from "./entry.ts";
import { compileRetired, type RetiredList } from "./retired.ts";

export { compileTemplate } from "../template/compile.ts";

/** Compiles one file of a folder of templates. Everything heavy is behind these functions. */
export function compileFile(file: string, bytes: Uint8Array): Entry | RetiredList | Problem[] {
  const isList = file.endsWith(`/${retiredFile}`);
  return isList ? compileRetired(file, bytes) : compileEntry(file, bytes);
}

/** Compiles one template for the gallery. */
export function compileEntry(file: string, bytes: Uint8Array): Entry | Problem[] {
  const template = compileTemplate(file, bytes);
  return Array.isArray(template) ? template : renderEntry(template);
}
