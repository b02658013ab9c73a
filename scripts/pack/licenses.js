import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The licenses of npm packages, which whoever hands their code on has to hand on, too.
 *
 * @param {string} root the folder whose `node_modules` has the packages
 * @param {readonly string[]} names
 * @returns {string}
 */
export function renderLicenses(root, names) {
  const blocks = [...new Set(names)].sort().map((name) => {
    const folder = join(root, "node_modules", name);
    const { version, license } = readManifest(join(folder, "package.json"));
    return `${name} ${version} (${license})\n\n${readLicense(folder)}`;
  });
  return `This contains code of these packages.\n\n${blocks.join("\n\n---\n\n")}\n`;
}

/**
 * @param {string} path
 * @returns {{ version: string, license: string }}
 */
function readManifest(path) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  const { version, license } = /** @type {Record<string, unknown>} */ (manifest);
  if (typeof version === "string" && typeof license === "string") {
    return { version, license };
  }
  throw new Error(`${path} names no license, or no version`);
}

/**
 * @param {string} folder
 * @returns {string}
 */
function readLicense(folder) {
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)\b/i.test(name));
  if (file === undefined) {
    throw new Error(`${folder} has no license file`);
  }
  return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}
