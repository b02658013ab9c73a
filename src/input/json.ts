import { isRecord, mostLevels } from "../text/plain-data.ts";
import { readJson } from "../text/json.ts";
import type { Position } from "../text/places.ts";
import { InputError } from "./input-error.ts";
import type { TextFile } from "./text-files.ts";

/** The value of a JSON file. @throws InputError at the place where it is no JSON */
export function parseJson({ shown, text }: TextFile): unknown {
  const read = readJson(text);
  if ("value" in read) {
    return read.value;
  }
  if (read.isTooDeep) {
    throw tooDeep(shown, read.end);
  }
  if (text.trim() === "") {
    throw new InputError({ message: `${shown} is empty` });
  }
  // Without the text around it, which may hold a secret.
  throw new InputError({
    ...read.end,
    file: shown,
    message: "the file is not JSON from here on",
    hint: "look for a comma too many or too few, single quotes, or a comment",
  });
}

function tooDeep(file: string, place: Position): InputError {
  return new InputError({
    ...place,
    file,
    message: `the file is nested deeper than ${mostLevels} levels`,
    hint: "take out what was put in by mistake, such as an object that holds itself",
  });
}

/** The value of a JSON file that has to be an object. @throws InputError if it is not */
export function parseJsonObject(file: TextFile): Record<string, unknown> {
  const value = parseJson(file);
  if (isRecord(value)) {
    return value;
  }
  throw new InputError({
    file: file.shown,
    line: 1,
    column: 1,
    message: "this is not a JSON object",
    hint: "write { … } with the properties by name",
  });
}
