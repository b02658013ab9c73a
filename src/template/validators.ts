import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

import rulesSchema from "../../rules.schema.json" with { type: "json" };
import templateSchema from "../../template.schema.json" with { type: "json" };

/**
 * The validators of both schemas. A bundle has this module replaced by the code that ajv generates
 * from it, so that nothing is compiled, and ajv is not even there, when the tool runs.
 */
export const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  code: { source: true, esm: true },
});

/** The `$id` of each validator's schema, by the name of the validator. */
export const ids = {
  validateHead: templateSchema.$id,
  validateTemplate: "template-of-the-gallery",
  validateExample: "example-of-the-gallery",
  validateRetired: "retired-ids",
};

/** The published schema without its leave to add fields. */
const closed = closeSchema(rulesSchema.$defs);

/** Holds a front matter against the published schema. */
export const validateHead: ValidateFunction = ajv.compile(templateSchema);

/** Holds a template of the gallery against the published schema without its leave to add fields. */
export const validateTemplate: ValidateFunction = ajv.compile({
  $id: ids.validateTemplate,
  $ref: "#/$defs/template",
  $defs: closed,
});

/** The same for one of its examples. */
export const validateExample: ValidateFunction = ajv.compile({
  $id: ids.validateExample,
  $ref: "#/$defs/example",
  $defs: closed,
});

/** Holds the list of retired ids against its schema. */
export const validateRetired: ValidateFunction = ajv.compile({
  $id: ids.validateRetired,
  $ref: "#/$defs/retired",
  $defs: closed,
});

/** The schema in which an object has no property beside those that are named, if any are. */
function closeSchema<T>(schema: T): T {
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  if (Array.isArray(schema)) {
    return schema.map(closeSchema) as T;
  }
  const entries = Object.entries(schema).map(([key, value]) => [key, closeSchema<unknown>(value)]);
  const isNamed = "type" in schema && schema.type === "object" && "properties" in schema;
  return { ...(Object.fromEntries(entries) as T), ...(isNamed && { additionalProperties: false }) };
}
