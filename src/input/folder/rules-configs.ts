import { join } from "node:path";

import { isRecord } from "../../text/plain-data.ts";
import { readJson } from "../../text/json.ts";
import { readAll } from "../input-error.ts";
import { parseJson } from "../json.ts";
import { readFilled } from "../keywords.ts";
import { jsonNames, type Readable } from "./described.ts";
import { keyword } from "../../script/form/detect.ts";

/**
 * The settings of rules in the folder of an export that has them: `{ "key", "value" }` in a file of
 * any name, or `{ "value" }` in one that is called like the key. A value that is still to be filled
 * in is none.
 * Sources: https://github.com/auth0/auth0-deploy-cli
 * (src/context/directory/handlers/rulesConfigs.ts),
 * https://github.com/auth0-extensions/auth0-deploy-extensions (README.md)
 *
 * @throws InputError if a file is not JSON
 */
export function readConfigs(folder: string, sources: Readable): Record<string, string> {
  const names = jsonNames(sources.files.listIfThere(folder) ?? []);
  return Object.fromEntries(
    readAll(names, (name): [string, string][] => {
      const file = readFilled(join(folder, name), sources);
      // A keyword that is still to be filled in may stand where a value would.
      const config = file.text.search(keyword) === -1 ? parseJson(file) : tolerate(file.text);
      if (!isRecord(config)) {
        return [];
      }
      const { key = name.replace(/\.json$/, ""), value } = config;
      return typeof key === "string" && isValue(value) ? [[key, value]] : [];
    }).flat(),
  );
}

function tolerate(text: string): unknown {
  const read = readJson(text);
  return "value" in read ? read.value : undefined;
}

/** Whether a value is one of a person's, and nothing that stands for one. */
export function isValue(value: unknown): value is string {
  return typeof value === "string" && value !== "_VALUE_NOT_SHOWN_" && value.search(keyword) === -1;
}
