import type { AnySchemaObject, ErrorObject } from "ajv";

import { validateHead } from "../validators.ts";
import { findOtherAddress, isWebAddress } from "../../text/address.ts";
import type { Head } from "./head.ts";
import { nearestWord } from "../../text/nearest.ts";
import type { Problem } from "../problem.ts";
import type { Source } from "../source.ts";
import { categories } from "../vocabulary.ts";
import type { Range } from "../../text/places.ts";

/** The head of a template as written: what its schema accepts. */
export interface HeadFields {
  readonly overview: string;
  readonly categories: readonly string[];
  readonly configuration?: readonly HeadSetting[];
  readonly dependencies?: readonly { name: string; version: string; network?: boolean }[];
  readonly outage?: "allow" | "deny";
  readonly gallery?: boolean;
  readonly service?: { readonly name: string; readonly url: string };
  readonly no_action?: string;
  readonly deprecated?: { readonly reason: string; readonly replacement?: string };
}

export interface HeadSetting {
  readonly key: string;
  readonly description: string;
  readonly required?: boolean;
  readonly secret?: boolean;
  readonly default?: string;
  readonly values?: readonly string[];
}

/** What can be said of a head that may have mistakes. */
export interface KnownHead {
  /** The fields that are not lost. Of an item of a list only what identifies it is sure to be right. */
  readonly fields: Partial<HeadFields>;
  /** Whether nothing can be held against a field, because of a mistake in it or in its name. */
  isLost: (field: keyof HeadFields) => boolean;
}

/** Holds a head against its schema and against what a schema cannot say. Nothing is known of a head without fields. */
export function checkHead(
  source: Source,
  head: Head,
): { problems: Problem[]; known: KnownHead | undefined } {
  const errors = validateHead(head.value) ? [] : (validateHead.errors ?? []);
  const problems = errors.map((error) => schemaProblem(source, head, error));
  if (!isMapping(head.value)) return { problems, known: undefined };
  const known = takeKnown(head.value, errors);
  const { configuration = [], dependencies = [], service } = known.fields;
  problems.push(
    ...checkDefaults(source, head, configuration),
    ...checkRepeated(source, head, ["configuration", "key"], configuration),
    ...checkRepeated(source, head, ["dependencies", "name"], dependencies),
    ...checkNames(source, head, ["configuration", "key"], configuration),
    ...checkNames(source, head, ["dependencies", "name"], dependencies),
    ...checkService(source, head, service),
  );
  return { problems, known };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function takeKnown(
  value: Readonly<Record<string, unknown>>,
  errors: readonly ErrorObject[],
): KnownHead {
  const lost = new Set(errors.flatMap(lostBy));
  const kept = Object.entries(value).filter(([name]) => !lost.has(name));
  // The validator has found nothing else.
  const fields = Object.fromEntries(kept) as Partial<HeadFields>;
  return { fields, isLost: (field) => lost.has(field) };
}

/** What an item may have wrong without being taken for another. */
const details: Readonly<Record<string, readonly string[]>> = {
  configuration: ["description", "required", "secret", "default", "values"],
  dependencies: ["version"],
};

/** The field that a mistake makes unknown, if any: a name that is misspelt stands for the nearest one. */
function lostBy({ instancePath, params, parentSchema }: ErrorObject): string[] {
  const { missingProperty, additionalProperty } = params as Record<string, unknown>;
  const path = pathOf(instancePath);
  if (typeof missingProperty === "string") path.push(missingProperty);
  if (typeof additionalProperty === "string") {
    const meant = nearestWord(additionalProperty, fieldsOf(parentSchema));
    if (meant === undefined) return [];
    path.push(meant);
  }
  const [field, , part] = path.map(String);
  const isDetail = part !== undefined && details[field ?? ""]?.includes(part) === true;
  return field === undefined || isDetail ? [] : [field];
}

type Path = (string | number)[];

function schemaProblem(source: Source, head: Head, error: ErrorObject): Problem {
  const path = pathOf(error.instancePath);
  const range = head.valueAt(path);
  const name = nameOf(path);
  const params = error.params as Record<string, unknown>;
  if (error.schemaPath.includes("/dependentSchemas/")) {
    return defaultOfRequired(source, head, path.slice(0, 2));
  }
  switch (error.keyword) {
    case "additionalProperties":
      return unknownField(source, head, path, error);
    case "required": {
      const missing = String(params["missingProperty"]);
      return source.problem("field-missing", range, `${name} has no ${missing}`, `add ${missing}`);
    }
    case "type":
      return wrongType(source, range, name, String(params["type"]));
    case "enum":
      if (path[0] === "categories") return unknownCategory(source, range, error.data);
      return wrongValue(source, range, name, `write one of ${listOf(params["allowedValues"])}`);
    case "maxLength":
      return wrongValue(
        source,
        range,
        name,
        // As ajv counts: an emoji is one character.
        `use at most ${String(params["limit"])} characters, not ${Array.from(String(error.data)).length}`,
      );
    case "pattern":
      return wrongValue(source, range, name, hintOf(error.parentSchema));
    case "uniqueItems":
      return wrongValue(source, range, name, "name each value once");
    default:
      return wrongValue(source, range, name, "it must not be empty");
  }
}

/** What a schema says of its pattern in plain words. */
function hintOf(schema: AnySchemaObject | undefined): string {
  return String(schema?.["$comment"]);
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.join(", ") : String(values);
}

function wrongValue(source: Source, range: Range, name: string, hint: string): Problem {
  return source.problem("field-value", range, `the value of ${name} is not valid`, hint);
}

const typeHints: Readonly<Record<string, string>> = {
  string: "put the value in quotes",
  boolean: "write true or false",
  array: "write a list: each item on a line of its own, behind a hyphen",
  object: "write its fields on lines of their own, indented",
};

function wrongType(source: Source, range: Range, name: string, type: string): Problem {
  const hint = typeHints[type] ?? `write a value of type ${type}`;
  return source.problem("field-type", range, `${name} is not of type ${type}`, hint);
}

function unknownField(source: Source, head: Head, parent: Path, error: ErrorObject): Problem {
  const params = error.params as Record<string, unknown>;
  const field = String(params["additionalProperty"]);
  const known = fieldsOf(error.parentSchema);
  const nearest = nearestWord(field, known);
  return source.problem(
    "field-unknown",
    head.keyAt([...parent, field]),
    `${nameOf(parent)} has no field ${JSON.stringify(field)}`,
    nearest === undefined ? `the fields are ${known.join(", ")}` : `did you mean ${nearest}?`,
  );
}

function fieldsOf(schema: AnySchemaObject | undefined): string[] {
  const properties: unknown = schema?.["properties"];
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function unknownCategory(source: Source, range: Range, value: unknown): Problem {
  const names = categories.map(({ name }) => name);
  const nearest = typeof value === "string" ? nearestWord(value, names) : undefined;
  return source.problem(
    "category-unknown",
    range,
    `there is no category ${JSON.stringify(value)}`,
    nearest === undefined ? `the categories are ${names.join(", ")}` : `did you mean "${nearest}"?`,
  );
}

function defaultOfRequired(source: Source, head: Head, setting: Path): Problem {
  return source.problem(
    "configuration-default",
    head.keyAt([...setting, "default"]),
    "a required setting has a default",
    'add "required: false", or remove the default',
  );
}

function checkDefaults(source: Source, head: Head, settings: readonly HeadSetting[]): Problem[] {
  return settings.flatMap(({ default: value, values }, index) =>
    // In a head with mistakes they can be anything.
    typeof value !== "string" || !Array.isArray(values) || values.includes(value)
      ? []
      : source.problem(
          "configuration-default",
          head.valueAt(["configuration", index, "default"]),
          `the default ${JSON.stringify(value)} is not one of the values`,
          `use one of ${values.join(", ")}`,
        ),
  );
}

/** A list of a head, and the field that identifies each of its items. */
type NamedList = readonly ["configuration", "key"] | readonly ["dependencies", "name"];

/** Names that every object has, so that a setting or a package of that name seems to be there always. */
const takenNames = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

function checkNames(
  source: Source,
  head: Head,
  [list, field]: NamedList,
  items: readonly object[],
): Problem[] {
  return items.flatMap((item, index) => {
    const name: unknown = Reflect.get(item, field);
    if (typeof name !== "string" || !takenNames.has(name)) return [];
    const path = [list, index, field];
    const hint = `choose another name: every object of JavaScript has ${name}`;
    return wrongValue(source, head.valueAt(path), nameOf(path), hint);
  });
}

/** Two settings with one key, or two dependencies with one name. */
function checkRepeated(
  source: Source,
  head: Head,
  [list, field]: NamedList,
  items: readonly object[],
): Problem[] {
  const seen = new Set<unknown>();
  return items.flatMap((item, index) => {
    const name: unknown = Reflect.get(item, field);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return source.problem(
      list === "configuration" ? "configuration-duplicate" : "dependency-duplicate",
      head.valueAt([list, index, field]),
      `${JSON.stringify(name)} is listed more than once in ${list}`,
      "keep one of the two",
    );
  });
}

/** What a pattern cannot say of an address: whether it has a host, and whether the name is another address. */
function checkService(source: Source, head: Head, service: HeadFields["service"]): Problem[] {
  if (service === undefined) return [];
  const { name, url } = service;
  const range = head.valueAt(["service", "url"]);
  if (!isWebAddress(url)) {
    return [wrongValue(source, range, "service.url", "write an absolute https: address")];
  }
  const other = findOtherAddress(name, url);
  if (other === undefined) return [];
  const hint = `the name says ${other}: write an address of that host, or another name`;
  return [wrongValue(source, range, "service.url", hint)];
}

/** `/configuration/0/key` as a path: the parts of a JSON Pointer. */
function pathOf(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, "/").replace(/~0/g, "~"),
    );
}

function nameOf(path: Path): string {
  return path.length === 0 ? "the head" : path.join(".");
}
