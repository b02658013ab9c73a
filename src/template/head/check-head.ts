import type { ErrorObject } from "ajv";

import { validateHead } from "../validators.ts";
import { findOtherAddress, isWebAddress } from "../../text/address.ts";
import type { Head } from "./head.ts";
import { nearestWord } from "../../text/nearest.ts";
import { isRecord } from "../../text/plain-data.ts";
import type { Problem } from "../problem.ts";
import { fieldsOf, pathOf, schemaProblem, type DataKind } from "../schema-problem.ts";
import { compilePattern, findWrongValue, type ValueLimits } from "../setting-value.ts";
import { categories } from "../vocabulary.ts";

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
  readonly no_rule?: string;
  readonly replaces?: readonly string[];
  readonly deprecated?: { readonly reason: string; readonly replacement?: string };
}

export interface HeadSetting {
  readonly key: string;
  readonly description: string;
  readonly required?: boolean;
  readonly secret?: boolean;
  readonly default?: string;
  readonly values?: readonly string[];
  readonly example?: string;
  readonly pattern?: string;
}

/** What can be said of a head that may have mistakes. */
export interface KnownHead {
  /**
   * The fields that are not lost. Of an item of a list only what identifies it is sure to be right.
   */
  readonly fields: Partial<HeadFields>;
  /** Whether nothing can be held against a field, because of a mistake in it or in its name. */
  isLost: (field: keyof HeadFields) => boolean;
}

/**
 * Holds a head against its schema and against what a schema cannot say. Nothing is known of a head
 * without fields.
 */
export function checkHead(head: Head): { problems: Problem[]; known: KnownHead | undefined } {
  const errors = validateHead(head.value) ? [] : (validateHead.errors ?? []);
  const problems = errors.map((error) => headProblem(head, error));
  if (!isRecord(head.value)) {
    return { problems, known: undefined };
  }
  const known = takeKnown(head.value, errors);
  const { configuration = [], dependencies = [], service } = known.fields;
  problems.push(
    ...checkSettingValues(head, configuration),
    ...checkRepeated(head, ["configuration", "key"], configuration),
    ...checkRepeated(head, ["dependencies", "name"], dependencies),
    ...checkNames(head, ["configuration", "key"], configuration),
    ...checkNames(head, ["dependencies", "name"], dependencies),
    ...checkService(head, service),
  );
  return { problems, known };
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
  configuration: ["description", "required", "secret", "default", "values", "example", "pattern"],
  dependencies: ["version"],
};

/**
 * The field that a mistake makes unknown, if any: a name that is misspelt stands for the nearest
 * one.
 */
function lostBy({ instancePath, params, parentSchema }: ErrorObject): string[] {
  const { missingProperty, additionalProperty } = params as Record<string, unknown>;
  const path = pathOf(instancePath);
  if (typeof missingProperty === "string") {
    path.push(missingProperty);
  }
  if (typeof additionalProperty === "string") {
    const meant = nearestWord(additionalProperty, fieldsOf(parentSchema));
    if (meant === undefined) {
      return [];
    }
    path.push(meant);
  }
  const [field, , part] = path.map(String);
  const isDetail = part !== undefined && details[field ?? ""]?.includes(part) === true;
  return field === undefined || isDetail ? [] : [field];
}

/** How the fields of a head are named and written. */
const inHead: DataKind = { root: "the head", notation: "yaml" };

function headProblem(head: Head, error: ErrorObject): Problem {
  const path = pathOf(error.instancePath);
  if (error.schemaPath.includes("/dependentSchemas/")) {
    const range = head.keyAt([...path.slice(0, 2), "default"]);
    return head.source.problem("configuration-default", range, "required");
  }
  if (error.keyword === "enum" && path[0] === "categories") {
    const known = categories.map(({ name }) => name);
    const category: unknown = error.data;
    return head.source.problem("category-unknown", head.valueAt(path), { category, known });
  }
  return schemaProblem(head, error, inHead);
}

function checkSettingValues(head: Head, settings: readonly HeadSetting[]): Problem[] {
  return settings.flatMap((setting, index) => {
    const limits = limitsOf(setting);
    const at = ["configuration", index] as const;
    if (limits.pattern !== undefined && !compilePattern(limits.pattern)) {
      const range = head.valueAt([...at, "pattern"]);
      return [head.source.problem("configuration-pattern", range, { misfit: undefined })];
    }
    const misfits = (limits.values ?? []).filter((value) => findWrongValue(limits, value));
    return [
      ...checkValue(head, [...at, "default"], setting),
      ...checkValue(head, [...at, "example"], setting),
      ...misfits.map((misfit) => {
        const range = head.valueAt([...at, "values", limits.values?.indexOf(misfit) ?? 0]);
        return head.source.problem("configuration-pattern", range, { misfit });
      }),
    ];
  });
}

/** Holds the `default` or the `example` of a setting against what its values can be. */
function checkValue(
  head: Head,
  path: readonly ["configuration", number, "default" | "example"],
  setting: HeadSetting,
): Problem[] {
  const [, , field] = path;
  const value: unknown = setting[field];
  const wrong = typeof value === "string" ? findWrongValue(limitsOf(setting), value) : undefined;
  if (!wrong) {
    return [];
  }
  return [head.source.problem(`configuration-${field}`, head.valueAt(path), { value, wrong })];
}

/** What values are held against, of a setting that may have mistakes. */
export function limitsOf({ values, pattern }: HeadSetting): ValueLimits {
  // In a head with mistakes they can be anything.
  return {
    ...(Array.isArray(values) && { values }),
    ...(typeof pattern === "string" && { pattern }),
  };
}

/** A list of a head, and the field that identifies each of its items. */
type NamedList = readonly ["configuration", "key"] | readonly ["dependencies", "name"];

/**
 * Names that every object has, so that a setting or a package of that name seems to be there
 * always.
 */
const takenNames = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

function checkNames(head: Head, [list, field]: NamedList, items: readonly object[]): Problem[] {
  return items.flatMap((item, index) => {
    const name: unknown = Reflect.get(item, field);
    if (typeof name !== "string" || !takenNames.has(name)) {
      return [];
    }
    const range = head.valueAt([list, index, field]);
    return head.source.problem("field-value", range, { field, rule: { kind: "free", name } });
  });
}

/** Two settings with one key, or two dependencies with one name. */
function checkRepeated(head: Head, [list, field]: NamedList, items: readonly object[]): Problem[] {
  const seen = new Set<unknown>();
  return items.flatMap((item, index) => {
    const name: unknown = Reflect.get(item, field);
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const code = list === "configuration" ? "configuration-duplicate" : "dependency-duplicate";
    return head.source.problem(code, head.valueAt([list, index, field]), { name });
  });
}

/**
 * What a pattern cannot say of an address: whether it has a host, and whether the name is another
 * address.
 */
function checkService(head: Head, service: HeadFields["service"]): Problem[] {
  if (service === undefined) {
    return [];
  }
  const { name, url } = service;
  const range = head.valueAt(["service", "url"]);
  const host = isWebAddress(url) ? findOtherAddress(name, url) : undefined;
  if (isWebAddress(url) && host === undefined) {
    return [];
  }
  const rule =
    host === undefined ? ({ kind: "address" } as const) : ({ kind: "named", host } as const);
  return [head.source.problem("field-value", range, { field: "url", rule })];
}
