import { isRecord } from "../../text/plain-data.ts";
import { fillKeywords } from "../keywords.ts";
import { readJson } from "../../text/json.ts";
import type { Readable } from "../folder/described.ts";
import type { TextFile } from "../text-files.ts";
import { makeRule, type FoundRule, type FoundTenant, type SetAside } from "./found-rule.ts";

/**
 * The rules of `GET /api/v2/rules`, saved as JSON: a list, or an object with it in `rules`.
 * Undefined if it is none.
 * Source: https://auth0.com/docs/api/management/v2/rules/get-rules
 */
export function readRuleList(
  { shown, text }: TextFile,
  { keywords }: Pick<Readable, "keywords">,
): FoundTenant | undefined {
  const read = readJson(fillKeywords(text, keywords));
  const value = "value" in read ? read.value : undefined;
  const list: unknown = isRecord(value) ? value["rules"] : value;
  if (!Array.isArray(list) || !list.every(isRule)) {
    return undefined;
  }
  const made = list.map((said, index) => {
    const base = typeof said["name"] === "string" ? said["name"] : `rule ${index + 1}`;
    const code = typeof said["script"] === "string" ? said["script"] : undefined;
    return makeRule(said, { base, file: `${shown} (${base})`, code });
  });
  return { ...divide(made), notes: [] };
}

function isRule(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && ("script" in value || ("name" in value && "order" in value));
}

/** Rules, and what is none. */
export function divide(
  made: readonly (FoundRule | SetAside)[],
): Pick<FoundTenant, "rules" | "aside"> {
  return {
    rules: made.filter((one): one is FoundRule => "code" in one),
    aside: made.filter((one): one is SetAside => "reason" in one),
  };
}
