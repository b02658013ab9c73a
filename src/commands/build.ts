import { findChanges, type Changes } from "../gallery/changes.ts";
import { compileGallery, findRepeatedIds, renderGallery } from "../gallery/compile.ts";
import type { Entry } from "../gallery/entry.ts";
import { ResultCache, type Result } from "../node/cache.ts";
import {
  equalsPieces,
  readIfThere,
  readTemplates,
  writeAtomically,
  type TemplateFile,
} from "../node/files.ts";
import { compareProblems, type Problem } from "../template/problem.ts";

export interface BuildOptions {
  /** The folder of templates, and how problems name it. */
  readonly rules: { readonly path: string; readonly shown: string };
  /** The file to write. */
  readonly out: string;
  /** Compare the file, and write nothing. */
  readonly check: boolean;
  /** Take templates with `gallery: false`, too. */
  readonly all: boolean;
  /** Where results are kept between builds, and the key of the tool that made them. */
  readonly cache: { readonly folder: string; readonly key: string } | undefined;
}

export type BuildResult =
  | {
      readonly kind: "problems";
      readonly problems: readonly Problem[];
      readonly files: readonly TemplateFile[];
    }
  | {
      readonly kind: "written" | "unchanged" | "stale";
      readonly templates: number;
      readonly categories: number;
      readonly changes: Changes;
    };

/** Compiles one file: loaded on the first file whose result is not known. */
export type LoadCompiler = () => Promise<{
  compileEntry: (file: string, bytes: Uint8Array) => Entry | Problem[];
}>;

/**
 * Compiles a folder of templates to one gallery. With any problem anywhere nothing is written.
 * Throws if the folder cannot be read or the file cannot be written.
 */
export async function build(options: BuildOptions, load: LoadCompiler): Promise<BuildResult> {
  const { rules, out, check, all } = options;
  const { files, problems } = readTemplates(rules.path, rules.shown);
  problems.push(...findRepeatedIds(files.map(({ file }) => file)));
  const compiled = await compileFiles(files, options.cache, load);
  problems.push(...compiled.problems);
  const gallery = compileGallery(compiled.entries, { all });
  if (Array.isArray(gallery)) problems.push(...gallery);
  if (problems.length > 0 || Array.isArray(gallery)) {
    return { kind: "problems", problems: problems.sort(compareProblems), files };
  }
  const counts = { templates: gallery.entries.length, categories: gallery.groups.length };
  const written = readIfThere(out);
  if (written && equalsPieces(written, renderGallery(gallery))) {
    return { kind: "unchanged", ...counts, changes: { added: [], changed: [], removed: [] } };
  }
  const changes = findChanges(written ?? Buffer.alloc(0), gallery.entries);
  if (check) return { kind: "stale", ...counts, changes };
  writeAtomically(out, renderGallery(gallery));
  return { kind: "written", ...counts, changes };
}

async function compileFiles(
  files: readonly TemplateFile[],
  place: BuildOptions["cache"],
  load: LoadCompiler,
): Promise<{ entries: Entry[]; problems: Problem[] }> {
  const cache = place && new ResultCache(place.folder, place.key);
  const results: Result[] = [];
  const problems: Problem[] = [];
  let compiler: Awaited<ReturnType<LoadCompiler>> | undefined;
  for (const { file, bytes } of files) {
    const known = cache?.find(file, bytes);
    const entry = known ?? (compiler ??= await load()).compileEntry(file, bytes);
    if (Array.isArray(entry)) problems.push(...entry);
    else results.push({ bytes, entry });
  }
  // Without the compiler nothing was compiled: what is kept holds all of this.
  if (compiler) cache?.replace(results);
  return { entries: results.map(({ entry }) => entry), problems };
}
