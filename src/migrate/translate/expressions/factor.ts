import type { AnyNode, Property } from "acorn";

import { propertyKey } from "../../../script/syntax/tree.ts";
import { printObject, printValue } from "./values.ts";
import type { Work } from "../work.ts";

const duoKeys = ["host", "ikey", "skey", "username"];
/** What an action can say of a factor. */
const known = new Set(["provider", "allowRememberBrowser", "ignoreCookie", ...duoKeys]);

/**
 * `context.multifactor = { … }`: a rule lets the browser be remembered unless it says otherwise.
 */
export function printFactor(value: AnyNode, work: Work): string | undefined {
  if (value.type !== "ObjectExpression") {
    return undefined;
  }
  const given = new Map<string, Property>();
  for (const property of value.properties) {
    const key = property.type === "Property" ? propertyKey(property) : undefined;
    if (property.type !== "Property" || key === undefined) {
      return undefined;
    }
    given.set(key, property);
    if (!known.has(key)) {
      work.notes.needs("factor-option", property, [
        `the ${key} of the factor does not matter, which an action cannot set`,
      ]);
    }
  }
  const provider = given.get("provider");
  if (!provider) {
    return undefined;
  }
  const duo = duoKeys.flatMap((key) => {
    const property = given.get(key);
    return property ? [`${key}: ${printValue(property, work)}`] : [];
  });
  const options = [
    `allowRememberBrowser: ${printRemember(given, work)}`,
    ...(duo.length > 0 ? [`providerOptions: ${printObject(duo, 2)}`] : []),
  ];
  const text = `api.multifactor.enable(${printValue(provider, work)}, ${printObject(options, 1)})`;
  return work.notes.mark("factor", value, text);
}

function printRemember(given: ReadonlyMap<string, Property>, work: Work): string {
  const [allow, ignore] = ["allowRememberBrowser", "ignoreCookie"].map((key) => given.get(key));
  const parts = [
    ...(allow ? [withDefault(allow, { not: "false" }, work)] : []),
    ...(ignore ? [withDefault(ignore, { not: "true" }, work)] : []),
  ].filter((part) => part !== "true");
  if (parts.includes("false")) {
    return "false";
  }
  return parts.length > 0 ? parts.join(" && ") : "true";
}

/** Only what is exactly this value changes what is remembered. */
function withDefault(property: Property, { not }: { not: string }, work: Work): string {
  const { value } = property;
  if (value.type === "Literal") {
    return String(String(value.raw) !== not);
  }
  const text = printValue(property, work);
  if (not === "false" && isBoolean(value)) {
    return text;
  }
  return value.type === "Identifier" || value.type === "MemberExpression"
    ? `${text} !== ${not}`
    : `(${text}) !== ${not}`;
}

function isBoolean(value: AnyNode): boolean {
  if (value.type === "BinaryExpression") {
    return /^(?:[=!]==?|[<>]=?|in|instanceof)$/.test(value.operator);
  }
  return value.type === "UnaryExpression" && value.operator === "!";
}
