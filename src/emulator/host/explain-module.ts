import list from "./removed.json" with { type: "json" };

/** The versions that are gone, by package. */
const removed: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(list.removed).map(([name, versions]) => [name, new Set(versions.split(" "))]),
);

/**
 * What people use in place of a version that is gone: what Node has of its own, or a version that
 * rules on Node 18 and 22 have been seen to load. Source:
 * https://github.com/auth0-extensions/auth0-account-link-extension and
 * https://auth0.com/docs/customize/rules/create-rules
 */
const replacements: Readonly<Record<string, string>> = {
  async: "async functions",
  auth0: "auth0@3.5.0",
  axios: "fetch",
  bluebird: "the promises of the language",
  "easy-pbkdf2": 'pbkdf2 of require("crypto")',
  got: "fetch",
  "ipaddr.js": "ipaddr.js@1.9.0",
  jsonwebtoken: "jsonwebtoken@9.0.0",
  lodash: 'require("lodash"), without a version',
  "node-fetch": "fetch",
  q: "the promises of the language",
  request: "fetch, or request@2.88.2",
  superagent: "fetch",
  uuid: 'randomUUID of require("crypto")',
  xmldom: "@xmldom/xmldom",
  xtend: "Object.assign",
};

/**
 * Says of a version of a package that the platform has had and has no more; undefined for others.
 */
export function explainRemoved(name: string, version: string): string | undefined {
  if (!isRemoved(name, version)) {
    return undefined;
  }
  const instead = replacements[name];
  const hint = instead === undefined ? "use a newer version" : `use ${instead}`;
  return `${name}@${version} is gone from the platform since Node 18: ${hint}`;
}

/** Whether the platform has had this version of a package and has it no more. */
export function isRemoved(name: string, version: string): boolean {
  return removed.get(name)?.has(version) ?? false;
}

/**
 * Says which versions there are in place of one that is asked for in vain; undefined if there are
 * none.
 */
export function explainVersions(
  name: string,
  version: string,
  there: readonly string[],
): string | undefined {
  if (there.length === 0) {
    return undefined;
  }
  return `${name} is not there in the version ${version}, but as ${there.join(" and ")}`;
}
