import { isRecord } from "../../text/plain-data.ts";
import type { Dependency } from "./part.ts";
import { isValue } from "./rules-configs.ts";

/** The objects of a list; none if it is no list. */
export function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A dependency as the Management API lists it; an exact version counts. */
export function readDependency({ name, version }: Readonly<Record<string, unknown>>): Dependency[] {
  if (typeof name !== "string") {
    return [];
  }
  const isExact = typeof version === "string" && /^\d/.test(version);
  return [{ name, ...(isExact && { version }) }];
}

/** The secrets of a list `{ name, value }` whose values it has, by name. */
export function readSecrets(list: unknown): Record<string, string> {
  return Object.fromEntries(
    listOf(list).flatMap(({ name, value }): [string, string][] =>
      typeof name === "string" && isValue(value) ? [[name, value]] : [],
    ),
  );
}
