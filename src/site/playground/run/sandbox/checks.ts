import { isRecord } from "../../../../text/plain-data.ts";

// Checks of data that anybody may have made.

export type Check = (value: unknown) => boolean;

export const text: Check = (value) => typeof value === "string";
export const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
export const record: Check = isRecord;
export const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);
export const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every((item) => check(item));
export const recordOf =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check);
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** An object with these properties, and perhaps others. */
export const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(checks).every(([key, check]) => check(ownValue(value, key)));

export function ownValue(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
