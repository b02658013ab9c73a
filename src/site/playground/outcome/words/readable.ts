import { isRecord } from "../../../../text/plain-data.ts";

/** A value of an outcome as people would say it, where data say it at length. */
export function makeReadable(part: string, value: unknown): unknown {
  if (part !== "multifactor" || !isRecord(value) || typeof value["provider"] !== "string") {
    return value;
  }
  const remembers = value["allowRememberBrowser"];
  if (typeof remembers !== "boolean") {
    return value["provider"];
  }
  return `${value["provider"]}, browser ${remembers ? "remembered" : "not remembered"}`;
}
