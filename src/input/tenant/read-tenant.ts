import { join } from "node:path";

import { scriptNames, jsonNames, type Readable } from "../folder/described.ts";
import { InputError } from "../input-error.ts";
import { readFilled } from "../keywords.ts";
import { sortRules, type FoundTenant } from "./found-rule.ts";
import { readRuleFolder } from "./read-folder.ts";
import { readRuleList } from "./read-list.ts";
import { readYamlTenant } from "./read-yaml.ts";

/**
 * Reads the rules of a tenant: an export of the Deploy CLI as a folder or as YAML, the folder of a
 * source control extension, a folder of scripts, or the saved answer of the Management API.
 *
 * @throws InputError if there is none of these
 */
export function readTenant(place: string, sources: Readable): FoundTenant {
  const found = /\.ya?ml$/i.test(place)
    ? readYamlTenant(place, sources)
    : /\.json$/i.test(place)
      ? readSaved(place, sources)
      : readTenantFolder(place, sources);
  return { ...found, rules: sortRules(found.rules) };
}

/** Whether a place can be that of a tenant, and is not a single rule. */
export function isTenantPlace(place: string, { files }: Pick<Readable, "files">): boolean {
  if (/\.(?:ya?ml|json)$/i.test(place)) {
    return true;
  }
  return !/\.(?:md|c?js)$/i.test(place) && files.listIfThere(place) !== undefined;
}

function readSaved(place: string, sources: Readable): FoundTenant {
  const file = readFilled(place, sources);
  const list = readRuleList(file, sources);
  if (list) {
    return list;
  }
  throw new InputError({
    message: `${file.shown} is not a list of rules`,
    hint: "save the answer of GET /api/v2/rules",
  });
}

function readTenantFolder(folder: string, sources: Readable): FoundTenant {
  const { files } = sources;
  const names = files.list(folder);
  const rules = join(folder, "rules");
  const yaml = names.find((name) => /^tenant\.ya?ml$/i.test(name));
  if (yaml !== undefined) {
    return readYamlTenant(join(folder, yaml), sources);
  }
  if (names.includes("rules") && (files.listIfThere(rules) ?? []).length > 0) {
    return readRuleFolder(rules, sources);
  }
  const list = names.includes("rules.json")
    ? readRuleList(readFilled(join(folder, "rules.json"), sources), sources)
    : undefined;
  if (list) {
    return list;
  }
  const found = readRuleFolder(folder, sources);
  if (found.rules.length + found.aside.length > 0) {
    return found;
  }
  const isEmpty = scriptNames(names).length + jsonNames(names).length === 0;
  throw new InputError({
    message: `${files.show(folder)} has no rules`,
    hint: isEmpty
      ? "name the folder that has rules/, or rules as name.js"
      : "a rule is name.js, with name.json beside it",
  });
}
