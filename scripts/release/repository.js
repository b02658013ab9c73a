/**
 * A repository on GitHub.
 *
 * @typedef {object} Repository
 * @property {string} owner
 * @property {string} name
 */

/**
 * The repository that a manifest names, in any of the forms that npm takes.
 *
 * @param {string} text of package.json
 * @returns {Repository | undefined} undefined as long as nobody has filled it in
 */
export function findRepository(text) {
  const { repository } = parse(text);
  const url =
    typeof repository === "object" && repository !== null && "url" in repository
      ? repository.url
      : repository;
  const [, owner, name] =
    /^(?:github:|(?:git\+)?https:\/\/github\.com\/|git@github\.com:)?([A-Za-z\d-]+)\/([\w.-]+?)(?:\.git)?$/.exec(
      String(url),
    ) ?? [];
  return owner === undefined || name === undefined || owner === "OWNER"
    ? undefined
    : { owner, name };
}

/**
 * A manifest with the addresses that follow from its repository. Provenance needs the form that npm
 * itself publishes.
 * Source: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#repository
 *
 * @param {string} text of package.json
 * @param {Repository} repository
 * @returns {string}
 */
export function withAddresses(text, { owner, name }) {
  const page = `https://github.com/${owner}/${name}`;
  /** @type {[string, unknown][]} */
  const entries = Object.entries(parse(text));
  const addresses = {
    repository: { type: "git", url: `git+${page}.git` },
    homepage: `${page}#readme`,
    bugs: `${page}/issues`,
  };
  const others = entries.filter(([key]) => !Object.hasOwn(addresses, key));
  const at = others.findIndex(([key]) => key === "license") + 1;
  const manifest = Object.fromEntries([
    ...others.slice(0, at),
    ...Object.entries(addresses),
    ...others.slice(at),
  ]);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Code owners with the repository's owner behind each path that has none.
 *
 * @param {string} text
 * @param {Repository} repository
 * @returns {string}
 */
export function addOwners(text, { owner }) {
  return text.replaceAll(/^(?!#)(\S+)[ \t]*$/gm, `$1 @${owner}`);
}

/**
 * What of all this is not filled in, a sentence each.
 *
 * @param {string} manifest text of package.json
 * @param {string} codeOwners
 * @returns {string[]}
 */
export function checkRepository(manifest, codeOwners) {
  const repository = findRepository(manifest);
  if (!repository) {
    return [
      'package.json does not say where the repository is: write "repository": "github:OWNER/NAME", then npm run repository',
    ];
  }
  const isCurrent =
    JSON.stringify(parse(withAddresses(manifest, repository))) === JSON.stringify(parse(manifest));
  return [
    ...(isCurrent
      ? []
      : ["package.json lacks addresses that follow from the repository: npm run repository"]),
    ...(addOwners(codeOwners, repository) === codeOwners
      ? []
      : [".github/CODEOWNERS has paths without an owner: npm run repository"]),
  ];
}

/**
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
function parse(text) {
  /** @type {unknown} */
  const value = JSON.parse(text);
  return /** @type {Record<string, unknown>} */ (value);
}
