import { dirname, join, normalize } from "node:path";
import { parseDocument } from "yaml";

import { isRecord } from "../../text/plain-data.ts";
import { isCode, type Readable } from "../folder/described.ts";
import { InputError } from "../input-error.ts";
import { fillKeywords, readFilled } from "../keywords.ts";
import { makeRule, type FoundTenant } from "./found-rule.ts";
import { divide } from "./read-list.ts";

/**
 * The rules of a tenant in the YAML format of the Deploy CLI, whose scripts are files beside it.
 * Source: https://github.com/auth0/auth0-deploy-cli (src/context/yaml/handlers/rules.ts)
 *
 * @throws InputError if it is not YAML, or has no list of rules
 */
export function readYamlTenant(place: string, sources: Readable): FoundTenant {
  const { files, keywords } = sources;
  const { shown, text } = files.read(place);
  // A keyword that nobody fills in is a text.
  const filled = fillKeywords(text, keywords).replace(/(?<!["'\w@])@@(\w+)@@(?!["'])/g, '"@@$1@@"');
  const document = parseDocument(filled);
  const [error] = document.errors;
  if (error) {
    const [{ line, col: column } = { line: 1, col: 1 }] = error.linePos ?? [];
    const message = `the file is not YAML: ${error.message.split("\n")[0] ?? ""}`;
    throw new InputError({ file: shown, line, column, message });
  }
  const value: unknown = document.toJS();
  const list: unknown = isRecord(value) ? value["rules"] : undefined;
  if (!Array.isArray(list)) {
    throw new InputError({ message: `${shown} has no list of rules` });
  }
  const made = list.filter(isRecord).map((said, index) => {
    const base = typeof said["name"] === "string" ? said["name"] : `rule ${index + 1}`;
    const script = typeof said["script"] === "string" ? said["script"] : undefined;
    const path =
      script === undefined || isCode(script) ? undefined : findPlace(place, script, files);
    const found = path === undefined ? undefined : readFilled(path, sources);
    const code = found?.text ?? (script !== undefined && isCode(script) ? script : undefined);
    return makeRule(said, { base, file: found?.shown ?? `${shown} (${base})`, code });
  });
  return { ...divide(made), notes: [] };
}

function findPlace(place: string, script: string, files: Readable["files"]): string | undefined {
  const path = normalize(join(dirname(place), script.replaceAll("\\", "/")));
  return files.has(path) ? path : undefined;
}
