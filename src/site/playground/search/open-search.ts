import type { Runtime } from "../../../emulator/script/loaded.ts";
import type { Playable } from "../../../explore/play/local-player.ts";
import sandboxPage from "../../sandbox/frame.html";
import type { PackageText } from "../../sandbox/protocol.ts";
import { findPackages } from "../run/sandbox/find-packages.ts";
import { loadPackages, packageVersions } from "../run/sandbox/packages.ts";
import { Sandbox } from "../run/sandbox/sandbox.ts";
import { SearchWorker } from "./search-worker.ts";

/**
 * Opens a sandbox for each script of a search.
 *
 * @throws PackageError if a package cannot be loaded
 */
export async function openSearch(
  scripts: readonly Playable[],
  runtime: Runtime,
): Promise<readonly SearchWorker[]> {
  const codes = scripts.flatMap(({ plain }) => plain.map(({ code }) => code));
  const isOld = runtime === "node12";
  const packages = await loadForSearch(codes, isOld);
  return scripts.map((script) => {
    const sandbox = new Sandbox(document, new URL(sandboxPage, import.meta.url));
    return new SearchWorker(sandbox, { script, runtime, packages });
  });
}

/** What rules use of Underscore is part of Lodash as well; up to Node 12 it was a global. */
async function loadForSearch(codes: readonly string[], isOld: boolean): Promise<PackageText[]> {
  const { names } = findPackages(codes, packageVersions);
  const usesUnderscore = isOld || codes.some((code) => /["'`]underscore\b/.test(code));
  const wanted = new Set([...names, ...(usesUnderscore ? ["lodash"] : [])]);
  const found = await loadPackages([...wanted]);
  const lodash = found.find(({ name }) => name === "lodash");
  return usesUnderscore && lodash ? [...found, { ...lodash, name: "underscore" }] : found;
}
