import type { AnySchemaObject, ErrorObject } from "ajv";

import { characterLength } from "../text/lengths.ts";
import { isRecord } from "../text/plain-data.ts";
import type { PlacedData } from "./placed-data.ts";
import type { Problem } from "./problem.ts";
import type { Notation, ValueRule } from "./problems/fields.ts";

/** Keys and indexes that lead from the outermost value to one in it. */
export type DataPath = (string | number)[];

/** Data of one kind: what the outermost value is called, and how values are written. */
export interface DataKind {
  readonly root: string;
  readonly notation: Notation;
}

/** Makes a problem, at its own place, of what a schema has against data in a template. */
export function schemaProblem(
  data: PlacedData,
  error: ErrorObject,
  { root, notation }: DataKind,
): Problem {
  const { source } = data;
  const path = pathOf(error.instancePath);
  const range = data.valueAt(path);
  const name = path.length === 0 ? root : nameOf(path);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "additionalProperties": {
      const field = String(params["additionalProperty"]);
      const known = fieldsOf(error.parentSchema);
      const key = data.keyAt([...path, field]);
      return source.problem("field-unknown", key, { owner: name, field, known });
    }
    case "required": {
      const missing = String(params["missingProperty"]);
      return source.problem("field-missing", range, { owner: name, field: missing });
    }
    case "type": {
      const type = String(params["type"]);
      return source.problem("field-type", range, { field: name, type, notation });
    }
    default:
      return source.problem("field-value", range, { field: name, rule: ruleOf(error) });
  }
}

function ruleOf({ keyword, params, data, parentSchema }: ErrorObject): ValueRule {
  const { allowedValues, limit } = params as Record<string, unknown>;
  switch (keyword) {
    case "enum":
      return { kind: "listed", values: Array.isArray(allowedValues) ? allowedValues : [] };
    case "maxLength":
      // As ajv counts: an emoji is one character.
      return { kind: "short", limit: Number(limit), length: characterLength(String(data)) };
    case "pattern":
    case "minimum":
    case "maximum":
      return { kind: "formed", words: String(parentSchema?.["$comment"]) };
    case "uniqueItems":
      return { kind: "unique" };
    default:
      return { kind: "filled" };
  }
}

/** The names of the fields that a schema has. */
export function fieldsOf(schema: AnySchemaObject | undefined): string[] {
  const properties: unknown = schema?.["properties"];
  return isRecord(properties) ? Object.keys(properties) : [];
}

/** `/configuration/0/key` as a path: the parts of a JSON Pointer. */
export function pathOf(pointer: string): DataPath {
  return pointer
    .split("/")
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, "/").replace(/~0/g, "~"),
    );
}

/** What a value is called where its place is shown, too: `key`, or `item 2 of values`. */
export function nameOf(path: DataPath): string {
  const [last = "", parent] = [path.at(-1), path.at(-2)];
  if (typeof last === "string") {
    return last;
  }
  return parent === undefined ? `item ${last + 1}` : `item ${last + 1} of ${parent}`;
}
