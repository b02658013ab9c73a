import { join } from "node:path";

import { isRecord } from "../../text/plain-data.ts";
import { parseFilledObject, readFilled } from "../keywords.ts";
import { jsonNames, type Readable } from "./described.ts";

/**
 * The names of the actions that an export binds to a trigger, in their order; undefined if it does
 * not say.
 * Source: https://github.com/auth0/auth0-deploy-cli (src/context/directory/handlers/triggers.ts)
 *
 * @throws InputError if the file is not JSON
 */
export function readBindings(
  folder: string,
  trigger: string,
  sources: Readable,
): string[] | undefined {
  const [name] = jsonNames(sources.files.listIfThere(folder) ?? []);
  if (name === undefined) {
    return undefined;
  }
  const bound = parseFilledObject(readFilled(join(folder, name), sources))[trigger];
  return Array.isArray(bound) ? bound.flatMap(nameOf) : undefined;
}

/** A binding as the Deploy CLI exports it, or as the Management API takes it. */
function nameOf(binding: unknown): string[] {
  if (!isRecord(binding)) {
    return [];
  }
  const { action_name: name, ref } = binding;
  if (typeof name === "string") {
    return [name];
  }
  const isNamed = isRecord(ref) && ref["type"] === "action_name";
  return isNamed && typeof ref["value"] === "string" ? [ref["value"]] : [];
}
