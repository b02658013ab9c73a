/** Why a version cannot be released: for the maintainer, and nobody's bug. */
export class ReleaseProblem extends Error {}

const unreleasedHeading = /^## \[?unreleased\]?[ \t]*$/i;
const sectionEnd = /^(?:## |\[[^\]]+\]:[ \t])/;

/**
 * What stands under "Unreleased" in a changelog.
 *
 * @param {string} text a changelog as keepachangelog.com has it
 * @returns {string | undefined} the section without its heading; empty if it names no change;
 *   undefined if it is not there
 */
export function readUnreleased(text) {
  const lines = linesOf(text);
  const section = findUnreleased(lines);
  if (!section) {
    return undefined;
  }
  const body = lines
    .slice(section.start + 1, section.end)
    .join("\n")
    .trim();
  // Headings of kinds of changes and comments may stand there waiting.
  const changes = body.replaceAll(/<!--.*?-->/gs, "").replaceAll(/^#.*$/gm, "");
  return changes.trim() === "" ? "" : body;
}

/**
 * The changelog after a release: what was unreleased has the version and its date, and "Unreleased"
 * is empty. References to comparisons at the bottom follow. Line ends stay as they are.
 *
 * @param {string} text
 * @param {string} version as in "1.2.3"
 * @param {string} date as in "2026-01-31"
 * @returns {string}
 * @throws {ReleaseProblem} if nothing is there to release, or the version is there already
 */
export function stampRelease(text, version, date) {
  const body = readUnreleased(text);
  const lines = linesOf(text);
  const section = findUnreleased(lines);
  if (body === undefined || !section) {
    throw new ReleaseProblem(
      'CHANGELOG.md has no section "## [Unreleased]": add it above the others',
    );
  }
  if (body === "") {
    throw new ReleaseProblem(
      'nothing is listed under "Unreleased" in CHANGELOG.md: write there what users will notice',
    );
  }
  if (lines.some((line) => line.startsWith(`## [${version}]`))) {
    throw new ReleaseProblem(`CHANGELOG.md has a section "## [${version}]" already`);
  }
  const heading = [String(lines[section.start]), "", `## [${version}] - ${date}`, ""];
  const rest = lines.slice(section.end).flatMap((line) => stampReference(line, version));
  const before = lines.slice(0, section.start);
  const stamped = [...before, ...heading, ...body.split("\n"), "", ...rest];
  return stamped.join(text.includes("\r\n") ? "\r\n" : "\n");
}

/**
 * A schema whose address is that of a version.
 *
 * @param {string} text
 * @param {string} version
 * @returns {string}
 * @throws {ReleaseProblem} if the schema's "$id" has no version
 */
export function stampSchema(text, version) {
  const id = /("\$id":\s*"[^"]*\/rules-templates@)[^"/]+(?=\/)/;
  if (!id.test(text)) {
    throw new ReleaseProblem(
      'the "$id" of a schema has no ".../rules-templates@VERSION/..." in it',
    );
  }
  return text.replace(id, (_, before) => `${String(before)}${version}`);
}

/**
 * `[unreleased]: …/compare/v1.0.0...HEAD` begins at the new version, which gets a reference of its
 * own. Other lines stay.
 *
 * @param {string} line
 * @param {string} version
 * @returns {string[]}
 */
function stampReference(line, version) {
  const [, label, before, last] =
    /^(\[unreleased\]:\s+)(\S+\/)([^/\s]+)\.\.\.HEAD$/i.exec(line) ?? [];
  if (label === undefined || before === undefined || last === undefined) {
    return [line];
  }
  return [`${label}${before}v${version}...HEAD`, `[${version}]: ${before}${last}...v${version}`];
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function linesOf(text) {
  return text.split(/\r?\n/);
}

/**
 * Where the section begins, and the line after it.
 *
 * @param {readonly string[]} lines
 * @returns {{ start: number, end: number } | undefined}
 */
function findUnreleased(lines) {
  const start = lines.findIndex((line) => unreleasedHeading.test(line));
  if (start === -1) {
    return undefined;
  }
  const end = lines.findIndex((line, index) => index > start && sectionEnd.test(line));
  return { start, end: end === -1 ? lines.length : end };
}
