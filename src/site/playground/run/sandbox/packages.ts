import jsonwebtoken, { version as jsonwebtokenVersion } from "package:jsonwebtoken";
import lodash, { version as lodashVersion } from "package:lodash";
import moment, { version as momentVersion } from "package:moment";
import uuid, { version as uuidVersion } from "package:uuid";

import type { PackageName } from "../../../sandbox/package-names.ts";
import type { PackageText } from "../../../sandbox/protocol.ts";

interface Package {
  /** Relative to this module. */
  readonly address: string;
  readonly version: string;
}

const packages: Readonly<Record<PackageName, Package>> = {
  jsonwebtoken: { address: jsonwebtoken, version: jsonwebtokenVersion },
  lodash: { address: lodash, version: lodashVersion },
  moment: { address: moment, version: momentVersion },
  uuid: { address: uuid, version: uuidVersion },
};

/** The version of each package, by name. */
export const packageVersions: ReadonlyMap<string, string> = new Map(
  Object.entries(packages).map(([name, { version }]) => [name, version]),
);

/** What has been loaded, or is on its way. */
const loaded = new Map<string, Promise<string>>();

/** A package that could not be loaded. */
export class PackageError extends Error {}

/** Loads the texts of packages, each once. @throws PackageError */
export function loadPackages(names: readonly string[]): Promise<PackageText[]> {
  const found = new Map<string, Package>(Object.entries(packages));
  const wanted = names.flatMap((name) => {
    const known = found.get(name);
    return known ? [{ name, ...known }] : [];
  });
  return Promise.all(
    wanted.map(async ({ name, version, address }) => {
      const text = loaded.get(name) ?? loadText(name, address);
      loaded.set(name, text);
      return { name, version, code: await text };
    }),
  );
}

async function loadText(name: string, address: string): Promise<string> {
  try {
    const response = await fetch(new URL(address, import.meta.url));
    if (!response.ok) {
      throw new Error(`the server answers ${response.status}`);
    }
    return await response.text();
  } catch (error) {
    // The next run tries again.
    loaded.delete(name);
    throw new PackageError(`The package ${name} could not be loaded.`, { cause: error });
  }
}
