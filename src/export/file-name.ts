/** Names that Windows keeps for itself. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Characters of a file's name at most, so that paths stay short on every system. */
const longest = 100;

/** A name that is one file on every system, whatever a script is called. */
export function fileNameOf(text: string): string {
  const name = text
    .replace(/[^A-Za-z0-9 _-]+/g, "-")
    .slice(0, longest)
    .trim();
  return name === "" || reserved.test(name) ? `script-${name}` : name;
}

/**
 * Gives each text a name of its own, even on a system that takes upper and lower case for the same.
 */
export function uniqueNames(
  texts: readonly string[],
  nameOf: (text: string) => string,
  separator = " ",
): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const first = nameOf(text);
    let name = first;
    for (let number = 2; taken.has(name.toLowerCase()); number++) {
      name = `${first}${separator}${number}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}
