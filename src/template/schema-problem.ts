import type { AnySchemaObject, ErrorObject } from "ajv";

import { nearestWord } from "../text/nearest.ts";
import type { PlacedData } from "./placed-data.ts";
import type { Problem } from "./problem.ts";
import type { Source } from "./source.ts";
import type { Range } from "../text/places.ts";

/** Keys and indexes that lead from the outermost value to one in it. */
export type Path = (string | number)[];

/** How data of one kind are written. */
export interface Notation {
  /** What the outermost value is called. */
  readonly root: string;
  /** How to write a value, by its type in a schema. */
  readonly hints: Readonly<Record<string, string>>;
}

/** Makes a problem, at its own place, of what a schema has against data in a template. */
export function schemaProblem(
  source: Source,
  data: PlacedData,
  error: ErrorObject,
  { root, hints }: Notation,
): Problem {
  const path = pathOf(error.instancePath);
  const range = data.valueAt(path);
  const name = path.length === 0 ? root : nameOf(path);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "additionalProperties": {
      const field = String(params["additionalProperty"]);
      return unknownField(source, data.keyAt([...path, field]), name, error);
    }
    case "required": {
      const missing = String(params["missingProperty"]);
      return source.problem("field-missing", range, `${name} has no ${missing}`, `add ${missing}`);
    }
    case "type": {
      const type = String(params["type"]);
      const hint = hints[type] ?? `write a value of type ${type}`;
      return source.problem("field-type", range, `${name} is not of type ${type}`, hint);
    }
    default:
      return wrongValue(source, range, name, hintOf(error));
  }
}

export function wrongValue(source: Source, range: Range, name: string, hint: string): Problem {
  return source.problem("field-value", range, `the value of ${name} is not valid`, hint);
}

function hintOf({ keyword, params, data, parentSchema }: ErrorObject): string {
  const { allowedValues, limit } = params as Record<string, unknown>;
  switch (keyword) {
    case "enum":
      return `write one of ${Array.isArray(allowedValues) ? allowedValues.join(", ") : ""}`;
    case "maxLength":
      // As ajv counts: an emoji is one character.
      return `use at most ${String(limit)} characters, not ${Array.from(String(data)).length}`;
    case "pattern":
    case "minimum":
    case "maximum":
      // What the schema says of it in plain words.
      return String(parentSchema?.["$comment"]);
    case "uniqueItems":
      return "name each value once";
    default:
      return "it must not be empty";
  }
}

function unknownField(source: Source, range: Range, parent: string, error: ErrorObject): Problem {
  const field = String((error.params as Record<string, unknown>)["additionalProperty"]);
  const known = fieldsOf(error.parentSchema);
  const nearest = nearestWord(field, known);
  return source.problem(
    "field-unknown",
    range,
    `${parent} has no field ${JSON.stringify(field)}`,
    nearest === undefined ? `the fields are ${known.join(", ")}` : `did you mean ${nearest}?`,
  );
}

/** The names of the fields that a schema has. */
export function fieldsOf(schema: AnySchemaObject | undefined): string[] {
  const properties: unknown = schema?.["properties"];
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

/** `/configuration/0/key` as a path: the parts of a JSON Pointer. */
export function pathOf(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, "/").replace(/~0/g, "~"),
    );
}

/** A path as people write it, such as `configuration.0.key`. */
export function nameOf(path: Path): string {
  return path.join(".");
}
