import { findVersion, givenVersion, whyMissing, type Packages } from "./packages.ts";
import { mergeNeeded, type Needed } from "./requires.ts";

/** Folders of packages as a command line names them. */
interface ShownFolders {
  /** That of the scripts. */
  readonly scripts: string;
  /** That of `--packages`, if it is given. */
  readonly packages: string | undefined;
}

/** Packages that scripts need and are not given. */
export interface Missing {
  /** What a person should do, a sentence each. */
  readonly notes: readonly string[];
  /** What is told of each where a script asks for it, and is said with the notes already. */
  readonly said: ReadonlySet<string>;
}

/** What the scripts of a login need, and what they get. */
interface Supply {
  readonly needed: readonly Needed[];
  readonly packages: Packages;
}

/**
 * Names all packages that scripts need and are not given, with the command that brings them and the
 * option that gives them. A single one that is installed already is told of where a script asks for
 * it.
 */
export function findMissing(supplies: readonly Supply[], shown: ShownFolders): Missing {
  const missing = supplies.flatMap(({ needed, packages }) =>
    needed
      .filter(({ name }) => givenVersion(name, packages) === undefined)
      .map((one) => ({ ...one, isThere: findVersion(one.name, packages.folder) !== undefined })),
  );
  const all = mergeNeeded(missing);
  const areThere = missing.every(({ isThere }) => isThere);
  if (all.length === 0 || (all.length === 1 && areThere)) {
    return { notes: [], said: new Set() };
  }
  const names = all.flatMap(({ name, versions }) =>
    versions.length === 0 ? [name] : versions.map((version) => `${name}@${version}`),
  );
  return {
    notes: [
      `the scripts need packages that they are not given: ${names.join(", ")}`,
      howToGive(all, areThere, shown),
    ],
    said: new Set(all.map(({ name }) => whyMissing(name))),
  };
}

function howToGive(missing: readonly Needed[], areThere: boolean, shown: ShownFolders): string {
  if (shown.packages === undefined && areThere) {
    return `they are installed: add --packages ${quote(shown.scripts)}`;
  }
  const specs = missing
    .map(({ name, versions }) => [name, ...versions.slice(-1)].join("@"))
    .join(" ");
  return shown.packages === undefined
    ? `to give them: npm install ${specs}, then add --packages .`
    : `to give them: npm install --prefix ${quote(shown.packages)} ${specs}`;
}

/** A place as a shell takes it. */
function quote(place: string): string {
  return /^[\w./:\\@+-]+$/.test(place) ? place : `"${place}"`;
}
