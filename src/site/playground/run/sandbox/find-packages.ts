/** The packages that scripts ask for, and what a reader should know about their versions. */
export interface FoundPackages {
  readonly names: readonly string[];
  readonly notes: readonly string[];
}

/** How many calls are looked at. */
const mostCalls = 100;

/** What a script asks for: a package, perhaps with a version, and perhaps something in it. */
const asked = /^((?:@[^@/]+\/)?[^@/]+)(?:@([^/]+))?(?:\/.*)?$/;

/**
 * Finds the packages that scripts load by a text.
 *
 * @param available the versions of the packages that there are, by name
 */
export function findPackages(
  codes: readonly string[],
  available: ReadonlyMap<string, string>,
): FoundPackages {
  const calls = codes
    .flatMap((code) => [...code.matchAll(/\brequire\(\s*["'`]([^"'`\n]{1,100})["'`]/g)])
    .slice(0, mostCalls)
    .map(([, id = ""]) => asked.exec(id) ?? []);
  const names = new Set<string>();
  const notes = new Set<string>();
  for (const [, name = "", version] of calls) {
    const there = available.get(name);
    if (there === undefined) {
      continue;
    }
    names.add(name);
    if (version !== undefined && version !== there) {
      notes.add(`${name} ${there} runs here in place of ${name}@${version}`);
    }
  }
  return { names: [...names], notes: [...notes] };
}
