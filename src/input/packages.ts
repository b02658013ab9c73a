import { existsSync, readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { basename, dirname, join } from "node:path";

import type { ModuleSource } from "../emulator/host/require.ts";
import { hostPackages, nodeModules } from "../node/modules.ts";
import { packageOf } from "../script/module-name.ts";
import { InputError } from "./input-error.ts";

/** The npm packages that scripts may load. */
export interface Packages {
  /** The folder for which they are installed. */
  readonly folder: string;
  /** By name, the version that is installed. */
  readonly versions: Readonly<Record<string, string>>;
  /** A folder whose `node_modules` are all given, unless one is named above. */
  readonly installed?: string;
  /** What a person should know of what was asked for. */
  readonly notes: readonly string[];
}

/**
 * Finds packages by `name` or `name@version`.
 *
 * @throws InputError if one is not installed for the folder
 */
export function findPackages(asked: readonly string[], folder: string): Packages {
  const versions: Record<string, string> = {};
  const notes: string[] = [];
  for (const id of asked) {
    const [, name = id, wanted] = /^(.[^@]*)@(.+)$/.exec(id) ?? [];
    const own = noteOwn(name);
    if (own !== undefined) {
      notes.push(own);
      continue;
    }
    const version = findVersion(name, folder);
    if (version === undefined) {
      const message = `the package ${name} is not installed for ${folder}`;
      throw new InputError({ message, hint: `npm install ${id}` });
    }
    versions[name] = version;
    if (wanted !== undefined && wanted !== version) {
      notes.push(`${name}@${wanted} is not installed: ${version} is used instead`);
    }
  }
  return { folder, versions, notes };
}

/** Node's own modules go before packages of their names. */
function noteOwn(name: string): string | undefined {
  if (!isBuiltin(name)) {
    return undefined;
  }
  return nodeModules()(name, undefined)
    ? `${name} is Node's own module, which scripts have without --package, whatever version they ask for`
    : `${name} is Node's own module, and not given to scripts`;
}

/**
 * The folder whose `node_modules` scripts get for `--packages`: the one that is named, or, as npm
 * installs for a folder of a project, the nearest above it.
 *
 * @param shown the folder as messages name it
 * @throws InputError if nothing is installed
 */
export function findInstalled(folder: string, shown: string): string {
  const named = basename(folder) === "node_modules" ? dirname(folder) : folder;
  for (let place = named; ; place = dirname(place)) {
    if (existsSync(join(place, "node_modules"))) {
      return place;
    }
    if (place === dirname(place)) {
      throw new InputError({
        message: `${shown} has no node_modules`,
        hint: `npm install --prefix ${shown} NAME brings packages there`,
      });
    }
  }
}

/** The version of a package that is installed for a folder, or undefined. */
export function findVersion(name: string, folder: string): string | undefined {
  const places = createRequire(scriptIn(folder)).resolve.paths(name) ?? [];
  for (const modules of places) {
    const version = versionIn(modules, name);
    if (version !== undefined) {
      return version;
    }
  }
  return undefined;
}

function versionIn(modules: string, name: string): string | undefined {
  const manifest = read(join(modules, name, "package.json"));
  return manifest === undefined ? undefined : String((JSON.parse(manifest) as Manifest).version);
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

/**
 * The modules of a run: Node's own, and these packages. What a script asks for in vain, or gets
 * otherwise, is noted.
 *
 * @param hasOther whether a script gets something else in place of a module that is missing, so
 *   that there is nothing to note
 */
export function runModules(
  packages: Packages,
  note: (text: string) => void,
  hasOther: (name: string) => boolean = () => false,
): ModuleSource {
  const { folder, versions } = packages;
  const named = hostPackages(Object.keys(versions), scriptIn(folder));
  const installed: ModuleSource = (name, version) => {
    const owner = packageOf(name);
    const isGiven = owner !== undefined && givenVersion(owner, packages) !== undefined;
    return isGiven && packages.installed !== undefined
      ? hostPackages([owner], scriptIn(packages.installed))(name, version)
      : undefined;
  };
  const source = nodeModules((name, version) => named(name, version) ?? installed(name, version));
  return (name, version) => {
    const found = source(name, version);
    if (!found && !hasOther(name)) {
      note(whyMissing(name));
    }
    const owner = packageOf(name);
    const given = owner === undefined ? undefined : givenVersion(owner, packages);
    if (given !== undefined && version !== undefined && version !== given) {
      note(`a script asked for ${name}@${version}, and got ${given}, which is installed`);
    }
    return found;
  };
}

/**
 * The version of a package that scripts are given. Node's own modules go before what is merely
 * installed.
 */
export function givenVersion(owner: string, { versions, installed }: Packages): string | undefined {
  if (Object.hasOwn(versions, owner)) {
    return versions[owner];
  }
  return installed === undefined || isBuiltin(owner)
    ? undefined
    : versionIn(join(installed, "node_modules"), owner);
}

/** Why a script does not get a module. */
export function whyMissing(name: string): string {
  if (isBuiltin(name)) {
    return `Node's module ${name} is not given to scripts`;
  }
  const owner = packageOf(name);
  if (owner === undefined) {
    return `a script is one file, so that it cannot load ${name}`;
  }
  return `an installed package is given to scripts by its name: --package ${owner}`;
}
