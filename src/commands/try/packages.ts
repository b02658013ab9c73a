import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";

import type { ModuleSource } from "../../emulator/require.ts";
import { hostPackages, nodeModules } from "../../node/modules.ts";
import { packageOf } from "../../template/code/module-name.ts";
import { InputError } from "./input-error.ts";

/** The npm packages that scripts may load. */
export interface Packages {
  /** The folder for which they are installed. */
  readonly folder: string;
  /** By name, the version that is installed. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Finds packages by name. @throws InputError if one is not installed for the folder */
export function findPackages(names: readonly string[], folder: string): Packages {
  const versions = names.map((name) => {
    const version = findVersion(name, folder);
    if (version !== undefined) return [name, version];
    const message = `the package ${name} is not installed for ${folder}`;
    throw new InputError({ message, hint: `npm install ${name}` });
  });
  return { folder, versions: Object.fromEntries(versions) as Packages["versions"] };
}

function findVersion(name: string, folder: string): string | undefined {
  for (const modules of createRequire(scriptIn(folder)).resolve.paths(name) ?? []) {
    const manifest = read(join(modules, name, "package.json"));
    if (manifest !== undefined) return String((JSON.parse(manifest) as Manifest).version);
  }
  return undefined;
}

interface Manifest {
  version?: string;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Node looks for packages from a file; it need not be there. */
function scriptIn(folder: string): string {
  return join(folder, "script.js");
}

/** The modules of a run: Node's own, and these packages. What a script asks for in vain, or gets otherwise, is noted. */
export function runModules(packages: Packages, note: (text: string) => void): ModuleSource {
  const { folder, versions } = packages;
  const source = nodeModules(hostPackages(Object.keys(versions), scriptIn(folder)));
  return (name, version) => {
    const found = source(name, version);
    if (!found) note(whyMissing(name));
    const owner = packageOf(name);
    const installed = owner === undefined ? undefined : versions[owner];
    if (installed !== undefined && version !== undefined && version !== installed)
      note(`a script asked for ${name}@${version}, and got ${installed}, which is installed`);
    return found;
  };
}

function whyMissing(name: string): string {
  if (isBuiltin(name)) return `Node's module ${name} is not given to scripts`;
  const owner = packageOf(name);
  if (owner === undefined) return `a script is one file, so that it cannot load ${name}`;
  return `an installed package is given to scripts by its name: --package ${owner}`;
}
