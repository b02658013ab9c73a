import { findChanges, type Changes } from "../gallery/changes.ts";
import { compileGallery, findRepeatedIds, renderGallery } from "../gallery/compile.ts";
import type { Entry } from "../gallery/entry.ts";
import type { Before } from "../gallery/prose.ts";
import { ResultCache, type CachePlace, type Result } from "./build/speed/cache.ts";
import type { Compiled, StartThread } from "./build/speed/compiler.ts";
import {
  equalsPieces,
  readIfThere,
  readTemplates,
  writeAtomically,
  type TemplateFile,
} from "../node/files.ts";
import { optimizeAsUsual, optimizeLate } from "../node/optimizer.ts";
import { compareProblems, type Problem } from "../template/problem.ts";
import { idOf } from "../template/source.ts";

export interface BuildOptions {
  /** The folder of templates, and how problems name it. */
  readonly rules: { readonly path: string; readonly shown: string };
  /** The file to write. */
  readonly out: string;
  /** Compare the file, and write nothing. */
  readonly check: boolean;
  /** Take templates with `gallery: false`, too. */
  readonly all: boolean;
  readonly cache: CachePlace | undefined;
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

/** What compiles: loaded for the first file whose result is not known. */
export interface Compiler {
  readonly load: () => Promise<{
    compileFiles: (
      files: readonly TemplateFile[],
      startThread: StartThread | undefined,
    ) => Promise<Compiled[]>;
  }>;
  /** Loads what compiles a file of which only the prose has changed, without all else. */
  readonly loadProse?:
    | (() => Promise<{
        compileProse: (file: string, bytes: Uint8Array, before: Before) => Entry | undefined;
      }>)
    | undefined;
  /** Starts another thread of it; all is compiled in one if this is left out. */
  readonly startThread?: StartThread | undefined;
}

/** With fewer files, telling V8 to optimize late takes longer than it spares. */
const manyFiles = 200;

/** With more files than these, all of the compiler is most likely needed. */
const fewFiles = 4;

/**
 * Compiles a folder of templates to one gallery. With any problem anywhere nothing is written.
 * Throws if the folder cannot be read or the file cannot be written.
 */
export async function build(options: BuildOptions, compiler: Compiler): Promise<BuildResult> {
  const { rules } = options;
  const read = readTemplates(rules.path, rules.shown);
  if (read.files.length < manyFiles) {
    return buildFiles(read, options, compiler);
  }
  optimizeLate();
  try {
    return await buildFiles(read, options, loadAsUsual(compiler));
  } finally {
    optimizeAsUsual();
  }
}

/** The same compiler: what is loaded of it is compiled as if there were few files. */
function loadAsUsual({ load, loadProse, startThread }: Compiler): Compiler {
  const asUsual =
    <T>(load: () => Promise<T>): (() => Promise<T>) =>
    async () => {
      optimizeAsUsual();
      const loaded = await load();
      optimizeLate();
      return loaded;
    };
  return { load: asUsual(load), loadProse: loadProse && asUsual(loadProse), startThread };
}

async function buildFiles(
  { files, problems }: ReturnType<typeof readTemplates>,
  options: BuildOptions,
  compiler: Compiler,
): Promise<BuildResult> {
  const { out, check, all } = options;
  problems.push(...findRepeatedIds(files.map(({ file }) => file)));
  const cache = options.cache && new ResultCache(options.cache);
  const compiled = await compileAll(files, cache, compiler);
  problems.push(...compiled.problems);
  const broken = files.filter((file) => !compiled.results.has(file)).map(({ file }) => idOf(file));
  const results = [...compiled.results.values()];
  const entries = results.filter((result): result is Entry => !("retired" in result));
  const retired = results.find((result) => "retired" in result);
  const gallery = compileGallery(entries, { all, broken, retired });
  if (Array.isArray(gallery)) {
    problems.push(...gallery);
  }
  if (problems.length > 0 || Array.isArray(gallery)) {
    return { kind: "problems", problems: problems.sort(compareProblems), files };
  }
  const counts = { templates: gallery.entries.length, categories: gallery.groups.length };
  const written = readIfThere(out);
  if (written && equalsPieces(written, renderGallery(gallery))) {
    return { kind: "unchanged", ...counts, changes: { added: [], changed: [], removed: [] } };
  }
  const changes = findChanges(written ?? Buffer.alloc(0), gallery.entries);
  const differing = new Set([...changes.added, ...changes.changed]);
  // What stands in the file already is not damaged.
  if (
    cache &&
    !gallery.entries.every((entry) => !differing.has(entry.id) || cache.isIntact(entry))
  ) {
    cache.remove();
    return build(options, compiler);
  }
  if (check) {
    return { kind: "stale", ...counts, changes };
  }
  writeAtomically(out, renderGallery(gallery));
  return { kind: "written", ...counts, changes };
}

/** What each file gives: in the last build if nobody changed it, or else compiled. */
async function compileAll(
  files: readonly TemplateFile[],
  cache: ResultCache | undefined,
  compiler: Compiler,
): Promise<{ results: Map<TemplateFile, Result>; problems: Problem[] }> {
  const results = new Map<TemplateFile, Result>();
  const problems: Problem[] = [];
  for (const file of files) {
    const kept = cache?.find(file);
    if (kept) {
      results.set(file, kept);
    }
  }
  const changed = files.filter((file) => !results.has(file));
  if (changed.length === 0) {
    return { results, problems };
  }
  for (const [file, made] of await compileChanged(changed, cache, compiler)) {
    if (Array.isArray(made)) {
      problems.push(...made);
    } else {
      results.set(file, made);
    }
  }
  cache?.replace(results);
  return { results, problems };
}

/**
 * Compiles files: where just the prose has changed by what is loaded sooner than all of the
 * compiler.
 */
async function compileChanged(
  files: readonly TemplateFile[],
  cache: ResultCache | undefined,
  { load, loadProse, startThread }: Compiler,
): Promise<Map<TemplateFile, Compiled>> {
  const results = new Map<TemplateFile, Compiled>();
  const known = files.length > fewFiles ? [] : files.filter((file) => cache?.before(file));
  const prose = known.length > 0 ? await loadProse?.() : undefined;
  for (const file of known) {
    const before = cache?.before(file);
    const entry = before && prose?.compileProse(file.file, file.bytes, before);
    if (entry) {
      results.set(file, entry);
    }
  }
  const others = files.filter((file) => !results.has(file));
  if (others.length === 0) {
    return results;
  }
  const made = await (await load()).compileFiles(others, startThread);
  for (const [index, file] of others.entries()) {
    const compiled = made[index];
    if (!compiled) {
      throw new Error(`${file.file} was not compiled`);
    }
    results.set(file, compiled);
  }
  return results;
}
